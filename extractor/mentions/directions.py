"""The words of change, compiled from the pattern book: directions, nouns, fillers, words that need no number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.mentions.basis import Bases, bases
from extractor.mentions.units import Words, lexicon
from extractor.patterns import PatternBook, load


@dataclass(frozen=True, slots=True)
class Direction:
    """What a direction word says."""

    sign: int
    noun: bool = False
    compared: bool = False
    not_counts: bool = False


@dataclass(frozen=True)
class Lexis:
    """The words of change of one book."""

    before: Words[Direction | None]
    fillers: Words[bool]
    arrivals: Words[bool]
    gaps: tuple[tuple[str, int], ...]
    gap: re.Pattern[str]  # any of them
    after: re.Pattern[str]
    after_heads: frozenset[str]  # what it begins with
    signs: dict[str, int]
    whole: re.Pattern[str]
    whole_not_before: tuple[str, ...]
    rates: dict[str, Decimal]
    currencies: Words[str]
    counters: frozenset[str]
    bases: Bases
    # How all words that may stand between a direction word and its number end: the last two characters, or the only one.
    ends: frozenset[str]
    lasts: frozenset[str]  # their last characters


@lru_cache(maxsize=8)
def lexis(book: PatternBook | None = None) -> Lexis:
    """Compile the words of change of a book."""
    entries = (book or load()).section("changes")
    before: dict[str, Direction | None] = {}
    nouns: dict[str, int] = {}
    gaps: dict[str, int] = {}
    rates: dict[str, Decimal] = {}
    words: dict[str, set[str]] = {"filler": set(), "arrive": set(), "turn": set()}
    for e in entries:
        before.update((w, None) for w in e.get("not_words", ()) if e["kind"] in ("verb", "noun"))
    for e in entries:
        if e["kind"] == "verb" and e.get("gap"):
            gaps.update(dict.fromkeys(e["words"], e["sign"]))
        elif e["kind"] == "verb":
            before.update(
                dict.fromkeys(
                    e["words"],
                    Direction(
                        e["sign"], compared=e.get("compared", False), not_counts=e.get("not_counts", False)
                    ),
                )
            )
        elif e["kind"] == "noun":
            nouns.update(dict.fromkeys(e["words"], e["sign"]))
            for w in e["words"]:
                before.setdefault(w, Direction(e["sign"], noun=True))
        elif e["kind"] == "whole":
            rates.update((w, Decimal(str(r))) for w, r in e["rates"].items())
        elif e["kind"] in words:
            words[e["kind"]].update(e["words"])
    backwards = Words(before, backwards=True)
    fillers = Words(dict.fromkeys(words["filler"], True), backwards=True)
    arrivals = Words(dict.fromkeys(words["arrive"], True), backwards=True)
    currencies, basis = lexicon(book).currencies, bases(book)
    between = (backwards, fillers, arrivals, currencies, basis.ending)
    ends = frozenset(w[-2:] for each in between for w in each.words)
    return Lexis(
        before=backwards,
        fillers=fillers,
        arrivals=arrivals,
        gaps=tuple(sorted(gaps.items(), key=lambda g: -len(g[0]))),
        gap=re.compile(_either(gaps)),
        after=re.compile(
            rf"(?:以上|左右|以内|多)?(?P<of>的[^，。；、：0-9\s]{{0,6}}?)?(?P<noun>{_either(nouns)})"
        ),
        after_heads=frozenset("以左多的").union(noun[0] for noun in nouns),
        signs=nouns,
        whole=re.compile(_either([*rates, *words["turn"]])),
        whole_not_before=tuple(
            w for e in entries if e["kind"] in ("whole", "turn") for w in e.get("not_before", ())
        ),
        rates=rates,
        currencies=currencies,
        counters=frozenset(u.name for u in lexicon(book).units.words.values() if u.kind == "count"),
        bases=basis,
        ends=ends,
        lasts=frozenset(w[-1] for w in ends),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_ANEW = re.compile("[，,](?:已|现已)?(?:达|达到|为)")
_RATE_MOVES = re.compile(r"(?:(?<!增长)(?<!增)率|(?<!速)度|比重|占比|比例|份额)[^，。；、\d]{0,8}$")
_RATE_REACH = 12


def arrives(text: str, word: int, number: int, close: bool) -> bool:
    """Tell whether a rate has moved and the percentage is where it stands: 占比持续提升，达78.3%.

    `close` tells of another percentage right before the word: 从95.5%增长为96.4%.
    """
    if close and text[number - 1] == "为":
        return True
    anew = _ANEW.search(text, word, number)
    return bool(anew) and _RATE_MOVES.search(text, max(0, word - _RATE_REACH), word) is not None
