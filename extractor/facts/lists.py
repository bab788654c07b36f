"""Lists that share a verb: A、B和C分别增长x、y和z; A、B产值分别突破a、b; A、B均增长x."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.facts import measures, partner_lists, period_lists, phrases
from extractor.facts.model import Doubt, Fact, Subject
from extractor.facts.skeleton import Clause, Name, Number, head
from extractor.mentions.indicators import governed, phrase_before
from extractor.mentions.model import Change, Indicator, Organization, Quantity
from extractor.span import Span


@dataclass(slots=True)
class Listed:
    """What a list gave, and how many clauses it took."""

    facts: list[Fact]
    clauses: int
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    span: Span
    subject: Name | None
    name: str | None = None
    whole: Indicator | None = None  # put together already


_RESPECTIVELY = re.compile(r"分别|依次")
_EACH = re.compile(r"(?:均|都|皆|同比均|双双)(?P<verb>实现|突破|超过|超|达到|达|跨过|迈上)?$")
_BETWEEN = re.compile(r"[，、；和与及以\s]*(?:(?:同比|环比)?[^，、。；]{0,4})?")
_SOFT = re.compile(r"、|以及|和|与|及")
_HARD = re.compile(r"、|以及")


def read(clauses: Sequence[Clause], at: int, view: str, earlier: Sequence[Fact]) -> Listed | None:
    """Read a list that begins in this clause, if one does."""
    clause = clauses[at]
    found = _RESPECTIVELY.search(view, clause.span.start, clause.numbers[-1].span.start)
    word = found.start() if found else -1
    if word < 0 and (each := _each(clause, view)):
        return each
    if word < 0 and len(clause.numbers) > 1 and all(isinstance(n, Change) for n in clause.numbers):
        # 分别达a和b，同比增加x和y: the second pair goes without the word.
        group = _same_as_before(clause, head(clause.numbers[0]), view, earlier, len(clause.numbers))
        return Listed(_grow(group, clause.numbers), 1) if group else None
    if word < 0 and (paired := _side_by_side(clause, view)):
        return paired
    first = next((n for n in clause.numbers if n.unit), clause.numbers[0])
    if word < 0 or (head(first) < word - 6 and first.span.end < word):
        return None
    numbers, used = _numbers(clauses, at, word)
    if len(numbers) < 2:
        return None
    given = period_lists.read(clause, word, numbers, view, earlier)
    if given := given or partner_lists.read(clause, word, numbers, view):
        return Listed(given, used)
    begins = head(numbers[0])
    names_end = min(word, begins if begins > clause.span.start + 1 else numbers[0].span.start)
    if group := _same_as_before(clause, names_end, view, earlier, len(numbers)):
        return Listed(_grow(group, numbers), used)
    items = _items(clauses, at, names_end, view, len(numbers))
    items = items or _made_and_sold(clause, names_end, view, len(numbers))
    items = items or _announced(clauses, at, names_end, view, len(numbers))
    if items is None:
        where = Span(clause.span.start, numbers[-1].span.end)
        message = f"“分别”列出{len(numbers)}个数，与前面列出的名称数不符"
        return Listed([], used, [Doubt("uneven-list", message, where)])
    return Listed(_facts(items, numbers, view), used)


def _each(clause: Clause, view: str) -> Listed | None:
    """Read 电子信息、新能源产值均增长15%: one number for each name."""
    number = clause.numbers[0]
    m = _EACH.search(view, clause.span.start, head(number)) or _EACH.search(
        view, clause.span.start, number.span.start
    )
    bare = isinstance(number, Quantity) and (number.unit is None or not m or not m["verb"])
    if not m or bare or len(clause.numbers) > 1:
        return None
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= m.start())])
    count = len(_split(view, Span(start, m.start()), _SOFT))
    items = _items([clause], 0, m.start(), view, count) if count > 1 else None
    return Listed(_facts(items, [number] * count, view), 1) if items else None


def _side_by_side(clause: Clause, view: str) -> Listed | None:
    """Read 城镇和农村人均住房面积32.9平方米、37.1平方米: as many names as numbers, without 分别."""
    numbers = clause.numbers
    units = {n.unit for n in numbers}
    between = (view[a.span.end : b.span.start] for a, b in pairwise(numbers))
    if (
        len(numbers) < 2
        or len(units) > 1
        or None in units
        or any(b not in ("、", "和", "与") for b in between)
    ):
        return None
    items = _items([clause], 0, head(numbers[0]), view, len(numbers))
    items = items or _made_and_sold(clause, head(numbers[0]), view, len(numbers))
    return Listed(_facts(items, numbers, view), 1) if items else None


_COUNT = re.compile(
    r"(?:等)?(?:[两二三四五六七八九十]|\d{1,2})(?:个|大|种|类|项)?(?:细分|主要|重点|支柱)?[一-鿿]{0,6}$"
)


def _announced(
    clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int
) -> list[_Item] | None:
    """Read 新能源车、光伏、锂电池3个行业，增加值分别增长x、y、z: the clause before names whose measure this is."""
    if at == 0:
        return None
    before, clause = clauses[at - 1], clauses[at]
    shared, _ = phrase_before(view, clause.span.start, names_end, [n.span for n in clause.names])
    m = _COUNT.search(view, *before.span)
    if shared is None or m is None:
        return None
    start = max([before.span.start, *(p.span.end for p in before.periods)])
    stretch = Span(start, m.start())
    ways = (_split(view, stretch, _HARD), _split(view, stretch, _SOFT), _split_tail(view, stretch, count))
    pieces = next((p for p in ways if len(p) == count), None)
    if pieces is None:
        return None
    named = [_item(p, view, before.names, i == 0).span for i, p in enumerate(pieces)]
    return [_Item(n, None, whole=phrases.join(n, [n, shared])) for n in named]


def _made_and_sold(clause: Clause, names_end: int, view: str, count: int) -> list[_Item] | None:
    """Read 产销分别完成136.6万辆和136.7万辆: 产 is one name, 销 the other."""
    if count != 2:
        return None
    names = [n.span for n in clause.names if n.span.end <= names_end]
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
    span, _ = phrase_before(view, start, names_end, names)
    if span is None:
        return None
    if view.endswith("产销量", span.start, span.end):
        made = phrases.join(span, [Span(span.start, span.end - 2), Span(span.end - 1, span.end)])
        sold = phrases.join(span, [Span(span.start, span.end - 3), Span(span.end - 2, span.end)])
        return [_Item(span, None, whole=made), _Item(span, None, whole=sold)]
    if not view.endswith("产销", span.start, span.end):
        return None
    stem = view[span.start : span.end - 2]
    return [_Item(span, None, f"{stem}产量"), _Item(span, None, f"{stem}销量")]


def _numbers(clauses: Sequence[Clause], at: int, word: int) -> tuple[list[Number], int]:
    """Gather the numbers behind 分别; they may run over commas as long as nothing but marks stands between them."""
    first = [n for n in clauses[at].numbers if n.span.end > word]
    numbers, used = first, 1
    for clause in clauses[at + 1 :]:
        plain = clause.numbers and clause.opener in "，、" and all(_plain(clause, n) for n in clause.numbers)
        if not plain or not _same_kind(numbers[0], clause.numbers[0]):
            break
        numbers = numbers + clause.numbers
        used += 1
    return [n for n in numbers if _same_kind(numbers[0], n)], used


def _plain(clause: Clause, number: Number) -> bool:
    return clause.span.end - clause.span.start <= number.span.end - number.span.start + 2


def _same_kind(a: Number, b: Number) -> bool:
    return type(a) is type(b)


def _same_as_before(
    clause: Clause, names_end: int, view: str, earlier: Sequence[Fact], count: int
) -> list[Fact] | None:
    """Find the list that 分别 goes on with: 产值分别为a、b，分别增长x、y."""
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
    span, _ = phrase_before(view, start, names_end, [n.span for n in clause.names])
    group = [f for f in earlier if f.rule.startswith("list.")][-count:]
    if len(group) != count:
        # 批发业实现x，餐饮业实现y，同比分别增长a和b: single statements may share a list of growths too.
        group = [f for f in earlier if f.quantity and not f.change and f.measure == "level"][-count:]
    if len(group) != count:
        group = [f for f in earlier if f.quantity and f.measure == "level"][-count:]
    bare = span is None or measures.is_growth_noun(span.cut(view))
    return list(group) if bare and not clause.names and len(group) == count else None


def _grow(group: list[Fact], numbers: Sequence[Number]) -> list[Fact]:
    new = []
    for fact, number in zip(group, numbers, strict=True):
        if isinstance(number, Change) and number.unit in ("pp", "bp") and not _is_rate(fact):
            continue  # growth of growth
        if isinstance(number, Quantity) and number.unit == "%" and fact.change and not fact.quantity:
            # 皆升21%；上季分别14%和17%
            again = Fact(0, fact.indicator, "list.again", subject=fact.subject, indicator_inherited=True)
            new.append(_put(again, _like(number, fact.change)))
        elif isinstance(number, Change) and fact.change is None:
            fact.change = number
        elif isinstance(number, Quantity) and fact.quantity is None:
            fact.quantity = number
        else:
            again = Fact(0, fact.indicator, "list.again", subject=fact.subject, indicator_inherited=True)
            new.append(_put(again, number))
    return new


def _like(q: Quantity, change: Change) -> Change:
    """Read a bare percentage as growth of the same direction."""
    falls = change.rate is not None and change.rate < 0
    rate = -q.number if falls and q.number is not None else q.number
    return Change(q.span, rate, q.low, q.high, "%", change.basis, q.span)


def _is_rate(fact: Fact) -> bool:
    return fact.quantity is not None and fact.quantity.unit == "%"


def _put(fact: Fact, number: Number) -> Fact:
    if isinstance(number, Change):
        fact.change = number
    else:
        fact.quantity = number
    return fact


def _items(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[_Item] | None:
    """Split the names before 分别 into as many items as there are numbers."""
    for back in range(3):
        if at - back < 0 or (back and clauses[at - back].numbers):
            break
        clause = clauses[at - back]
        names = [n for c in clauses[at - back : at + 1] for n in c.names if n.span.end <= names_end]
        start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
        stretch = Span(start, names_end)
        for pieces in (
            _split(view, stretch, _HARD),
            _split(view, stretch, _SOFT),
            _split_tail(view, stretch, count),
        ):
            if len(pieces) == count:
                return [_item(p, view, names, i == 0) for i, p in enumerate(pieces)]
    return None


def _split(view: str, span: Span, mark: re.Pattern[str]) -> list[Span]:
    out, at = [], span.start
    for m in mark.finditer(view, *span):
        out.append(Span(at, m.start()))
        at = m.end()
    out.append(Span(at, span.end))
    return [p for p in out if p.end > p.start and p.cut(view).strip("，、 ")]


def _split_tail(view: str, span: Span, count: int) -> list[Span]:
    """Split at 、, and the last piece also at 和: the names themselves may hold 和."""
    pieces = _split(view, span, _HARD)
    if len(pieces) == count - 1:
        last = _split(view, pieces[-1], _SOFT)
        if len(last) == 2:
            return [*pieces[:-1], *last]
    return []


def _item(piece: Span, view: str, names: Sequence[Name], first: bool) -> _Item:
    inside = [n for n in names if piece.holds(n.span) and not governed(view, n.span.start)]
    subject = inside[-1] if inside else None
    span, _ = phrase_before(view, *piece, [n.span for n in inside])
    if span is None and subject is None:
        span = piece
    if not first and span and subject is None:
        # Only the first item has a left context to cut away; a later one is taken whole.
        start = piece.start + (view.startswith(("和", "与", "及"), *piece) and piece.end - piece.start > 2)
        span = Span(start, max(span.end, start + 1))
    return _Item(span or Span(piece.end, piece.end), subject)


def _facts(items: Sequence[_Item], numbers: Sequence[Number], view: str) -> list[Fact]:
    shared = items[-1].span
    has_head = shared.end > shared.start
    facts = []
    for item, number in zip(items, numbers, strict=True):
        own = item.span.end > item.span.start
        span = item.span if own else shared
        if not own and not has_head:
            continue
        indicator = item.whole or Indicator(span, item.name)
        if item.name is None and own and item is not items[0] and not item.whole:
            stem = _stem(item.span.cut(view), items[0].span.cut(view))
            indicator = phrases.join(span, phrases.first([items[0].span], stem), [span])
        if indicator == Indicator(span) and own and item is not items[-1] and not item.subject and has_head:
            head = _head(item.span.cut(view), shared.cut(view))
            indicator = phrases.join(span, [span], phrases.last([shared], head))
        subject = None
        if item.subject:
            kind = "organization" if isinstance(item.subject, Organization) else "region"
            subject = Subject(item.subject.span, None, kind)  # type: ignore[arg-type]
        rule = "list.growth" if isinstance(number, Change) else "list.level"
        facts.append(_put(Fact(0, indicator, rule, subject=subject), number))
    return facts


_HEAD = re.compile(
    r"(?:排放总量|排放量|毛入学率|毛入园率|入学率|巩固率|覆盖率|普及率|渗透率|合格率|达标率|就业率|参保率|失业率|利用率|处理率|增加值|总产值|产值|产量|销量|销售额|销售收入|零售额|营业收入|收入|利润|投资|出口额|进口额|面积|余额|价格|数量|人数|[^的、和与]{1,4}率|(?:水质|空气质量)?优良(?:天数)?比[例率]|[^的、和与]{1,4}比例|[^的、和与]{1,3}中位数)$"
)


def _stem(item: str, first: str) -> int:
    """Count what a later measure shares with the first: 企业 in 企业研发投入、研发强度; 商品房 in 商品房销售面积、金额."""
    if not measures.is_measure(item) or len(item) > 4 or len(first) <= len(item):
        return 0
    shared = first.rfind(item[:2])
    if shared > 0:
        return shared
    return len(first) - 2 if len(item) == 2 and measures.is_measure(first) else 0


_SIDES = frozenset(
    [
        "城镇",
        "农村",
        "城市",
        "乡村",
        "国内",
        "国外",
        "境内",
        "境外",
        "省内",
        "省外",
        "市内",
        "市外",
        "线上",
        "线下",
    ]
)


def _head(item: str, last: str) -> int:
    """Count what 第一产业 takes from the end of 第三产业增加值."""
    if item in _SIDES and last[: len(item)] in _SIDES:
        return len(last) - len(item)  # 城镇和农村人均住房面积
    if (item in "一二三" or (item.startswith("第") and len(item) == 2)) and (at := last.find("产业")) > 0:
        return len(last) - at  # 第一、第三产业增加值
    m = _HEAD.search(last)
    return len(m[0]) if m and not _HEAD.search(item) and not measures.is_measure(item) else 0
