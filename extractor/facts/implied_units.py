"""Units that an indicator's own words give a number: 均价每吨2520元, 劳动人口为386.1万."""

import re

from extractor.patterns import Expression
from extractor.span import Span

_IMPLIED = (
    (Expression("(?:{in-people})$"), "人"),
    (re.compile("(?:户数|住户)$"), "户"),
    (re.compile("人次(?:数)?$"), "人次"),
    (Expression("(?:{in-money})$"), "CNY"),
)
_PER = Expression("(?:为|约|的)?(?:平均)?每(?:一)?({priced})$")


def without_per(view: str, span: Span) -> tuple[Span, str | None]:
    """Take 每吨 off 均价每吨: it belongs to the unit."""
    m = _PER.search(view, *span) if view.find("每", *span) >= 0 else None
    return (Span(span.start, m.start()), m[1]) if m and m.start() > span.start else (span, None)


def only_per(phrase: str) -> str | None:
    """Return the unit where the phrase says no more than 每吨."""
    m = _PER.fullmatch(phrase)
    return m[1] if m else None


def per_before(view: str, start: int, end: int) -> str | None:
    """Find the unit that prices right before a number are for: 分别为每吨2520元."""
    m = _PER.search(view, start, end) if view.find("每", start, end) >= 0 else None
    return m[1] if m and m.end() == end else None


def implied_unit(phrase: str, yuan: str) -> str | None:
    """Give a bare 386.1万 the unit that its indicator implies: 劳动人口为386.1万, 净利润5000万."""
    unit = next((unit for pattern, unit in _IMPLIED if pattern.search(phrase)), None)
    return yuan if unit == "CNY" else unit
