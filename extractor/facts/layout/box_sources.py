"""Where a box has its figures from: 163家 光电子企业 was told in the text beside it, with its time and of whom."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.span import squash

_HEAD = 2  # characters that end both names: 营业收入, 光电子企业营业收入
_Key = tuple[bool, Decimal, str | None, str]  # a growth or not, the number, its unit, and how the name ends


class Sources:
    """The figures that the text of a page tells, to be found by their numbers."""

    def __init__(self, told: Sequence[Fact], view: str) -> None:
        self.view, self.told = view, told

    @cached_property
    def first(self) -> dict[_Key, Fact]:
        """Keep the first figure of each kind; few pages have a box that asks for one."""
        found: dict[_Key, Fact] = {}
        for fact in self.told:
            for key in self._keys(fact):
                found.setdefault(key, fact)
        return found

    def of(self, boxed: Fact) -> Fact | None:
        """Return the first fact of the text that tells the figure of a box."""
        key = next(self._keys(boxed), None)
        grows = key is not None and key[0]
        return None if key is None or (grows and boxed.quantity) else self.first.get(key)

    def _keys(self, fact: Fact) -> Iterator[_Key]:
        ends = squash(phrases.text(fact.indicator, self.view))[-_HEAD:]
        q, c = fact.quantity, fact.change
        if q is not None and q.number is not None:
            yield False, q.number, q.unit, ends
        if c is not None and c.rate is not None:
            yield True, c.rate, c.unit, ends
