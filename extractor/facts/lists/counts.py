"""Numbers that only say how many names a list has: 甲、乙、丙三个行业; 甲和乙两个地级市增速最高，分别为…"""

from collections.abc import Sequence

from extractor.facts.skeleton import Number
from extractor.late import late
from extractor.mentions.model import Quantity
from extractor.patterns import Expression, listed
from extractor.span import Span

_COUNTERS = ("个", "家", "类", "种", "大", "项")
_COUNTS = Expression("(?:个|大类?|类|种)?(?:支柱|主导|重点|传统|主要)?(?:{kinds}|{place-kinds})")
_SO_MANY = Expression(
    "等?(?:[两二三四五六七八九十]|(?<!\\d)\\d{1,2})[个大家类种]?(?:支柱|主导|重点|传统|主要|细分)?"
    "(?:{kinds}|{place-kinds}|大类|[省市县区州国]|[一-鿿]{0,6}(?:公司|集团|企业|银行|机场|港口|口岸))"
)


# 锂电池、太阳能电池、电动汽车等“新三样”产品: what the names of the list are called together.
_TOGETHER = late(
    '(?:等[“"「][^”“"「」，。]{2,8}|[“"「][^”“"「」，。]{0,3}[两二三四五六七八九十][^”“"「」，。]{1,3})[”"」](?:产品|商品|产业)?$'
)


# 进出口、实际利用外资等各项指标分别增长: what measures are called together.
_MEASURES = late(
    "(?:等(?:各项|多项|各|[两三四五六七八九十]{1,2}[大项个])?|各项|多项)(?:主要|核心|关键)?(?:经济)?指标$"
)


def counts_kinds(number: Number, view: str) -> bool:
    """Tell whether it only says how many names stand before it: 钢铁、石化、电力3个行业利润均增长5%."""
    return isinstance(number, Quantity) and _COUNTS.match(view, number.numeral.end) is not None


def idle(numbers: Sequence[Number], count: int) -> bool:
    """Tell whether the numbers only say for how long (连续5周下跌) or how many names stand there (甲和乙两个市)."""
    return all(
        isinstance(n, Quantity)
        and (n.unit in listed("duration") or (n.unit in _COUNTERS and n.number == count))
        for n in numbers
    )


def uncounted(view: str, span: Span) -> Span:
    """Take 两个市 off the end of a stretch, where nothing but a count or a common name stands there."""
    if view[span.end - 1] in '”"」品业' and (named := _TOGETHER.search(view, span.start + 2, span.end)):
        return Span(span.start, named.start())
    if view.endswith("指标", *span) and (named := _MEASURES.search(view, span.start + 2, span.end)):
        return Span(span.start, named.start())
    m = next((m for m in _SO_MANY.finditer(view, *span) if m.end() == span.end), None)
    return Span(span.start, m.start()) if m else span
