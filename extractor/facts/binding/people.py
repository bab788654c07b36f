"""People, and firms, counted by a bare round number: 吸引30万大学生, 惠及130万老年人, 为36万适龄女生接种疫苗, 33万农民工就近就业."""

from extractor.facts.indicators import implied_units
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.mentions.indicators import phrase_after, words
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

# Who they are, and no word that only begins so: 14亿人口大国, 30万学生公寓.
_WHO = Expression(
    r"的?(?:\d{1,2}周?岁及?以[上下]的?)?(?P<who>(?P<kind>[^，。；：、！？\d的和与及（）()“”]{0,12}?)(?:{people}){1,3})(?!{no-people})"
)
_WHOM = Expression("(?:{people})$")
_NO_PEOPLE = Expression("{no-people}")
_CUTS = frozenset({"cut", "link"})
_HOUSEHOLDS = ("家庭", "农户", "住户")


def counted(q: Quantity, gap: Gap, view: str) -> Fact | None:
    """Bind a bare round number before those whom it counts."""
    if q.unit is not None or q.numeral.cut(view)[-1] not in "万亿":
        return None
    end = min(gap.right, gap.clause.span.end)
    span = phrase_after(view, q.span.end, end, [n.span for n in gap.clause.names])
    if (
        span
        and view[q.span.end : span.start] in ("", "的")
        and _WHOM.search(view, *span)
        and not _NO_PEOPLE.match(view, span.end)
    ):
        return _of(q, span, view)  # 农业转移人口和其他常住人口
    if span and span.start == q.span.end and (unit := implied_units.implied_unit(span.cut(view), "")):
        return Fact(0, Indicator(span), "clause.number-noun", quantity=q._replace(unit=unit))  # 近7万商家
    m = _WHO.match(view, q.span.end, gap.clause.span.end)
    if m is None or any(not w.classes.isdisjoint(_CUTS) for w in words(view, *m.span("kind"))):
        return None
    return _of(q, Span(*m.span("who")), view)


def _of(q: Quantity, who: Span, view: str) -> Fact:
    unit = "户" if view.endswith(_HOUSEHOLDS, *who) else "人"
    return Fact(0, Indicator(who), "clause.number-noun", quantity=q._replace(unit=unit))
