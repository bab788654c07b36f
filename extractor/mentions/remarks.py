"""Brackets behind a name that only remark on it: 甲发展（房地产）, 乙股份（600519）."""

from extractor.late import late

# What sort of body it is, or under which code its shares are traded.
_SORT = late(r"[（(](?:[一-鿿]{1,8}|[0-9A-Za-z.：:-]{4,12})[）)]")


def behind_remark(text: str, at: int) -> int:
    """Return where the text behind a name goes on, past such a bracket."""
    m = _SORT.match(text, at) if text.startswith(("（", "("), at) else None
    return m.end() if m else at
