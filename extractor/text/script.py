"""Traditional characters: told apart, and read as Simplified ones of equal length."""

from functools import cache

from extractor.late import late

# Characters of everyday news that only Traditional text has; enough to know a text by.
_ONLY_TRADITIONAL = late(
    "[國個們這說對時來會為業產經濟東門開關發長萬億與實學總統點數據電動價額資訊網歲歷農進過還邊應當無區縣專讓見觀覽貿銀錢團際機構員請證設計議論報導華廣場調劃營運輸車載軍隊億單減銷訂較稅續]"
)


@cache
def _table() -> dict[int, str]:
    """Return the characters that read differently in Simplified text."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
    found = {}
    for first, last in blocks:
        characters = [chr(c) for c in range(first, last)]
        for c, s in zip(characters, convert("\n".join(characters)).split("\n"), strict=True):
            if s != c and len(s) == 1:
                found[ord(c)] = s
    return found


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in Traditional characters."""
    return _ONLY_TRADITIONAL.search(text) is not None and len(_ONLY_TRADITIONAL.findall(text)) * 40 > len(
        text
    )


def simplified_view(text: str) -> str:
    """Return the Simplified reading of equal length; the text itself where it has nothing Traditional."""
    return text.translate(_table()) if _ONLY_TRADITIONAL.search(text) else text
