"""The search: one pass over the text, each hit read once, its days worked out from reference and context."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeVar

from extractor.late import late
from extractor.mentions.model import Period, period_of
from extractor.mentions.periods.forms import Form, Side, Spoken
from extractor.mentions.periods.grammar import Grammar, grammar
from extractor.mentions.periods.parse import parse
from extractor.mentions.periods.resolve import Resolved, resolve
from extractor.mentions.periods.tokens import CN
from extractor.mentions.periods.words import Words
from extractor.patterns import PatternBook, load
from extractor.span import span_of
from extractor.text.model import PartialDate

Dated = TypeVar("Dated", Period, Resolved)

NEAR = 8  # characters before an expression that can make it the future's
REACH = 200  # characters over which 当月 or 同期 lean on what was said
WHOLE = 60  # characters over which 全年 is the year just named
KEPT = 1 << 15  # wordings remembered for one reference date
_SIGHT = 40  # characters before 三年内 in which 自某年以来 may stand
_DONE = late(r"就|已|便|先后|累计|共有|，?[^，。；\d将拟]{0,8}(?:增长|增加|提高|扩大|下降|减少|翻|涨)了")
_ENDS = late("[。！？；\n]")
BECAME = ("调整为", "变为", "转为", "改为", "升为", "降为", "增为", "减为")
BEFORE_BASE = frozenset("比较于与和跟同是为至到的")


class Reading(NamedTuple):
    """One wording, read: where in the hit it stands, what it says, and its days where they need no context."""

    start: int
    end: int  # 0: says no time after all
    form: Form
    fixed: Resolved | None  # None where it leans on what was said
    ahead: Resolved | None  # the same after a word of the future, where that differs
    alone: bool = False  # its days are fixed whatever stands around it


NOTHING = Reading(0, 0, Form(Side()), None, None)


_LISTED = late(r"[一二三四五六七八九十]{1,3}、(?=\d)")  # 四、2月份货币市场: the number of a heading


@dataclass(slots=True, eq=False)
class Reader:
    """Reads wordings for one reference date, each once."""

    grammar: Grammar
    reference: PartialDate | None
    known: dict[str, Reading] = field(default_factory=dict)

    def read(self, run: str) -> Reading:
        """Read a hit of the scanner that was not seen before."""
        if len(self.known) >= KEPT:
            self.known.clear()
        reading = NOTHING
        listed = m.end() if (m := _LISTED.match(run)) else 0
        if parsed := parse(run[listed:], self.grammar):
            start, end, form = listed + parsed[0], listed + parsed[1], parsed[2]
            fixed = None if form.hangs else resolve(form, self.reference, None, future=False)
            ahead = resolve(form, self.reference, None, future=True) if form.loose and fixed else None
            ahead = None if ahead == fixed else ahead
            whole = form.loose and run.startswith("全年", start)
            sums = form.special in ("near", "gone") and form.a.unit == "Y"
            alone = not (ahead or whole or form.back or sums or form.special == "ahead")
            reading = Reading(start, end, form, fixed, ahead, alone)
        self.known[run] = reading
        return reading


@lru_cache(maxsize=4096)
def fields(form: Form, reference: PartialDate | None, spoken: Spoken | None) -> Resolved:
    """Work out the days of an expression in its context."""
    return resolve(form, reference, spoken, future=False)


@lru_cache(maxsize=32)
def reader(g: Grammar, reference: PartialDate | None) -> Reader:
    """Return the reader for a reference date."""
    return Reader(g, reference)


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
        # 结束连续6日跌势: only how long; 与先前三个月比较: which they are the sentence says.
        if (text[at - 1] == "日" and text.startswith("连续", start - 2)) or before + text[start] == "先前":
            continue
        near = said if start - said_at < REACH or _in_paragraph(text, said_at, start, reading.form) else None
        near = day if near and day and reading.form.a.step == _THAT_DAY else near
        days = reading.fixed
        if days is None or not reading.alone:
            days = _summed(text, start, reading.form, found, r.reference) or _in_context(
                text, start, at, reading, r, near, said_at
            )
        if near and reading.form.loose and found[-1].span.end == said_at and days == reading.fixed:
            days = _in_told_year(text, start, days, found[-1], r.reference)
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
        start, days = _run_up(text, found, start, days)
        found.append(period_of((span_of((start, at)), *days)))
        # 火电由6月的下降转为增长，水电较上月…: a change starts from it, and nothing else is told of it
        left = before in ("由", "从") and text.startswith("的", at)
        if days.kind in ("span", "point") and days.start and days.end and not left:
            said, said_at = days, at
            day = days if days.start == days.end and days.frequency == "D" else day
    return tuple(found)


_THAT_DAY = ("D", 0)
_RUN_UP = late("(?!的)[一-鿿]{1,10}(?<![长升降高低少加大小减跌涨])[至到]")


def _run_up(text: str, found: list[Period], start: int, days: Resolved) -> tuple[int, Resolved]:
    """Join what a verb sets apart: 自2003年5月推出至去年底."""
    first = found[-1] if found and days.end else None
    if first is None or not first.start or not _RUN_UP.fullmatch(text, first.span.end, start):
        return start, days
    if first.kind != "span" or text[first.span.start - 1 : first.span.start] not in ("自", "从"):
        return start, days
    found.pop()
    return first.span.start, days._replace(start=first.start, point=False, kind="span")


_BETTER_DAYS = late("[比较][^，。；比较]{1,7}前的$")  # 较疫情前的2019年


def _in_paragraph(text: str, said_at: int, start: int, form: Form) -> bool:
    """Tell whether 当年 can lean on what its paragraph said long before."""
    return form.a.hang == 0 and said_at > 0 and text.find("\n", said_at, start) < 0


def _in_told_year(
    text: str, start: int, days: Resolved, told: Period, reference: PartialDate | None
) -> Resolved:
    """Read a part without a year in the year that its sentence has just stated: 2018年园区第二季度.

    The year before the reference's leaves it open whether 一季度 is of this year, unless they stand together or the
    year's part before it has been told.
    """
    begin, end = told.span
    year, own = (told.start or "")[:4], (days.start or "")[:4]
    plain = told.year_from == "stated" and told.kind == "span" and not told.point and told.frequency != "D"
    if not plain or year in (own, "XXXX") or year != (told.end or "")[:4]:
        return days
    after = told.frequency != "Y" and (days.start or "")[4:] > (told.start or "")[4:]
    near = (reference is None or int(year) >= reference.year - 1) and start - end > 1
    ahead = reference is not None and int(year) > reference.year
    if (near and not after) or ahead or not _same(text, end, start):
        return days
    apart = not text.startswith(("，", ","), end) and _COMMA.search(text, end, start)
    if apart and told.frequency == "Y":
        return days  # 2021年低价接的船陆续交完，9月均价4020元
    if text[begin - 1 : begin] in tuple("于自从由是为") or _BEGAN.match(text, end):
        return days
    return with_year(days._replace(start=_without(days.start), end=_without(days.end)), int(year))


def _summed(
    text: str, start: int, form: Form, found: list[Period], reference: PartialDate | None
) -> Resolved | None:
    """Read 2018—2020年…，三年累计 as the years just named, and 过去五年 as the plan just over, where the text names it."""
    if form.special not in ("near", "gone") or form.a.unit != "Y" or text[start] in "近最":
        return None
    after, until = "9999", ""  # where the years begin that were named last, one before the other
    for p in reversed(found if text[start] != "过" else ()):
        first, last = p.start or "", p.end or ""
        named = p.frequency == "Y" and p.kind != "base" and start - p.span.end < REACH
        if not (named and first.endswith("-01-01") and last.endswith("-12-31") and last[:4] < after):
            break
        after, until = first[:4], until or last
        if int(until[:4]) - int(after) + 1 == form.length > 1:
            return Resolved(first, until, False, "Y", False, "span", p.year_from)
    return _plan_over(text[max(0, start - PLAN_SIGHT) : start + PLAN_SIGHT], form, reference)


def _plan_over(around: str, form: Form, reference: PartialDate | None) -> Resolved | None:
    """Return the five years of the plan that ended the year before, if the text names it."""
    if reference is None or form.length != PLAN or (reference.year - 1) % PLAN:
        return None
    nth = (reference.year - 1 - 2010) // PLAN  # the eleventh plan ended in 2010
    name = f"十{CN[nth]}五" if 0 <= nth < len(CN) else "“十五”" if nth == -1 else None
    if name is None or name not in around:
        return None
    first, last = reference.year - PLAN, reference.year - 1
    return Resolved(f"{first}-01-01", f"{last}-12-31", False, "Y", False, "span", "stated")


PLAN = 5  # the years of a plan
PLAN_SIGHT = 2000  # characters around 过去五年 in which it may be named


def _without(day: str | None) -> str | None:
    return day and f"XXXX{day[4:]}"


PLANNED = late("(?:将|要)?(?:计划|力争|争创|争取|确保|推动|力促|抓好|谋划)")  # 全年推动400个项目
_SINCE = late("[^，。；！？\\d]{1,36}以来")  # 自去年4月两地协作以来
_COMMA = late("[，,]")
# 2015年成立的公司，一季度…: a stage in somebody's story, and what is only compared with.
_BEGAN = late(
    r"[^，。；]{0,6}(?:成立|创[办建立]|建[成立]|投[产用运]|上市|设立|开[业工通幕]|获批|签约|入驻|落户|收购|以来|[同相]比|基础|水平)"
)


def _is_over(text: str, start: int, end: int) -> bool:
    """Tell whether 三年内 looks back: 三年内增长了2倍; 自2010年以来指数稳定增长，12年内增长333点."""
    seen = max(0, start - _SIGHT), start
    return _DONE.match(text, end) is not None or text.rfind("以来", *seen) > text.rfind("。", *seen)


def _in_context(
    text: str, start: int, end: int, reading: Reading, r: Reader, near: Resolved | None, near_end: int
) -> Resolved:
    """Work out the days of what leans on its context: on a stretch spoken of near by, or on a word beside it."""
    form = reading.form
    spoken = near.spoken() if near else None
    days = reading.fixed or fields(form, r.reference, spoken)
    future = r.grammar.words.future
    until = text.startswith(("前", "之前", "以前"), end) and text.endswith(("底", "末"), start, end)  # 年底前
    if reading.ahead and (
        until or future.search(text, max(0, start - NEAR), start) or PLANNED.match(text, end)
    ):
        days = reading.ahead
    if form.special == "ahead" and text[start] not in "未今接" and _is_over(text, start, end):
        days = fields(form._replace(special="gone"), r.reference, None)  # 一年内就实现了
    if spoken is None:
        return days
    past = r.reference is None or spoken.start[:4] <= str(r.reference.year)
    if (
        past
        and form.loose
        and text.startswith("全年", start)
        and spoken.start != spoken.end
        and spoken.frequency == "Y"
        and _same(text, near_end, start)
    ):
        told = days.year_from == "unknown" and not spoken.start.startswith("X")
        year_from = "stated" if told else days.year_from
        # 2016年受疫情冲击，全年
        days = days._replace(start=spoken.start, end=spoken.end, year_from=year_from)
    if (
        form.back
        and days[:2] == (spoken.start, spoken.end)
        and not _OF_ITS_OWN.search(text, max(0, start - 1), start)
        and text[start - 1 : start]
        not in ("", "。", "\n")  # 上月住客增加11%: another matter of the same month
    ):
        # 今年第二季……上季: the one before what was just named.
        days = fields(form, spoken.as_reference(r.reference), None)
    return days


# 核心CPI上月环比上涨: a topic of its own stands before the month that the day of printing tells; not 比上月, 但上季.
_OF_ITS_OWN = late("(?![比较與与和跟同于於为為从從由自而但则則在的及或至到是则对至了])[A-Za-z一-鿿）)]$")
_LIKE = late(
    r"(?:（[^（）]{0,24}）)?(?:[、和及与](?:[上去前]|\d{4})年(?:同[期月])?)?(?:的?约?\d[\d.,]{0,10}[^，。；\d]{1,5}?)?的?(?:同月|同期|同季|数字|数据|水平|情况)?(?:相比|比较|相较|对比|相同|相若|相当|相近|一样|比[，,])"
)
_TIMES = late(r"(?:同期)?的?(?:水平)?的?[\d.]{1,8}(?:倍|%|成)")


def _same(text: str, begin: int, end: int) -> bool:
    """Tell whether two places stand close by in one sentence."""
    return end - begin <= WHOLE and not _ENDS.search(text, begin, end)


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


def with_year(period: Dated, year: int) -> Dated:
    """Give a period of unknown year the year that the text is about: 去年 is the one before it."""
    known = f"{year + period.shift:04d}"
    start = period.start and period.start.replace("XXXX", known)
    end = period.end and period.end.replace("XXXX", known)
    if start and end and end < start:
        end = f"{year + period.shift + 1:04d}{end[4:]}"
    return period._replace(start=start, end=end, year_from="stated")


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
