"""From what an expression says to days: ranges, stretches, points, and the kind of each."""

from typing import Literal, NamedTuple

from extractor.mentions.model import Frequency
from extractor.mentions.periods.bounds import LENGTH, Bounds, bounds
from extractor.mentions.periods.calendar import Day, day_of, first_day, last_day, month_length, shift_month
from extractor.mentions.periods.forms import Form, Side, Spoken
from extractor.mentions.periods.years import YearFrom, year_of
from extractor.text.model import PartialDate

_STEADY = 3  # days by which a feast may move from year to year
Kind = Literal["span", "point", "base", "vague", "target"]


class Resolved(NamedTuple):
    """The days of an expression: all of a Period but its span."""

    start: str | None
    end: str | None
    point: bool
    frequency: Frequency | None
    cumulative: bool
    kind: Kind
    year_from: YearFrom
    shift: int = 0

    def spoken(self) -> Spoken:
        """Return it as what 当月 or 同期 lean on."""
        return Spoken(self.start or "", self.end or "", self.cumulative, self.frequency)


def resolve(form: Form, reference: PartialDate | None, spoken: Spoken | None, *, future: bool) -> Resolved:
    """Turn a form into days."""
    if form.special:
        return _special(form, reference, spoken)
    future = future or form.lead == "to"
    if form.b and form.b.same:
        form = form._replace(a=form.a._replace(same=True))
    if _unknown(form, reference, spoken):
        return Resolved(None, None, form.a.edge != "", form.a.unit, False, "vague", "unknown")
    if form.a.same and spoken is None and form.a.year is None:
        return Resolved(
            None, None, False, form.a.unit if form.a.unit != "Y" else None, False, "base", "unknown"
        )
    until = form.lead == "until"
    year, year_from = year_of(form.a, form.b, reference, spoken, future=future, until=until)
    start, end = bounds(form.a, year, reference, spoken, future=future)
    unit, cumulative = form.a.unit, form.a.cumulative
    if form.b is not None and form.b.dated and _unknown(Form(form.b), reference, spoken):
        return Resolved(str(start), None, False, form.b.unit, False, "span", year_from)
    if form.b is not None:
        start, end, unit = _range(form, form.b, (start, end), reference, spoken, future=future)
        cumulative = (
            unit in "MQ" and (start.month, start.day, start.year) == (1, 1, end.year) and end.month > 3
        )
    year_from = "unknown" if start.year is None else "stated" if year_from == "unknown" else year_from
    if form.since and not (form.a.unit == "H" and form.a.shift == 0):
        return _since(form, end if form.a.edge == "end" else start, reference, year_from)
    point = form.lead == "until" or (form.b is None and form.a.edge != "")
    if form.lead == "until" or (form.b is None and form.a.edge == "end"):
        start = end  # 截至2024年至今年: the year is that of the end
        year_from = "unknown" if end.year is None else "stated" if year_from == "unknown" else year_from
    elif form.b is None and form.a.edge:
        end = start
    kind: Kind = "point" if point else "span"
    if form.a.same or (form.b and form.b.same):
        kind = "base"
    elif form.lead == "to" and (reference is None or end.year is None or end > day_of(reference)):
        kind = "target"
    return Resolved(
        str(start),
        str(end),
        point,
        unit,
        cumulative and not point,
        kind,
        year_from,
        form.a.shift or form.a.hang or 0,
    )


def _unknown(form: Form, reference: PartialDate | None, spoken: Spoken | None) -> bool:
    """Tell whether not even the month can be known: 上月, 本季度末, 12日, 月末 without a reference."""
    side, blind = form.a, reference is None or reference.month is None
    if side.feast:
        return reference is None and side.year is None and not _is_steady(side)
    if side.prior:
        return spoken is None or not (side.hang is not None or spoken.bears(side))
    if side.step is not None:
        daily = side.step[0] in "DW" and reference is not None and reference.day is None
        return (blind or daily) and not (spoken is not None and spoken.bears(side))
    return blind and side.months is None and (side.days is not None or side.unit in "MQ") and not side.same


def _is_steady(side: Side) -> bool:
    """Tell whether a feast has about the same days in every year: 双节 lies in the first week of October."""
    (m1, d1), *_ = zip(side.months or (0, 0), side.days or (0, 0), strict=True)
    usual = Day(2001, m1, d1 or 1) if m1 else None
    return usual is not None and all(
        usual.plus(-_STEADY) <= Day(2001, f[1], f[2]) <= usual.plus(_STEADY) for f in side.feast
    )


def _since(form: Form, start: Day, reference: PartialDate | None, year_from: YearFrom) -> Resolved:
    """Let it run to the day of writing; 今年上半年以来 says no more than 今年上半年."""
    until = day_of(reference) if reference and reference.month else None
    if until and start.year is not None and until < start:
        until = None
    this_year = form.a.shift == 0 or (until is not None and start.year == until.year)
    cumulative = this_year and (start.month, start.day) == (1, 1)
    return Resolved(
        str(start),
        str(until) if until else None,
        False,
        None,
        cumulative,
        "span",
        year_from,
        form.a.shift or 0,
    )


def _range(
    form: Form, b: Side, a: Bounds, reference: PartialDate | None, spoken: Spoken | None, *, future: bool
) -> tuple[Day, Day, Frequency]:
    # 2018年年底至2019年年初: from the end of the one to the beginning of the other.
    start = a[1] if form.a.edge == "end" else a[0]
    if b.months is None and b.days and form.a.months:
        b = b._replace(months=(form.a.months[1], form.a.months[1]))
    if b.dated:
        year, _ = year_of(b, None, reference, spoken, future=future)
        end = bounds(b, year, reference, spoken, future=future)[b.edge != "start"]
        if start.year is not None and end.year is not None and end < start and not form.a.dated:
            start = start._replace(year=start.year - 1)
    else:
        end = bounds(b, start.year, reference, spoken, future=future)[b.edge != "start"]
        if (end.month, end.day) < (start.month, start.day):
            if b.months is None and start.year is not None:
                year, month = shift_month(start.year, start.month, 1)
                end = Day(year, month, min(end.day, month_length(year, month)))
            else:
                year = None if start.year is None else start.year + 1
                end = bounds(b, year, reference, spoken, future=future)[b.edge != "start"]
    return start, end, b.unit


def _special(form: Form, reference: PartialDate | None, spoken: Spoken | None) -> Resolved:
    if form.special in ("report", "event"):
        return Resolved(None, None, form.a.edge != "", None, False, "vague", "unknown")
    if form.special == "ending":
        return _ending(form, reference, spoken)
    if reference is None or reference.month is None:
        if form.special == "gone" and form.a.unit == "Y" and form.length == 1:
            # 过去一年: a calendar year, whichever it is.
            return Resolved(
                str(first_day(None, 1)), str(last_day(None, 12)), False, "Y", False, "span", "unknown"
            )
        frequency: Frequency | None = "M" if form.special == "now" else form.a.unit
        return Resolved(None, None, form.special == "now", frequency, False, "vague", "unknown")
    now = day_of(reference)
    if form.special == "now":
        end = str(last_day(now.year, now.month))
        return Resolved(end, end, True, "M", False, "vague", "reference")
    start, end_day = _stretch(form, now)
    return Resolved(str(start), str(end_day), False, form.a.unit, False, "span", "reference")


def _stretch(form: Form, now: Day) -> Bounds:
    """近三年: with the year under way, but in the first quarter the complete years; 近一年, 过去两年, 未来五年: from day to day."""
    unit, n = form.a.unit, form.length
    year = now.year or 0
    if form.special == "ago":
        y, m = (year - n, now.month) if unit == "Y" else shift_month(year, now.month, -n)
        return (
            (now.plus(-n), now.plus(-n))
            if unit == "D"
            else bounds(
                Side(unit, year=y, months=(m, m) if unit == "M" else None), y, None, None, future=False
            )
        )
    if unit == "Y" and form.special != "ahead" and (form.complete or now.month <= 3):
        return first_day(year - n, 1), last_day(year - 1, 12)
    if unit == "Y" and form.special == "near" and n > 1:
        return first_day(year - n + 1, 1), now
    if unit in "WD":
        days = n * (7 if unit == "W" else 1)
        return (now, now.plus(days)) if form.special == "ahead" else (now.plus(1 - days), now)
    months = n * LENGTH[unit]
    y, m = shift_month(year, now.month, months if form.special == "ahead" else -months)
    other = Day(y, m, min(now.day, month_length(y, m)))
    return (now, other) if form.special == "ahead" else (other.plus(1), now)


def _ending(form: Form, reference: PartialDate | None, spoken: Spoken | None) -> Resolved:
    """截至2019年9月30日止六个月: the text gives the end and the length."""
    year, year_from = year_of(form.a, None, reference, spoken, future=False)
    end = bounds(form.a, year, reference, spoken, future=False)[1]
    y, m = shift_month(end.year or 2001, end.month, 1 - form.length)
    start = first_day(None if end.year is None else y, m)
    frequency: Frequency = {3: "Q", 6: "H", 12: "Y"}.get(form.length, "M")  # type: ignore[assignment]
    return Resolved(str(start), str(end), False, frequency, False, "span", year_from)
