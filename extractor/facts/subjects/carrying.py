"""When the name that a text goes on with is not whom its next figure is about: a body tells of all, several firms sum up."""

from collections.abc import Sequence
from typing import Literal

from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Name, Skeleton
from extractor.facts.subjects.roles import is_class, is_firm, is_listed, tells
from extractor.late import late
from extractor.mentions.model import Indicator, Quantity, Region
from extractor.patterns import Expression
from extractor.span import Span

Told = Literal["country", "trade"]

_FROM = late(r"(?:根?据|按照?|来自)(?:最新)?$")
_FIGURES = late(
    r"的?(?:[昨今][天日]|日前|近日)?(?:\d+月\d+日)?(?:最新)?(?:的|公布|发布|披露)*(?:最新)?(?:统计|监测|调查|行业)*(?:数据|资料|统计)(?!局)"
)
_OF_COUNTRY = late(r"国家[^，。]{2,12}|中国人民银行|[^，。]{0,6}总[署局]|(?:财政|商务|工信|农业农村)部")
_BUREAU = late(r"统计局")
_REACH = 2000  # characters back in which a body may have been named in full
_SEVERAL = Expression(
    r"(?:其中，?|这|上述|以上)?(?:[两三四五六七八九十]{1,3}|\d{1,4})[家大]?(?:A股|上市|国有|股份制|城商|主要|头部)*"
    r"(?:{firm-classes}|行(?=[一-鿿]{2}))"
)
_SO_MANY = Expression(r"(?:{firm-classes})(?:还|仍|共|已)?有?\d+家$")
_TOGETHER = late(r"合计|总计|共计")
_PEERS = Expression(r"(?:上市企业|{firm-classes})$")
_OF_COUNTRIES = late(
    r"(?:居民)?消费价格指数|CPI|PPI|^物价|GDP$|生产总值$|失业率|通胀率?$|^M[0-2]|^社融|社会融资规模|货币供应量|(?:制造业|非制造业|服务业)PMI|^(?:世界|全球|宏观|国民)?经济(?:增长率?|增速)?$|经济体$|新兴市场$"
)
_FIRM_UNITS = ("家", "间")
# 人民币升值1.33%, 美元指数走贬, 标普500指数上涨2.8%: what a currency or an index is worth is nobody's figure.
_NOBODYS = Expression(
    r"(?:人民币|[美欧日澳加纽韩港]元|日圆|英镑|[澳加纽韩台港日新]币|瑞士法郎|美元指数)(?:汇率|中间价)?"
    r"|(?:国际|美国|全球|[美港]股)?(?:原油基准|三大指数)?(?:{market-quote})(?:期货|价格|主力|合约|全周|本周|收盘|盘中|早盘|午后|累计|一度)*"
)


def is_nobodys(view: str, indicator: Span) -> bool:
    """Tell whether an indicator is a currency's or a stock market's."""
    return _NOBODYS.fullmatch(view, *indicator) is not None


def is_of_countries(indicator: str) -> bool:
    """Tell whether no firm can have what is measured: prices at large, the whole product."""
    return _OF_COUNTRIES.search(indicator) is not None


def can_be_main(name: Name | None, told: Told | None) -> bool:
    """Tell whether figures that a body tells can be of the name: those of a trade are no firm's, the country's no city's."""
    if told is None or name is None:
        return True
    return isinstance(name, Region) and (told == "trade" or name.kind in ("country", "generic"))


def is_wide(main: Name | None) -> bool:
    """Tell whether an article goes on with a class that it tells of: one on a firm or a town only puts it beside them."""
    return main is None or is_class(main) or main.kind in ("country", "generic")


def with_class(view: str, indicator: Indicator, which: Name) -> Indicator:
    """Put a class back into what is measured: 上市公司再融资 in a report on a province is the province's."""
    pieces = indicator.parts or (indicator.span,)
    start, end = which.span.end, pieces[0].start
    if start > end or _STOP.search(view, start, end):
        return indicator
    if start == end and not indicator.parts:
        return indicator._replace(span=Span(which.span.start, indicator.span.end))
    return indicator._replace(parts=(which.span, *pieces))


_STOP = late("[，。；：]")
_BRINGS = Expression("(?:{brings})了?$")
_BROUGHT_BY = 6  # characters of a verb before the whole


def is_whole(view: str, name: Name, fact: Fact) -> bool:
    """Tell whether a name only says of what a share is: 贡献了全省50%的税收, 创造了全县产值的85%; or what is measured."""
    if name.span in fact.indicator.parts:
        return True
    if fact.measure != "share" or fact.quantity is None:
        return False
    if name.span.end == fact.quantity.span.start:
        return True
    of_it = name.span.end == fact.indicator.span.start and view.startswith("的", fact.indicator.span.end)
    return of_it and _BRINGS.search(view, name.span.start - _BROUGHT_BY, name.span.start) is not None


# 全国百强房企销售额1.6万亿元: neither the city's nor one firm's.
_OF_ALL = Expression(
    "(?:[百千五]强|[前]?\\d{2,3}强|重点|主要|规模?以?上|大型|样本|头部){1,2}[^，。；、\\d]{0,6}?(?:{firm-classes}|企业|公司|机构|城市)"
)


def _is_of_all(view: str, name: Name, clause: Clause) -> bool:
    """Tell whether a clause opens with a class of firms or cities of the whole country."""
    whole = name.span.cut(view) in ("全国", "全球", "中国")
    opens = clause.span.start == name.span.start or any(p.span.end == name.span.start for p in clause.periods)
    return whole and opens and _OF_ALL.match(view, name.span.end) is not None


def told_by(view: str, skeleton: Skeleton) -> Told | None:
    """Tell whether a body gives the figures of a country or a trade: 据某协会数据, 根据国家统计局数据."""
    if skeleton.silent:
        return None
    for clause in skeleton.clauses:
        for name in clause.names:
            if _is_of_all(view, name, clause):
                return "country"
            if not tells(name) or not _FIGURES.match(view, name.span.end):
                continue
            if not _FROM.search(view, clause.span.start, name.span.start):
                continue
            if name.kind == "association":
                return "trade"
            # 统计局 is short for the last one named, which is the country's if the article names no other.
            bare = _BUREAU.fullmatch(view, *name.span)
            at = view.rfind("统计局", max(0, name.span.start - _REACH), name.span.start) if bare else -1
            if _OF_COUNTRY.fullmatch(view, *name.span) or (at >= 0 and view.startswith("国家", at - 2)):
                return "country"
    return None


def of_several(view: str, clauses: Sequence[Clause], at: int) -> bool:
    """Tell whether the last clause is about so many firms, of which the one spoken of is one."""
    clause = clauses[-1]
    if _SEVERAL.match(view, clause.span.start, at):
        return True  # 甲银行资产5万亿元。…六家银行资产合计17万亿元
    if len(clauses) < 2 or not _TOGETHER.match(view, clause.span.start, at):
        return False
    if _SO_MANY.search(view, clauses[-2].span.start, clauses[-2].span.end):
        return True
    listed = [n for c in clauses[:-1] for n in c.names if is_firm(n) and is_listed(view, n)]
    return len(listed) > 1 or _SEVERAL.search(view, clauses[0].span.start, clause.span.start) is not None


def counts_peers(q: Quantity | None, indicator: str) -> bool:
    """Tell whether firms of a class are counted: 43家上市券商 are no figure of the broker named last."""
    return q is not None and q.unit in _FIRM_UNITS and _PEERS.search(indicator) is not None
