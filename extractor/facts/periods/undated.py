"""The months of an article without a date: those of the newest year that it reports on by its months.

上半年投资增长5.5%。2017年1-6月，…: what stands behind says the year of what stood before; 截至2018年6月末 in the first sentence
says that of a headline. Where a text has no such year, its months keep none; nor does a year that is planned for, or compared with, say any.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.facts.periods.events import is_story
from extractor.facts.periods.roles import part_of_year, weak
from extractor.facts.skeleton import Skeleton
from extractor.late import late
from extractor.mentions.model import Change, Period

_AIMS = ("target", "forecast")
_SHALL = late("(?:将|拟)[于在]?$")
_WILL = late(r"[，,]?[^，。；\d]{0,12}?(?:将(?!近|军|领|来)|拟)")
_Part = tuple[int, tuple[str, str]]  # of a year, in an article


@dataclass(frozen=True, slots=True)
class Reported:
    """The parts of years that one article reports on."""

    newest: Period
    parts: frozenset[tuple[str, str]]  # those of the newest year
    alone: bool  # none is of another year

    def year(self, p: Period) -> int | None:
        """Return the year of a part of a year that names none."""
        if p.shift or p.year_from != "unknown" or not (_is_part(p) or p.frequency == "Y"):
            return None
        stretch = self.newest.frequency != "M" or self.newest.cumulative or self.newest.point
        passed = p.frequency == "Y" or (p.end or "")[4:] <= (self.newest.end or "")[4:]  # 全年 too
        before = self.alone and stretch and passed
        return int((self.newest.end or "")[:4]) if before or part_of_year(p) in self.parts else None


def reported(sentences: Sequence[Skeleton], view: str) -> dict[int, Reported]:
    """Find what each article reports on by the months of a stated year."""
    stated = defaultdict[int, list[Period]](list)
    bare: dict[_Part, Skeleton] = {}
    compared = set[_Part]()
    for skeleton in sentences:
        if not skeleton.counts:
            continue
        article, named = skeleton.sentence.article, set[_Part]()
        for p in _parts(skeleton, view):
            part = article, part_of_year(p)
            if p.year_from == "unknown":
                bare[part] = skeleton
            else:
                stated[article].append(p)
                named.add(part)
        compared |= {part for part in named if part in bare and _is_another(bare[part], skeleton, view)}
    said = {a: [p for p in parts if (a, part_of_year(p)) not in compared] for a, parts in stated.items()}
    return {article: _of(parts) for article, parts in said.items() if parts}


def _is_another(bare: Skeleton, stated: Skeleton, view: str) -> bool:
    """Tell whether the part that names a year is set beside the bare one: 上半年营收10亿元。2016年上半年为8亿元.

    A lead and what it leads to tell the same figures, or figures of other things.
    """
    if bare is stated:
        return True
    ours, theirs = _told(bare, view), _told(stated, view)
    return any(
        theirs[what].isdisjoint(numbers)
        for (unit, word), numbers in ours.items()
        for what in {(unit, word), (unit, "")}
        if what in theirs
    )


def _told(skeleton: Skeleton, view: str) -> dict[tuple[str | None, str], set[Decimal | None]]:
    """Collect the numbers of a sentence by their units, and the growths by the word that grows: all are percents."""
    told = defaultdict[tuple[str | None, str], set[Decimal | None]](set)
    for clause in skeleton.clauses:
        for n in clause.numbers:
            if not isinstance(n, Change):
                told[n.unit, ""].add(n.number)
                continue
            begins = n.base.start if n.base and n.base.end == n.span.start else n.span.start
            word = view[max(clause.span.start, begins - 2) : begins]
            if any(p.span.end == begins for p in clause.periods):
                told[n.unit, ""].add(n.rate)  # 2018年一季度增长6%
            elif word:  # of what grows here, not of the amount before a comma
                told[n.unit, word].add(n.rate)
    return told


def _of(parts: Sequence[Period]) -> Reported:
    newest = max(parts, key=lambda p: p.end or "")
    year = (newest.end or "")[:4]
    of_it = frozenset(part_of_year(p) for p in parts if (p.end or "").startswith(year))
    return Reported(newest, of_it, all((p.end or "").startswith(year) for p in parts))


def _parts(skeleton: Skeleton, view: str) -> Iterator[Period]:
    """Find the parts of years; of those that name a year the ones that are over."""
    aimed = False
    for clause in skeleton.clauses:
        aims = [c.span.start for c in clause.cues if c.kind in _AIMS]
        for p in clause.periods:
            if not _is_part(p):
                continue
            ahead = aimed or bool(aims) or _SHALL.search(view, clause.span.start, p.span.start)
            if p.year_from == "unknown" or not (
                ahead or _WILL.match(view, p.span.end) or weak(view, p) or is_story(view, p)
            ):
                yield p
        aimed = aimed or bool(aims)


def _is_part(p: Period) -> bool:
    """Tell months, a quarter or a half of one year, or the end of one."""
    within = p.start and p.end and p.start[:4] == p.end[:4]
    return bool(within) and p.kind in ("span", "point") and p.frequency in ("M", "Q", "H")
