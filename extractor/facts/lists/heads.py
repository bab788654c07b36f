"""Lists whose measure stands apart from their names: before a period, in a rank, in the list before, behind the numbers."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.indicators import measures
from extractor.facts.lists.items import items, put
from extractor.facts.lists.parts import without_share
from extractor.facts.lists.splitting import SOFT, split
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Name, Number
from extractor.late import late
from extractor.mentions.indicators import phrase_after, phrase_before
from extractor.mentions.model import Change, Indicator, Region
from extractor.patterns import Expression
from extractor.span import Span

_RANKS = late(r"位居|位列|居于|排在|领跑|(?<=[一-鿿])居(?!民|住)")
_FIRST = late(r"前列|前茅|首位|[前首][一二三四五六七八九十\d]{0,2}[位名]?")
_AT_FIRST = late(
    r"(?:全[国省市区县州]|所有|各)[^，。；、\d]{0,4}(?:前列|前茅|首位|[前首][一二三四五六七八九十\d]{0,2}[位名])"
)
OWN_MEASURE = Expression("(?:市场)?(?:{part-head}|份额|占比)$")
_WITH = ("以", "凭", "凭借")


def apart(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Read 甲、乙上半年净利润分别为a、b and 甲、乙居净利润增速前列，分别为a、b: a period or a rank stands between."""
    clause, end = clauses[at], names_end
    if names_end <= clause.span.start and at and not clauses[at - 1].numbers:
        clause, end = clauses[at - 1], min(names_end, clauses[at - 1].span.end)
    begins = [p.span for p in clause.periods if p.span.end <= end]
    opens = next((p for p in begins if not view[clause.span.start : p.start].strip()), None)
    start = opens.end if opens else clause.span.start
    rank = _RANKS.search(view, start, end)
    inside = [p for p in begins if p.start > start]
    if rank:
        pivots = [Span(*rank.span())]
    elif inside:
        pivots = inside[:1]
    else:
        return None
    left = max([pivots[0].end, *(p.end for p in inside)])
    head, _ = phrase_before(view, left, end, [n.span for n in clause.names if n.span.start >= left])
    head = measures.without_growth_noun(view, head) if head else None
    pieces = split(view, Span(start, pivots[0].start), SOFT)
    if rank and (_AT_FIRST.fullmatch(view, rank.end(), end) or (head and _FIRST.fullmatch(view, *head))):
        return items([clause], 0, rank.start(), view, count)  # 甲、乙出口额位居前列: of what, stands before
    if head is None or len(pieces) != count:
        return None
    # 甲景区、乙景区5月3日接待游客: no more than one thing behind the period
    own = clause is clauses[at] and SOFT.search(view, left, end) is None
    if not own and not measures.is_measure(head.cut(view)):
        return None
    if others := _AND_OTHERS.search(view, *pieces[-1]):
        pieces[-1] = Span(pieces[-1].start, others.start())
    if any(_FACILITY.search(view, *p) for p in pieces):
        return [Item(p, Region(p, p.cut(view), "generic"), whole=Indicator(head)) for p in pieces]
    return [_item(p, head, clause.names) for p in pieces]


_FACILITY = Expression("(?:{facility})$")
_SIGHTS = late(
    "(?<=[一-鿿]{2})等(?:[两三四五六七八九十\\d]{1,2}[个座大家])?(?:热门|重点|主要)?(?:景区|景点|景区景点|旅游景区|场馆|博物馆|古镇)$"
)
_AND_OTHERS = late(
    "(?<=[一-鿿]{2})等(?:多|[两三四五六七八九十\\d]{1,2})?[个座]?(?:地|[省市县区国]|省份|城市|地区|国家)?$"
)


_RECEIVE = late("(?:累计|共|日均|分别)*(?P<what>接待(?:国内|入境|海外)?(?:游客|旅客)(?:量|人数|人次)?)$")


def receiving(row: Span, names: Sequence[Name], view: str) -> list[Item] | None:
    """Read 甲古镇、乙山等景区累计接待游客均超过10万人次: sights are whom it is about, and visitors are counted."""
    m = _RECEIVE.search(view, *row)
    pieces = split(view, Span(row.start, m.start()), SOFT) if m else []
    if m is None or len(pieces) < 2:
        return None
    if others := _SIGHTS.search(view, *pieces[-1]):
        pieces[-1] = Span(pieces[-1].start, others.start())
    elif not all(_FACILITY.search(view, *p) for p in pieces):
        return None
    head = Indicator(Span(*m.span("what")))
    owners = {n.span: n for n in names}
    return [Item(p, owners.get(p) or Region(p, p.cut(view), "generic"), whole=head) for p in pieces]


# 消费量增速居前三位的是甲、乙和丙
_LEADERS = late(
    r"(?:(?:居|排|位居|位列|排名|排在)[^，。；]{0,4}?|(?<=幅))前[一二三四五六七八九十\d]{1,2}[位名]?的[^，。；]{0,8}?(?:是|为|有)"
)


def leaders(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Read 综合能源消费量居前三位的是甲、乙和丙，分别为a、b和c: the measure stands before the rank."""
    clause, end = clauses[at], names_end
    if names_end <= clause.span.start and at and not clauses[at - 1].numbers:
        clause, end = clauses[at - 1], clauses[at - 1].span.end
    m = _LEADERS.search(view, clause.span.start, end)
    if m is None:
        return None
    marks = sorted(n.span for n in (*clause.names, *clause.periods) if n.span.end <= m.start())
    head, _ = phrase_before(view, clause.span.start, m.start(), marks)
    head = measures.without_growth_noun(view, head) if head else None
    pieces = split(view, Span(m.end(), end), SOFT)
    return [_item(p, head, clause.names) for p in pieces] if head and len(pieces) == count else None


# 农村居民收入增速快于城镇居民
_AHEAD = late(
    "(?:明显|略|大幅|继续|仍|均|同比|环比|显著|稍)*(?:快于|慢于|高于|低于|好于|优于|大于|多于|少于|强于|领先于?|超过)"
)


def compared(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Read 农村居民收入增速快于城镇居民，分别增长8%和6%: the second has the measure of the first."""
    both = at > 0 and count == 2 and names_end <= clauses[at].span.start + 1
    before = clauses[at - 1] if both else None
    m = _AHEAD.search(view, *before.span) if before and not before.numbers else None
    if before is None or m is None:
        return None
    marks = [x.span for x in (*before.names, *before.periods)]
    first, _ = phrase_before(view, before.span.start, m.start(), [s for s in marks if s.end <= m.start()])
    first = first and measures.without_growth_noun(view, first)
    second = Span(m.end(), before.span.end)
    if first is None or not measures.is_measure(first.cut(view)) or second.end <= second.start:
        return None
    second = measures.without_growth_noun(view, second) or second
    other = next((n for n in before.names if n.span == second), None)
    if other:
        return [Item(first, None, whole=Indicator(first)), Item(second, other, whole=Indicator(first))]
    m = None if measures.is_measure(second.cut(view)) else OWN_MEASURE.search(view, *first)
    lent = (Span(*m.span()),) if m else ()
    return [Item(s, None, whole=phrases.join(s, [s], more)) for s, more in ((first, ()), (second, lent))]


def _item(piece: Span, head: Span, names: Sequence[Name]) -> Item:
    owner = next((n for n in names if n.span == piece), None)
    whole = Indicator(head) if owner else phrases.join(piece, [piece, head])
    return Item(piece, owner, whole=whole)


def of_same(
    clause: Clause, names_end: int, numbers: Sequence[Number], before: Sequence[Fact], view: str
) -> list[Fact] | None:
    """Read 甲、乙不良率分别为a、b；拨备率分别为c、d: another measure of the list before."""
    group = [f for f in before if f.rule != "list.period"][-len(numbers) :]
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
    measure, _ = phrase_before(view, start, names_end)
    if measure and isinstance(numbers[0], Change):
        measure = measures.without_growth_noun(view, measure)
    if measure is None or clause.names or len(group) != len(numbers):
        return None
    # 甲、乙零售值分别增长…；餐饮销售分别增长…: of places also what is no measure by its name
    goes_on = isinstance(numbers[0], Change) and measure.start == start and all(f.subject for f in group)
    if not measures.is_measure(measure.cut(view)) and (not goes_on or SOFT.search(view, start, names_end)):
        return None
    whose = _owners(group, view)
    if whose is None:
        return None
    measure, kind = without_share(view, measure, numbers[0])
    rule = "list.growth" if isinstance(numbers[0], Change) else "list.level"
    out = []
    for k, (fact, owner, number) in enumerate(zip(group, whose, numbers, strict=True)):
        indicator = phrases.join(measure, owner, [measure]) if owner else Indicator(measure)
        again = Fact(0, indicator, rule, subject=fact.subject, indicator_inherited=k > 0)
        again.measure = kind
        out.append(put(again, number))
    return out


def _owners(group: Sequence[Fact], view: str) -> list[phrases.Parts] | None:
    """Return what the names of a list are without their measure; nothing for places and firms."""
    if all(f.subject for f in group):
        return [()] * len(group)
    first = group[0].indicator
    text, own = phrases.text(first, view), first.span.cut(view)
    if not first.parts or not text.startswith(own) or measures.is_measure(own):
        return None
    shared = text[len(own) :]
    texts = [phrases.text(f.indicator, view) for f in group]
    if not all(t.endswith(shared) and len(t) > len(shared) for t in texts):
        return None
    pairs = zip(group, texts, strict=True)
    return [phrases.first(phrases.parts(f.indicator), len(t) - len(shared)) for f, t in pairs]


def reached(view: str, start: int, numbers: Sequence[Number], end: int) -> Span | None:
    """Read 分别以14.1%、10.8%的份额位列第三和第四: what the numbers are of stands behind them."""
    if view[start : numbers[0].span.start] not in _WITH:
        return None
    return phrase_after(view, numbers[-1].span.end, end)


def are_names(found: Sequence[Item], view: str) -> bool:
    """Tell whether a list is of places, firms or kinds, and not of measures."""
    return not any(i.whole or i.name or measures.is_measure(i.span.cut(view)) for i in found)


def bare(found: Sequence[Item], view: str) -> list[Item]:
    """Take the measure off the last name: 甲、乙市场份额都有所上升，分别以…的市场份额位列前二."""
    last = found[-1]
    m = OWN_MEASURE.search(view, *last.span)
    return [*found[:-1], Item(Span(last.span.start, m.start()), last.subject)] if m else list(found)
