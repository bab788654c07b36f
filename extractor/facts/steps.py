"""Steps back from what is being told: 上月 and 前值 are of the month before the one that the figures are of."""

import re

from extractor.facts.model import Fact
from extractor.mentions.model import Period
from extractor.mentions.periods import rebase
from extractor.span import Span

BEFORE = re.compile("上(?:一|个|一个)?[年季月]度?")
_PREVIOUS = "前值"
_NEAR = 8  # characters between 前值 and its number


def before_told(period: Period, told: Period | None, fact: Fact, view: str) -> Period:
    """Count 上月 from the month that the last figure was of, not from the day of printing."""
    if fact.indicator.span.end == period.span.start:
        return period  # 1月CPI环比上涨0.5%。核心CPI上月环比上涨0.4%
    # What is told of one month is not told of it again as of the month before.
    same = told is not None and (told.start, told.end) == (period.start, period.end)
    again = told and same and BEFORE.fullmatch(view, *period.span)
    return rebase(period, period.span.cut(view), told) if told and again else period


def month_before(fact: Fact, told: Period | None, view: str) -> Period | None:
    """Give 前值 of a monthly figure the month before; of others nothing names the time."""
    at = view.rfind(_PREVIOUS, max(0, fact.anchor - _NEAR), fact.anchor)
    if at < 0 or told is None or told.frequency != "M" or told.point:
        return None
    named = told._replace(span=Span(at, at + len(_PREVIOUS)), kind="base")
    return rebase(named, "上月", told)
