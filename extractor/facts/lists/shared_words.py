"""What the names of a list share: 企业 in 企业研发投入、研发强度; 产业增加值 in 第一、第三产业增加值; 级项目 in 省、市级项目."""

from extractor.facts.indicators import measures
from extractor.facts.phrases import Parts
from extractor.late import late
from extractor.patterns import Expression, listed
from extractor.span import Span

_TRADE = late(r"(?:[对自向][^、，]{1,8}?)?(?:出口|进口)(?=[一-鿿]{2})(?![额总值量交])")

NUMBERED = late("[一二三](?=产业|$)")


_SOWN = late("总?(?:播种|种植|栽培|栽种|养殖|收获|采摘|挂果|造林)总?面积$")


def stem(item: str, first: str) -> int:
    """Count what a later measure shares with the first: 企业 in 企业研发投入、研发强度; 商品房 in 商品房销售面积、金额."""
    if first.startswith("第") and NUMBERED.match(item):
        return 1  # 第一、二、三产业
    if (trade := _TRADE.match(first)) and not _TRADE.match(item) and not measures.is_measure(item):
        return trade.end()  # 对非洲出口农药、农业机械
    if not measures.is_measure(item) or len(item) > 4 or len(first) <= len(item):
        return 0
    shared = first.rfind(item[:2])
    if shared > 0:
        return shared
    if (sown := _SOWN.search(first)) and sown.start():
        return sown.start()  # 蔬菜播种面积、产量
    return len(first) - 2 if len(item) == 2 and measures.is_measure(first) else 0


_TRADE_ENDS = late("(?<![企就创作营开停毕失])业(?=(?:[一-鿿](?<!业)){2,10}$|企业$)(?![态务主])")
_LEVEL = late("(?:国家|[省市县区州])级?")
_OF_LEVEL = late("(?:国家|[省市县区州])级(?P<rest>[一-鿿]+)")


def level_of(item: Span, last: Span, view: str) -> Parts:
    """Return what 省 takes from 市级重点项目: 省、市级重点项目分别完成投资a、b."""
    if _WAYS.fullmatch(view, *last) and item.cut(view) in "东南西北中":
        return (Span(last.start + 1, last.end),)  # 西、东通道分别开行中欧班列
    m = _OF_LEVEL.fullmatch(view, *last)
    if m is None or item == last or not _LEVEL.fullmatch(view, *item):
        return ()
    bare = not view.endswith("级", *item)
    return (Span(m.start("rest") - bare, m.end("rest")),)


_HEAD = Expression(
    "(?:(?:批发市场)?[周月日年](?=均价)|批发市场(?=均?价)|(?:批发|零售|出厂|收购|平均|成交)(?=价)|(?:种植|播种|收获|养殖|栽培|造林|建筑|销售|施工|竣工|新开工)(?=面积))?(?:{shared-head})$"
)
_INSURED = late("(?:城乡居民|城镇职工|企业职工|城镇|职工|居民)?(?:基本)?(?:养老|医疗|失业|工伤|生育)")
# 综合机械化率, 无害化处理率 are one word each.
_WHOLE_RATE = late("(?:(?:耕种收)?综合|无害化|资源化|规模化|标准化|集中)[^的、和与]{1,4}率$")
_RATE = late("(?:[^的、和与]{1,4}率|[^的、和与]{1,4}比例|[^的、和与]{1,3}中位数)$")
_PAIRS = frozenset(("轻重", "内外", "外内", "进出", "出进", "客货", "存贷", "城乡", "男女", "旱水", "冬春"))
_DEED = late("新?(?:开工|竣工|投产|签约|入库|续建|在建|达产|落地)")
_WAYS = late("[东南西北中](?:通道|线|翼|片区?|路)")
_SIZES = late("[大中小微]型")
_BARE_GOODS = late("(?:国内|全国|全省|全市)?(?:[汽煤柴]|[猪牛羊禽鸡鸭鹅兔])")
_GOODS = late("[汽煤柴]油|[猪牛羊禽鸡鸭鹅兔]肉")
_WHENCE = late("[一-鿿]{2,5}(?<![客物车品率量额])")
_COME_FROM = Expression("[一-鿿]{2,6}?(?P<who>(?:{travellers})的?[一-鿿])")


# 装备制造、食品加工规上企业数量; 机器人、新能源规上企业
_BEARERS = late("(?:企业|公司|单位|项目|主体|商户|机构|门店|网点)$")
_SO_MANY = late(
    r"(?:(?:新[增设签]|新?签约|新开工|在建|规模?以?上|限额?以?上|高新技术|科技型中小)*(?:企业|公司|项目|市场主体|商户|门店|网点)的?(?:总?数量?|家数|个数|总量)"
    r"|(?:规模?以上|规上|限额?以上|限上)(?:工业)?企业)$"
)


def _is_pair(item: str, last: str) -> bool:
    """Tell 一、二线城市住宅价格, 规上轻、重工业总产值, 大、中、小型企业PMI and 汽、柴油价格."""
    ordinal = item in "一二三四" and last[0] in "一二三四"
    way = len(item) == 1 and item in "东南西北中" and _WAYS.match(last) is not None
    size = item in "大中小微" and _SIZES.match(last) is not None
    whole = item.endswith("旅客")  # 旅客和货邮吞吐量
    goods = _BARE_GOODS.fullmatch(item) is not None and _GOODS.match(last) is not None
    return ordinal or size or way or goods or (item[-1] + last[0] in _PAIRS and not whole)


def head(item: str, last: str) -> int:
    """Count what 第一产业 takes from the end of 第三产业增加值."""
    sides = listed("sides")
    if item in sides and last[: len(item)] in sides:
        return len(last) - len(item)  # 城镇和农村人均住房面积
    if (item in "一二三" or (item.startswith("第") and len(item) == 2)) and (at := last.find("产业")) > 0:
        return len(last) - at  # 第一、第三产业增加值
    if len(item) == 2 and item[1] == "线" and last[1:2] == "线":
        return len(last) - 2  # 一线、二线、三线城市房价
    if _LEVEL.fullmatch(item) and (m := _OF_LEVEL.fullmatch(last)):
        return len(m["rest"]) + (not item.endswith("级"))  # 省、市级重点项目
    if _is_pair(item, last):
        return len(last) - 1
    if _DEED.fullmatch(item) and (deed := _DEED.match(last)) and deed.end() < len(last):
        return len(last) - deed.end()  # 新开工、新竣工亿元以上项目
    if _INSURED.fullmatch(item) and (at := last.find("保险")) > 0:
        return len(last) - at  # 基本养老、失业、工伤保险参保人数
    return _behind_same(item, last) or _measure(item, last)


def _behind_same(item: str, last: str) -> int:
    """Count what follows the word that both end in: 城镇职工基本养老保险、基本医疗保险参保人数."""
    if len(item) < 2 or measures.is_measure(item):
        return 0
    if item[-1] == "业" and (trade := _TRADE_ENDS.search(last)):
        return len(last) - trade.end()  # 先进制造业、现代服务业项目
    ending = "类" if item[-1] == "类" else item[-2:]  # 烟酒类、饮料类商品零售额
    at = last.find(ending) if len(item) > 2 else 0
    return len(last) - at - len(ending) if at > 0 else 0


def _measure(item: str, last: str) -> int:
    """Count the measure that the last name ends in, if the item has none of its own."""
    if _WHENCE.fullmatch(item) and (who := _COME_FROM.match(last)):
        return len(last) - who.start("who")  # 内地、香港及台湾地区旅客的人均消费
    if (so_many := _SO_MANY.search(last)) and so_many.start() and not _BEARERS.search(item):
        return 0 if measures.is_measure(item) else len(so_many[0])
    if item.startswith("接待"):
        return 0  # 接待游客、旅游收入
    m = _WHOLE_RATE.search(last) or _HEAD.search(last)
    if m and m.start() and last[m.start() - 1] == "等":
        m = _HEAD.search(last, m.start() + 1) or m  # 煤炭和电力等能源消费量: those of coal
    m = m or _RATE.search(last)
    if m and m[0].startswith("排放") and "排放" not in item:
        return len(m[0])  # 化学需氧量、二氧化硫排放量
    if m and item.endswith("旅客") and m[0].endswith("量"):
        return len(m[0])  # 旅客和货邮吞吐量
    if m is None or _HEAD.search(item) or _RATE.search(item) or measures.is_measure(item):
        return 0
    return len(m[0]) if m.start() else max(0, len(last) - len(item))  # 东部、西部通关率
