"""The months of an article without a date: those of the newest year that it reports on by its months.

上半年投资增长5.5%。2017年1-6月，…: what stands behind says the year of what stood before; 截至2018年6月末 in the first sentence
says that of a headline. Where a text has no such year, its months keep none.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.period_roles import is_story, part_of_year, weak
from extractor.facts.skeleton import Skeleton
from extractor.mentions.model import Period


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
    unclear = set[int]()
    for skeleton in sentences:
        if skeleton.counts:
            article, bare = skeleton.sentence.article, set[tuple[str, str]]()
            for p in _parts(skeleton, view):
                if p.year_from == "unknown":
                    bare.add(part_of_year(p))
                elif part_of_year(p) in bare:
                    unclear.add(
                        article
                    )  # 上半年营收10亿元，2016年上半年为8亿元: the bare one is another year's
                else:
                    stated[article].append(p)
    return {article: _of(parts) for article, parts in stated.items() if article not in unclear}


def _of(parts: Sequence[Period]) -> Reported:
    newest = max(parts, key=lambda p: p.end or "")
    year = (newest.end or "")[:4]
    of_it = frozenset(part_of_year(p) for p in parts if (p.end or "").startswith(year))
    return Reported(newest, of_it, all((p.end or "").startswith(year) for p in parts))


def _parts(skeleton: Skeleton, view: str) -> Iterator[Period]:
    for p in skeleton.periods:
        told = p.year_from == "unknown" or not (weak(view, p) or is_story(view, p))
        if _is_part(p) and told:
            yield p


def _is_part(p: Period) -> bool:
    """Tell months, a quarter or a half of one year, or the end of one."""
    within = p.start and p.end and p.start[:4] == p.end[:4]
    return bool(within) and p.kind in ("span", "point") and p.frequency in ("M", "Q", "H")
