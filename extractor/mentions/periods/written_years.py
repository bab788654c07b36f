"""Years as they are written: 2024年, 2024-26年, 24/25/26年, FY23, 113年 of the Republic, 十四五."""

import re

from extractor.mentions.periods.forms import Edge, Side
from extractor.mentions.periods.numerals import number, numbers
from extractor.mentions.periods.words import Words

_CENTURY = 100
_FORESEEN = 3  # years that a forecast written as 24-26年 spans at most


def year(side: Side, text: str, _w: Words) -> Side | None:
    """2024年, 2024-2026年, 二〇二四年."""
    found = numbers(text)
    first = found[0]
    last = found[1] if len(found) > 1 else first
    if last < 100 <= first:
        last += first // 100 * 100
    if not 1000 <= first <= 2999 or last < first:
        return None
    return side._replace(year=first, years=last - first + 1)


def glossed(side: Side, text: str, _w: Words) -> Side:
    """去（114）年."""
    said = numbers(text)[0]
    return side._replace(year=said if said > 999 else said + 1911)


def run(side: Side, text: str, _w: Words) -> Side | None:
    """2024/2025/2026年: one year after the other."""
    found = numbers(text)
    if [n - found[0] for n in found] != list(range(len(found))):
        return None
    return side._replace(year=found[0], short=found[0] < 100, years=len(found))


def spanned(side: Side, text: str, w: Words) -> Side | None:
    """2024-26年, 24-26年: three years; not 20-25年, which says how long."""
    first, last = numbers(text)
    if first > _CENTURY:
        return year(side, text, w)
    near = 0 < last - first <= _FORESEEN
    return side._replace(year=first, short=True, years=last - first + 1) if near else None


def fiscal(side: Side, text: str, w: Words) -> Side | None:
    """2023/24财年."""
    return year(side._replace(fiscal=True), text, w)


def fy(side: Side, text: str, w: Words) -> Side | None:
    """FY2023, FY23, FY24-26."""
    said = numbers(text)
    if len(said) > 1:
        return spanned(side, text, w)
    return (year if said[0] > _CENTURY else short)(side, text, w)


def short(side: Side, text: str, _w: Words) -> Side:
    """24年上半年, 24Q1."""
    return side._replace(year=numbers(text)[0], short=True)


def roc(side: Side, text: str, _w: Words) -> Side:
    """113年, 民国元年."""
    return side._replace(year=(found[0] if (found := numbers(text)) else 1) + 1911)


def plan(side: Side, text: str, _w: Words) -> Side:
    """十四五, 十四五末."""
    nth = number(re.sub("[^十一二三四五六七八九]", "", text)[:-1])
    first = 1953 + 5 * (nth - 1) if nth < 3 else 1966 + 5 * (nth - 3)
    edge: Edge = "end" if "末" in text else "start" if "初" in text else ""
    return side._replace(year=first, years=5, edge=edge)


def of_plan(side: Side, text: str, _w: Words) -> Side | None:
    """Take the first years of a plan: “十四五”前三年."""
    whole, first = side.years == 5 and not side.edge, numbers(text)[0]
    return side._replace(years=first) if whole and 0 < first < 5 else None
