"""Lists of periods: 2016年、2017年和2018年分别实现营业收入a、b和c."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.facts.list_items import put
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Number, head
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Period
from extractor.span import Span

_BETWEEN = ("、", "和", "与", "及", "以及", "，")
RULE = "list.period"


def read(
    clauses: Sequence[Clause],
    at: int,
    word: int,
    numbers: Sequence[Number],
    view: str,
    earlier: Sequence[Fact],
) -> list[Fact] | None:
    """Give each number of a list behind 分别 (at `word`) its period, if periods are what is listed."""
    clause = clauses[at]
    periods = _run([p for p in clause.periods if p.span.end <= word and p.start], view)
    if not clause.periods and at and not clauses[at - 1].numbers:
        periods = _run([p for p in clauses[at - 1].periods if p.start], view)  # 2022年和2023年，…分别为
    if not clause.periods and not periods:
        # The second 分别 of the sentence goes on with the same years.
        listed = [f for f in earlier if f.rule == RULE][-len(numbers) :]
        periods = [f.period for f in listed if f.period]
    if len(periods) != len(numbers):
        return None
    span = _indicator(clause, word, numbers[0], periods, view)
    if span is None:
        return None
    facts = []
    for i, (period, number) in enumerate(zip(periods, numbers, strict=True)):
        fact = Fact(0, Indicator(span), RULE, period=period, indicator_inherited=i > 0)
        facts.append(put(fact, number))
    return facts


def _run(periods: list[Period], view: str) -> list[Period]:
    """Return the last periods of the stretch that only list marks part."""
    run = periods[-1:]
    for a, b in pairwise(reversed(periods)):
        if view[b.span.end : a.span.start] not in _BETWEEN:
            break
        run.insert(0, b)
    return run if len(run) > 1 else []


def _indicator(clause: Clause, word: int, first: Number, periods: Sequence[Period], view: str) -> Span | None:
    """Find what is measured: behind 分别, between the periods and 分别, or before the periods."""
    names = [n.span for n in clause.names]
    inside = [p.span for p in periods if clause.span.holds(p.span)]
    stretches = [(word + 2, head(first)), (inside[-1].end if inside else clause.span.start, word)]
    if inside:
        stretches.append((clause.span.start, inside[0].start))
    for start, end in stretches:
        span, _ = phrase_before(view, start, end, names)
        if span and span.end - span.start > 1:
            return span
    return None
