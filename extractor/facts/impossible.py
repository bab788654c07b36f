"""Periods that cannot be meant: the end of a month for what flows, the whole of a year that is not over."""

from collections.abc import Iterable

from extractor.facts import flows
from extractor.facts.model import Fact
from extractor.facts.period_roles import is_whole
from extractor.late import late
from extractor.mentions.model import Period
from extractor.text.model import PartialDate

_BARE_END = late(r"(?:年|期|\d{1,2}月份?|[一二三四]季度|上半年)[末底]")


def span_for_flow(fact: Fact, near: Period, spans: Iterable[Period | None], view: str) -> Period:
    """Give a flow the stretch reported on that ends there: 9月末存款余额…；居民人均可支配收入… is not of one day."""
    if not near.point or not _BARE_END.fullmatch(view, *near.span) or not flows.is_flow(fact, view):
        return near
    longer = (p for p in spans if p and not p.point and p.kind == "span" and p.end == near.end)
    return next(longer, near)


def year_that_is_over(fact: Fact, reference: PartialDate | None, view: str) -> Period | None:
    """Take 全年实现营业收入 in a paper of April for the year before: this one is not over."""
    p = fact.period
    if p is None or reference is None or reference.month in (None, 12) or fact.status != "actual":
        return p
    this_year = p.year_from == "reference" and p.end == f"{reference.year}-12-31"
    if not this_year or not is_whole(view, p):
        return p
    last = reference.year - 1
    return p._replace(start=f"{last}-01-01", end=f"{last}-12-31")
