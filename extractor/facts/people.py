"""People counted by a bare round number: 吸引30万大学生, 惠及130万老年人, 为36万适龄女生接种疫苗, 33万农民工就近就业."""

from extractor.facts.gaps import Gap
from extractor.facts.model import Fact
from extractor.mentions.indicators import words
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

# Who they are, and no word that only begins so: 14亿人口大国, 30万学生公寓.
_WHO = Expression(
    r"的?(?:\d{1,2}周?岁及?以[上下]的?)?(?P<who>(?P<kind>[^，。；：、！？\d的和与及（）()“”]{0,8}?)(?:{people}){1,3})(?!{no-people})"
)
_CUTS = frozenset({"cut", "link"})
_HOUSEHOLDS = ("家庭", "农户", "住户")


def counted(q: Quantity, gap: Gap, view: str) -> Fact | None:
    """Bind a bare round number before those whom it counts."""
    if q.unit is not None or q.numeral.cut(view)[-1] not in "万亿":
        return None
    m = _WHO.match(view, q.span.end, gap.clause.span.end)
    if m is None or any(not w.classes.isdisjoint(_CUTS) for w in words(view, *m.span("kind"))):
        return None
    unit = "户" if m["who"].endswith(_HOUSEHOLDS) else "人"
    return Fact(0, Indicator(Span(*m.span("who"))), "clause.number-noun", quantity=q._replace(unit=unit))
