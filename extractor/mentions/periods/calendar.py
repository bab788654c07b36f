"""Days, months and weeks as plain numbers; a year that is not known is None and is written XXXX."""

from datetime import date, timedelta
from typing import NamedTuple

from extractor.text.model import PartialDate

_TWO_DIGITS = tuple(f"{n:02d}" for n in range(32))
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """One day; the year may be unknown."""

    year: int | None
    month: int
    day: int

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        return f"{year}-{_TWO_DIGITS[self.month]}-{_TWO_DIGITS[self.day]}"

    def plus(self, days: int) -> "Day":
        """Return the day some days later; an unknown year stays unknown."""
        moved = date(self.year or 2001, self.month, min(self.day, month_length(self.year, self.month)))
        moved += timedelta(days=days)
        return Day(moved.year if self.year else None, moved.month, moved.day)

    def weekday(self) -> int:
        """Return 0 for Monday."""
        return date(self.year or 2001, self.month, self.day).weekday()


def month_length(year: int | None, month: int) -> int:
    """Return the number of days; February of an unknown year has 28."""
    leap = year is not None and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else LENGTHS[month - 1]


def first_day(year: int | None, month: int) -> Day:
    """Return the first day of a month."""
    return Day(year, month, 1)


def last_day(year: int | None, month: int) -> Day:
    """Return the last day of a month."""
    return Day(year, month, month_length(year, month))


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Return year and month some months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def day_of(reference: PartialDate) -> Day:
    """Return the reference as a day: the last one that it can mean."""
    month = reference.month or 12
    return Day(reference.year, month, reference.day or month_length(reference.year, month))


def read_day(text: str) -> Day:
    """Read YYYY-MM-DD or XXXX-MM-DD."""
    year, month, day = text.split("-")
    return Day(None if year == "XXXX" else int(year), int(month), int(day))
