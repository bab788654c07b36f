"""Rows of names, each with its level in brackets, whose growths follow together.

中国内地（2632元）及香港（1085元）旅客的人均消费分别下跌25.5%及8.7%.
"""

from collections.abc import Sequence

from extractor.facts import brackets, phrases
from extractor.facts.list_items import Item, subject_of
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Number
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.patterns import Expression

_CLOSES = ("）", ")")
_WHO = Expression("{travellers}")


def read(
    clauses: Sequence[Clause],
    at: int,
    names_end: int,
    numbers: Sequence[Number],
    view: str,
    earlier: Sequence[Fact],
) -> list[Fact] | None:
    """Give each name its level and its growth; return the facts that the brackets have not made yet."""
    clause, first = clauses[at], at - 2 * len(numbers)
    if clause.opener not in _CLOSES or first < 0:
        return None
    row = [p for k in range(first, at, 2) if (p := _pair(clauses[k], clauses[k + 1], view))]
    start = clause.span.start + view.startswith("的", clause.span.start)
    head, _ = phrase_before(view, start, names_end, [n.span for n in clause.names])
    grown = [n for n in numbers if isinstance(n, Change)]
    unnamed = head is None and any(item.subject for item, _ in row)
    if unnamed or not len(row) == len(grown) == len(numbers):
        return None
    made = {f.quantity.span: f for f in earlier if f.quantity}
    new = []
    for (item, level), change in zip(row, grown, strict=True):
        fact = made.get(level.span) or Fact(0, Indicator(item.span), "list.level", quantity=level)
        new += [] if level.span in made else [fact]
        fact.change = change
        if head and item.subject and not _WHO.match(view, head.start):
            fact.indicator, fact.subject = Indicator(head), subject_of(item)
        elif head:
            fact.indicator, fact.subject = phrases.join(item.span, [item.span, head]), None
    return new


def _pair(before: Clause, bracket: Clause, view: str) -> tuple[Item, Quantity] | None:
    """Read a name and the level that its bracket holds, alone."""
    if before.numbers or bracket.depth <= before.depth or len(bracket.numbers) != 1:
        return None
    level = bracket.numbers[0]
    if not isinstance(level, Quantity) or level.span != bracket.span or level.unit in (None, "%", "pp"):
        return None
    owner = next((n for n in before.names if n.span.end == before.span.end), None)
    span = owner.span if owner else brackets.noun_of(before, view)
    return (Item(span, owner), level) if span else None
