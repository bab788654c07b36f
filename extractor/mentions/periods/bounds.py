"""The first and the last day of one side of an expression whose year is settled."""

from extractor.mentions.periods.calendar import (
    Day,
    day_of,
    first_day,
    last_day,
    month_length,
    read_day,
    shift_month,
)
from extractor.mentions.periods.forms import Side, Spoken
from extractor.text.model import PartialDate

LENGTH = {"Y": 12, "H": 6, "Q": 3, "M": 1}
Bounds = tuple[Day, Day]


def bounds(
    side: Side, year: int | None, reference: PartialDate | None, spoken: Spoken | None, *, future: bool
) -> Bounds:
    """Return the first and the last day of a side."""
    if side.step is not None:
        return _stepped(side, reference, spoken, year)
    if side.same and spoken:
        return _same(side, year, reference, spoken)
    if side.unit in "MQ" and side.months is None and side.days is None:
        return _last_edge(side, year, reference, future=future)
    if side.feast and (days := next((d for d in side.feast if d[0] == year), None)):
        return Day(year, days[1], days[2]), Day(year, days[3], days[4])
    if side.months is None and side.days:
        return _bare_day(side, year, reference)
    first, last = side.months or (1, 12)
    parted = side.fiscal and side.months is not None
    until = year if year is None or parted else year + side.years - 1
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
    if first is not None and first == last and (start.month, start.day) > (end.month, end.day):
        first -= 1  # of a business year, April to March
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
    known = True
    if spoken and spoken.bears(side):
        end = read_day(spoken.end)
        known = end.year is not None
        base = (end.year or 2001, end.month)
    elif reference and reference.month:
        base = (reference.year, reference.month)
        if side.spoken and unit == "M" and reference.day and reference.day < 28:
            base = shift_month(*base, -1)
    if base is None:
        return first_day(year, 1), last_day(year, 12)
    y, m = shift_month(base[0], (base[1] - 1) // size * size + 1, by * size)
    y2, m2 = shift_month(y, m, size - 1)
    start, end = first_day(y if known else None, m), last_day(y2 if known else None, m2)
    if side.days:
        long = end.day
        start, end = (
            start._replace(day=min(side.days[0], long)),
            end._replace(day=min(side.days[1] or 31, long)),
        )
    return start, end


def _stepped_days(
    side: Side, unit: str, by: int, reference: PartialDate | None, spoken: Spoken | None
) -> Bounds:
    now = None
    if spoken and spoken.bears(side):
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
