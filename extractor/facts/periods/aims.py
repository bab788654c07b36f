"""The time of what is aimed at: a year's aim is of the whole year, what is counted by 2027 is of its end."""

from extractor.facts.model import Fact
from extractor.facts.periods import flows
from extractor.facts.periods.roles import years
from extractor.late import late
from extractor.mentions.model import Period
from extractor.span import Span
from extractor.text.model import PartialDate

_YEAR_AIM = late(r"(全年|年度)[^，。；]{0,8}$")
_OF_YEAR_AIM = late("的(全年|年度)(?=目标|计划|任务)")
_UNTIL = ("到", "至", "截至")
_AIM_SIGHT = 100  # characters beside an aim that may call it one
_AIM_IS = late("目标[是为：]")
_OF_AIM = late(r"的[一-鿿]{0,6}目标[，。；]")


def of_year(fact: Fact, view: str) -> Period | None:
    """Give a year's aim the whole year: 1—9月到位内资52亿元，完成年度目标60亿元的87%; 控制在3%的年度目标之内."""
    p, q = fact.period, fact.quantity
    if fact.rule != "target.level" or p is None or p.start is None or q is None or years(p) > 1:
        return None
    m = _YEAR_AIM.search(view, max(0, fact.anchor - 12), fact.anchor) or _OF_YEAR_AIM.match(view, q.span.end)
    if m is None:
        return None
    year = p.start[:4]
    return p._replace(
        span=Span(*m.span(1)), start=f"{year}-01-01", end=f"{year}-12-31", point=False, frequency="Y"
    )


def at_its_end(fact: Fact, view: str) -> Period | None:
    """Read 到2027年企业达到1500家 as a point: what is counted then, not what happens in that year."""
    p, q = fact.period, fact.quantity
    if p is None or q is None or p.kind != "target" or p.point or not p.span.cut(view).startswith(_UNTIL):
        return p
    return p._replace(start=p.end, point=True) if flows.is_counted_stock(fact, view) else p


def that_is_past(fact: Fact, sentence: Span, reference: PartialDate | None, view: str) -> Period | None:
    """Leave an aim undated rather than give it a time that is over: 去年产值5亿元。…确定了发展茶园1.5万亩的目标."""
    p = fact.period
    if (
        p is None
        or p.end is None
        or reference is None
        or fact.status != "target"
        or not fact.period_inherited
    ):
        return p
    before, after = max(sentence.start, fact.anchor - _AIM_SIGHT), min(sentence.end, fact.anchor + _AIM_SIGHT)
    named = _AIM_IS.search(view, before, fact.anchor) or _OF_AIM.search(view, fact.anchor, after)
    over = p.end < f"{reference.year}-{reference.month or 1:02d}" and p.kind != "target"
    return None if named and over and p.span.start < sentence.start else p
