"""Growths that need no number: whether 翻番, 持平 or 倍增 says something of a measure, or is a figure of speech."""

from extractor.facts.binding.memory import Memory
from extractor.facts.indicators import measures
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.model import Change

_PACE_KEEPS = late("(?:[增涨升降跌]幅|增速(?=.))(?:均|也|都|则)?(?:[与和同跟较比][^，。；、]{1,10})?$")


def _grew(fact: Fact) -> bool:
    """Tell whether only its growth over the year is told."""
    c = fact.change
    return fact.quantity is None and c is not None and c.unit == "%" and c.basis == "yoy" and c.rate != 0


_SAME = ("一样", "相同", "一致")


def may_stand(change: Change, gap: Gap, memory: Memory) -> bool:
    """Tell whether 翻番, 持平 or 倍增 says something of a measure, and is no figure of speech (倍增发展)."""
    if change.rate is None:
        return False
    span, _ = gap.before(memory.view)
    paced = span is not None and measures.is_growth_noun(span.cut(memory.view))
    paced = paced or bool(_PACE_KEEPS.search(memory.view, gap.left, change.span.start))  # 降幅与上月持平
    before = memory.settled()
    if memory.view.endswith(_SAME, *change.span) and (before is None or before.quantity is None):
        return False  # 上涨0.4%，与上月相同
    if change.rate == 0 and (
        paced or (span is None and before and _grew(before) and change.basis == "other")
    ):
        return False  # 增长6.1%，与1—2月份持平, 涨幅与8月持平: the pace is the same
    pace = change.quantity is None and _PACE_DOES.search(memory.view, gap.left, change.span.start)
    if (pace and change.rate) or _is_slogan(change, memory.view):
        return False  # 增速实现翻番: the pace doubled
    if span is None or span.cut(memory.view) == "再":
        return bool(memory.sentence) or _goes_on_from(gap, memory)  # …；1993年再翻一番
    # 纺织业下降4.7%；造纸业与上年同期基本持平: one of a row of growths.
    row = memory.last is not None and memory.last.change is not None
    row = row and (change.base is not None or (change.rate == 0 and span.start == gap.clause.span.start))
    return row or measures.is_measure(span.cut(memory.view))


def _goes_on_from(gap: Gap, memory: Memory) -> bool:
    """Tell whether a clause with its own time goes on with the row before a semicolon."""
    begins = gap.clause.span.start
    dated = any(p.span.start == begins and p.kind == "span" for p in gap.clause.periods)
    return dated and memory.view[begins - 1 : begins] in ("；", ";") and memory.last is not None


_PACE_DOES = late("(?:增速|增幅|涨幅|升幅|降幅|跌幅)(?:同比|环比|也|更|实现|近乎|接近|几乎|基本)*$")
_OPENS_QUOTE = late("“[^“”，。；]{0,6}$")


def _is_slogan(change: Change, view: str) -> bool:
    """Tell whether a whole word of growth closes what stands in quotes: 实现“五年翻番”."""
    start, end = change.span
    return (
        change.quantity is None
        and view.startswith("”", end)
        and bool(_OPENS_QUOTE.search(view, max(0, start - 7), start))
    )
