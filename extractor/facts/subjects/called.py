"""Firms that figures are about and that are not named where they stand: 公司, the one whose people speak."""

from dataclasses import dataclass, field

from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Name, Skeleton
from extractor.facts.subjects.firms import Again, called_again, publishes, speaks_again, visits
from extractor.facts.subjects.roles import is_firm, is_listed, speaks_for
from extractor.facts.subjects.settings import Settings


@dataclass(slots=True)
class Called(Settings):
    """The firms that have been spoken of."""

    firms: bool = False  # whether any is named
    firm: Name | None = None  # the last firm that was spoken of
    own: Name | None = None  # the firm that is declared to be called 公司
    again: dict[int, Again | None] = field(default_factory=dict)  # words for a firm, by where a clause begins

    def _speaker(self, fact: Fact, skeleton: Skeleton) -> Name | None:
        """Find the firm whose people said it, where they are named behind their words: “产量800万件。”某公司厂长说."""
        start, end = skeleton.sentence.span
        close = self.view.find("”", fact.anchor, end) if self.view[start] == "“" else -1
        if close < 0:
            return None
        behind = (c for c in skeleton.clauses if c.span.start >= close)
        names = ((n, c) for c in behind for n in c.names if is_firm(n))
        named, clause = next(names, (None, None))
        if named and clause and visits(self.view, named, clause):
            return named
        if named and named.span.start == close + 1 and speaks_for(self.view, named):
            return named
        return self.firm if speaks_again(self.view, close) else None

    def _again(self, clause: Clause) -> Again | None:
        """Find the word for a firm in a clause; asked of each for every figure of its sentence."""
        at = clause.span.start
        if at not in self.again:
            self.again[at] = called_again(self.view, clause)
        return self.again[at]

    def _meant(self, again: Again, skeleton: Skeleton) -> Name | None:
        """Return the firm that 公司 stands for: the one that the article is about, else the last one named."""
        named = [(n, c) for c in skeleton.clauses for n in c.names if n.span.end <= again.at and is_firm(n)]
        opening = [n for n, c in named if self.stands_first(n, c) and not is_listed(self.view, n)]
        before = opening or [n for n, _ in named]
        own = next((n for n in reversed(before) if publishes(self.view, n)), self.own)
        if not again.nearest and (main := own or self.main) and is_firm(main):
            return main
        return before[-1] if before else self.firm
