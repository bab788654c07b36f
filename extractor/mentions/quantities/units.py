"""The words around a numeral, compiled from the pattern book into dictionaries: units, bounds, words that are no numbers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Generic, Literal, TypeVar

import regex

from extractor.errors import PatternError
from extractor.mentions.model import Bound
from extractor.mentions.quantities import numerals
from extractor.patterns import Entry, PatternBook, current, load

Kind = Literal["ratio", "money", "measure", "time", "count"]
NUMERAL_CHARS = frozenset(numerals.CHINESE + numerals.SCALES + "0123456789０１２３４５６７８９")
T = TypeVar("T")
YUAN = "yuan"  # 元 without a country: the caller says which


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit word means."""

    name: str
    kind: Kind
    factor: Decimal = Decimal(1)
    whole_from: int | None = None
    arabic_only: bool = False
    latin: bool = False
    not_before: tuple[str, ...] = ()
    scaled: bool = False  # the factor is not 1


class Words(Generic[T]):
    """A dictionary probed at a place in a text, longest word first."""

    def __init__(self, words: Mapping[str, T], *, backwards: bool = False) -> None:
        self.words = dict(words)
        self.edges = frozenset(w[-1] if backwards else w[0] for w in self.words)  # what a look-up begins at
        by_pair: dict[str, set[int]] = {}
        for w in self.words:
            if len(w) > 1:
                by_pair.setdefault(w[-2:] if backwards else w[:2], set()).add(len(w))
        # Two characters tell what longer words can stand here: most often none.
        self._lengths = {pair: sorted(ns, reverse=True) for pair, ns in by_pair.items()}

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """Find the longest word that begins here, and where it ends."""
        first = text[start : start + 1]
        if first not in self.edges:
            return None
        for n in self._lengths.get(text[start : start + 2], ()):
            word = text[start : start + n]
            if word in self.words:
                return self.words[word], start + len(word)
        return (self.words[first], start + 1) if first in self.words else None

    def before(self, text: str, end: int, floor: int = 0) -> tuple[T, int] | None:
        """Find the longest word that ends here and begins no earlier than the floor, and where it begins."""
        if end <= floor:
            return None
        last = text[end - 1]
        if last not in self.edges:
            return None
        if end - 2 >= floor:
            for n in self._lengths.get(text[end - 2 : end], ()):
                if end - n >= floor:
                    word = text[end - n : end]
                    if word in self.words:
                        return self.words[word], end - n
        return (self.words[last], end - 1) if last in self.words else None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All that the finder of quantities looks up."""

    units: Words[Unit]
    currencies: Words[str]
    before: Words[Bound | None]
    after: Words[Bound | None]
    inside: Mapping[str, Bound]
    ordinal_before: Words[bool]
    ordinal_after: Words[bool]
    blocked: str  # words that are no number, as an expression that matches where their numerals begin: 一律, 12345, 双11
    list_heads: Words[bool]
    list_ends: Words[bool]
    regexes: tuple[regex.Pattern[str], ...]  # of `regex`, which can stop one that runs too long


@lru_cache(maxsize=8)
def lexicon(book: PatternBook | None = None) -> Lexicon:
    """Compile the lexicon of a book, by default the shipped one."""
    book = book or load()
    bounds = book.section("bounds")
    context = book.section("not_numbers")
    return Lexicon(
        units=Words(_units(book.section("units"))),
        currencies=Words(_currencies(book.section("units")), backwards=True),
        before=Words(_bounds(bounds, "before"), backwards=True),
        after=Words(_bounds(bounds, "after")),
        inside={w: e["bound"] for e in bounds if e["place"] == "inside" for w in e["words"]},
        ordinal_before=Words(_context(context, "before"), backwards=True),
        ordinal_after=Words(_context(context, "after")),
        blocked=_blocked(w for e in context for w in e.get("words", ())),
        list_heads=Words({w: True for e in context for w in e.get("list_heads", ())}),
        list_ends=Words({w: True for e in context for w in e.get("list_ends", ())}),
        regexes=tuple(regex.compile(r) for e in context for r in e.get("regexes", ())),
    )


def standard(word: str) -> str | None:
    """Return the standard unit of a word in the book in use; None if it is no unit, or so many of one (角, 成)."""
    unit = lexicon(current()).units.words.get(word)
    if unit is None or unit.scaled:
        return None
    return "CNY" if unit.name == YUAN else unit.name


@lru_cache(maxsize=8)
def same(book: PatternBook) -> Mapping[str, str]:
    """Return which units are others by another name: a record keeps what the text writes, 千米 or 公里."""
    return {word: unit for e in book.section("units") for word, unit in e.get("same", {}).items()}


def _units(entries: Iterable[Entry]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for e in entries:
        names = {w: e.get("unit", w) for w in e.get("words", ())} | e.get("aliases", {})
        for word, name in names.items():
            if not word:
                raise PatternError(f"patterns/units.toml：条目 {e['id']} 里有空的单位词")
            factor = Decimal(str(e.get("factor", 1)))
            units[word] = Unit(
                name,
                e["kind"],
                factor=factor,
                scaled=factor != 1,
                whole_from=e.get("whole_from"),
                arabic_only=e.get("arabic_only", False),
                latin=word[-1].isascii() and word[-1].isalnum(),
                not_before=tuple(e.get("not_before", ())),
            )
    return units


def _currencies(entries: Iterable[Entry]) -> dict[str, str]:
    words: dict[str, str] = {}
    for e in entries:
        words |= dict.fromkeys(e.get("before", ()), e.get("unit", "")) | e.get("before_aliases", {})
    return words


def _bounds(entries: Iterable[Entry], place: str) -> dict[str, Bound | None]:
    words: dict[str, Bound | None] = {}
    chosen = [e for e in entries if e["place"] == place]
    # A word that one entry rules out may be another's own (不超过), so the ruled out ones go in first.
    for e in chosen:
        words.update(dict.fromkeys(e.get("not_words", ())))
    for e in chosen:
        words.update(dict.fromkeys(e["words"], e["bound"]))
    return words


def _context(entries: Iterable[Entry], field: str) -> dict[str, bool]:
    words: dict[str, bool] = {}
    for e in entries:
        words.update(dict.fromkeys(e.get(f"{field}_not", ()), False))
        words.update(dict.fromkeys(e.get(field, ()), True))
    return words


def _blocked(words: Iterable[str]) -> str:
    def around(word: str, at: int) -> str:
        led = f"(?<={re.escape(word)})" if at else ""
        # 618 is a name, 618.8亿元 is not; 伍佰 is a name, 伍佰陆拾万元 is not.
        goes_on = "0-9.万亿%％" if word[-1].isdigit() else "拾佰仟壹贰叁肆伍陆柒捌玖圆"
        return f"{led}(?![{goes_on}])" if word[-1] in NUMERAL_CHARS else led

    begun = {
        (word[i:], around(word, i))
        for word in words
        for i, c in enumerate(word if len(word) > 1 else "")
        if c in NUMERAL_CHARS and not (i and word[i - 1] in NUMERAL_CHARS)
    }
    return _tree(sorted(begun)) if begun else ""


def _tree(words: Sequence[tuple[str, str]]) -> str:
    """Match any of the words, with what is asked behind it, character by character, so that a miss costs few comparisons."""
    if len(words) == 1:
        return re.escape(words[0][0]) + words[0][1]
    branches: dict[str, list[tuple[str, str]]] = {}
    for word, asked in words:
        branches.setdefault(word[:1], []).append((word[1:], asked))
    ends = [asked for _, asked in branches.pop("", ())]
    return "|".join([*(f"{re.escape(c)}(?:{_tree(rest)})" for c, rest in branches.items()), *ends])
