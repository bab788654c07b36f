"""What a clause without a figure says is so: 石料开采业恢复需求, 机电产品成为主力 name what the next clause measures."""

from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.span import Span

# 石料开采业恢复需求，实现增加值0.1亿元: whatever a trade does, the measure behind is its own.
_TRADE = late(
    "(?:其中|此外)?(?P<what>[^，。；“”、的和与及是占\\d]{1,12}?(?:制造|采选|开采|加工|修造|生产|养殖|建筑|运输|服务|批发|零售|物流|旅游|信息|材料|装备"
    "|汽车|能源|电子|化工|医药|产)业)(?![链园务主态绩人化企集投用总产群]|增加)"
)


def opens(view: str, clause: Clause) -> Span | None:
    """Find the trade that opens a clause, and is spoken of beyond it: 船舶修造业马力全开，企业抢订单，."""
    start = max([clause.span.start, *(m.span.end for m in (*clause.names, *clause.periods))])
    m = _TRADE.match(view, start, clause.span.end)
    return Span(*m.span("what")) if m else None


def goes_on(view: str, before: Clause, clause: Clause) -> bool:
    """Tell whether the clause right before opened with a trade, of which this one tells more."""
    return before.span.end == clause.span.start - 1 and opens(view, before) is not None


_IS = late(
    "(?:依然|仍然|仍旧|仍|继续|已经?|一直|始终|也|均|都|则)*(?:(?:连续.{2,4})?成为|稳居|保持|是(?!由|否)|[为系](?!了|主|止|期|何))"
)
_ROLE = late(
    "主力|主力军|主导|主体|支柱|引擎|动力|力量|伙伴|市场|来源|大宗|大国|大省|亮点|重点|龙头|支撑|增长[点极]|行业|产业"
)


def described(view: str, clause: Clause | None, at: int) -> Span | None:
    """Find of what the clause right before says what it is: 机电产品成为出口主力，占七成."""
    if clause is None or view[clause.span.end : at].count("，") != 1 or not _ROLE.search(view, *clause.span):
        return None
    m = _IS.search(view, clause.span.start + 2, clause.span.end)
    if m is None:
        return None
    marks = sorted(n.span for n in (*clause.names, *clause.periods) if n.span.end <= m.start())
    if marks and marks[-1].end == m.start() and any(n.span == marks[-1] for n in clause.names):
        return marks[-1]  # 东盟为第一大贸易伙伴
    span, _ = phrase_before(view, clause.span.start, m.start(), marks)
    return span if span and span.end == m.start() and span.end - span.start > 1 else None


# 夏粮实现增产，产量达2996亿斤; 生猪生产稳定，出栏7亿头; 快递业务高速增长，业务量1750亿件.
_YIELDS = late(
    "(?P<what>(?!企业|公司|集团|项目|市场|经济|全[国省市县]|我[国省市县]|各[地省市]|国内|去年|今年|整体|总体|同时|其中)[一-鿿]{2,7}?)"
    "(?:(?:生产|种植|播种|养殖|产销|种养)?(?:形势|面积|供给|供应|能力|数量|质量|业务)?(?:和?质量|和?面积)?)"
    "(?:再次|再度|继续|稳步|持续|全面|已经?|均|都|双双|总体|整体|基本)*"
    "(?:实现|再?获|喜[获迎]|迎来|保持|呈现|稳中|平稳|稳定|稳产|充足|充裕|良好|向好|较好|[增减]产|丰[收产]|并增|[高快]速|较快|加快|恢复|扩大)"
)
_YIELD = late(
    "(?:预计)?(?:总|年)?(?:产量|单产|产值|出栏量?|存栏量?|业务量|销量|播种面积|种植面积|产能)|总产|产销量"
)
_WHO = late("(?:公司|企业|集团|厂|园区|单位|部门|农户|农民|[省市县区镇村州]|我们|地区|平台|品牌)$")


def yields(view: str, clause: Clause, measure: str) -> Span | None:
    """Find the crop or goods whose harvest or output a clause speaks of, where the next only says 产量."""
    if not _YIELD.fullmatch(measure):
        return None
    start = max([clause.span.start, *(m.span.end for m in (*clause.names, *clause.periods))])
    start += view.startswith(("，", ","), start)
    m = _YIELDS.match(view, start, clause.span.end)
    if m is None or _WHO.search(m["what"]):
        return None
    return Span(*m.span("what"))
