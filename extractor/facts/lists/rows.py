"""Rows of numbers that need no 分别: with slashes, one for each year or period, or as many as the list just told."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.facts.indicators import measures
from extractor.facts.lists import continued, heads, periods, shared_units
from extractor.facts.lists.items import facts, items, put
from extractor.facts.lists.splitting import SOFT
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, head
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity

MARKS = ("、", "和", "与", "及", "以及")


def slashed(clauses: Sequence[Clause], at: int, view: str, earlier: Sequence[Fact]) -> Listed | None:
    """Read 2025-2027年净利润1.2/1.3/1.5亿元，同比增长9%/8%/7%: slashes stand for 分别."""
    numbers = clauses[at].numbers
    if len(numbers) < 2 or any(
        view[a.span.end : b.span.start].strip(" +") not in ("/", "／") for a, b in pairwise(numbers)
    ):
        return None
    if isinstance(numbers[0], Quantity) and any(isinstance(n, Change) for n in numbers):
        return None  # 营收19.25亿元/+7.24%: a level and how it moved
    begins = head(numbers[0])
    if given := periods.read(clauses, at, begins, numbers, view, earlier):
        return Listed(given, 1)
    if group := continued.same_as_before(clauses[at], begins, view, earlier, len(numbers)):
        return Listed(continued.grow(group, numbers), 1)
    found = items(clauses, at, begins, view, len(numbers))
    return Listed(facts(found, numbers, view), 1) if found else None


def year_by_year(clauses: Sequence[Clause], at: int, view: str, earlier: Sequence[Fact]) -> Listed | None:
    """Read 2025-2027年净利润为1.2、1.3、1.5亿元，对应PE为29、25、21倍: one number for each year, the unit behind each or the last."""
    numbers = clauses[at].numbers
    alike = len(numbers) > 1 and all(
        isinstance(n, Quantity) and n.unit in (None, numbers[-1].unit) for n in numbers
    )
    if not alike or any(view[a.span.end : b.span.start] not in MARKS for a, b in pairwise(numbers)):
        return None
    given = periods.read(clauses, at, head(numbers[0]), shared_units.fill(numbers, view), view, earlier)
    return Listed(given, 1) if given else None


def going_on(clause: Clause, earlier: Sequence[Fact], view: str) -> Listed | None:
    """Go on with the list of the clause before: …分别增长5%、8%，达到468亿元和231亿元; …分别为a、b，占全市的12%、9%."""
    numbers, group = clause.numbers, earlier[-len(clause.numbers) :]
    apart = any(view[a.span.end : b.span.start] not in MARKS for a, b in pairwise(numbers))
    listed = len(group) == len(numbers) and all(f.rule in ("list.level", "list.growth") for f in group)
    parts = view.startswith("占", clause.span.start) and numbers[0].unit == "%"
    # …分别占全省的38%和41%，占全国的2.4%和1.9%
    listed = listed or (parts and len(group) == len(numbers) > 1 and all(_is_part(f) for f in group))
    if apart or not listed or len({n.unit for n in numbers}) > 1:
        return None
    if parts:
        return Listed(continued.parts(group, numbers, "share"), 1)
    if measures.links(view, clause.span.start, head(numbers[0])):
        open_ = all(f.quantity is None for f in group)
        return Listed(continued.grow(list(group), numbers), 1) if open_ else None
    if same := heads.of_same(clause, head(numbers[0]), numbers, group, view):
        return Listed(same, 1)
    measure, _ = phrase_before(view, clause.span.start, head(numbers[0]))
    if measure is None or SOFT.search(view, *measure) or clause.names or not all(f.subject for f in group):
        return None
    alike = [Fact(0, Indicator(measure), "list.level", subject=f.subject) for f in group]
    return Listed([put(fact, n) for fact, n in zip(alike, numbers, strict=True)], 1)


def _is_part(fact: Fact) -> bool:
    return fact.rule == "list.again" and fact.measure == "share"


def of_periods(clauses: Sequence[Clause], at: int, view: str) -> list[Fact] | None:
    """Read 二、三季度消费增长7.2%和7.0%: as many growths as periods."""
    numbers = clauses[at].numbers
    if any(view[a.span.end : b.span.start] not in MARKS for a, b in pairwise(numbers)):
        return None
    found = periods.read(clauses, at, head(numbers[0]), numbers, view, ())
    several = found and any(mark in found[0].indicator.span.cut(view) for mark in "、和与及")
    return None if several else found
