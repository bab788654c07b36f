"""From what an expression says to days: the year of a bare month, the month of 上月, the shift of 上年同期.

A part of the year without a year is the reference's year; where it has not begun yet, it is the last one only near the
turn of the year (statistics lag by months, and a writer in June would say 去年9月). A count from January that the reference
has not completed is the last year's. A word of the future near by keeps the reference's year.
"""

from dataclasses import dataclass, replace
from typing import Literal

from extractor.mentions.model import Frequency
from extractor.mentions.periods.calendar import (
    Day,
    day_of,
    first_day,
    last_day,
    month_length,
    read_day,
    shift_month,
)
from extractor.mentions.periods.forms import Form, Side
from extractor.text.model import PartialDate

Kind = Literal["span", "point", "base", "vague", "target"]
YearFrom = Literal["stated", "reference", "unknown"]
TURN = 4  # the months in which a bare later month still means the last year's
LENGTH = {"Y": 12, "H": 6, "Q": 3, "M": 1}


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days of an expression."""

    start: str | None
    end: str | None
    point: bool
    frequency: Frequency | None
    cumulative: bool
    kind: Kind
    year_from: YearFrom


@dataclass(frozen=True, slots=True)
class Spoken:
    """The stretch last spoken of, on which 当月, 上年 and 同期 lean."""

    start: str
    end: str
    cumulative: bool
    frequency: Frequency | None

    def as_reference(self, otherwise: PartialDate | None) -> PartialDate | None:
        """Return its last day as a reference date; a year that is not known leaves the other."""
        day = read_day(self.end)
        return otherwise if day.year is None else PartialDate(day.year, day.month, day.day)


Bounds = tuple[Day, Day]


def resolve(form: Form, reference: PartialDate | None, spoken: Spoken | None, *, future: bool) -> Resolved:
    """Turn a form into days."""
    if form.special:
        return _special(form, reference, spoken)
    if form.b and form.b.same:
        form = replace(form, a=replace(form.a, same=True))
    if _unknown(form, reference, spoken):
        return Resolved(None, None, form.a.edge != "", form.a.unit, False, "vague", "unknown")
    if form.a.same and spoken is None and form.a.year is None:
        return Resolved(None, None, False, form.a.unit if form.a.unit != "Y" else None, False, "base", "unknown")
    year, year_from = _year(form.a, form.b, reference, spoken, future=future)
    start, end = _bounds(form.a, year, reference, spoken, future=future)
    unit, cumulative = form.a.unit, form.a.cumulative
    if form.b is not None:
        start, end, unit = _range(form, (start, end), reference, spoken, future=future)
        cumulative = unit in "MQ" and (start.month, start.day, start.year) == (1, 1, end.year) and end.month > 3
    if form.since:
        return _since(form, start, reference, year_from)
    point = form.lead == "until" or (form.b is None and form.a.edge != "")
    if form.lead == "until" or (form.b is None and form.a.edge == "end"):
        start = end
    elif form.b is None and form.a.edge:
        end = start
    kind: Kind = "point" if point else "span"
    if form.a.same or (form.b and form.b.same):
        kind = "base"
    elif form.lead == "to":
        kind = "target"
    return Resolved(str(start), str(end), point, unit, cumulative and not point, kind, year_from)


def _unknown(form: Form, reference: PartialDate | None, spoken: Spoken | None) -> bool:
    """Tell whether not even the month can be known: 上月, 本季度末, 12日, 月末 without a reference."""
    side, blind = form.a, reference is None or reference.month is None
    if side.step is not None and not (side.spoken and spoken):
        return blind or (side.step[0] in "DW" and reference is not None and reference.day is None)
    return blind and side.months is None and (side.days is not None or side.unit in "MQ") and not side.same


def _since(form: Form, start: Day, reference: PartialDate | None, year_from: YearFrom) -> Resolved:
    until = day_of(reference) if reference and reference.month else None
    if until and start.year is not None and until < start:
        until = None
    cumulative = form.a.unit == "Y" and form.a.shift == 0
    return Resolved(str(start), str(until) if until else None, False, None, cumulative, "span", year_from)


def _range(form: Form, a: Bounds, reference: PartialDate | None, spoken: Spoken | None, *, future: bool) -> tuple[Day, Day, Frequency]:
    b = form.b
    assert b is not None  # noqa: S101  # only called for ranges
    # 2018年年底至2019年年初: from the end of the one to the beginning of the other.
    start = a[1] if form.a.edge == "end" else a[0]
    if b.months is None and b.days and form.a.months:
        b = replace(b, months=(form.a.months[1], form.a.months[1]))
    if b.dated:
        year, _ = _year(b, None, reference, spoken, future=future)
        end = _bounds(b, year, reference, spoken, future=future)[b.edge != "start"]
        if end < start and not form.a.dated and start.year is not None and end.year is not None:
            start = start._replace(year=start.year - 1)
    else:
        end = _bounds(b, start.year, reference, spoken, future=future)[b.edge != "start"]
        if (end.month, end.day) < (start.month, start.day):
            if b.months is None and start.year is not None:
                year, month = shift_month(start.year, start.month, 1)
                end = Day(year, month, min(end.day, month_length(year, month)))
            else:
                year = None if start.year is None else start.year + 1
                end = _bounds(b, year, reference, spoken, future=future)[b.edge != "start"]
    return start, end, b.unit


def _year(
    side: Side, other: Side | None, reference: PartialDate | None, spoken: Spoken | None, *, future: bool
) -> tuple[int | None, YearFrom]:
    if side.year is not None:
        return (_century(side.year, reference) if side.short else side.year), "stated"
    if side.hang is not None:
        base = _spoken_year(spoken, reference, near=side.hang < 0)
        return (None, "unknown") if base is None else (base + side.hang, "reference")
    if reference is None:
        known = spoken is not None and (side.spoken or side.same) and not spoken.start.startswith("X")
        return (read_day(spoken.start).year, "stated") if known and spoken else (None, "unknown")
    if side.shift is not None:
        return reference.year + side.shift, "reference"
    if side.step is not None or reference.month is None:
        return reference.year, "reference"
    if other is not None and other.year is not None and other.months:
        return (_century(other.year, reference) if other.short else other.year), "stated"
    return reference.year + _guess(side, other, day_of(reference), future=future), "reference"


def _century(two: int, reference: PartialDate | None) -> int:
    """Two digits: no more than ten years ahead of the reference, and not before 1900."""
    pivot = reference.year + 10 if reference else 2050
    year = pivot // 100 * 100 + two
    return year if year <= pivot or year - 100 < 1900 else year - 100


def _spoken_year(spoken: Spoken | None, reference: PartialDate | None, *, near: bool) -> int | None:
    """The year last spoken of; for 上年 not one far from the reference (a look back into history)."""
    said = read_day(spoken.end).year if spoken else None
    if reference is None:
        return said
    return said if said is not None and (near is False or said in (reference.year, reference.year - 1)) else reference.year


def _guess(side: Side, other: Side | None, now: Day, *, future: bool) -> int:
    """Return 0 for the reference's year, -1 for the one before, 1 for the one after."""
    if side.months is None and side.days is None:
        return _guess_year(side, now, future=future)
    first, last = side.months or (now.month, now.month)
    begin = (first, side.days[0] if side.days else 1)
    last = other.months[1] if other and other.months and other.months[1] >= first else last
    if future:
        return 1 if now.month - last >= 9 else 0
    if side.edge == "end":
        begin = (last, month_length(now.year, last) - 3)
    elif (side.cumulative or (other and first == 1)) and last > max(first, now.month):
        return -1
    if begin <= (now.month, now.day):
        return 0
    back, ahead = now.month + 12 - last, first - now.month
    if side.days:
        return -1 if back <= 3 else 0
    return -1 if now.month <= TURN and back <= ahead else 0


def _guess_year(side: Side, now: Day, *, future: bool) -> int:
    """全年 in the first quarter, 年末 in the first half: the year that is complete."""
    if future or side.edge in ("start", "middle"):
        return 0
    return -1 if now.month <= (6 if side.edge else 3) else 0


def _bounds(side: Side, year: int | None, reference: PartialDate | None, spoken: Spoken | None, *, future: bool) -> Bounds:
    if side.step is not None:
        return _stepped(side, reference, spoken, year)
    if side.same and spoken:
        return _same(side, year, reference, spoken)
    if side.unit in "MQ" and side.months is None and side.days is None:
        return _last_edge(side, year, reference, future=future)
    if side.months is None and side.days:
        return _bare_day(side, year, reference)
    first, last = side.months or (1, 12)
    until = year if year is None else year + side.years - 1
    start, end = first_day(year, first), last_day(until, last)
    if side.days:
        start = Day(year, first, min(side.days[0], month_length(year, first)))
        end = Day(until, last, min(side.days[1] or 31, month_length(until, last)))
    if side.edge == "middle":
        end = last_day(year, 6)
        start = end
    return start, end


def _last_edge(side: Side, year: int | None, reference: PartialDate | None, *, future: bool) -> Bounds:
    """月末, 季末: the last one that is over, or nearly."""
    if reference is None or reference.month is None:
        return first_day(year, 12), last_day(year, 12)
    now, size = day_of(reference), LENGTH[side.unit]
    month = (now.month - 1) // size * size + size
    over = (now.month, now.day) >= (month, month_length(now.year, month) - 5)
    y, m = shift_month(reference.year, month, 0 if over or future or side.edge == "start" else -size)
    y0, m0 = shift_month(y, m, 1 - size)
    return first_day(y0, m0), last_day(y, m)


def _bare_day(side: Side, year: int | None, reference: PartialDate | None) -> Bounds:
    """12日: this month's, but at the turn of the month the days just past are the last month's."""
    if reference is None or reference.month is None or side.days is None:
        return first_day(year, 1), last_day(year, 12)
    y, m = reference.year, reference.month
    if reference.day and reference.day <= 7 and side.days[0] - reference.day > 15:
        y, m = shift_month(y, m, -1)
    long = month_length(y, m)
    return Day(y, m, min(side.days[0], long)), Day(y, m, min(side.days[1], long))


def _same(side: Side, year: int | None, reference: PartialDate | None, spoken: Spoken) -> Bounds:
    """同期: the days last spoken of, in another year."""
    start, end = read_day(spoken.start), read_day(spoken.end)
    if side.year is not None:
        first, last = year, None if year is None else year + side.years - 1
    else:
        by = side.shift if side.shift is not None else side.hang if side.hang is not None else 0
        said = end.year if side.shift is None or end.year is not None or reference is None else reference.year
        # 去年同期 of a stretch in the reference's year; of an older one it is the year before that.
        first = last = None if said is None else said + by
    if side.unit == "M":
        start = first_day(end.year, end.month)
    return (
        Day(first, start.month, min(start.day, month_length(first, start.month))),
        last_day(last, end.month) if end.day >= 28 else Day(last, end.month, end.day),
    )


def _stepped(side: Side, reference: PartialDate | None, spoken: Spoken | None, year: int | None) -> Bounds:
    unit, by = side.step or ("M", 0)
    if unit in "DW":
        return _stepped_days(side, unit, by, reference, spoken)
    size = LENGTH[unit]
    base: tuple[int, int] | None = None
    if side.spoken and spoken and unit == "M" and (end := read_day(spoken.end)).year is not None and spoken.frequency in ("M", "D"):
        base = (end.year or 0, end.month)
    elif reference and reference.month:
        base = (reference.year, reference.month)
        if side.spoken and unit == "M" and reference.day and reference.day < 28:
            base = shift_month(*base, -1)
    if base is None:
        return first_day(year, 1), last_day(year, 12)
    y, m = shift_month(base[0], (base[1] - 1) // size * size + 1, by * size)
    y2, m2 = shift_month(y, m, size - 1)
    start, end = first_day(y, m), last_day(y2, m2)
    if side.days:
        start, end = Day(y, m, min(side.days[0], end.day)), Day(y, m, min(side.days[1] or 31, end.day))
    return start, end


def _stepped_days(side: Side, unit: str, by: int, reference: PartialDate | None, spoken: Spoken | None) -> Bounds:
    now = None
    if side.spoken and spoken and spoken.frequency == "D":
        now = read_day(spoken.end)
    elif reference and reference.day:
        now = day_of(reference)
    if now is None:
        year = reference.year if reference else None
        if reference and reference.month:
            return first_day(year, reference.month), last_day(year, reference.month)
        return first_day(year, 1), last_day(year, 12)
    if unit == "D":
        return now.plus(by), now.plus(by)
    monday = now.plus(7 * by - now.weekday())
    if side.weekday is not None:
        return monday.plus(side.weekday), monday.plus(side.weekday)
    return monday, monday.plus(6)


def _special(form: Form, reference: PartialDate | None, spoken: Spoken | None) -> Resolved:
    if form.special == "report":
        return Resolved(None, None, form.a.edge != "", None, False, "vague", "unknown")
    if form.special == "ending":
        return _ending(form, reference, spoken)
    if reference is None or reference.month is None:
        frequency: Frequency | None = "M" if form.special == "now" else form.a.unit
        return Resolved(None, None, form.special == "now", frequency, False, "vague", "unknown")
    now = day_of(reference)
    if form.special == "now":
        end = str(last_day(now.year, now.month))
        return Resolved(end, end, True, "M", False, "vague", "reference")
    start, end_day = _stretch(form, now)
    return Resolved(str(start), str(end_day), False, form.a.unit, False, "span", "reference")


def _stretch(form: Form, now: Day) -> Bounds:
    """近三年: with the year under way, but in the first quarter the complete years; 过去两年, 未来五年: from day to day."""
    unit, n = form.a.unit, form.count
    year = now.year or 0
    if form.special == "ago":
        y, m = (year - n, now.month) if unit == "Y" else shift_month(year, now.month, -n)
        return (now.plus(-n), now.plus(-n)) if unit == "D" else _bounds(Side(unit, year=y, months=(m, m) if unit == "M" else None), y, None, None, future=False)
    if unit == "Y" and form.special != "ahead" and now.month <= 3:
        return first_day(year - n, 1), last_day(year - 1, 12)
    if unit == "Y" and form.special == "near":
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
    year, year_from = _year(form.a, None, reference, spoken, future=False)
    end = _bounds(form.a, year, reference, spoken, future=False)[1]
    y, m = shift_month(end.year or 2001, end.month, 1 - form.count)
    start = first_day(None if end.year is None else y, m)
    frequency: Frequency = {3: "Q", 6: "H", 12: "Y"}.get(form.count, "M")  # type: ignore[assignment]
    return Resolved(str(start), str(end), False, frequency, False, "span", year_from)
