"""The words of `patterns/periods.toml`, made into regular expressions that know what must not stand beside them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.errors import PatternError
from extractor.patterns import PatternBook

RELATIVE = (
    "year.relative",
    "year.spoken",
    "month.relative",
    "quarter.relative",
    "half.relative",
    "week.relative",
    "day.relative",
)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The vocabulary: what each word means, and one pattern for each group of words."""

    relative: Mapping[
        str, tuple[str, int, bool]
    ]  # word → kind, offset, whether it leans on what was said before
    holidays: Mapping[str, str]
    sources: Mapping[str, str]  # group → regular expression
    firsts: str  # the characters that begin a word
    seconds: str  # and those that come next
    more: str  # the characters that begin a word after a date
    base: frozenset[str]
    base_not: Mapping[str, str]
    target: frozenset[str]
    future: re.Pattern[str]


def guarded(
    words: Iterable[str], after_not: Mapping[str, str], before_not: Mapping[str, str], *, left: bool = True
) -> str:
    """Alternate words, longest first, bundled by first character so that a miss costs one comparison."""
    bundles: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        head, rest = word[0], re.escape(word[1:])
        if left and word in after_not:
            rest = f"(?<![{re.escape(after_not[word])}]{head}){rest}"
        if word in before_not:
            rest += f"(?![{re.escape(before_not[word])}])"
        bundles.setdefault(head, []).append(rest)
    return "|".join(f"{head}(?:{'|'.join(rests)})" for head, rests in bundles.items())


def pairs(lines: Iterable[str]) -> dict[str, str]:
    """Read lines such as 今年 0 and 上年 以."""
    return dict(line.partition(" ")[::2] for line in lines)


def _offset(entry: str, word: str, offset: str) -> int:
    try:
        return int(offset)
    except ValueError as e:
        raise PatternError(
            f"patterns/periods.toml · {entry}：“{word}”后面要写偏移，例如“今年 0”“去年 -1”"
        ) from e


def _group(entries: Sequence[Mapping[str, Any]], *, left: bool) -> str:
    words: list[str] = []
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    for e in entries:
        words += pairs(e["words"])
        after |= pairs(e.get("after_not", ()))
        before |= pairs(e.get("before_not", ()))
    return guarded(words, after, before, left=left)


@lru_cache(maxsize=4)
def words(pattern_book: PatternBook) -> Words:
    """Read the vocabulary of the book."""
    book = {e["id"]: e for e in pattern_book.section("periods")}
    relative = {
        word: (
            name,
            _offset(name, word, offset),
            name == "year.spoken" or word in book[name].get("spoken", ()),
        )
        for name in RELATIVE
        for word, offset in pairs(book[name]["words"]).items()
    }
    groups = {
        "rel": [book[n] for n in RELATIVE],
        **{n: [book[n]] for n in ("now", "until", "since", "holiday", "report")},
    }
    sources = {name: _group(entries, left=True) for name, entries in groups.items()}
    sources |= {f"{name}.inner": _group(entries, left=False) for name, entries in groups.items()}
    heads = {
        word
        for name, entries in groups.items()
        if name != "since"
        for e in entries
        for word in pairs(e["words"])
    }
    return Words(
        relative=relative,
        holidays=pairs(book["holiday"]["words"]),
        sources=sources,
        firsts="".join(sorted({word[0] for word in heads})),
        seconds="".join(sorted({word[1] for word in heads if len(word) > 1})),
        more="".join(sorted({word[0] for word in book["since"]["words"]})),
        base=frozenset(book["base"]["words"]),
        base_not=pairs(book["base"].get("after_not", ())),
        target=frozenset(book["target"]["words"]),
        future=re.compile("|".join(map(re.escape, book["future"]["words"]))),
    )
