"""Periods of a whole text, and those that date none of its figures.

现将2020年11月1日全县人口情况公布如下 dates all that follows; 《2018年旅游趋势》显示 and 与2010年普查相比 nothing.
"""

from collections.abc import Sequence

from extractor.facts.period_bases import set_beside
from extractor.late import late
from extractor.mentions.model import Period

_REACH = 80  # characters of a title at most
# Thoughts of what is to come report on no year of theirs; a plan's years are those by which it aims.
_THOUGHTS = late("趋势|展望|预测|前瞻")
_AS_FOLLOWS = late("[^。；]{2,40}(?:公布|发布|通报|公告|报告|汇总)如下")
# 2017年末资产9087亿元。今年，资产有望破万亿元。甲、乙资产分别为8163亿元、8020亿元: a hope in passing dates nothing else.
_HOPED = late("[，,]?[^，。；]{0,12}?(?:有望|可望|或将|料将)")


def announced(view: str, periods: Sequence[Period]) -> Period | None:
    """Find the period of which a text says that it tells what follows."""
    return next((p for p in periods if _AS_FOLLOWS.match(view, p.span.end)), None)


def without_hopes(view: str, periods: list[Period], *, alone: bool) -> list[Period]:
    """Leave out those of which something is only hoped, unless no other time is told."""
    told = [p for p in periods if not _HOPED.match(view, p.span.end)]
    return told or (periods if alone else [])


def stands_aside(view: str, p: Period) -> bool:
    """Tell whether a period is only part of a title, or of what figures are compared with."""
    start, end = p.span
    return _in_title(view, start, end) or set_beside(view, p)


def _in_title(view: str, start: int, end: int) -> bool:
    """Tell whether it stands in a title of thoughts of what is to come."""
    opens = view.rfind("《", max(0, start - _REACH), start)
    if opens < 0 or view.find("》", opens, start) >= 0:
        return False
    closes = view.find("》", end, end + _REACH)
    return closes >= 0 and _THOUGHTS.search(view, opens, closes) is not None
