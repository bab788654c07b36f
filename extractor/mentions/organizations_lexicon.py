"""What is known about organisation names: the pattern book's word lists, ready for look-up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor import patterns
from extractor.mentions.organizations_words import Words, dictionary
from extractor.patterns import Entry, PatternBook
from extractor.span import Span

SECTION = "organizations"


@dataclass(frozen=True)
class Head:
    """A word that ends names: 有限公司, 大学, 局."""

    kind: str
    needs: str  # any core proper function place


@dataclass(frozen=True)
class Lexicon:
    """The word lists by role."""

    names: Mapping[str, str]  # name -> kind
    heads: Mapping[str, Head]
    trades: frozenset[str]
    weak_trades: frozenset[str]
    functions: frozenset[str]
    levels: frozenset[str]
    leads: frozenset[str]
    cuts: frozenset[str]
    stops: frozenset[str]
    common: frozenset[str]

    @cached_property
    def words(self) -> Words:
        """The segmenter, which knows our words over the general dictionary."""
        classes: dict[str, str] = {}
        # Where a word plays two parts the later one decides: 投资 is a trade before it is a verb.
        roles = (
            (self.cuts, "X"),
            (self.leads, "L"),
            (self.common, "N"),
            (self.trades | self.weak_trades, "N"),
        )
        for words, tag in (
            *roles,
            (self.functions, "F"),
            (self.levels, "P"),
            (self.heads, "H"),
            (self.names, "O"),
        ):
            classes.update(dict.fromkeys(words, tag))
        return Words(dictionary(), classes)

    @cached_property
    def head_anchor(self) -> re.Pattern[str]:
        """One expression for every head, longest first."""
        return re.compile("|".join(sorted(map(re.escape, self.heads), key=lambda w: (-len(w), w))))

    @cached_property
    def trade_anchor(self) -> re.Pattern[str]:
        """One expression for the trades that make a short name by themselves."""
        return re.compile("|".join(sorted(map(re.escape, self.trades), key=lambda w: (-len(w), w))))

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, tuple[str, ...]]:
        words = tuple(sorted({*self.names, *self.stops}))
        return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words

    def known(self, view: str) -> Iterator[tuple[Span, str]]:
        """Find every listed name, leftmost and longest; a stop word hides the names inside it."""
        automaton, words = self._automaton
        for i, start, end in automaton.find_matches_as_indexes(view):
            if kind := self.names.get(words[i]):
                yield Span(start, end), kind


def build(entries: tuple[Entry, ...]) -> Lexicon:
    """Sort the entries by role."""
    names: dict[str, str] = {}
    heads: dict[str, Head] = {}
    lists: dict[str, set[str]] = {}
    for e in entries:
        words = e["words"].split() if isinstance(e["words"], str) else e["words"]
        if e["role"] == "name":
            names.update(dict.fromkeys(words, e["type"]))
        elif e["role"] == "head":
            heads.update(dict.fromkeys(words, Head(e["type"], e["needs"])))
        else:
            lists.setdefault(e["role"], set()).update(words)
    role = {
        r: frozenset(lists.get(r, ()))
        for r in ("trade", "trade_weak", "function", "level", "lead", "cut", "stop", "common")
    }
    return Lexicon(
        names,
        heads,
        trades=role["trade"],
        weak_trades=role["trade_weak"],
        functions=role["function"],
        levels=role["level"],
        leads=role["lead"],
        cuts=role["cut"],
        stops=role["stop"],
        common=role["common"],
    )


_built: dict[str, Lexicon] = {}


def lexicon(book: PatternBook | None = None) -> Lexicon:
    """Return the lexicon of a book, built once."""
    book = book or patterns.load()
    if book.digest not in _built:
        _built[book.digest] = build(book.section(SECTION))
    return _built[book.digest]
