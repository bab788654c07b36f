"""Cues: the words that change what a number means, in one pass over the text."""

from functools import lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from extractor.errors import PatternError
from extractor.late import late
from extractor.mentions.model import Cue
from extractor.patterns import PatternBook, load
from extractor.span import Span

COMPARED = late(
    "比(?<![占同环对]比)(?![重例值率])[^，。；：、0-9]{1,12}?(?<![提降减增升])[高低快慢多少](?=出?[0-9])"
)
# 拉动增长2.1个百分点 is a contribution, 拉动投资100亿元 and 贡献税收5亿元 are not.
GIVEN = late("(?:贡献|拉动|带动|上拉|下拉|拉高|拉低)(?=[^，。；、0-9]{0,12}[0-9.]{1,8}个?百分点)")
# 全年营收上看3兆元, but 总体上看; 成长率估6.8%
AIMED = late("上看(?=[约近逾超]?(?:新台币|[数百千0-9]))|(?<=[率值额量收])估[约达为]?(?=[0-9])")
PLACE = late(
    "第[0-9一二三四五六七八九十百]{1,4}(?:[位名](?!于|单|为)|大(?!道|街|会|厦))|前[0-9一二三四五六七八九十]{1,3}(?:[位名强](?!于|单)|列)"
)


@lru_cache(maxsize=4)
def automaton(book: PatternBook) -> tuple[Any, tuple[str, ...]]:
    """Build the automaton, on first use; of two readings of one word the last entry's holds."""
    kinds: dict[str, str] = {}
    for e in book.section("cues"):
        if not {"kind", "words"} <= e.keys():
            raise PatternError(f"patterns/cues.toml · {e['id']}：要有 kind 和 words")
        kinds.update((word, e["kind"]) for word in e["words"].split())
    # Few words: a full table costs a millisecond, and reads twice as fast.
    names = AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return names, tuple(kinds.values())


def find_cues(text: str, *, book: PatternBook | None = None) -> list[Cue]:
    """Find all cues, in order, without overlaps."""
    words, kinds = automaton(book or load())
    found = [
        Cue(Span(start, end), kinds[index])
        for index, start, end in words.find_matches_as_indexes(text)
        if kinds[index] != "none"
    ]
    places = [Cue(Span(*m.span()), "rank") for m in PLACE.finditer(text)]
    places += [Cue(Span(*m.span()), "comparison") for m in COMPARED.finditer(text)]
    places += [Cue(Span(*m.span()), "contribution") for m in GIVEN.finditer(text)]
    places += [Cue(Span(*m.span()), "forecast") for m in AIMED.finditer(text)]
    return merge(found, places) if places else found


def merge(words: list[Cue], places: list[Cue]) -> list[Cue]:
    """Set what the grammar found among the words, in the order of the text."""
    places = _apart(places)
    taken = {i for place in places for i in range(place.span.start, place.span.end)}
    kept = [c for c in words if c.span.start not in taken and c.span.end - 1 not in taken]
    return sorted([*kept, *places], key=lambda c: c.span)


def _apart(places: list[Cue]) -> list[Cue]:
    """Keep the first of two that meet: 比全市高前三名比全市高2.5 is one comparison."""
    out: list[Cue] = []
    for place in sorted(places, key=lambda c: c.span):
        if not out or place.span.start >= out[-1].span.end:
            out.append(place)
    return out
