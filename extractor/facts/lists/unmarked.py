"""Lists that go without 分别: A、B均增长x; 城镇和农村人均住房面积a、b; 两项都增长x."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.facts.growth import growths
from extractor.facts.indicators import measures
from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.lists import dependent, heads, periods
from extractor.facts.lists.items import facts, items, put, subject_of
from extractor.facts.lists.pairs import two_in_one
from extractor.facts.lists.splitting import HARD, SOFT, split
from extractor.facts.model import Doubt, Fact, Item
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity, Region
from extractor.patterns import Expression
from extractor.span import Span


@dataclass(slots=True)
class Listed:
    """What a list gave, how many clauses it took, and the measure that the figures behind it may go on with."""

    facts: list[Fact]
    clauses: int
    doubts: list[Doubt] = field(default_factory=list)
    topic: Span | None = None


_EACH = late(
    r"(?:均|都|皆|同比均|双双|分别)(?P<verb>实现|突破|超过|超|逾|高于|低于|不低于|不少于|达到|达|跨过|迈上|(?:保持|维持|稳定|控制|处于|位于|站稳)在)?$"
)
_APIECE = late("(?P<verb>各(?:有|建|设)?)$")  # 工程中心、重点实验室各2家
# 游客突破1亿人次，旅游花费1600亿元，两项都增长10%以上; 甲22家，乙28家，均与上年持平.
_ALL_OF_THEM = late("(?:同比|环比)?(?:均|都|皆)(?:将|要|实现|同比)?")
_SO_MANY = late(
    r"(?P<many>[两二三四五])(?:项|者|个指标|项指标|大指标)(?:指标)?(?:均|都|皆|同比均|同比都)(?:将|要|实现|同比)?$"
)


def all_of(clause: Clause, view: str, earlier: Sequence[Fact]) -> Listed | None:
    """Give one growth to all that the sentence has just measured."""
    change = clause.numbers[-1]
    if not isinstance(change, Change):
        return None
    start = clause.span.start
    row = any(_ALL_OF_THEM.fullmatch(view, start, end) for end in (head(change), change.span.start))
    if row and clause.opener == "，":
        many = None
    elif m := _SO_MANY.search(view, clause.span.start, head(change)):
        if clause.numbers[0].span.start < m.start():
            return None
        many = "一二三四五".find(m["many"].replace("两", "二")) + 1
    else:
        return None
    open_ = [f for f in earlier if f.quantity and f.change is None and f.measure == "level"]
    group = open_[-many:] if many else open_
    if len(group) < (many or 2):
        return None
    for fact in group:
        fact.change = change
    return Listed([], 1)


def each(clause: Clause, view: str, before: Clause | None) -> Listed | None:
    """Read 电子信息、新能源产值均增长15%: one number for each name."""
    number = clause.numbers[-1]
    m = (
        _EACH.search(view, clause.span.start, head(number))
        or _EACH.search(view, clause.span.start, number.span.start)
        or _inside(number, view)
    )
    if m is None and len(clause.numbers) == 1 and number.unit in COUNTERS:
        m = _APIECE.search(view, clause.span.start, number.span.start)
    bare = isinstance(number, Quantity) and (number.unit is None or not m or not m["verb"])
    if not m or bare or any(n.span.start < m.start() < n.span.end for n in clause.names):  # 成都跌幅17%
        return None
    end = min(m.start(), head(number)) if isinstance(number, Change) else m.start()
    if inside := next((p for p in clause.periods if clause.span.start < p.span.start < end), None):
        # 甲行、乙行上半年净利润均超千亿元
        names = split(view, Span(clause.span.start, inside.span.start), SOFT)
        apart = heads.apart([clause], 0, end, view, len(names)) if len(names) > 1 else None
        if apart:
            return Listed(facts(apart, [number] * len(names), view), 1)
    if by_period := periods.each(clause, end, number, view):
        return Listed(by_period, 1)
    if row := _over_comma(before, clause, end, view) or dependent.over_comma(before, clause, end, view):
        return Listed(facts(row, [number] * len(row), view), 1)
    if before and end == clause.span.start and (row := _measures_of(before, view) or _told_of(before, view)):
        return Listed(facts(row, [number] * len(row), view), 1)
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= end)])
    if sites := heads.receiving(Span(start, end), clause.names, view):
        return Listed(facts(sites, [number] * len(sites), view), 1)
    pieces = split(view, Span(start, end), HARD)
    # 面霜及香水、首饰均增长: 及 before the last 、 stands within a name.
    within = len(pieces) > 1 and len(split(view, pieces[-1], SOFT)) == 1
    count = len(pieces if within else split(view, Span(start, end), SOFT))
    found = items([clause], 0, end, view, count) if count > 1 else None
    return Listed(facts(found, [number] * count, view), 1) if found else None


def _measures_of(before: Clause, view: str) -> list[Item] | None:
    """Read 工业投资、技改投资，均同比增长20%: a row of measures that ends at the comma."""
    marks = (*before.periods, *before.names)
    start = max([before.span.start, *(p.span.end for p in marks)])
    pieces = split(view, Span(start, before.span.end), SOFT) if not before.numbers else []
    whole = [phrase_before(view, *p)[0] for p in pieces]
    if len(pieces) < 2 or not all(w and w.end == p.end for w, p in zip(whole, pieces, strict=True)):
        return None
    return (
        [Item(w, None) for w in whole if w] if all(measures.is_measure(p.cut(view)) for p in pieces) else None
    )


def _told_of(before: Clause, view: str) -> list[Item] | None:
    """Read 多晶硅、硅片、组件产量再创新高，均增长65%: a row with one measure, and how it went."""
    if before.numbers or view.find("、", *before.span) < 0:
        return None
    marks = sorted(m.span for m in (*before.periods, *before.names))
    what, _ = phrase_before(view, before.span.start, measures.before_trend(view, before.span), marks)
    if what is None or not measures.is_measure(what.cut(view)):
        return None
    count = len(split(view, what, SOFT))
    return items([before], 0, what.end, view, count) if count > 1 else None


_AND = late("以及|及")


def _over_comma(before: Clause | None, clause: Clause, end: int, view: str) -> list[Item] | None:
    """Read 食品、饮料及烟草，以及百货公司货品都跌: the comma parts two names, each perhaps of several words."""
    m = _AND.match(view, clause.span.start) if clause.opener == "，" else None
    if m is None or before is None or before.numbers:
        return None
    start = max([before.span.start, *(p.span.end for p in before.periods)])
    start += 2 if view.startswith(("其中", "当中"), start) else 0
    first, second = Span(start, before.span.end), phrase_before(view, m.end(), end)[0]
    if second is None or second.start != m.end() or phrase_before(view, *first)[0] != first:
        return None
    return [Item(first, None), Item(second, None)]


_JOINS = ("、", "和", "与", "及", "以及")
_SO_MANY_PLACES = Expression(
    "等?(?:[两三四五六七八九十\\d]{1,2}[座个大]?(?:{place-kinds}|[地市省县区国州])|地"
    "|[两三四五六七八九十\\d]{1,2}[个家大](?:[一-鿿]{0,8}(?:公司|集团|分行|机场|港口|口岸|海关|[局厂站])))"
)
_EVEN = late("的?(?:均|各|都|约|近|超|超过|不足|达|为)*")
_EACH_OF = late("[均各都]")


def of_places(clause: Clause, view: str, whole: Fact | None) -> Listed | None:
    """Read 青岛、济南跌幅在17%左右, 成都、重庆均约34万平方米: one number of each place."""
    number, names = clause.numbers[-1], [n for n in clause.names if isinstance(n, Region)]
    names = [n for n in names if n.span.end <= clause.numbers[0].span.start]
    if len(clause.numbers) > 2 or len(names) < 2:
        return None
    run = names[-1:]
    while len(run) < len(names) and view[names[-len(run) - 1].span.end : run[0].span.start] in _JOINS:
        run.insert(0, names[-len(run) - 1])
    so_many = _SO_MANY_PLACES.match(view, run[-1].span.end)
    if len(clause.numbers) == 2 and (so_many is None or clause.numbers[0].span.start < so_many.start()):
        return None
    at = so_many.end() if so_many else run[-1].span.end
    own = _own_pace(number, at, view) if isinstance(number, Change) else None
    if len(run) < 2 or (own is None and not _goes_on(number, whole, at, view)):
        return None
    what = Indicator(own) if own else whole.indicator  # type: ignore[union-attr]
    if isinstance(number, Quantity) and whole and whole.change and whole.quantity is None:
        falls = whole.change.rate is not None and whole.change.rate < 0
        number = growths.Pace(at, falls, whole.change.basis).change(number)
    each = [put(Fact(0, what, "list.again", indicator_inherited=own is None), number) for _ in run]
    for fact, place in zip(each, run, strict=True):
        fact.subject = subject_of(Item(Span(place.span.end, place.span.end), place))
    return Listed(each, 1)


def _is_pace(number: Number, view: str) -> bool:
    return measures.is_growth_noun(view[number.span.start : number.span.start + 2])


def _own_pace(change: Change, at: int, view: str) -> Span | None:
    """Find of what the pace is, where the clause names it."""
    return phrase_before(view, at, head(change))[0] if _is_pace(change, view) else None


def _goes_on(number: Number, whole: Fact | None, at: int, view: str) -> bool:
    """Tell whether nothing stands between the places and a number that goes on with what was measured."""
    if whole is None or not _EVEN.fullmatch(view, at, head(number)):
        return False
    if isinstance(number, Change):
        return _is_pace(number, view)
    each = _EACH_OF.search(view, at, head(number)) is not None
    return each and (whole.quantity is None or whole.quantity.unit == number.unit)


_ALL = late("[均都皆](?P<verb>)")


def _inside(number: Number, view: str) -> re.Match[str] | None:
    """Find the word within a growth: 降幅均超40%."""
    return _ALL.search(view, *number.span) if isinstance(number, Change) else None


def side_by_side(clause: Clause, view: str) -> Listed | None:
    """Read 城镇和农村人均住房面积32.9平方米、37.1平方米: as many names as numbers, without 分别."""
    numbers = clause.numbers
    units = {n.unit for n in numbers}
    between = (view[a.span.end : b.span.start] for a, b in pairwise(numbers))
    if len(units) > 1 or None in units or any(b not in ("、", "和", "与") for b in between):
        return None
    found = items([clause], 0, head(numbers[0]), view, len(numbers))
    found = found or two_in_one([clause], 0, head(numbers[0]), view, len(numbers))
    return Listed(facts(found, numbers, view), 1) if found else None
