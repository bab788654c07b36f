"""The search: one pass over the text, each hit read once, its days worked out from reference and context."""

from functools import lru_cache

from extractor.late import late
from extractor.mentions.model import Period, period_of
from extractor.mentions.periods.context import REACH, in_context, in_paragraph, in_told_year, summed
from extractor.mentions.periods.feast_parts import with_parts
from extractor.mentions.periods.forms import Spoken
from extractor.mentions.periods.grammar import Grammar, grammar
from extractor.mentions.periods.parse import parse
from extractor.mentions.periods.reader import fields, reader
from extractor.mentions.periods.resolve import Resolved, resolve
from extractor.mentions.periods.words import Words
from extractor.patterns import PatternBook, load
from extractor.span import span_of
from extractor.text.model import PartialDate

BECAME = ("调整为", "变为", "转为", "改为", "升为", "降为", "增为", "减为")
BEFORE_BASE = frozenset("比较于与和跟同是为至到的")


def find_periods(
    text: str, reference: PartialDate | None, *, roc: bool = False, book: PatternBook | None = None
) -> list[Period]:
    """Find all expressions of time, in order, without overlaps, the longest reading of each."""
    return list(_found(text, reference, grammar(book or load(), roc=roc)))


@lru_cache(
    maxsize=1
)  # of a page without a date all are found once to infer it, and are the same if that fails
def _found(text: str, reference: PartialDate | None, g: Grammar) -> tuple[Period, ...]:
    r = reader(g, reference)
    search, known, targets, found = g.scan.search, r.known, g.words.target, list[Period]()
    at, said_at = 0, -REACH
    said: Resolved | None = None  # the stretch last spoken of
    day: Resolved | None = None  # if it is a single day, the last one before it: 1月27日迎来春运高峰，当日
    while hit := search(text, at):
        run, begin = hit.group(1), hit.start(1)
        reading = known.get(run) or r.read(run)
        if not reading.end:
            at = begin + 1
            continue
        start, at = begin + reading.start, begin + reading.end
        if reading.form.special == "near" and found and found[-1].span.end == start:
            continue  # 2016—2020年五年间: said already
        before = text[start - 1 : start]
        if _of_none(text, start, at):
            continue
        near = said if start - said_at < REACH or in_paragraph(text, said_at, start, reading.form) else None
        near = day if near and day and reading.form.a.step == _THAT_DAY else near
        days = reading.fixed
        if days is None or not reading.alone:
            days = summed(text, start, reading.form, found, r.reference) or in_context(
                text, start, at, reading, r, near, said_at
            )
        days = _traded_on(text, start, at, day, days) if r.reference is None else days
        if near and reading.form.loose and found[-1].span.end == said_at and days == reading.fixed:
            days = in_told_year(text, start, days, found[-1], r.reference)
        if before in ("自", "从") and not reading.form.since and (m := _SINCE.match(text, at)):
            at, days = m.end(), fields(reading.form._replace(since=True), reference, None)
        if before in BEFORE_BASE and (
            _is_base(text, start, at, g.words) or _BETTER_DAYS.search(text, max(0, start - 8), start)
        ):
            if near and reading.form.counts:
                # What something is compared with lies before what is compared: 8月份比7月份, 较年初, 较上季.
                spoken = near.spoken()
                days = fields(reading.form, spoken.as_reference(reference), spoken)
            days = days._replace(kind="base")
        elif days.kind == "span" and text[start - 2 : start] in targets:
            days = days._replace(kind="target")
        start, days = _run_up(text, found, start, at, days)
        found.append(period_of((span_of((start, at)), *days)))
        # 火电由6月的下降转为增长，水电较上月…: a change starts from it, and nothing else is told of it
        left = before in ("由", "从") and text.startswith("的", at)
        if days.kind in ("span", "point") and days.start and days.end and not left:
            said, said_at = days, at
            day = days if days.start == days.end and days.frequency == "D" else day
    return tuple(with_parts(text, found))


def _of_none(text: str, start: int, end: int) -> bool:
    """Tell whether no time is told: 结束连续6日跌势, 与先前三个月比较, 在历史同期首次突破."""
    lasts = text[end - 1] == "日" and text.startswith("连续", start - 2)
    earlier = text[start - 1 : start + 1] == "先前"
    return lasts or earlier or (text.startswith("同期", start) and text.endswith(_ALL_YEARS, 0, start))


_THAT_DAY = ("D", 0)
_TODAY = ("今日", "今天")
_TRADED = late("主力|资金|两市|[沪深]指|指数|板块|个股|[收开]盘|涨停|成交")
_SIDE = 20  # characters on either side
_RUN_UP = late("(?!的)[一-鿿]{1,10}(?<![长升降高低少加大小减跌涨])[至到]")


def _traded_on(text: str, start: int, end: int, day: Resolved | None, days: Resolved) -> Resolved:
    """Read 今日 as the day of trade that a text without a date has told: 9月21日，沪指早盘走低。…主力资金今日净流出40亿元."""
    today = day is not None and text[start:end] in _TODAY
    return day if day and today and _TRADED.search(text, max(0, start - _SIDE), end + _SIDE) else days


_TOGETHER = late("(?:两个?月)?(?:合计|合共|累计|共计)")


def _run_up(text: str, found: list[Period], start: int, end: int, days: Resolved) -> tuple[int, Resolved]:
    """Join what a verb sets apart, and months that are summed: 自2003年5月推出至去年底, 1月及2月合计."""
    first = found[-1] if found and days.end else None
    if first is None or not first.start or first.kind != "span":
        return start, days
    led = text[first.span.start - 1 : first.span.start] in ("自", "从")
    run = led and _RUN_UP.fullmatch(text, first.span.end, start)
    both = start == first.span.end + 1 and text[start - 1] in "和及与、" and _TOGETHER.match(text, end)
    if not run and not (
        both and days.frequency == first.frequency == "M" and first.start < (days.start or "")
    ):
        return start, days
    found.pop()
    return first.span.start, days._replace(start=first.start, point=False, kind="span")


_BETTER_DAYS = late("[比较][^，。；比较]{1,7}前的$")  # 较疫情前的2019年
_SINCE = late("[^，。；！？\\d]{1,36}以来")  # 自去年4月两地协作以来
_LIKE = late(
    r"(?:（[^（）]{0,24}）)?(?:[、和及与](?:[上去前]|\d{4})年(?:同[期月])?)?(?:的?约?\d[\d.,]{0,10}[^，。；\d]{1,5}?)?的?(?:同月|同期|同季|数字|数据|水平|情况)?(?:相比|比较|相较|对比|相同|相若|相当|相近|一样|比(?=[，,增减上下升降提扩缩多少高低翻大略微净]))"
)
_ALL_YEARS = ("历史", "历年", "往年", "近年", "史上")
_TIMES = late(r"(?:同期)?的?(?:水平)?的?[\d.]{1,8}(?:倍|%|成)")


def _is_base(text: str, start: int, end: int, w: Words) -> bool:
    """Tell whether it is what something is compared with: 较2019年, 与上月相比, 是2012年的2.5倍."""
    before = text[max(0, start - 4) : start]
    if not before:
        return False
    if before[-1] in "与和跟同":
        return bool(_LIKE.match(text, end))
    if before.endswith(BECAME):
        return False  # 从2005年的43%调整为2010年的38%
    if before[-1] in "是为" or before[-3:] in ("恢复至", "恢复到", "相当于"):
        return bool(_TIMES.match(text, end))
    for n in range(len(before), 0, -1):
        if before[-n:] in w.base:
            return before[-n - 1 : -n] not in set(w.base_not.get(before[-n:], ""))
    return False


def rebase(period: Period, text: str, governing: Period) -> Period:
    """Read 同期, 当月, 上年 or 年末 (the text of the period) again, against the period that governs it."""
    parsed = parse(text, grammar(load(), roc=False))
    if parsed is None or not governing.start or not governing.end:
        return period
    if parsed[2].special == "report":
        start = governing.end if period.point else governing.start
        return period._replace(start=start, end=governing.end, year_from=governing.year_from)
    spoken = Spoken(governing.start, governing.end, governing.cumulative, governing.frequency)
    days = resolve(parsed[2], spoken.as_reference(None), spoken, future=False)
    return period._replace(start=days.start, end=days.end, year_from=days.year_from)
