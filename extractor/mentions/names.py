"""Standard names and codes of indicators: 规上工业增加值 is 规模以上工业增加值. What no list knows keeps its own words."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from extractor.mentions.changes.signed import RATIOS
from extractor.mentions.model import Indicator
from extractor.patterns import PatternBook, current


class Standard(NamedTuple):
    """An indicator that the book knows, and the units it usually has; none means any."""

    name: str
    code: str
    units: frozenset[str]

    def fits(self, unit: str) -> bool:
        """Tell whether a value in this unit can be the indicator's: 出口30万辆 is no 出口额."""
        # GDP增速5%: any indicator can be told in a ratio.
        return not self.units or unit in RATIOS or _kind(unit) in self.units


@lru_cache(maxsize=8)
def table(book: PatternBook) -> Mapping[str, Standard]:
    """Map every way of writing to its indicator."""
    known = ((e, Standard(e["name"], e["id"], frozenset(e.get("units", ())))) for e in book.section("names"))
    return {w: standard for e, standard in known for w in (e["name"], *e["aliases"])}


def known(text: str) -> bool:
    """Tell whether the words are a whole name, which needs no head of another."""
    return text in table(current())


def standard(indicator: Indicator, text: str, unit: str | None = None) -> Indicator:
    """Give an indicator, written as the text says, its standard name and code if the book knows it in that unit."""
    found = table(current()).get(text)
    if found is None or (unit is not None and not found.fits(unit)):
        return indicator
    return indicator._replace(name=found.name, code=found.code)


def _kind(unit: str) -> str:
    """Write 元 for any currency: USD/吨 is 元/吨."""
    first, slash, rest = unit.partition("/")
    money = len(first) == 3 and first.isascii() and first.isupper()
    return f"元{slash}{rest}" if money else unit
