"""The words of change, compiled from the pattern book: directions, nouns, fillers, words that need no number."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeVar

from extractor.late import late
from extractor.mentions.changes.basis import Bases, bases
from extractor.mentions.model import Basis
from extractor.mentions.quantities.units import Words, lexicon
from extractor.patterns import PatternBook, load

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Direction:
    """What a direction word says."""

    sign: int
    noun: bool = False
    compared: bool = False
    not_counts: bool = False


class Step(NamedTuple):
    """What the words that end at one place before a number say."""

    # Two of them with their length. A change without direction is none after all.
    change: tuple[Direction | None, int] | None
    basis: tuple[Basis, int] | None
    back: int  # the length of what is passed over, 0 for nothing
    arrives: bool  # whether that is 至 or the like


@dataclass(frozen=True)
class Lexis:
    """The words of change of one book."""

    before: Words[Direction | None]
    steps: Words[Step]  # all that may stand between a direction word and its number
    gaps: tuple[tuple[str, int], ...]
    gap: re.Pattern[str]  # any of them
    after: re.Pattern[str]
    after_heads: frozenset[str]  # what it begins with
    signs: dict[str, int]
    whole: re.Pattern[str]
    whole_not_before: tuple[str, ...]
    rates: dict[str, Decimal]
    counters: frozenset[str]
    bases: Bases
    ends: frozenset[str]  # how the words of the steps end: the last two characters, or the only one


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
    basis = bases(book)
    steps = _steps(before, basis.words, words["arrive"], [*words["filler"], *lexicon(book).currencies.words])
    return Lexis(
        before=Words(before, backwards=True),
        steps=Words(steps, backwards=True),
        gaps=tuple(sorted(gaps.items(), key=lambda g: -len(g[0]))),
        gap=re.compile(_either(gaps)),
        after=re.compile(
            rf"(?:以上|左右|以内|多)?(?P<of>的(?!{_OF_WHOM})[^，。；、：0-9\s]{{0,6}}?)?(?P<noun>{_either(nouns)})"
        ),
        after_heads=frozenset("以左多的").union(noun[0] for noun in nouns),
        signs=nouns,
        whole=re.compile(_either([*rates, *words["turn"]])),
        whole_not_before=tuple(
            w for e in entries if e["kind"] in ("whole", "turn") for w in e.get("not_before", ())
        ),
        rates=rates,
        counters=frozenset(u.name for u in lexicon(book).units.words.values() if u.kind == "count"),
        bases=basis,
        ends=frozenset(w[-2:] for w in steps),
    )


# 60%的企业利润同比增长 tells of how many it is so, and not by how much.
_OF_WHOM = "[^，。；、：0-9\\s]{0,4}(?:企业|行业|公司|单位|产品|品种|商品|门类|商户|农户|家庭|居民|受访者|城市|地区|省份)"


def _steps(
    before: Mapping[str, Direction | None],
    bases: Mapping[str, Basis],
    arrivals: Iterable[str],
    fillers: Iterable[str],
) -> dict[str, Step]:
    """Tell once for every word what it and those that it ends with say."""
    changing, based = Words(before, backwards=True), Words(bases, backwards=True)
    arriving, filling = (Words(dict.fromkeys(words, True), backwards=True) for words in (arrivals, fillers))

    def step(word: str) -> Step:
        basis, arrival = _ending(word, based), _ending(word, arriving)
        passed = arrival or _ending(word, filling)
        return Step(
            _ending(word, changing),
            basis if basis and basis[0] != "avg" else None,
            passed[1] if passed else 0,
            arrival is not None,
        )

    return {word: step(word) for word in (*before, *bases, *arrivals, *fillers)}


def _ending(word: str, words: Words[T]) -> tuple[T, int] | None:
    hit = words.before(word, len(word))
    return hit and (hit[0], len(word) - hit[1])


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_ANEW = late("[，,](?:已|现已)?(?:达|达到|为)")
_RATE_MOVES = late(r"(?:(?<!增长)(?<!增)率|(?<!速)度|比重|占比|比例|份额)[^，。；、\d]{0,8}$")
_RATE_REACH = 12


def arrives(text: str, word: int, number: int, close: bool) -> bool:
    """Tell whether a rate has moved and the percentage is where it stands: 占比持续提升，达78.3%.

    `close` tells of another percentage right before the word: 从95.5%增长为96.4%.
    """
    if close and text[number - 1] == "为":
        return True
    anew = number - word > 2 and _ANEW.search(text, word, number)
    return bool(anew) and _RATE_MOVES.search(text, max(0, word - _RATE_REACH), word) is not None
