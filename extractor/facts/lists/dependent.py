"""Lists that lean on a clause before: 甲行、乙行实施了分红，分别派发a、b; 三轮融资，分别为a、b、c; 甲市、乙市，占比均达x; 乙对应数据为a、b."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.facts import phrases
from extractor.facts.lists.items import put
from extractor.facts.lists.splitting import HARD, SOFT, split
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Name, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator
from extractor.mentions.quantities.numerals import parse
from extractor.patterns import Expression
from extractor.span import Span

_JOINS = ("、", "和", "与", "及", "以及", "，")
_MARK = late("[、和与及，]")
_LEADS = late("(?:其中|此外|同时|另外|并且|而且|而|但|不过)?[，,]?")


def opening(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Find the places and firms that open the clause before: 甲行和乙行还实施了2024年分红，分别派发…"""
    if at == 0 or clauses[at - 1].numbers:
        return None
    before, start = clauses[at - 1], clauses[at].span.start
    names = _run(before.names, view)
    lead = [p.span.end for p in before.periods if names and p.span.end <= names[0].span.start]
    begins = max([before.span.start, *lead])
    if len(names) != count or not _LEADS.fullmatch(view, begins, names[0].span.start):
        return None
    measure, _ = phrase_before(view, start, names_end)
    if measure and (measure.start != start or _MARK.search(view, *measure)):
        return None
    whole = Indicator(measure) if measure else None
    return [Item(Span(n.span.end, n.span.end), n, whole=whole) for n in names]


_WORD = late("分别|依次")


def doing(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Find the names where what each of them did stands behind 分别: 分别派发现金红利a和b."""
    clause = clauses[at]
    m = _WORD.match(view, clause.span.start)
    done = phrase_before(view, m.end(), head(clause.numbers[0]))[0] if m and clause.numbers else None
    return opening(clauses, at, names_end, view, count) if done else None


def _run(names: Sequence[Name], view: str) -> list[Name]:
    """Return the first names, as far as only list marks part them."""
    run = list(names[:1])
    for a, b in pairwise(names):
        if view[a.span.end : b.span.start] not in _JOINS:
            break
        run.append(b)
    return run


_TIMES = late(
    "(?P<many>[两二三四五六七八九十]|[1-9]\\d?)(?:轮|次(?!产业)|批|期|笔|宗|起|波|单)(?P<what>[一-鿿]{2,8}?)(?:中|里|，)*$"
)


def times(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Read 完成三轮融资，分别为a、b、c: the same thing as often as there are numbers."""
    start = clauses[at].span.start
    m = _TIMES.search(view, start, names_end)
    measure = None
    if m is None and at:
        m = _TIMES.search(view, *clauses[at - 1].span)
        measure, _ = phrase_before(view, start, names_end)
    per = measure is not None and view[measure.start] == "每"  # 三次分红，每股分别派发…
    if m is None or per or parse(m["many"].replace("两", "二")) != count:
        return None
    what = Span(*m.span("what"))
    whole = phrases.join(what, [what, measure]) if measure else Indicator(what)  # 两期债券，规模分别为…
    return [Item(what, None, whole=whole) for _ in range(count)]


_FIRST_OF = late(
    "(?:其中)?(?:的)?前(?P<many>[两二三四五])(?:者|家|位|类|项|大?个?(?:行业|产业|品种|市场|地区|城市)?)?，?"
)
_SO_MANY = Expression(
    "(?:等)?(?:[两三四五六七八九十]|\\d{1,2})(?:[个大家位项]|大?类|种)?(?:{kinds}|{place-kinds})"
)


def first_of(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Read 汽车、医药、食品三个行业均实现两位数增长，前两个行业分别增长x、y."""
    m = _FIRST_OF.fullmatch(view, clauses[at].span.start, names_end) if at else None
    if m is None or parse(m["many"].replace("两", "二")) != count:
        return None
    before = clauses[at - 1]
    named = _SO_MANY.search(view, *before.span)
    start = max([before.span.start, *(p.span.end for p in before.periods)])
    pieces = split(view, Span(start, named.start()), SOFT) if named and named.start() > start else []
    if len(pieces) <= count:
        return None
    owners = {n.span: n for n in before.names}
    return [
        Item(Span(p.end, p.end), owners[p]) if p in owners else Item(p, None, whole=Indicator(p))
        for p in pieces[:count]
    ]


_ANSWERS = late("的?(?:对应|相应|同期)的?(?:数据|数字|指标|比例|数值)?(?:分别)?(?:则?(?:为|是)|达)?")


def answers(clause: Clause, view: str, listed: Sequence[Fact]) -> list[Fact] | None:
    """Read 乙公司对应数据为a、b、c: the last list again, of somebody else."""
    numbers = clause.numbers
    group = listed[-len(numbers) :]
    if len(numbers) < 2 or len(group) != len(numbers) or not clause.names:
        return None
    begins = max([clause.span.start, *(n.span.end for n in clause.names)])
    if not _ANSWERS.fullmatch(view, begins, head(numbers[0])) or any(
        view[a.span.end : b.span.start] not in _JOINS for a, b in pairwise(numbers)
    ):
        return None
    out = []
    for fact, number in zip(group, numbers, strict=True):
        rule = "list.again" if fact.period is None else fact.rule
        again = Fact(0, fact.indicator, rule, period=fact.period, indicator_inherited=True)
        again.measure = fact.measure
        out.append(put(again, number))
    return out


def over_comma(before: Clause | None, clause: Clause, end: int, view: str) -> list[Item] | None:
    """Read 甲市夜市、乙县灯会，夜间客流占比均达60%: a row of places before, and what is the same of each."""
    if before is None or before.numbers or clause.names or clause.opener not in ("，", ","):
        return None
    measure, _ = phrase_before(view, clause.span.start, end)
    pieces = split(view, before.span, HARD)
    names = [next((n for n in before.names if n.span.start == p.start), None) for p in pieces]
    if measure is None or measure.start != clause.span.start or len(pieces) < 2:
        return None
    found = [n for n in names if n]
    if len(found) != len(pieces) or len(before.names) != len(pieces):
        return None
    *first, last = found
    return [*(Item(Span(n.span.end, n.span.end), n) for n in first), Item(measure, last)]
