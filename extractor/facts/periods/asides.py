"""Periods of a whole text, those that date none of its figures, and those that hold for their sentence only.

现将2020年11月1日全县人口情况公布如下 dates all that follows; 《2018年旅游趋势》显示 and 与2010年普查相比 nothing.
"""

from collections.abc import Collection, Sequence

from extractor.facts.periods import steps
from extractor.facts.periods.other_times import recalls, set_beside
from extractor.facts.periods.roles import opens, part_of_year, years
from extractor.facts.skeleton import Skeleton
from extractor.late import late
from extractor.mentions.model import Period
from extractor.span import Span
from extractor.text.model import PartialDate

_REACH = 80  # characters of a title at most
# Thoughts of what is to come report on no year of theirs; a plan's years are those by which it aims.
_THOUGHTS = late("趋势|展望|预测|前瞻")
_BESIDE_PLAN = ("规划和", "规划与", "规划及")  # 第十四个五年规划和2035年远景目标纲要
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
    vision = view.endswith(_BESIDE_PLAN, 0, start) and view.startswith("远景目标", end)
    return vision or _in_title(view, start, end) or set_beside(view, p)


def _in_title(view: str, start: int, end: int) -> bool:
    """Tell whether it stands in a title of thoughts of what is to come."""
    opens = view.rfind("《", max(0, start - _REACH), start)
    if opens < 0 or view.find("》", opens, start) >= 0:
        return False
    closes = view.find("》", end, end + _REACH)
    return closes >= 0 and _THOUGHTS.search(view, opens, closes) is not None


# A paragraph that parts what the one before told: 分三大门类看，…; 按消费类型分，….
_PARTED = late(
    r"\s{0,4}(?:分[^，。；：\d]{1,10}看|按[^，。；：\d]{1,12}[分看]"
    r"|从[^，。；：\d]{0,6}(?:结构|行业|产业|类型|门类|地区|区域|品种|产品)(?:上|来)?看)[，,：:]"
)


def goes_by_parts(view: str, at: int) -> bool:
    """Tell whether a paragraph goes on with the period of the one before it, whatever the title says."""
    return _PARTED.match(view, at) is not None


def heads(view: str, p: Period, skeleton: Skeleton) -> bool:
    """Tell whether a period opens its sentence for all that is told: 9月份，…; 上半年全市…; not 第四季度净利润环比减少."""
    apart = view.startswith(("，", ","), p.span.end)
    apart = apart or any(n.span.start == p.span.end for c in skeleton.clauses for n in c.names)
    return apart and opens(view, p, skeleton)


_BY_PARTS = late("(?:分|从|按|从分|逐)(?:季度?|月份?)(?:情况)?(?:来)?看[，,：:]")
_SIGHT = 200  # characters before a semicolon that may say so


def looked_at_by_parts(view: str, sentence: Span) -> bool:
    """Tell whether the sentence looks at each quarter or month by itself: what follows is of the whole again."""
    start = max(0, sentence.start - _SIGHT)
    start = max(view.rfind("。", start, sentence.start), view.rfind("\n", start, sentence.start))
    return _BY_PARTS.search(view, max(0, start), sentence.end) is not None


def named_for_itself(view: str, own: Sequence[Period]) -> bool:
    """Tell whether months are named for themselves: 1月份和3月份单月出口均突破2亿美元."""
    last = own[-1]
    listed = any(view[p.span.end : last.span.start] in ("和", "、", "与", "及") for p in own)
    return last.frequency == "M" and (listed or view.startswith("单月", last.span.end))


def sums_growth(p: Period, skeleton: Skeleton) -> bool:
    """Tell whether years only say over which something grew: 2005年生产总值19亿元，“十五”期间年均增长14%."""
    return years(p) > 1 and follows_number(p, skeleton)


# 1至7月收入158亿元，今年开始将11项基金纳入预算; 新开工项目26个（含2011年签约项目）
_FROM_THEN_ON = ("开始", "起，", "起将")
_INCLUDED = late("[（(](?:[含均都]|包括|不含|不包括|其中)")


def only_compared(view: str, p: Period, own: Sequence[Period], used: Collection[Span]) -> bool:
    """Tell whether 上月 stands behind the month that the sentence is of: 2月份上升3%，上月则跌2%.

    Or an earlier quarter behind a later one: 第三季下跌1.4%，第二季的跌幅为1.6%.
    """
    told = [q for q in own if q.span.end <= p.span.start and q.frequency == p.frequency]
    later = [q for q in told if q.span in used and (q.start or "") > (p.start or "")]
    if steps.BEFORE.fullmatch(view, *p.span) or recalls(view, p):
        return bool(later)
    # 10月1日至7日…，2019年国庆7天接待游客7.8亿人次；: the same days of an earlier year.
    return p.year_from == "stated" and any(
        q.frequency != "Y" and part_of_year(q) == part_of_year(p) for q in later
    )


def from_then_on(view: str, p: Period, skeleton: Skeleton) -> bool:
    """Tell whether behind a figure is only said since when something holds, or from when something included is."""
    if not follows_number(p, skeleton):
        return False
    return view.startswith(_FROM_THEN_ON, p.span.end) or included(view, p)


def included(view: str, p: Period) -> bool:
    """Tell whether a bracket without figures says that things of that time are counted too."""
    m = _INCLUDED.search(view, max(0, p.span.start - 4), p.span.start)
    return m is not None and m.end() == p.span.start and _NO_FIGURE.match(view, p.span.end) is not None


_NO_FIGURE = late(r"[^，。；\d（）()]{0,16}[）)]")


def follows_number(p: Period, skeleton: Skeleton) -> bool:
    """Tell whether the sentence has told a number before the period."""
    return any(n.span.end <= p.span.start for c in skeleton.clauses for n in c.numbers)


def to_come(p: Period, published: PartialDate | None) -> bool:
    """Tell whether a part of the running year has not begun on the day of publication: 厂房下半年陆续交付."""
    if published is None or published.month is None or p.start is None:
        return False
    return f"{published.year}-{published.month:02d}" < p.start[:7] <= f"{published.year}-12"
