"""Standard names and codes of indicators: 规上工业增加值 is 规模以上工业增加值. What no list knows keeps its own words."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from extractor.mentions.model import Indicator
from extractor.patterns import PatternBook, current


@lru_cache(maxsize=8)
def table(book: PatternBook) -> Mapping[str, tuple[str, str]]:
    """Map every way of writing to the standard name and its code."""
    return {w: (e["name"], e["id"]) for e in book.section("names") for w in (e["name"], *e["aliases"])}


def standard(indicator: Indicator, text: str) -> Indicator:
    """Give an indicator, written as the text says, its standard name and code if the book knows it."""
    known = table(current()).get(text)
    return replace(indicator, name=known[0], code=known[1]) if known else indicator
