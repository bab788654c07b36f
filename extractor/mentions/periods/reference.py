"""The date a page was written, where the text itself pairs a day with the year of what it reports.

`10月24日，记者从……获悉，2020年前三季度……` was written in October 2020: the day stands right beside a stated year's part
that had just ended. `2024年专项行动，计划今年` and `2月22日，忠县举办2024年培训会` name the year of what happens now;
`11月17日，公示2020年度……名单` names one that is about to end, `1月17日，2022年度……揭晓` the one before; and
`2022年10月25日，记者从……获悉` is a date in full. All that is found must agree; nothing weaker counts, and a year that only the world knows stays unknown.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods import find_periods
from extractor.text.model import CleanText, PartialDate

_LOOK = 20_000  # characters from the start: more than a newspaper page holds
_NEAR = 60  # characters between the day and the period
_SAME_YEAR = 20  # characters between a stated year and 今年 that speak of the same year
_CONTRAST = late(r"\d|[。；！？]|去年|上年|比|较|而|至|到|以来|一样|不同|今|度|报告|公报")
# 2月22日，忠县举办2024年产业链招商培训会: the year that an event carries in its name is the year it is held in.
HOLDS = late(r"(?:举办|举行|召开|开幕|启动)的?(?:[“\"《（]|首届|首场)?$")
EVENT = late(
    r"[^，。；！？]{0,28}?(?:会议|大会|培训会|推进会|动员会|论坛|仪式|活动|[展年]会|博览会|招商月|行动|大赛|周|节)"
)
# 公布2019年年报，去年营收5亿元: a report on a year is told of in the next one, which calls it 去年.
_LAST = ("去年", "去年全年")
_TOLD_OF = late(
    r"[^，。；]{0,24}?(?:报告|年报|公报|统计|数据|业绩|快报|财报|成绩单)[^，。；\d]{0,12}[，,：:。](?:[^，。；\d比较于与]{0,10}[，,]?)"
)
# What is listed or awarded for a year is so when the year ends, or in the first half of the next.
_LISTED = late(
    r"(?<=年度)[^，。；！？]{0,24}?(?:名单|公示|评选|评定|评估|考核|认定|表彰|入选|十大|百强|\d强|榜|奖|先进|结果)"
)
_PLANNED = late("计划|预算|方案|通知|部署|动员|启动|申报|征集|推荐|会议?")
_YEAR_ENDS, _LISTED_BY = 10, 6  # months
_REPORTED = late(r"年?(?:度|报|前|第|上半|下半|[一二三四]季|末|底|以来|\d)")
# What stands behind the day of the news: 8月23日消息, 路透北京9月28日 - .
_NEWS = late(r"(?:上午|下午|晚间|晚|早间)?(?:消息|讯|电|公告|发布|公布|披露)|\s[-–—－]{1,2}\s")
# What stands behind the day on which a writer learnt it: 2022年10月25日，记者从市统计局获悉.
_LEARNT = late(
    r"(?:上午|下午|晚间|晚|早间)?[，,]?\s?(?:本[报台网])?"
    r"(?:记者[^，。；]{0,24}?(?:获悉|了解到)|[^，。；]{2,24}?(?:召开|举行)[^，。；]{0,20}?发布会)"
)
_HEAD = 600  # characters in which a text says that it is a report
_REPORT = late("工作报告|各位代表")
_TASKS = late(
    r"(?<![到至—~\d-])((?:19|20)\d\d)年(?:的)?(?:(?:国民)?经济[^，。；\d]{0,6}发展|政府)?(?:的)?(?:工作)?的?"
    r"(?:主要(?:预期)?目标|预期目标|目标任务|主要任务|重点任务|总体要求|工作安排|重点工作|工作重点|工作思路|工作打算|工作计划|工作部署|工作总体)"
)
_LAG = 4  # months between the end of a reported period and the day


def infer(clean: CleanText) -> PartialDate | None:
    """Infer the reference date of a page that has none."""
    view = clean.view[:_LOOK]
    found = find_periods(view, None)
    signs = list(_signs(view, found)) or list(_learnt(view, found)) or list(_newest(view, found))
    signs = signs or list(_given(view))
    if len({sign.year for sign in signs}) != 1 or _knows_later(found, signs[0].year):
        return None
    return next((sign for sign in signs if sign.month), signs[0])


def _knows_later(found: Sequence[Period], year: int) -> bool:
    """Tell if the page tells of a month or a day in a later year: then what looked like its date is history."""
    return any(
        p.year_from == "stated"
        and p.kind in ("span", "point")
        and p.frequency in ("D", "M", "Q", "H")
        and (p.end or "").isascii()
        and str(year) < (p.end or "")[:4] < "2100"
        for p in found
    )


def _signs(view: str, found: Sequence[Period]) -> Iterator[PartialDate]:
    for first, second in pairwise(found):
        between = view[first.span.end : second.span.start]
        if _is_bare_day(first) and len(between) <= _NEAR:
            if _is_part_of_stated_year(second) and (read := _join(first, second)):
                yield read
            elif _is_stated_year(second) and HOLDS.search(between) and "。" not in between:
                yield from _event_year(view, first, second)
            elif _is_stated_year(second) and "。" not in between:
                yield from _listed_year(view, first, second)
        if _is_stated_year(first) and second.span.cut(view) in _LAST and _TOLD_OF.fullmatch(between):
            yield PartialDate(_year(first) + 1)
        same = len(between) <= _SAME_YEAR and not _CONTRAST.search(between)
        if same and _is_stated_year(first) and second.span.cut(view) == "今年":
            yield PartialDate(_year(first))


def _learnt(view: str, found: Sequence[Period]) -> Iterator[PartialDate]:
    """Find the days, with their years, on which what is told was learnt or announced; no year told may be later."""
    told = [p for p in found if p.year_from == "stated" and p.kind in ("span", "point")]
    last = max(((p.start or "")[:4] for p in told), default="")
    for p in told:
        day = p.frequency == "D" and p.start == p.end and p.start and p.start[:4] == last
        if day and p.start and _LEARNT.match(view, p.span.end):
            year, month, day_of_month = map(int, p.start.split("-"))
            yield PartialDate(year, month, day_of_month)


def _given(view: str) -> Iterator[PartialDate]:
    """Find the year in which a report on a government's work is given: that of the aims and tasks that it sets."""
    if is_report(view) and "今年" in view:
        yield from (PartialDate(int(m[1])) for m in _TASKS.finditer(view))


def is_report(view: str) -> bool:
    """Tell whether it is a report to a congress, which looks back on the year before the one that it is given in."""
    return _REPORT.search(view, 0, _HEAD) is not None


def _newest(view: str, found: Sequence[Period]) -> Iterator[PartialDate]:
    """Pair a day with the newest part of a year that the page reports, if that had just ended.

    Beside a single month the day must be that of the news (8月23日消息); a quarter's figures are news by themselves.
    """
    parts = [p for p in found if p.year_from == "stated" and p.end and p.frequency in ("M", "Q", "H", "D")]
    newest = max(parts, key=lambda p: p.end or "", default=None)
    if newest is None or newest.kind not in ("span", "point"):
        return
    for day in filter(_is_bare_day, found):
        if (_NEWS.match(view, day.span.end) or _is_reported(newest)) and (read := _join(day, newest)):
            yield read
            return


def _is_reported(p: Period) -> bool:
    """Tell a quarter, a half or a run of months within one year."""
    months = (p.start or "")[:7] != (p.end or "")[:7]
    return (p.start or "")[:4] == (p.end or "")[:4] and (
        p.frequency in ("Q", "H") or (p.frequency == "M" and months)
    )


def _event_year(view: str, day: Period, year: Period) -> Iterator[PartialDate]:
    if EVENT.match(view, year.span.end) and not _REPORTED.match(view, year.span.end):
        month, day_of_month = (day.start or "")[5:7], (day.start or "")[8:10]
        yield PartialDate(_year(year), int(month), int(day_of_month))


def _listed_year(view: str, day: Period, year: Period) -> Iterator[PartialDate]:
    m = _LISTED.match(view, year.span.end)
    if m is None or _PLANNED.search(view, year.span.end, m.end() + 4) or not day.start:
        return
    month, day_of_month = int(day.start[5:7]), int(day.start[8:10])
    if month >= _YEAR_ENDS:
        yield PartialDate(_year(year), month, day_of_month)
    elif month <= _LISTED_BY:
        yield PartialDate(_year(year) + 1, month, day_of_month)


def _year(p: Period) -> int:
    return int((p.start or "")[:4])


def _is_stated_year(p: Period) -> bool:
    return (
        p.kind in ("span", "target")
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
