"""The date a page was written, where the text itself pairs a day with the year of what it reports.

`10月24日，记者从……获悉，2020年前三季度……` was written in October 2020: the day stands right beside a stated year's part
that had just ended. Nothing weaker counts; a year that only the world knows stays unknown.
"""

import re
from itertools import pairwise

from extractor.mentions.model import Period
from extractor.mentions.periods import find_periods
from extractor.text.model import CleanText, PartialDate

_LOOK = 3000  # characters from the start: later dates are mostly of events told
_NEAR = 60  # characters between the day and the period
_SAME_YEAR = 20  # characters between a stated year and 今年 that speak of the same year
_CONTRAST = re.compile(r"\d|[。；！？]|去年|上年|比|较|而|至|到|以来|一样|不同|今")
_LAG = 4  # months between the end of a reported period and the day


def infer(clean: CleanText) -> PartialDate | None:
    """Infer the reference date of a page that has none."""
    found = find_periods(clean.view[:_LOOK], None)
    for day, period in pairwise(found):
        near = period.span.start - day.span.end <= _NEAR
        if near and _is_bare_day(day) and _is_part_of_stated_year(period) and (read := _join(day, period)):
            return read
        if _is_stated_year(day) and clean.view[period.span.start : period.span.end] == "今年":
            between = clean.view[day.span.end : period.span.start]
            if len(between) <= _SAME_YEAR and not _CONTRAST.search(between):
                return PartialDate(int((day.start or "")[:4]))
    return None


def _is_stated_year(p: Period) -> bool:
    return (
        p.kind == "span"
        and p.year_from == "stated"
        and p.frequency == "Y"
        and p.start is not None
        and p.start[:4] == (p.end or "")[:4]
    )


def _is_bare_day(p: Period) -> bool:
    return (
        p.kind in ("span", "point")
        and p.frequency == "D"
        and p.start == p.end
        and (p.start or "").startswith("XXXX")
    )


def _is_part_of_stated_year(p: Period) -> bool:
    return p.kind == "span" and p.year_from == "stated" and p.frequency in ("M", "Q", "H") and bool(p.end)


def _join(day: Period, period: Period) -> PartialDate | None:
    if not day.start or not period.end:
        return None
    year, ended = int(period.end[:4]), int(period.end[5:7])
    month = int(day.start[5:7])
    if 0 <= month - ended <= _LAG:
        return PartialDate(year, month, int(day.start[8:10]))
    if 0 <= month + 12 - ended <= _LAG:
        return PartialDate(year + 1, month, int(day.start[8:10]))
    return None
