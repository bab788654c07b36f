"""Steps back from what is being told: 上月 and 前值 are of the month before the one that the figures are of."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.facts.skeleton import Skeleton
from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods import rebase
from extractor.span import Span

BEFORE = late("上(?:一|个|一个)?(?:[年季月]度?|周|星期)")
_PREVIOUS = "前值"
_NEAR = 8  # characters between 前值 and its number


def before_told(period: Period, told: Period | None, last: Fact | None, fact: Fact, view: str) -> Period:
    """Count 上月 from the month that the last figure was of, not from the day of printing.

    What is told of one month is not told of it again as of the month before; but 上月 that opens another matter is
    the month of the news: 12月团客下跌2.6%。上月住客增加11.1%.
    """
    if told is None:
        return period
    here = last is not None and last.sentence == fact.sentence and fact.indicator_inherited
    # 2月份…倒退3.6%，上月升22.8%, told in April: of January
    later = here and told.frequency == "M" and (period.start or "") > (told.end or "")
    if not later and (told.start, told.end) != (period.start, period.end):
        return period
    if not BEFORE.fullmatch(view, *period.span) or fact.indicator.span.end == period.span.start:
        return period  # 1月CPI环比上涨0.5%。核心CPI上月环比上涨0.4%
    leads = later or view[period.span.start - 1] in "由从自；" or (last and _of_same(last, fact, view))
    return rebase(period, period.span.cut(view), told) if leads else period


def _of_same(last: Fact, fact: Fact, view: str) -> bool:
    if last.sentence == fact.sentence or fact.indicator_inherited:
        return True
    return phrases.text(last.indicator, view) == phrases.text(fact.indicator, view)


_END_OF_YEAR = ("年末", "年底")


def end_of_told(period: Period, told: Period | None, skeleton: Skeleton, view: str) -> Period:
    """Read 2012年全年收入…。到年末，结存… told in 2013 as the end of the year that is told of, where nothing looks ahead."""
    if period.kind != "target" and period.span.cut(view) not in _END_OF_YEAR:
        return period
    past = told is not None and told.frequency == "Y" and (told.end or "") < (period.start or "")
    bare = period.year_from == "reference" and (period.end or "").endswith("-12-31")
    if told is None or told.point or not (bare and past):
        return period
    if any(c.cue("target", "forecast") for c in skeleton.clauses):
        return period
    this = (period.start or "")[:4]
    later = (p for p in skeleton.periods if p.start and p.start[:4] == this and p.kind != "base")
    if any(p.year_from == "stated" or p.span.cut(view)[0] in "今本明" for p in later):
        return period  # 今年再添两条线，年底产能可到6万吨
    end = told.end
    return period._replace(start=end, end=end, point=True, kind="point", year_from=told.year_from)


def start_of_told(period: Period, told: Period | None, view: str) -> Period:
    """Read 2021年净利润…。代理人数由年初的102万人降至60万人 told in 2022 as the beginning of the year that is told of."""
    if (
        told is None
        or told.start is None
        or period.year_from != "reference"
        or period.span.cut(view) != "年初"
    ):
        return period
    past = (
        told.frequency == "Y"
        and not told.point
        and told.kind == "span"
        and told.start[:4] == (told.end or "")[:4]
    )
    if not past or told.start >= (period.start or ""):
        return period
    return period._replace(start=told.start, end=told.start, year_from=told.year_from)


_YEAR_BEFORE = late("(?:上一?年度?|去年)同期")


def year_before(periods: Sequence[Period], told: Period | None, view: str) -> Period | None:
    """Read 二、上年同期业绩情况, a heading, as of the year before what the text is about."""
    named = next((p for p in periods if _YEAR_BEFORE.fullmatch(view, *p.span)), None)
    return rebase(named, "上年同期", told)._replace(kind="span") if named and told else None


def month_before(fact: Fact, told: Period | None, view: str) -> Period | None:
    """Give 前值 of a monthly figure the month before; of others nothing names the time."""
    at = view.rfind(_PREVIOUS, max(0, fact.anchor - _NEAR), fact.anchor)
    if at < 0 or told is None or told.frequency != "M" or told.point:
        return None
    named = told._replace(span=Span(at, at + len(_PREVIOUS)), kind="base")
    return rebase(named, "上月", told)
