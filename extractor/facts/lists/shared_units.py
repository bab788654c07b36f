"""Numbers of a list that share the unit of the last: 194.08、408.70、649.95万吨标煤; 1012.2亿、754.2亿和625.7亿元."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.facts.indicators import implied_units
from extractor.facts.model import Fact
from extractor.facts.skeleton import Number
from extractor.late import late
from extractor.mentions.model import Quantity
from extractor.mentions.quantities.numerals import parse
from extractor.span import Span

_SCALE = late(r"(?:万亿|千亿|百亿|亿|千万|百万|万|千)$")


def fill(numbers: Sequence[Number], view: str) -> list[Number]:
    """Give the bare numbers before the last one its unit, and where they say no scale of their own its scale."""
    last = numbers[-1]
    if not isinstance(last, Quantity) or last.unit in (None, "%"):
        return list(numbers)
    m = _SCALE.search(view, *last.numeral)
    scale = parse(m[0]) if m else None
    return [_alike(n, last, scale, view) for n in numbers[:-1]] + [last]


def priced(numbers: Sequence[Number], start: int, view: str) -> list[Number]:
    """Give the prices in 均价分别为每吨2520元、2380元 their 每吨."""
    per = implied_units.per_before(view, start, numbers[0].span.start)
    if per is None:
        return list(numbers)
    return [n._replace(unit=f"{n.unit}/{per}") if isinstance(n, Quantity) else n for n in numbers]


def cite(facts: Sequence[Fact], view: str) -> None:
    """Name the place whose unit and scale a bare number of the list has: 5、3亿元 is 5|亿元 and 3亿元."""
    last = next((f.quantity for f in reversed(facts) if f.quantity), None)
    if last is None or last.unit_text is None:
        return
    m = _SCALE.search(view, *last.numeral)
    unit = Span(last.numeral.end, last.span.end)
    scaled = Span(m.start(), last.span.end) if m else unit
    for fact in facts:
        q = fact.quantity
        if q and q.unit is not None and q.unit_text is None and q.span.end < unit.start < unit.end:
            fact.unit_span = unit if _SCALE.search(view, *q.numeral) else scaled


def _alike(n: Number, last: Quantity, scale: Decimal | None, view: str) -> Number:
    if not isinstance(n, Quantity) or n.unit is not None or n.number is None:
        return n
    bare = scale is not None and _SCALE.search(view, *n.numeral) is None
    return n._replace(unit=last.unit, number=n.number * scale if bare and scale else n.number)
