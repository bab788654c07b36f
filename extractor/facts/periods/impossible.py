"""Periods that cannot be meant: the end of a month for what flows, the whole of a year that is not over."""

from collections.abc import Iterable

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.facts.periods import flows
from extractor.facts.periods.roles import is_whole
from extractor.late import late
from extractor.mentions.model import Period
from extractor.text.model import PartialDate

_BARE_END = late(r"(?:年|期|\d{1,2}月份?|[一二三四]季度|上半年)[末底]")

_EXPECTS = ("预计", "预期", "预测", "预料", "预估", "有望", "力争", "争取", "确保")


def span_for_flow(fact: Fact, near: Period, spans: Iterable[Period | None], view: str) -> Period:
    """Give a flow the stretch reported on that ends there: 9月末存款余额…；居民人均可支配收入… is not of one day."""
    if not near.point or not _BARE_END.fullmatch(view, *near.span) or not flows.is_flow(fact, view):
        return near
    longer = (p for p in spans if p and not p.point and p.kind == "span" and p.end == near.end)
    return next(longer, near)


_BALANCES = ("余额", "存量", "结余", "存栏", "存栏量", "保有量", "库存", "库存量")


def day_for_stock(fact: Fact, near: Period, day: Period | None, view: str) -> Period:
    """Give a balance the day told before that ends the stretch: 三季度末…；前三季度增加16万亿元。其中普惠贷款余额14万亿元."""
    if day is None or near.point or near.end != day.end or fact.quantity is None:
        return near
    return day if phrases.text(fact.indicator, view).endswith(_BALANCES) else near


def year_that_is_over(fact: Fact, reference: PartialDate | None, view: str) -> Period | None:
    """Take 全年实现营业收入 in a paper of April for the year before: this one is not over."""
    p = fact.period
    if p is None or reference is None or reference.month in (None, 12) or fact.status != "actual":
        return p
    this_year = p.year_from == "reference" and p.end == f"{reference.year}-12-31"
    # 预计全年总产量可达38万吨。…全县蔬菜面积5.8万亩: what is expected of the year goes on as the year that runs.
    expected = fact.period_inherited and view.endswith(_EXPECTS, 0, p.span.start)
    if not this_year or expected or not is_whole(view, p) or view.endswith("预算", *fact.indicator.span):
        return p
    last = reference.year - 1
    base = fact.change.base if fact.change else None
    if base and f"{last}年" in base.cut(view):
        return p  # 全年成交规模较2021年下降15%, told in 2022
    return p._replace(start=f"{last}-01-01", end=f"{last}-12-31")
