"""Classes of firms, trades and markets that are told as one: 上市银行净利润, 保险业保费收入, 科创板营收."""

from extractor.late import late
from extractor.mentions.model import Region
from extractor.patterns import Expression

_SIGHT = 24  # characters before a class in which its clause begins, or its count stands
# What a class opens its clause with: 前三季度，21家|上市银行; 数据显示|保险业; no place, as 松岭市上市公司 are the city's.
_OPENS = late(
    r"(?:^|[\s，。；：,;:！？!?…（）()【】“”—|]|[年月日度末底份期初]|[上下]半年|[今去前明][年日天]|其中|显示|表明|来看|而言|合计|目前|当前|当月|当季|当日|单季|整体|同期)"
    r"(?:约|有|共|这)?(?P<count>(?:\d+|[一二三四五六七八九十两]{1,3})[家大])?(?:所有|全部|主要|大型|头部)?$"
)
# What may stand between a class and its figure: 保险业|累计实现|原保险保费收入, 股份行|实现11亿元的|营业收入.
_FIGURE = Expression(
    r"(?:[（(][^（）()]{1,20}[）)])?(?:[、和与及][一-鿿A-Z]{2,8}?){0,5}?"
    r"(?:[的共已]|在?(?:今年|去年|20\d\d年)?(?:前?\d{1,2}(?:[—-]\d{1,2})?个?月份?|[前第]?[一二三四]个?季度|[上下]半年|全年|今日|当日|昨日|全天)"
    r"|分别|均|各|整体|总体|合计|平均|累计|共计|总计|当月|当季|单季|单月|汇总|预计|本外币|人民币|国内|境内){0,4}+"
    r"(?:共?(?:实现|完成|录得|取得|达到|计提)(?:\d[\d.,]*[万亿]*元)?)?了?的?(?:{class-figures})(?!翻[倍番]股)"
)
# 有38家险企净利润超10亿元: it is counted how many have so much.
_COUNTED = late(r"[一-鿿]{0,8}?(?:超|逾|突破|不足|低于|高于|为正|过[\d百千万])")
_AND = "、和与及"


def told_of(text: str, start: int, end: int, last: Region | None) -> int | None:
    """Return where a class begins, its count with it, if it opens its clause and what only classes have follows."""
    figure = _FIGURE.match(text, end)
    if figure is None:
        return None
    if text[start - 1 : start] in _AND and last and last.kind == "class" and last.span.end == start - 1:
        return start
    m = _OPENS.search(text, max(0, start - _SIGHT), start)
    if m is None or (m["count"] and _COUNTED.match(text, figure.end())):
        return None
    return m.start("count") if m["count"] else start
