"""Regions and zones: the names of the book in one pass, and zones of any name by their suffix and a proper left edge."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.errors import PatternError
from extractor.late import late
from extractor.mentions.model import Region, region_of
from extractor.mentions.places.classes import told_of
from extractor.mentions.places.groups import with_groups
from extractor.mentions.places.towns import with_towns
from extractor.mentions.places.zone_aliases import with_aliases
from extractor.patterns import PatternBook, current, load
from extractor.span import Span, span_of

Kind = Literal["country", "province", "city", "county", "zone", "generic", "class"]
FULL = frozenset("省市州县区国盟旗港球地")  # 四川天府新区 is one name, 成都市天府新区 two
LONGEST = 8  # characters of a zone's own name
PLACES = ("province", "city", "county", "zone")
# A name does not reach over these: function words, measures, punctuation, digits.
WALL = frozenset(
    "在于和与及对从由向为是有将把被让使以按据到至往经即等的了着过其该各这那此并而或但又也都已还就再均仅只每第个年月日万亿元名项条座处外"
)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All names in one automaton, and what each is."""

    names: Any
    kinds: tuple[str, ...]
    edges: re.Pattern[str]
    alone: Mapping[
        str, tuple[str, ...]
    ]  # suffixes that name a place by themselves, and how they are written in full
    soft: frozenset[str]  # suffixes of descriptions as well as of names: 示范区
    rails: frozenset[str]  # suffixes of lines, whose names are made of abbreviations: 京沪高铁
    abbreviations: frozenset[str]
    before: Mapping[str, tuple[str, ...]]  # suffixes that name a place only before certain words: 景区接待
    timed: frozenset[str]  # those among them that a time may part from these words: 景区前4天累计接待


@lru_cache(maxsize=4)
def gazetteer(book: PatternBook) -> Gazetteer:
    """Build the automaton, on first use."""
    kinds: dict[str, str] = {}
    edges: list[str] = []
    alone: dict[str, tuple[str, ...]] = {}
    soft: set[str] = set()
    rails: set[str] = set()
    abbreviations: list[str] = []
    before: dict[str, tuple[str, ...]] = {}
    timed: set[str] = set()
    for e in book.section("regions"):
        if not {"kind", "names"} <= e.keys():
            raise PatternError(f"patterns/regions.toml · {e['id']}：要有 kind 和 names")
        names = e["names"].split()
        if e["kind"] == "bare":
            full = e.get("full", {})
            alone.update((n, (n, *full.get(n, "").split())) for n in names)
            continue
        if e["kind"] in ("stop", "abbreviation"):
            (edges if e["kind"] == "stop" else abbreviations).extend(names)
            continue
        if e["kind"] == "suffix":
            soft.update(names if e.get("soft") else ())
            rails.update(names if e.get("rail") else ())
            before.update(dict.fromkeys(names, tuple(e["before"].split())) if "before" in e else {})
            timed.update(names if e.get("timed") else ())
        for ending in e.get("suffix", ("",)):
            kinds.update((name + ending, e["kind"]) for name in names)
    return Gazetteer(
        names=AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest),
        kinds=tuple(kinds.values()),
        edges=re.compile("|".join(sorted(map(re.escape, edges), key=len, reverse=True))),
        alone=alone,
        soft=frozenset(soft),
        rails=frozenset(rails),
        abbreviations=frozenset(abbreviations),
        before=before,
        timed=frozenset(timed),
    )


_PORT = late("口(?!岸)")
_OWN = "全县"
_DAY = late("[今昨明当每前首整多几两半数这那一二三四五六七八九十0-9]天")


def find_regions(text: str, *, book: PatternBook | None = None) -> list[Region]:
    """Find all places and zones, in order, without overlaps."""
    g = gazetteer(book or load())
    kinds, found = g.kinds, list[Region]()
    unsure: dict[str, list[Region]] = defaultdict(list)
    for index, start, stop in g.names.find_matches_as_indexes(text):
        kind, begin, end = kinds[index], start, stop
        if kind == "zone" and text[stop - 1] == "港" and _PORT.match(text, stop):
            kind, end = "city", stop - 1  # 连云港|港口吞吐量
        if kind == "county" and text.endswith(_OWN, start, stop) and _DAY.search(text, start - 1, start + 1):
            begin, kind = stop - 2, "generic"  # 三天|全县
        if kind == "class":
            at = told_of(text, begin, end, found[-1] if found else None)
            if at is not None:
                found.append(Region(Span(at, end), text[at:end], kind))
            continue
        if kind == "none":
            continue
        if kind == "suffix":
            if own := _zone(text, start, end, found, g):
                unsure[own].append(found[-1])
        elif kind == "zone" and found and found[-1].span.end == start and found[-1].name[-1] not in FULL:
            last = found.pop()
            found.append(Region(Span(last.span.start, end), text[last.span.start : end], "zone"))
        elif end - start > 2 or kind != "county" or _bounded(text, start, found):
            found.append(region_of((span_of((begin, end)), text[begin:end], kind)))
    if _HOME in text:
        found = _at_home(text, found)
    found = _with_names(found, unsure) if unsure else found
    return with_groups(text, with_towns(text, with_aliases(text, found, frozenset(g.alone))))


_HOME = "国内"
_OPENS = late("(?:^|[，。；：、\\s“]|[年月日度])$")
_OFTEN = 2
_ABROAD = late("海外|国外|境外")


def _at_home(text: str, found: list[Region]) -> list[Region]:
    """Take 国内 for a place only where figures of the country are told: it opens clauses, and more than one."""
    inside = [r for r in found if r.name.startswith(_HOME)]
    opening = [r for r in inside if _OPENS.search(text, max(0, r.span.start - 1), r.span.start)]
    # 国内市场收入5亿元，海外市场3亿元: whose home market it is, the text says elsewhere.
    drop = (
        inside if len(opening) < _OFTEN or _ABROAD.search(text) else [r for r in inside if r not in opening]
    )
    return [r for r in found if r not in drop]


def _with_names(found: list[Region], unsure: dict[str, list[Region]]) -> list[Region]:
    """Take 金渤 in 金渤片区 for the name of a zone where the text says it again."""
    named = {r.span.end: name for name, places in unsure.items() if len(places) > 1 for r in places}
    return [
        Region(Span(r.span.end - len(named[r.span.end]), r.span.end), named[r.span.end], "zone")
        if r.span.end in named
        else r
        for r in found
    ]


# What a country or a territory calls itself: one series for the analyst, whatever the article says.
_ITSELF = {
    "全国": "中国", "我国": "中国", "国内": "中国", "国内市场": "中国", "本港": "香港", "全港": "香港", "本澳": "澳门", "全澳": "澳门", "全台": "台湾",
    "中国香港": "香港", "中国澳门": "澳门", "中国台湾": "台湾",
}  # fmt: skip


def full_name(text: str) -> str | None:
    """Return the name behind what a country calls itself: 中国 for 我国."""
    return _ITSELF.get(text)


def is_bare_zone(text: str) -> bool:
    """Tell whether it is a zone's suffix that stands for a zone by itself: 高新区."""
    return text in gazetteer(current()).alone


def zone_forms(text: str) -> tuple[str, ...]:
    """Return how the names of such zones end: 高新区 and 高新技术产业开发区."""
    return gazetteer(current()).alone.get(text, (text,))


def _bounded(text: str, start: int, found: list[Region]) -> bool:
    """Tell whether a county of one character stands alone: 忠县, but not 最高县."""
    before = text[start - 1 : start]
    return (
        not ("一" <= before <= "鿿")
        or before in "在为是于由对及等、"
        or text.startswith("其中", start - 2)
        or (bool(found) and found[-1].span.end == start and _goes_on(text, start, found[-1]))
    )


def _goes_on(text: str, start: int, last: Region) -> bool:
    """Tell whether a county lies in the place before: 马鞍山市和县, but not 经开区和县人才网."""
    return text[start] != "和" or last.kind in ("province", "city")


def _zone(text: str, start: int, end: int, found: list[Region], g: Gazetteer) -> str | None:
    """Give a zone's suffix its name: 两江 in 两江新区, 西部（重庆） in 西部（重庆）科学城.

    Return the name that a bare suffix may have after all: 金渤片区.
    """
    suffix = text[start:end]
    if (words := g.before.get(suffix)) and not text.startswith(words, _behind_time(text, end, suffix, g)):
        return None
    if suffix in g.rails:
        _line(text, start, end, found, g)
        return None
    left = _left(text, start, found, g)
    name = text[left:start]
    last = found[-1] if found else None
    if last is not None and _joins(last, left, name, g):
        left = last.span.start
    elif (name[-1:] not in "）)" and (suffix in g.soft or len(name) < 2)) or not name:
        if suffix in g.alone:
            found.append(Region(Span(start, end), suffix, "generic"))
            return name[-2:] + suffix if suffix in g.soft and len(name) > 1 else None
        return None
    while found and found[-1].span.end > left:
        found.pop()
    found.append(Region(Span(left, end), text[left:end], "zone"))
    return None


_TIME = late(
    r"(?:今年|去年|当日|当天|同期|期间)?(?:[上下]半年|全年|[前首]\d{1,2}(?:天|日|个月)|连续\d{1,2}[天日]|\d{1,2}[日月]"
    r"|\d{1,2}[至—-]\d{1,2}月份?|[一二三四前]{1,2}季度|春节|国庆|五一|清明|端午|中秋|元旦|春运)?(?:假期|期间|当天|当日)?"
)


def _behind_time(text: str, end: int, suffix: str, g: Gazetteer) -> int:
    """Return where the words of a time behind a suffix end, if such may stand there."""
    return m.end() if suffix in g.timed and (m := _TIME.match(text, end)) else end


def _line(text: str, start: int, end: int, found: list[Region], g: Gazetteer) -> None:
    """Take the abbreviations before 高铁, 铁路 for a line's name."""
    left = start
    while left and text[left - 1] in g.abbreviations:
        left -= 1
    whole = bool(found) and found[-1].span.start <= left and found[-1].span.end == start  # 大连铁路
    if 2 <= start - left <= 4 and not whole:
        while found and found[-1].span.end > left:
            found.pop()
        found.append(Region(Span(left, end), text[left:end], "zone"))


def _joins(last: Region, left: int, name: str, g: Gazetteer) -> bool:
    """Tell whether the place before belongs to the zone: 南宁高新区, 青岛科学仪器产业园, 科学城核心区."""
    if last.span.end != left or left - last.span.start > 2 * LONGEST:
        return False
    if not name:
        return last.kind in PLACES or last.name in g.alone
    return last.kind in PLACES and last.name[-1] not in FULL


def _left(text: str, start: int, found: list[Region], g: Gazetteer) -> int:
    """Return where the zone's own name begins: behind a place, a wall or a word that no name holds."""
    floor = max(0, start - LONGEST)
    for region in reversed(found[-3:]):
        if region.span.end <= start:
            floor = max(floor, region.span.end)
            break
    at = start
    if text[start - 1 : start] in ("）", ")") and start:
        opening = max(
            text.rfind("（", max(0, start - LONGEST), start), text.rfind("(", max(0, start - LONGEST), start)
        )
        if opening < 0:
            return start
        at, floor = opening, max(0, opening - 4)
        if place := next((r for r in reversed(found[-3:]) if r.span.end == opening), None):
            return place.span.start
    while at > floor and "一" <= text[at - 1] <= "鿿" and text[at - 1] not in WALL:
        at -= 1
    if text.startswith("其中", at - 1):
        at += 1  # 其中|景点景区
    for m in g.edges.finditer(text, at, start):
        at = m.end()
    if text[at] == "来" and text[at - 1 : at] in ("以", "年"):
        at += 1  # 今年以来|海沧保税港区
    return at
