"""Feasts and holidays, and single days of them: 国庆假期第二天, 春节假期前三天."""

import re

from extractor.mentions.periods.calendar import Day
from extractor.mentions.periods.forms import Side
from extractor.mentions.periods.numerals import numbers
from extractor.mentions.periods.words import Words


def holiday(side: Side, text: str, w: Words) -> Side:
    """Read a holiday that has the same days every year."""
    (m1, d1), (m2, d2) = (map(int, day.split("-")) for day in w.holidays[text].split())
    return side._replace(unit="D", months=(m1, m2), days=(d1, d2))


def festival(side: Side, text: str, w: Words) -> Side:
    """春节假期: the days differ from year to year; 大年初二 is the day behind another, 除夕 the one before."""
    name, later = _NAMED.findall(w.festivals[text])[0]
    days = tuple(
        _moved((int(key[len(name) :] or 0), *(int(n) for n in re.findall(r"\d+", dates))), int(later or 0))
        for key, dates in w.feasts.items()
        if key.startswith(name) and not key[len(name) :].strip("0123456789")
    )
    usual = next(d for d in days if d[0] == 0)
    return side._replace(unit="D", months=(usual[1], usual[3]), days=(usual[2], usual[4]), feast=days)


_BARE = re.compile("”?节?(?:假期|假日|长假)?(?:.天.*)?$")  # 国庆 in 国庆节假日7天
_NAMED = re.compile(r"([^+-]+)([+-]\d+)?")


def _moved(days: tuple[int, ...], by: int) -> tuple[int, ...]:
    """Move the days of a feast."""
    year, m1, d1, m2, d2 = days
    start, end = (Day(year or 2001, m, d).plus(by) for m, d in ((m1, d1), (m2, d2)))
    return (year, start.month, start.day, end.month, end.day) if by else days


def feast_of_year(side: Side, text: str, w: Words) -> Side | None:
    """今年春节, 2024年初三: the bare name of a feast, which only a year makes one."""
    if text.startswith("初"):
        return festival(side, f"正月{text}", w)
    if side.year is None and side.shift is None and side.hang is None:
        return None
    both = "中秋" in text and "国庆" in text
    name = "国庆中秋假期" if both else _BARE.sub("", text.strip("“")) + "假期"
    name = name if name in w.festivals or name in w.holidays else "春节假期"
    return festival(side, name, w) if name in w.festivals else holiday(side, name, w)


def nth_day(side: Side, text: str) -> Side | None:
    """Take the day or the first days that 第二天, 首日 or 前三天 names; None where the feast has no such day."""
    found = numbers(text) or [1]
    first, last = (1, found[0]) if "前" in text else (found[0], found[0])
    if side.feast:  # when it is in a year that the book does not know, nobody says
        return side._replace(feast=tuple(_part(f, first, last) or f for f in side.feast)) if first else None
    (m1, m2), (d1, d2) = side.months or (1, 1), side.days or (1, 1)
    part = _part((2001, m1, d1, m2, d2), first, last) if first else None
    return side._replace(months=(part[1], part[3]), days=(part[2], part[4])) if part else None


def first_days(side: Side, text: str, _w: Words) -> Side | None:
    """10月前7天: the first days of a month."""
    months = set(side.months or ()) if side.unit == "M" and text.startswith("前") else ()
    return side._replace(unit="D", days=(1, numbers(text)[0])) if len(months) == 1 else None


def _part(days: tuple[int, ...], first: int, last: int) -> tuple[int, ...] | None:
    """Return the year and the first and last day of a part of a feast."""
    year, m1, d1, m2, d2 = days
    start, end = (Day(year or 2001, m1, d1).plus(n - 1) for n in (first, last))
    return (year, start.month, start.day, end.month, end.day) if (end.month, end.day) <= (m2, d2) else None
