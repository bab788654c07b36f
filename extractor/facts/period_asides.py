"""Periods in the title of a paper or in a comparison, which date no figure: 《2017年分析与2018年趋势》显示, 与2010年普查相比."""

from extractor.late import late
from extractor.mentions.model import Period

_REACH = 80  # characters of a title at most
# Thoughts of what is to come report on no year of theirs; a plan's years are those by which it aims.
_THOUGHTS = late("趋势|展望|预测|前瞻")
_WITH = ("与", "和", "同", "跟", "與")
_SET_BESIDE = late(r"[^，。；\d]{1,20}(?:相比|比较|对比)")


def stands_aside(view: str, p: Period) -> bool:
    """Tell whether a period is only part of a title, or of what figures are compared with."""
    start, end = p.span
    return _in_title(view, start, end) or (
        view.startswith(_WITH, start - 1) and _SET_BESIDE.match(view, end) is not None
    )


def _in_title(view: str, start: int, end: int) -> bool:
    """Tell whether it stands in a title of thoughts of what is to come."""
    opens = view.rfind("《", max(0, start - _REACH), start)
    if opens < 0 or view.find("》", opens, start) >= 0:
        return False
    closes = view.find("》", end, end + _REACH)
    return closes >= 0 and _THOUGHTS.search(view, opens, closes) is not None
