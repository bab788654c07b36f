"""Which year an expression means that states none, or states it in words.

A part of the year without a year is the reference's year; where it has not begun yet, it is the last one only near the
turn of the year (statistics lag by months, and a writer in June would say 去年9月). A count from January that the reference
has not completed is the last year's. A word of the future near by keeps the reference's year.
"""

from typing import Literal

from extractor.mentions.periods.calendar import Day, day_of, month_length, read_day
from extractor.mentions.periods.forms import Side, Spoken
from extractor.text.model import PartialDate

YearFrom = Literal["stated", "reference", "unknown"]
_HALF = 6
TURN = 4  # the months in which a bare later month still means the last year's


def year_of(
    side: Side,
    other: Side | None,
    reference: PartialDate | None,
    spoken: Spoken | None,
    *,
    future: bool,
    until: bool = False,
) -> tuple[int | None, YearFrom]:
    """Return the year of a side, and where it is known from; `other` is the other end of a range."""
    if side.year is not None:
        return (_century(side.year, reference) if side.short else side.year), "stated"
    if side.hang is not None:
        base = _spoken_year(spoken, reference, near=side.hang < 0 and not side.prior)
        return (None, "unknown") if base is None else (base + side.hang, "reference")
    if other is not None and other.year is not None and other.months and not side.dated:
        return (_century(other.year, reference) if other.short else other.year), "stated"
    if reference is None:
        return (
            (read_day(spoken.start).year, "stated")
            if spoken and (side.spoken or side.same)
            else (None, "unknown")
        )
    if side.shift is not None:
        return reference.year + side.shift, "reference"
    if side.step is not None or reference.month is None:
        return reference.year, "reference"
    back = until and not future and side.months is not None and not _has_begun(side, day_of(reference))
    return reference.year + (
        -1 if back else _guess(side, other, day_of(reference), future=future)
    ), "reference"


def _has_begun(side: Side, now: Day) -> bool:
    """Tell whether months have begun: what is counted 截至三季度末 in March is of the year before."""
    return side.months is None or side.months[0] <= now.month


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
    return (
        said
        if said is not None and (near is False or said in (reference.year, reference.year - 1))
        else reference.year
    )


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
    elif (first, last) == (1, _HALF) and now.month <= TURN:
        return -1  # what 上半年 brought is not told in March
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
