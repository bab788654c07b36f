"""The measure that a clause sets over its sentence: 从营收来看，A股公司35万亿元; 投资方面，制造业增长5%."""

import re
from dataclasses import dataclass

from extractor.facts import phrases
from extractor.facts.binding import shares
from extractor.facts.indicators import measures
from extractor.facts.skeleton import Clause, Number
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.mentions.names import known
from extractor.span import Span

_LOOKS = late(r"(?:来看|而言|来说|方面|上看|角度看|看)$")
_LOOK_ENDS = ("看", "而言", "来说", "方面")
# 从主要产品产量看，纱增长16%: it says which are told of, and each has its own name.
_KINDS = late("产品|行业|品种|主要|重点|分[一-鿿]{1,3}")
_BARE = ("增量", "存量", "余额", "总量", "总额", "总值", "规模", "数量", "价格", "均价", "产量", "销量")
# What is only counted has its noun beside it: 从营收看，30家增长.
_COUNTED = frozenset("个家户所座条名人张项件根次")


_TELLS = late(
    "(?:初步|最新|据[一-鿿]{0,6}?)?(?:统计|测算|核算|估算|介绍|了解|数据)(?:显示|表明)?|记者(?:了解到|获悉)|同时|其中"
)


def only_tells(clause: Clause, view: str) -> bool:
    """Tell whether a clause only says where the figures are from: 社会融资规模方面，初步统计，7月增量为…"""
    return _TELLS.fullmatch(view, *clause.span) is not None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a sentence looks at."""

    span: Span
    share: bool  # it is the part of something: 从…占全国的比重来看


def looks(clause: Clause, view: str) -> re.Match[str] | None:
    """Find how a clause ends that only says what is looked at: 分车型看, 投资方面."""
    return _LOOKS.search(view, *clause.span) if view.endswith(_LOOK_ENDS, *clause.span) else None


def seen(clause: Clause, view: str) -> Seen | None:
    """Find the measure that a clause without a figure sets over what follows."""
    m = looks(clause, view)
    if m is None or not measures.may_name_measure(view, clause.span):
        return None
    if part := shares.share_phrase(clause, clause.span.start, m.start(), view):
        return Seen(part, True)
    marks = sorted(n.span for n in (*clause.names, *clause.periods))
    span, _ = phrase_before(view, clause.span.start, m.start(), marks)
    bare = measures.without_growth_noun(view, span) if span else None
    return Seen(bare, False) if bare and measures.is_measure(bare.cut(view)) else None


def lends(over: Seen | None, span: Span, number: Number, view: str) -> Indicator | None:
    """Name what has no measure of its own by the one that stands over it."""
    counted = isinstance(number, Quantity) and number.unit in _COUNTED
    text = span.cut(view)
    if over is None or counted or _KINDS.search(view, *over.span):
        return None
    if text in _BARE and not view.endswith(text, *over.span):
        return phrases.join(span, [over.span, span])  # 社会融资规模方面，7月增量为…
    if measures.is_measure(text) or known(text):
        return None
    return phrases.join(span, [span, over.span])


# 主要订单来源地区，美国284亿美元、日本29亿美元: what each of them has.
_WHENCE = late(
    "主要的?(?P<what>(?:外销)?订单|接单|出口|进口|货值|投资)(?:来源|接单|目的|往来)?(?:地区|地|国家|国别|市场)$"
)


def whence(clause: Clause, view: str) -> Span | None:
    """Find what the places have that a clause says are its main sources or markets."""
    m = _WHENCE.search(view, *clause.span)
    return Span(*m.span("what")) if m else None
