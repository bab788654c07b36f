"""The words of `patterns/periods.toml`, made into regular expressions that know what must not stand beside them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.errors import PatternError
from extractor.mentions.periods.tokens import N
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
    festivals: Mapping[str, str]  # wording → feast
    feasts: Mapping[str, str]  # feast and year → first and last day
    sources: Mapping[str, str]  # group → regular expression
    heads: Mapping[str, str]  # the characters that begin a word → those that come next
    leads: str  # those that begin a word before a date: 截至
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
            behind = f"(?<![{re.escape(after_not[word])}]{head})"
            # 过去年景 is no 去年; 超过去年 is.
            rest = (f"(?:{behind}|(?<=[超高越胜]过{head}))" if "过" in after_not[word] else behind) + rest
        if word in before_not:
            rest += f"(?![{re.escape(before_not[word])}])"
        bundles.setdefault(head, []).append(rest)
    return "|".join(f"{head}(?:{'|'.join(rests)})" for head, rests in bundles.items())


def pairs(lines: Iterable[str]) -> dict[str, str]:
    """Read lines such as 今年 0 and 上年 以."""
    return dict(line.partition(" ")[::2] for line in lines)


def _stretched(book: dict[str, dict[str, Any]]) -> None:
    """Add what the days of a holiday are called: 五一假期, “五一”期间 for each of `holiday-name`."""
    holidays, names = book["holiday"], pairs(book["holiday-name"]["words"])
    known, ends = pairs(holidays["words"]), book["holiday-stretch"]["words"]
    called = {f"{n}{end}": days for name, days in names.items() for n in (name, f"“{name}”") for end in ends}
    holidays["words"] += [f"{word} {days}" for word, days in called.items() if word not in known]


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


def _events(sources: dict[str, str], entry: Mapping[str, Any]) -> None:
    """开通以来, 开业三个月来: what happened, and that it has lasted; behind a date it counts from there."""
    verbs = _group([entry], left=True)
    since = "(?:以来|至今)"
    lasts = f"(?:已?[满近经]?|整整)(?:{N} ?(?:年|个?多?月|天)多?)(?:零{N}(?:个月|天))?(?:以来|来|间)?(?![以之]?[前后内])"
    sources["event"] = f"(?:{verbs})(?:[一-鿿]{{0,4}}{since}|{lasts})"
    sources["event.inner"] = sources["event"]
    after = f"(?:正式|全面|首次|首批)?(?:{_group([entry], left=False)})[一-鿿]{{0,6}}?{since}"
    sources["since.inner"] += f"|{after}"


def _merged(pattern_book: PatternBook) -> dict[str, dict[str, Any]]:
    """Gather the lists; what a user's entry `holiday.mine` holds is added to `holiday`."""
    lists: dict[str, dict[str, Any]] = {}
    for e in pattern_book.section("periods"):
        of = max((known for known in lists if e["id"].startswith(f"{known}.")), key=len, default=e["id"])
        into = lists.setdefault(of, {})
        for field in ("words", "spoken", "after_not", "before_not"):
            into[field] = [*into.get(field, ()), *e.get(field, ())]
    return lists


@lru_cache(maxsize=4)
def words(pattern_book: PatternBook) -> Words:
    """Read the vocabulary of the book."""
    book = _merged(pattern_book)
    _stretched(book)
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
        **{n: [book[n]] for n in ("now", "until", "since", "holiday", "festival", "report")},
    }
    sources = {name: _group(entries, left=True) for name, entries in groups.items()}
    sources |= {f"{name}.inner": _group(entries, left=False) for name, entries in groups.items()}
    _events(sources, book["event"])
    heads = {
        word
        for name, entries in (*groups.items(), ("event", [book["event"]]))
        if name != "since"
        for e in entries
        for word in pairs(e["words"])
    }
    return Words(
        relative=relative,
        holidays=pairs(book["holiday"]["words"]),
        festivals=pairs(book["festival"]["words"]),
        feasts=pairs(book["feast"]["words"]),
        sources=sources,
        heads={
            first: "".join(sorted({word[1:2] for word in heads if word[0] == first}))
            for first in sorted({word[0] for word in heads})
        },
        leads="".join(sorted({word[0] for word in book["until"]["words"]})),
        more="".join(
            sorted(
                {
                    word[0]
                    for name in ("since", "event", "holiday", "festival")
                    for word in book[name]["words"]
                }
            )
        )
        + "正全首",
        base=frozenset(book["base"]["words"]),
        base_not=pairs(book["base"].get("after_not", ())),
        target=frozenset(book["target"]["words"]),
        future=re.compile("|".join(map(re.escape, book["future"]["words"]))),
    )
