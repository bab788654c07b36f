"""Where a box has its figures from: 163家 光电子企业 was told in the text beside it, with its time and of whom."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.span import squash

_HEAD = 2  # characters that end both names: 营业收入, 光电子企业营业收入


class Sources:
    """The figures that the text of a page tells, to be found by their numbers."""

    def __init__(self, told: Sequence[Fact], view: str) -> None:
        self.view, self.told = view, told

    def of(self, boxed: Fact) -> Fact | None:
        """Return the first fact of the text that tells the figure of a box."""
        ends = self._name(boxed)[-_HEAD:]
        same = (f for f in self.told if _is_same(f, boxed) and self._name(f).endswith(ends))
        return next(same, None)

    def _name(self, fact: Fact) -> str:
        return squash(phrases.text(fact.indicator, self.view))


def _is_same(fact: Fact, boxed: Fact) -> bool:
    a, b = fact.quantity, boxed.quantity
    if b is not None:
        return a is not None and a.number is not None and (a.number, a.unit) == (b.number, b.unit)
    c, d = fact.change, boxed.change
    return c is not None and d is not None and c.rate is not None and (c.rate, c.unit) == (d.rate, d.unit)
