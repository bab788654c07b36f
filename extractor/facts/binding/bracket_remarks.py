"""Brackets that only say which ones are counted: 规上企业（产值2000万元以上）320家."""

from collections.abc import Sequence

from extractor.facts.binding.brackets import noun_of
from extractor.facts.binding.memory import Memory
from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.model import Indicator, Quantity

_LIMITED = late("[元美吨人亩米]?及?以[上下内]")


def read(clauses: Sequence[Clause], at: int, memory: Memory) -> Listed | None:
    """Read a count whose noun stands before a bracket of limits."""
    opening, depth = clauses[at], clauses[at].depth
    if opening.closer not in ("（", "(") or (end := _closes(clauses, at)) is None:
        return None
    inside, clause = clauses[at + 1 : end], clauses[end]
    numbers = [n for c in inside for n in c.numbers]
    if not numbers or clause.depth != depth or len(clause.numbers) != 1 or opening.numbers:
        return None
    q = clause.numbers[0]
    counts = isinstance(q, Quantity) and q.unit in COUNTERS and q.span.start == clause.span.start
    if not counts or not all(_LIMITED.match(memory.view, n.span.end) for n in numbers):
        return None
    noun = noun_of(opening, memory.view)
    if noun is None or not isinstance(q, Quantity):
        return None
    return Listed([Fact(0, Indicator(noun), "clause.level", quantity=q)], end - at + 1)


def _closes(clauses: Sequence[Clause], at: int) -> int | None:
    """Return which clause goes on behind the bracket."""
    depth = clauses[at].depth
    for i in range(at + 1, len(clauses)):
        if clauses[i].depth <= depth:
            return i if i > at + 1 else None
    return None
