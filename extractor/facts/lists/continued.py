"""What goes on with a list just told, item by item: 产值分别为a、b，分别增长x、y，分别占总量的p、q."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.indicators import measures
from extractor.facts.lists.items import put
from extractor.facts.model import Fact, Measure
from extractor.facts.skeleton import Clause, Number
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Quantity
from extractor.span import Span

OF_PERIODS = "list.period"  # the rule of lists whose numbers are each of another time
_DAILY = late("[日月]均")
_TOGETHER = late("[两二三四](?:项|者)(?:数据|指标|数字)?")  # 两项数据较2020年分别增长


def same_as_before(
    clause: Clause, names_end: int, view: str, earlier: Sequence[Fact], count: int, *, gives: bool = False
) -> list[Fact] | None:
    """Find the list that 分别 goes on with: 产值分别为a、b，分别增长x、y."""
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
    span, _ = phrase_before(view, start, names_end, [n.span for n in clause.names])
    group = [f for f in earlier if f.rule.startswith("list.")][-count:]
    if len(group) != count:
        # 批发业实现x，餐饮业实现y，同比分别增长a和b: single statements may share a list of growths too.
        open_ = [f for f in earlier if f.quantity and not f.change and f.measure == "level"]
        # 发送旅客a，日均b，到发货物c，分别增长x、y: the mean is no item
        totals = [f for f in open_ if not _DAILY.match(phrases.text(f.indicator, view))]
        open_ = totals if len(totals) == count else open_
        # 总产值由58亿元增加到212亿元，…，分别增长a、b: of a change the level at which it arrived
        arrived = list({f.indicator.span: f for f in open_}.values())
        group = (arrived if len(arrived) == count else open_)[-count:]
    if len(group) != count:
        group = [f for f in earlier if f.quantity and f.measure == "level"][-count:]
    if len(group) != count:
        # 短期贷款增加2471亿元，中长期贷款增加3202亿元，同比分别少增a、b
        group = [f for f in earlier if f.change and f.change.unit != "%"][-count:]
    if gives and len(group) != count:
        # 甲业增长19.7%，乙业增长16.1%，分别拉动工业增长1.3个、0.9个百分点
        group = [f for f in earlier if f.change and f.change.unit == "%" and f.measure == "level"][-count:]
    bare = span is None or measures.is_growth_noun(span.cut(view)) or _again(span, group, view)
    bare = bare or (span is not None and _TOGETHER.fullmatch(view, *span) is not None)
    named = (
        any(n.span.start < names_end for n in clause.names)
        if gives or view.startswith("占", names_end + 2)
        else clause.names
    )
    return list(group) if bare and not named and len(group) == count else None


def _again(span: Span | None, group: Sequence[Fact], view: str) -> bool:
    """Tell whether the phrase only names once more what was listed: 产销分别完成a和b，产销增速分别为x和y."""
    text = span.cut(view) if span and all(f.change is None for f in group) else ""
    return bool(text and group) and all(phrases.text(f.indicator, view).endswith(text) for f in group)


def measured(told: Sequence[Fact]) -> list[Fact]:
    """Leave out how much of a plan was done: 分别完成年计划的50%、52%，分别增长5%、6%."""
    return [f for f in told if f.rule != "list.again" or f.change or not _is_rate(f)]


def grow(group: list[Fact], numbers: Sequence[Number]) -> list[Fact]:
    """Give each fact of a list its further number, or state its indicator again."""
    new = []
    for fact, number in zip(group, numbers, strict=True):
        if isinstance(number, Change) and number.unit in ("pp", "bp") and not _is_rate(fact):
            continue  # growth of growth
        if isinstance(number, Quantity) and number.unit in ("pp", "bp"):
            continue  # 分别超时序进度9.9个、4.5个百分点
        if isinstance(number, Quantity) and number.unit == "%" and fact.change and not fact.quantity:
            # 皆升21%；上季分别14%和17%
            new.append(put(_again_of(fact), _like(number, fact.change)))
        elif isinstance(number, Change) and fact.change is None:
            fact.change = number
        elif isinstance(number, Quantity) and fact.quantity is None:
            fact.quantity = number
        else:
            new.append(put(_again_of(fact), number))
    return new


def parts(group: Sequence[Fact], numbers: Sequence[Number], measure: Measure) -> list[Fact]:
    """Read 分别占总量的5%、6%, 分别拉动增长1.2个、0.3个百分点 behind what was listed."""
    out = []
    for fact, number in zip(group, numbers, strict=True):
        again = _again_of(fact)
        again.measure = measure
        out.append(put(again, number))
    return out


def _again_of(fact: Fact) -> Fact:
    """State the same of the same, and of the time that the list gave it: 4月、5月CPI分别上涨a、b，环比分别上涨c、d."""
    again = Fact(0, fact.indicator, "list.again", subject=fact.subject, indicator_inherited=True)
    again.period = fact.period if fact.rule.startswith(OF_PERIODS) else None
    return again


def _like(q: Quantity, change: Change) -> Change:
    """Read a bare percentage as growth of the same direction."""
    falls = change.rate is not None and change.rate < 0
    rate = -q.number if falls and q.number is not None else q.number
    return Change(q.span, rate, q.low, q.high, "%", change.basis, q.span)


def _is_rate(fact: Fact) -> bool:
    return fact.quantity is not None and fact.quantity.unit == "%"
