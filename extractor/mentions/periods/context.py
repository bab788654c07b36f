"""What an expression of time leans on: a stretch told before it, a plan that the text names, a word of the future beside it."""

from typing import TypeVar

from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods.forms import Form
from extractor.mentions.periods.reader import Reader, Reading, fields
from extractor.mentions.periods.resolve import Resolved
from extractor.mentions.periods.tokens import CN
from extractor.text.model import PartialDate

Dated = TypeVar("Dated", Period, Resolved)
NEAR = 8  # characters before an expression that can make it the future's
REACH = 200  # characters over which 当月 or 同期 lean on what was said
WHOLE = 60  # characters over which a part of a year is of the year just named
_SIGHT = 40  # characters before 三年内 in which 自某年以来 may stand
_DONE = late(r"就|已|便|先后|累计|共有|，?[^，。；\d将拟]{0,8}(?:增长|增加|提高|扩大|下降|减少|翻|涨)了")
_ENDS = late("[。！？；\n]")


def in_paragraph(text: str, said_at: int, start: int, form: Form) -> bool:
    """Tell whether 当年 can lean on what its paragraph said long before."""
    return form.a.hang == 0 and said_at > 0 and text.find("\n", said_at, start) < 0


def in_told_year(
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


def summed(
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
_COMMA = late("[，,]")
# 2015年成立的公司，一季度…: a stage in somebody's story, and what is only compared with.
_BEGAN = late(
    r"[^，。；]{0,6}(?:成立|创[办建立]|建[成立]|投[产用运]|上市|设立|开[业工通幕]|获批|签约|入驻|落户|收购|以来|[同相]比|基础|水平)"
)


def _is_over(text: str, start: int, end: int) -> bool:
    """Tell whether 三年内 looks back: 三年内增长了2倍; 自2010年以来指数稳定增长，12年内增长333点."""
    seen = max(0, start - _SIGHT), start
    return _DONE.match(text, end) is not None or text.rfind("以来", *seen) > text.rfind("。", *seen)


def in_context(
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
        and (spoken.frequency == "Y" if spoken.start != spoken.end else _is_last_day(spoken.end, days))
        and _same(text, near_end, start, WHOLE if _PLANS.search(text, near_end, start) else REACH)
    ):
        told = near is not None and near.year_from == "stated" and not spoken.start.startswith("X")
        year_from = "stated" if told else days.year_from
        # 2016年受疫情冲击，全年; 截至2020年12月31日，门店3561家，全年净增486家
        first = f"{spoken.end[:4]}-01-01" if spoken.start == spoken.end else spoken.start
        days = days._replace(start=first, end=spoken.end, year_from=year_from)
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


def _is_last_day(day: str, days: Resolved) -> bool:
    """Tell whether it is the last day of another year: 截至2020年12月31日…，全年 told in 2024."""
    return day.endswith("-12-31") and day[:4] != (days.start or "")[:4]


# 2023年集聚人才200名，…，计划|全年落地项目100个: of the year that runs.
_PLANS = late("(?:计划|力争|争取|预计|预期|确保|有望|将|目标)[^，。；]{0,4}$")


def _same(text: str, begin: int, end: int, reach: int = WHOLE) -> bool:
    """Tell whether two places stand close by in one sentence."""
    return end - begin <= reach and not _ENDS.search(text, begin, end)


def with_year(period: Dated, year: int) -> Dated:
    """Give a period of unknown year the year that the text is about: 去年 is the one before it."""
    known = f"{year + period.shift:04d}"
    start = period.start and period.start.replace("XXXX", known)
    end = period.end and period.end.replace("XXXX", known)
    if start and end and end < start:
        end = f"{year + period.shift + 1:04d}{end[4:]}"
    return period._replace(start=start, end=end, year_from="stated")
