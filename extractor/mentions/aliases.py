"""Short names that a text itself gives behind a full one: （以下简称“晨光精密”）, (CCTV), （以下简称“公司”）."""

from extractor.late import late
from extractor.patterns import listed

_QUOTE = r"[“”\"'‘’「『」』]?"
# The bracket may go on behind a quoted name: （以下简称“晨光精密”，600123.SH）.
_CLOSED = r"(?:[)）]|(?<=[”\"’」』])(?=[，,；;、/]))"
_ALIAS = late(
    rf"[（(](?:(?:以下|下)?(?:简)?称(?:为|作)?|英文简称|简称)[：:]?{_QUOTE}(?P<called>[\w·&-]{{2,12}}?){_QUOTE}(?:或{_QUOTE}(?P<other>[\w·&-]{{2,12}}?){_QUOTE})?{_CLOSED}"
    rf"|[（({{]{_QUOTE}(?P<plain>[A-Z][A-Za-z&-]{{1,11}}(?: [A-Z][A-Za-z&-]{{1,11}}){{0,2}}|[\u4e00-\u9fff]{{2,6}}){_QUOTE}[)）]"
    rf"|[，,]?(?:以下简称|下称){_QUOTE}(?P<bare>[\w·&-]{{2,12}}){_QUOTE}"
)
_FIRM = late("(?:本|该)?公司")


def called(view: str, end: int, name: str) -> list[tuple[int, int]]:
    """Return where short names stand that the text itself gives behind a full name."""
    m = _ALIAS.match(view, end)
    if not m:
        return []
    out = []
    for group in ("called", "other", "bare", "plain"):
        text = m[group]
        if not text or text in listed("stand-in"):
            continue
        # Brackets without 简称 must look like the name: an acronym, or characters of it in order.
        if group == "plain" and not text.isascii() and not within(text, name):
            continue
        out.append(m.span(group))
    return out


def shortened(view: str, end: int) -> bool:
    """Tell whether a short form in brackets follows: what stands before is a name then."""
    m = _ALIAS.match(view, end)
    return bool(m and (m["called"] or m["bare"] or (m["plain"] and m["plain"].isascii())))


def called_firm(view: str, end: int) -> bool:
    """Tell whether 公司 alone is declared to be the short form of the name that ends here."""
    m = _ALIAS.match(view, end)
    return m is not None and _FIRM.fullmatch(m["called"] or m["bare"] or "") is not None


def within(short: str, name: str) -> bool:
    """Tell whether the characters of the one stand in the other in order."""
    rest = iter(name)
    return all(c in rest for c in short)
