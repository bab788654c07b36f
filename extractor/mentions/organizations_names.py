"""Names known from the book, and short names made of a proper word and a trade (奥松半导体)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.mentions.organizations_lexicon import Lexicon
from extractor.mentions.organizations_model import Candidate
from extractor.span import Span

# What follows makes a place, prize or product of the name.
AFTER = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z]{0,8}?(?:产业园|科技园|软件园|工业园|创业园|物流园|产业城|科技城|示范园|孵化园|创新园|文化园))"
    r"|杯|广场|大厦|大桥|路(?!透|桥)|街|站(?!点)|机场|公园|球场|体育馆|商圈|手机|音箱|城(?!商)|时间\d"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_BREAK = re.compile(r"[^\w·&]")


def whole(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether the words around leave the span whole: 北大 is not in 东北大学, IDC not in BIDCO."""
    start, end = span
    if _LATIN.match(view[start]) and start > 0 and _LATIN.match(view[start - 1]):
        return False
    if _LATIN.match(view[end - 1]) and end < len(view) and _LATIN.match(view[end]):
        return False
    left, right = max(0, start - 4), end + 4
    while left < start and (m := _BREAK.search(view, left, start)):
        left = m.end()
    if m := _BREAK.search(view, end, right):
        right = m.start()
    for t in lexicon.words.segment(view[left:right]):
        a, b = left + t.start, left + t.end
        if b <= start or a >= end or (a >= start and b <= end):
            continue
        if len(t.word) > 1 and not (a <= start and end <= b and t.tag == "O"):
            return False
    return True


def placelike(view: str, end: int) -> bool:
    """Tell whether what follows makes a place, prize or product of a name that ends here."""
    return AFTER.match(view, end) is not None


def find_known(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find listed names."""
    for span, kind in lexicon.known(view):
        short = span.end - span.start <= 4
        if placelike(view, span.end) or (short and not whole(view, span, lexicon)):
            continue
        yield Candidate(span, kind, Decimal("0.93") if not short else Decimal("0.88"), "known")


def find_trades(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find short names: an unknown or proper word with a trade behind it."""
    for m in lexicon.trade_anchor.finditer(view):
        at, end = m.span()
        if at < 2 or not _INNER(view[at - 2 : at]) or lexicon.words.ordinary(view[at - 2 : at]):
            continue
        left = at
        while left > max(0, at - 8) and (_HAN.match(view[left - 1]) or _LATIN.match(view[left - 1])):
            left -= 1
        right = end
        while right < min(len(view), end + 3) and _HAN.match(view[right]):
            right += 1
        tokens = lexicon.words.segment(view[left:right])
        i = next((i for i, t in enumerate(tokens) if left + t.start == at), None)
        if not i or left + tokens[i].end != end or placelike(view, end):
            continue
        first = i
        while first > 0 and tokens[first - 1].tag in "SCE" and at - left - tokens[first - 1].start <= 4:
            first -= 1
        core = view[left + tokens[first].start : at]
        if len(core) < 2 or core.isdigit() or first == i or lexicon.words.ordinary(core):
            continue
        if sum(t.tag == "S" for t in tokens[first:i]) == 1 and i - first == 1:
            continue
        sharp = first == 0 or tokens[first - 1].tag in "XVLP"
        yield Candidate(
            Span(left + tokens[first].start, end), "company", Decimal("0.75" if sharp else "0.62"), "trade"
        )


_INNER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2}\Z").match
