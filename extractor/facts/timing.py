"""Which period governs a number: the nearest before it, else what the sentence, paragraph, heading or title carries."""

import re
from dataclasses import dataclass, field

from extractor.facts.model import Fact
from extractor.facts.skeleton import Skeleton
from extractor.mentions.model import Period
from extractor.mentions.periods import with_year

GOVERNING = ("span", "point", "target", "vague")
# A stock counted up to now has no period of its own, and takes none from an earlier paragraph.
_STOCK = re.compile(r"(?:已|已经|累计|现有|共有|拥有|目前|如今|已有)")


@dataclass(slots=True)
class Calendar:
    """The periods that later sentences inherit."""

    view: str
    title: Period | None = None
    lead: Period | None = None
    heading: Period | None = None
    paragraph: Period | None = None
    article: int = -1
    paragraph_index: int = -1
    seen: int = 0  # governing periods of this article so far
    year: int | None = None  # a year that this paragraph states
    _used: list[Period] = field(default_factory=list)

    def enter(self, skeleton: Skeleton) -> None:
        """Move to a sentence; an article or section end stops what is carried."""
        s = skeleton.sentence
        if s.article != self.article:
            self.article, self.title, self.lead, self.heading, self.paragraph = (
                s.article,
                None,
                None,
                None,
                None,
            )
            self.seen, self.year = 0, None
        if s.paragraph != self.paragraph_index:
            self.paragraph_index, self.paragraph, self.year = s.paragraph, None, None

    def leave(self, skeleton: Skeleton) -> None:
        """Remember the sentence's own period for those that follow."""
        own = [p for p in skeleton.periods if p.kind in ("span", "point")]
        kind = skeleton.sentence.kind
        if kind == "title":
            self.title = self.title or (own[0] if own else None)
        elif kind == "heading":
            self.heading = own[0] if own else None
        elif own:
            self.paragraph = self._dated(own[-1])
            self.seen += 1
            if self.seen == 1:
                self.lead = self._dated(own[0])
            if own[-1].year_from == "stated" and own[-1].start:
                self.year = int(own[-1].start[:4])

    def govern(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give the fact its period."""
        at = fact.anchor
        depth = next((c.depth for c in skeleton.clauses if c.span.start <= at < c.span.end), 0)
        own = [
            p
            for c in skeleton.clauses
            for p in c.periods
            if p.kind in GOVERNING and p.span.end <= at and c.depth <= depth
        ]
        if own:
            fact.period, fact.period_inherited = self._dated(own[-1]), False
            return
        fact.period, fact.period_inherited = self._carried(fact, skeleton), True
        if fact.period is None:
            fact.period_inherited = False

    def _carried(self, fact: Fact, skeleton: Skeleton) -> Period | None:
        if self.paragraph:
            return self.paragraph
        clause = next(c for c in skeleton.clauses if c.span.start <= fact.anchor < c.span.end)
        stock = fact.change is None and _STOCK.search(self.view, clause.span.start, fact.anchor)
        if stock:
            return None
        return self.heading or self.title or self.lead

    def _dated(self, period: Period) -> Period:
        return with_year(period, self.year) if period.year_from == "unknown" and self.year else period
