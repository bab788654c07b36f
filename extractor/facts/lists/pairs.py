"""Two rows in one: 分别由a和b升至c和d; one word for several: in 产销分别完成136.6万辆和136.7万辆 the first number is of what was made, the second of what was sold."""

import re
from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.indicators import naming
from extractor.facts.lists import heads
from extractor.facts.lists.items import facts, items
from extractor.facts.lists.splitting import SOFT
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.changes import basis
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Basis, Change, Indicator, Region
from extractor.span import Span

# One word for several: each number is of one of them, and the words stay whole in the text.
_TOGETHER: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (late("产销$"), ("产量", "销量")),
    (late("收支$"), ("收入", "支出")),
    (late("存贷款"), ("存款", "贷款")),
    (late("进出口(?!银行)"), ("进口", "出口")),
    (late("城乡(?!融合|建设|社区)"), ("城镇", "农村")),
    (late("男女"), ("男", "女")),
    (late("牛羊(?=[存出]栏)"), ("牛", "羊")),
    (late("客货(?=运|周转)"), ("客", "货")),
    (late("轻重工业"), ("轻工业", "重工业")),
    (late("境内外(?!资)"), ("境内", "境外")),
    (late("内外(?=[销贸资])"), ("内", "外")),
    (late("三[次大]产业|(?<!、)一二三次?产业?"), ("第一产业", "第二产业", "第三产业")),
    (late("(?<![、一第])第?二三次?产业?"), ("第二产业", "第三产业")),
    (late("(?<![、第])第?一三次?产业?"), ("第一产业", "第三产业")),
    (late("(?<![、第])第?一二次?产业?"), ("第一产业", "第二产业")),
)


# 分别由上月的50.1%和49.8%升至50.5%和50.2%: where each stood, then where each arrives.
_LEAVES = late("[由从]")
_ARRIVES = late(
    r"[^，。；]{0,6}(?:[升降增减涨跌扩缩提调变优转][^，。；、]{0,4})[至到为](?:约|[^，。；、]{0,12}的)?"
)


def moved(
    clauses: Sequence[Clause], at: int, word: int, numbers: Sequence[Number], view: str
) -> list[Fact] | None:
    """Give each name where it stood and where it arrives: 分别由7月的1.2%和1.9%降至1.0%和1.6%."""
    k = len(numbers) // 2
    if len(numbers) % 2 or k < 2 or not _LEAVES.match(view, word + 2):
        return None
    if not _ARRIVES.fullmatch(view, numbers[k - 1].span.end, numbers[k].span.start):
        return None
    found = heads.apart(clauses, at, word, view, k) or items(clauses, at, word, view, k)
    if not found:
        return None
    rows = facts(found, numbers[:k], view), facts(found, numbers[k:], view)
    for row, start, end in ((rows[0], word, numbers[0]), (rows[1], numbers[k - 1].span.end, numbers[k])):
        times = [p for p in clauses[at].periods if start <= p.span.start and p.span.end <= end.span.start]
        for fact in row if times else ():
            fact.period = times[-1]
    return [*rows[0], *rows[1]]


_BASE = "同比|环比|按[年季月]|[比较与同跟]?(?:上年|去年|前一?年|上一?月|上一?季度?|上一?周|年初|20\\d\\d年)(?:同期|同月|末|底)?"
_TWO_BASES = late(
    f"(?P<a>{_BASE})(?:相比)?[、和及与](?P<b>{_BASE})(?:相比|比较)?，?(?:增长率|增速|[增涨升跌降]幅)?$"
)
_BASES_BEHIND = late(
    f"分别(?=[比较同环])(?P<a>{_BASE})[、和及与](?P<b>{_BASE})(?:相比)?，?"
)  # 失业率5.1%，分别比上月和上年同期下降0.1和0.3个百分点
_LED = "比较与同跟"


def _basis(words: str) -> Basis:
    """Classify 同比, 比上年, 2019年."""
    known = basis.bases()
    return known.words.get(words) or known.object_of(words.lstrip(_LED))


def bases_apart(
    clauses: Sequence[Clause],
    at: int,
    word: int,
    numbers: Sequence[Number],
    earlier: Sequence[Fact],
    view: str,
) -> list[Fact] | None:
    """Read 销售额同比、环比分别增长5%、3%, 价格较上月和去年同期分别上涨1%、2%: two growths of one measure."""
    clause = clauses[at]
    begins = clauses[at - 1].span.start if at and not clauses[at - 1].numbers else clause.span.start
    first, second = numbers[0], numbers[-1]
    m = _TWO_BASES.search(view, begins, word) or _BASES_BEHIND.fullmatch(view, word, first.span.start)
    if m is None or len(numbers) != 2 or not (isinstance(first, Change) and isinstance(second, Change)):
        return None
    if m["a"][-1] == m["b"][-1] == "年" and m["a"][-5:-1].isdigit():
        return None  # 比2011年、2012年分别增加205个、88个
    first, second = first._replace(basis=_basis(m["a"])), second._replace(basis=_basis(m["b"]))
    marks = sorted(n.span for n in (*clause.names, *clause.periods) if n.span.end <= m.start())
    span, _ = phrase_before(view, min(clause.span.start, m.start()), m.start(), marks)
    last = next((f for f in reversed(earlier) if f.quantity and f.change is None), None)
    if span is None and last is None:
        return None
    if span is None and last is not None:
        last.change, last.rule = first, f"{last.rule}+growth"
    indicator = Indicator(span) if span else last.indicator if last else None
    if indicator is None:
        return None
    more = Fact(0, indicator, "clause.second-growth", change=second, indicator_inherited=True)
    return [Fact(0, indicator, "clause.growth", change=first), more] if span else [more]


def _named_before(clause: Clause, view: str) -> Span | None:
    """Find what the clause before is about: 产销双双超过120万辆，分别达到a和b."""
    if not clause.numbers:
        return naming.opening_noun(view, clause)
    end = head(clause.numbers[0])
    marks = sorted(m.span for m in (*clause.names, *clause.periods) if m.span.end <= end)
    return phrase_before(view, clause.span.start, end, marks)[0]


def two_in_one(
    clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int
) -> list[Item] | None:
    """Read 产销分别完成136.6万辆和136.7万辆, 产销持续增长，分别完成…: 产 is one name, 销 the other."""
    if count not in (2, 3):
        return None
    clause = clauses[at]
    names = [n.span for n in clause.names if n.span.end <= names_end]
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
    span, _ = phrase_before(view, start, names_end, names)
    if span is None and at:
        span = _named_before(clauses[at - 1], view)
    if span is None:
        return None
    if count == 2 and view.endswith("产销量", span.start, span.end):
        made = phrases.join(span, [Span(span.start, span.end - 2), Span(span.end - 1, span.end)])
        sold = phrases.join(span, [Span(span.start, span.end - 3), Span(span.end - 2, span.end)])
        return [Item(span, None, whole=made), Item(span, None, whole=sold)]
    text = span.cut(view)
    for word, parts in _TOGETHER:
        if len(parts) == count and word.search(text):
            whose = _owner(clause, start, span, view)
            named = [word.sub(part, text, count=1) for part in parts]
            if whose is None:
                return [Item(span, None, part) for part in named]
            whole = phrases.join(span, [whose, span])
            return [Item(span, None, whole=whole._replace(name=whose.cut(view) + part)) for part in named]
    return None


_SIDES = late("(?P<sides>东?中西|东西)部(?P<kind>地区|省份|省区市)?(?![一-鿿]{0,4}线)")


def sides(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Read 中西部地区快递业务量比重分别上升1.7个和1.5个百分点: the first is of the middle, the second of the west."""
    m = _SIDES.search(view, clauses[at].span.start, names_end)
    measure, _ = phrase_before(view, m.end(), names_end) if m else (None, False)
    if m is None or len(m["sides"]) != count or (measure and SOFT.search(view, *measure)):
        return None
    span = Span(*m.span())
    regions = [Region(span, f"{side}部{m['kind'] or ''}", "generic") for side in m["sides"]]
    *first, last = [Item(Span(span.end, span.end), r) for r in regions]
    return [*first, Item(measure, last.subject)] if measure else [*first, last]


def _owner(clause: Clause, start: int, span: Span, view: str) -> Span | None:
    """Find whose output it is, before the period that stands before it: 新能源汽车3月份产销."""
    before = [p.span for p in clause.periods if p.span.end == start == span.start]
    names = [n.span for n in clause.names if n.span.end <= start]
    return phrase_before(view, clause.span.start, before[0].start, names)[0] if before else None
