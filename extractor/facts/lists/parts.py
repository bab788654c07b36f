"""Lists of parts of a whole: 甲、乙占比分别为a、b, 甲、乙分别拉动增长a、b个百分点."""

import re

from extractor.facts.model import Measure
from extractor.facts.skeleton import Number
from extractor.late import late
from extractor.mentions.model import Change, Quantity, quantity_of
from extractor.span import Span

_SHARE_NOUN = late(r"(?:占[^，。；、占]{2,16}?)?的?(?:占比|比重|所占比重|份额)$")
_GIVES_NOUN = late("对[^，。；、对]{2,16}?的?(?:贡献率|贡献度|拉动率)$")


def without_share(view: str, span: Span, number: Number) -> tuple[Span, Measure]:
    """Take 占比 off 第三产业占比, 贡献率 off 内需对经济增长的贡献率: the part is what is measured."""
    if isinstance(number, Change) and number.unit != "pp":
        return span, "level"
    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str], Measure], ...] = (
        (_SHARE_NOUN, _TAKES, "share"),
        (_GIVES_NOUN, GIVES, "contribution"),
    )
    for noun, verb, measure in kinds:
        m = noun.search(view, *span)
        if m and m.start() > span.start:
            return Span(span.start, m.start()), measure
        if verb.search(view, span.end, number.span.start):
            return span, measure
    return span, "level"


_TAKES = late("(?:分别|依次)占|占[^，。；、占]{1,16}?的?(?:比重|占比|比例|份额)")
GIVES = late("(?:分别|依次)(?:向[上下])?(?:拉动|上拉|下拉|拉低|拉高|贡献)(?!了)")


def contributed(number: Number, *, drags: bool) -> Number:
    """Read 分别拉动增长1.2个、0.3个百分点 as so much given, and no growth."""
    if isinstance(number, Quantity) or number.quantity is None or number.unit != "pp":
        return number
    rate = -number.rate if drags and number.rate and number.rate > 0 else number.rate
    at = number.quantity
    return quantity_of((at, at, rate, number.low, number.high, number.unit, None, "exact"))
