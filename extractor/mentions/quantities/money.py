"""What money is called, as the unit book knows it: behind the name of its country, and where a text is at home."""

from functools import lru_cache

from extractor.mentions.places.regions import find_regions
from extractor.mentions.quantities.units import lexicon
from extractor.patterns import PatternBook, current

_OWN = ("CNY", "HKD", "MOP", "TWD")


def behind_countries() -> tuple[str, ...]:
    """Return what follows a country in the name of its money: 法郎, 克朗."""
    return _behind_countries(current())


@lru_cache(maxsize=8)
def _behind_countries(book: PatternBook) -> tuple[str, ...]:
    units = lexicon(book).units.words.items()
    money = [word for word, unit in units if unit.kind == "money" and not unit.scaled]
    found = {word[r.span.end :] for word in money for r in find_regions(word, book=book)[:1]}
    return tuple(sorted(name for name in found if len(name) > 1))  # 我国盾构机 is no money


def own() -> tuple[str, ...]:
    """Return the money of the Chinese-speaking places by its names: 人民币, 港币, 新台币."""
    return _own(current())


@lru_cache(maxsize=8)
def _own(book: PatternBook) -> tuple[str, ...]:
    words = lexicon(book).currencies.words.items()
    names = [word for word, unit in words if unit in _OWN and word[-1] in "币元"]
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
