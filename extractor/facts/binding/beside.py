"""What another time or another place had, where a figure is set beside it: 增幅高于前一个季度的2.5%, 失业率5.2%，高于全国平均的5.1%."""

from extractor.facts.binding.memory import Memory
from extractor.facts.growth import growths
from extractor.facts.indicators.gaps import Gap
from extractor.facts.lists.items import subject_of
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Name
from extractor.late import late
from extractor.mentions.model import Period, Quantity
from extractor.span import Span

# Nothing but how the two compare: GDP增速高于全国的5.2% measures something else.
_BESIDE = late(
    r"(?:其中|但|而|且|并|虽)?(?:[增升涨降跌减]幅|增速|增长率)?(?:也|亦|均|都|则|仍|还|明显|显著|略|稍|远|大幅|小幅|微)*"
    r"(?:高于|低于|大于|小于|快于|慢于|强于|弱于|多于|少于|不及|好于|优于)"
)
# 增幅较9月的16.5%扩大5.1个百分点: the number is the other's where a change from it follows.
_FROM = late(r"(?:其中|但|而|且|并)?(?:[增升涨降跌减]幅|增速|增长率)?(?:也|亦|均|都|则|仍|还)*[较比]")
_MOVED = late(
    "(?:有所|大幅|明显|显著|略有?|稍有?|微|再度?|又|进一步)*"
    "(?:扩大|收窄|缩小|加快|放缓|提高|提升|回落|回升|上升|下降|减少|增加|[高低升降快慢多少])了?\\d"
)
_OF = late("(?:同期)?的?(?:平均|均值)?(?:水平)?的(?:约|近)?")
# 低于全国平均的2320元: amounts too, where the words say that it is a mean; 高于上年的200万元 may be by how much.
_MEAN = ("平均的", "平均水平的", "均值的")


def other(q: Quantity, view: str, clause: Clause) -> Period | Name | None:
    """Find whose number it is that the clause only compares with."""
    mean = view.endswith(_MEAN, 0, q.span.start)
    if (q.unit != "%" and not mean) or view.startswith("的", q.span.end):
        return None
    told: list[Period | Name] = [*clause.periods, *clause.names]
    near = next((m for m in told if _OF.fullmatch(view, m.span.end, q.span.start)), None)
    if near is None:
        return None
    before = (n.span.end for n in clause.numbers if n.span.end <= near.span.start)
    begins = max(before, default=clause.span.start)
    compares = _BESIDE.fullmatch(view, begins, near.span.start)
    moves = not compares and _MOVED.match(view, q.span.end) and _FROM.fullmatch(view, begins, near.span.start)
    return near if compares or moves else None


def read(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Give the number to the other: the same measure, of that time or place."""
    whose = other(q, memory.view, gap.clause)
    of = memory.settled() if whose else None
    if whose is None or of is None:
        return None
    if of.quantity and of.quantity.unit == q.unit:
        fact = Fact(0, of.indicator, "base.level", quantity=q, indicator_inherited=True)
    elif of.change and of.change.unit == q.unit:
        falls = of.change.rate is not None and of.change.rate < 0
        change = growths.Pace(q.span.start, falls, "unspecified").change(q)
        fact = Fact(0, of.indicator, "base.growth", change=change, indicator_inherited=True)
    else:
        return None
    fact.measure = of.measure
    if not isinstance(whose, Period):
        fact.subject = subject_of(Item(Span(whose.span.end, whose.span.end), whose))
    return fact
