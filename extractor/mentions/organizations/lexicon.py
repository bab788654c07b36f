"""What is known about organisation names: the pattern book's word lists, ready for look-up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor import patterns
from extractor.mentions.organizations.words import Words
from extractor.patterns import Entry, PatternBook
from extractor.span import Span

SECTION = "organizations"


@dataclass(frozen=True)
class Head:
    """A word that ends names: 有限公司, 大学, 局."""

    kind: str
    needs: str  # any core proper function place
    not_before: tuple[str, ...] = ()  # what makes another word of it: 银行业, 资本市场


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
    utilities: frozenset[str]
    headings: frozenset[str]
    affairs: frozenset[str]
    ranks: frozenset[str]
    weak: Mapping[str, str]  # names that are also ordinary words -> kind
    places: frozenset[str]
    countries: frozenset[str]
    seats: frozenset[str]  # provinces and cities by two characters
    same: Mapping[str, tuple[int, int]]  # name -> which body it is a name of, and which of its names

    @cached_property
    def words(self) -> Words:
        """The segmenter, which knows our words over the general dictionary."""
        # Where a word plays two parts the later one decides: 投资 is a trade before it is a verb.
        roles: tuple[tuple[Iterable[str], str], ...] = (
            (self.cuts, "X"),
            (self.leads, "L"),
            (self.common, "N"),
            (self.trades, "N"),
            (self.weak_trades, "N"),
            (self.functions, "F"),
            (self.places, "P"),
            (self.levels, "P"),
            (self.heads, "H"),
            (self.names, "O"),
        )
        classes = {word: tag for words, tag in roles for word in words}
        return Words(classes)

    @cached_property
    def head_anchor(self) -> re.Pattern[str]:
        """One expression for every head, longest first."""
        return re.compile("|".join(sorted(map(re.escape, self.heads), key=lambda w: (-len(w), w))))

    @cached_property
    def fillers(self) -> frozenset[str]:
        """Words that a full name does not begin with; 联合 can be one's first word."""
        return (self.cuts | self.leads) - {"联合"}

    @cached_property
    def trade_anchor(self) -> re.Pattern[str]:
        """One expression for the trades that make a short name by themselves; 资本支出 holds none."""
        spent = "|".join(self.heads["资本"].not_before) if "资本" in self.heads else ""
        longest = sorted(self.trades, key=lambda w: (-len(w), w))
        return re.compile(
            "|".join(re.escape(w) + (f"(?!{spent})" if w == "资本" and spent else "") for w in longest)
        )

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, tuple[str, ...]]:
        words = tuple(sorted({*self.names, *self.stops}))
        return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words

    def abroad(self, view: str, end: int) -> str | None:
        """Return the foreign country that ends here: the words before 央行 that make it another's."""
        return next(
            (view[a:end] for a in range(max(0, end - 6), end - 1) if view[a:end] in self.countries), None
        )

    def known(self, view: str) -> Iterator[tuple[Span, str]]:
        """Find every listed name, leftmost and longest; a stop word hides the names inside it."""
        automaton, words = self._automaton
        for i, start, end in automaton.find_matches_as_indexes(view):
            name = words[i]
            if name[-1] == "方" and name[:-1] in self.names and view.startswith("面", end):
                name = name[:-1]  # 京东方面, not 京东方
            if kind := self.names.get(name):
                yield Span(start, start + len(name)), kind


def build(entries: Iterable[Entry], places: Sequence[tuple[str, str]] = ()) -> Lexicon:
    """Sort the entries by role."""
    names: dict[str, str] = {}
    weak: dict[str, str] = {}
    heads: dict[str, Head] = {}
    lists: dict[str, set[str]] = {}
    for e in entries:
        words: list[str] = e["words"].split() if isinstance(e["words"], str) else list(e["words"])
        if e["role"] == "name_weak":
            weak.update((w, str(e["type"])) for w in words)
        elif e["role"] == "name":
            names.update((w, str(e["type"])) for w in words)
        elif e["role"] == "head":
            follow = {w: tuple(f.split()) for w, f in e.get("not_before", {}).items()}
            heads.update((w, Head(str(e["type"]), str(e["needs"]), follow.get(w, ()))) for w in words)
        else:
            lists.setdefault(e["role"], set()).update(words)
    role = {r: frozenset(words) for r, words in lists.items()}
    sets = sorted(role.get("same", ()))
    return Lexicon(
        names,
        heads,
        trades=role.get("trade", frozenset()),
        weak_trades=role.get("trade_weak", frozenset()),
        functions=role.get("function", frozenset()),
        levels=role.get("level", frozenset()),
        leads=role.get("lead", frozenset()),
        cuts=role.get("cut", frozenset()),
        stops=role.get("stop", frozenset()),
        common=role.get("common", frozenset()),
        utilities=role.get("utility", frozenset()),
        headings=role.get("heading", frozenset()),
        affairs=role.get("affair", frozenset()),
        ranks=role.get("rank", frozenset()),
        weak={w: kind for w, kind in weak.items() if w not in names},
        places=frozenset(name for name, _ in places),
        countries=frozenset(name for name, kind in places if kind == "country") - {"中国", "中华人民共和国"},
        seats=frozenset(name for name, kind in places if kind in ("province", "city") and len(name) == 2),
        same={name: (i, k) for i, one in enumerate(sets) for k, name in enumerate(one.split("="))},
    )


def _places(book: PatternBook) -> Iterator[tuple[str, str]]:
    """Yield the places that the book's regions name; a zone is a place before a body's name."""
    for e in book.section("regions") if "regions" in book.names() else ():
        if e.get("kind") in ("country", "province", "city", "county", "zone"):
            for name in str(e.get("names", "")).split():
                yield from ((name + suffix, str(e["kind"])) for suffix in e.get("suffix", ("",)))


@lru_cache(maxsize=4)
def _built(book: PatternBook) -> Lexicon:
    return build(book.section(SECTION), tuple(_places(book)))


def lexicon(book: PatternBook | None = None) -> Lexicon:
    """Return the lexicon of a book, built once."""
    return _built(book or patterns.load())
