"""Changes that need no number: 翻番, 持平, 扭亏."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from extractor.late import late
from extractor.mentions.changes.directions import Lexis
from extractor.mentions.model import Basis, Change, Quantity
from extractor.span import Span

_LEVEL_WITH = late(
    r"(?:[与和跟]|同(?![期比月季年]))(?P<object>[^，。；、与和跟]{1,12}?)(?<![均都皆])(?:基本|大体|总体|大致|相对)?$"
)

_ALIKE = ("相若", "一样", "相同", "一致")
_LEVEL = ("持平", *_ALIKE)
_OF_THEN = late("的(?!水平|情况|数字)")
_SIGHT = 40  # characters before 和二季度一样 in which 三季度 may stand
_COUNTS = tuple("一二两三四五六七八九十")


def whole_changes(
    text: str, found: Sequence[Change], quantities: Sequence[Quantity], lexis: Lexis
) -> list[Change]:
    """Find the words that say a change by themselves, where no number or change that was found holds them."""
    hits = list(lexis.whole.finditer(text))
    return (
        list(_read(text, hits, [*(c.span for c in found), *(q.span for q in quantities)], lexis))
        if hits
        else []
    )


def _read(text: str, hits: Sequence[re.Match[str]], spans: Sequence[Span], lexis: Lexis) -> Iterator[Change]:
    taken = sorted(spans)
    reached = list(accumulate(map(itemgetter(1), taken), max))
    for m in hits:
        span = Span(*m.span())
        before = bisect_left(taken, (span.end,))
        if (before and reached[before - 1] > span.start) or text.startswith(lexis.whole_not_before, span.end):
            continue
        if m.group() == "持平" and text.startswith(_COUNTS, span.start - 1):
            continue  # 一涨五降一持平: how many of them
        basis, base = lexis.bases.find(text, span.start, 0)
        if base is None and m.group() in _LEVEL:
            basis, base = _level_with(text, span.start, lexis)
        if m.group() in _ALIKE and base and _OF_THEN.search(text, *base):
            continue  # 与去年的品种相同
        if m.group() in _ALIKE and basis in ("unspecified", "other"):
            continue  # 与邻镇相若: with others, not with another time
        yield Change(span, lexis.rates.get(m.group()), None, None, "%", basis, None, base)


def _level_with(text: str, end: int, lexis: Lexis) -> tuple[Basis, Span | None]:
    """Find whom 与去年持平 is level with."""
    low = max(0, end - 16)
    m = _LEVEL_WITH.search(text[low:end])
    if m is None:
        return "unspecified", None
    before = text[max(0, low - _SIGHT) : low + m.start()]
    return lexis.bases.object_of(m["object"], before), Span(low + m.start(), end)
