"""Names that only stand in the name of what is measured: 恒生科技指数, 新加坡旅客, 国家现代农业产业园13个."""

from collections.abc import Iterable, Sequence

from extractor.late import late
from extractor.mentions.model import Organization, Quantity, Region
from extractor.mentions.places.regions import is_bare_zone
from extractor.mentions.quantities import money
from extractor.patterns import Expression

_MARKET = (
    "元",
    "币",
    "指数",
    "板块",
    "概念股",
    "存托",
    "主力合约",
    "期货",
    "市场占有率",
    "市场份额",
    "市占率",
    "数量",
    "总数",
    "个数",
)


# 韩国旅客, and each of 中国大陆、香港及台湾旅客: where they come from.
_TRAVELLERS = Expression(
    "(?:[、和与及][一-鿿]{2,4}?){0,6}?(?:籍|{travellers}|客源)(?!吞吐|发送|运输|周转|数据)"
)
_PARTNER = late(
    "(?:[、和与及][一-鿿]{2,6}){0,4}市场(?:[、和与及][一-鿿]{2,6}市场){0,4}的?(?:进出口|出口|进口|需求|分别|各|占到?了?(?=[^，。；]))"
)
# 21个自贸试验区实际使用外资达到1296亿元, 4个一线城市房价上涨0.2%: what they have together is told of them.
_HAS = late(r"[一-鿿]{3,24}?[达为约超计长升跌涨降减]到?\d[\d.,]*(?:%|[万亿]*[美港]?元)(?!的)")
# 居全国第一, 保持全国省区前列: among whom something ranks.
_RANKS = late("(?:[居列占获]|排名|保持|跻身|进入|名列|稳坐|继续)$")
_RANKED = late(
    r"(?:各?(?:省区市|省区|省份|省市|省|市州|地市|城市|同行业?|同类[^，。；]{0,6}))?的?"
    r"(?:第[一二三四五六七八九十\d]{1,3}|首位|榜首|前列|前茅|前[一二三四五六七八九十\d]{1,3}(?![季个月年])|领先|最前)"
)
# 3个国家现代农业产业园: so many of a kind.
_COUNTED = late(r"[\d一二三四五六七八九十]{1,5}[个家座处片](?:国家|省|市|自治区)[一-鿿]{0,8}$")
_OF_STATE = late(r"(?:(?<![一-鿿])|其中|[个家各])国家$")
_NOUN = late(r"[一-鿿]")
_IN_QUOTES = late(r"[一-鿿A-Za-z]{1,6}”[一-鿿]{1,12}\d")


# 远泽汽车上半年全球销量161万辆, 净利润3亿元，全球交付62万辆: what a firm has all over the world.
_WORLD = "全球"
_ITS_TIME = late(
    r"(?:[\d零〇一二三四五六七八九十]{1,4}年|[今去上本]年度?|第?[一二三四\d]财?季度?|[上下]半年|财[年季]|第|前[\d一二三四五六七八九十]{1,2}个?[月季]度?"
    r"|\d{1,2}(?:[-—~至]\d{1,2})?月份?|[QH][1-4]|年|度|累计|合计|的|在|实现|[共当单]季?|同期|品牌|集团|公司|[（(][^（）()]{1,16}[)）]|，)*"
)
_ITS_OWN = late(
    "(?:[总新]|累计|新增|活跃|付费|注册|合计|电动车?|纯电动车?|新能源车?|汽车|整车|零售|批发|同店|范围)*(?:销量|销售|交付|出货|营收|收入|用户|员工|雇员|门店|产能|产量|月活|日活|订单|会员)"
)
_TOLD_BY = late("[。\n]|显示|数据|报告|认为|预[测计期]|统计|指出|表示|[据称]|市场|行业")
_CALLED = 30  # and 公司
_REACH = 90  # characters before what a firm sells in which it may be named


def worldwide(names: Sequence[Region | Organization], view: str) -> list[Region | Organization]:
    """Leave out 全球 where it only says how far what the firm before it has reaches."""
    out: list[Region | Organization] = []
    firm: Organization | None = None
    for name in names:
        if isinstance(name, Organization):
            firm = name if name.kind == "company" else None
        elif view[name.span.start : name.span.end] == _WORLD and _is_its(firm, name, view):
            continue
        out.append(name)
    return out


def _is_its(firm: Organization | None, world: Region, view: str) -> bool:
    start, end = world.span
    called = view.rfind("公司", max(0, start - _CALLED), start)
    begins = max(called + 2 if called >= 0 else -1, firm.span.end if firm else -1)
    if begins < 0 or start - begins > _REACH:
        return False
    if _ITS_TIME.fullmatch(view, begins, start):
        return not view.startswith("市场", end)
    opens = view[start - 1] in "，；,;" and _ITS_OWN.match(view, end) is not None
    return opens and not _TOLD_BY.search(view, begins, start)


def counted_at(quantities: Iterable[Quantity], view: str) -> set[int]:
    """Return where a name begins or ends that is counted: 16个高新区; 产业园13个, but not 新区3家企业."""
    counts = [q.span for q in quantities if q.unit in ("个", "家", "座", "处", "片")]
    return {s.start for s in counts if not _NOUN.match(view, s.end)} | {s.end for s in counts}


# 国家高新区达178家, 跨境电商产业园超过690个: the kind, then how many there are.
_SO_MANY = late(
    r"(?:(?<=国家高新区)|(?<=国家经开区)|(?<=产业园)|(?<=园区))(?:总数|数量)?已?(?:达到?|超过?|突破|增至)\d[\d,.]*[多余]?[个家](?![一-鿿])"
)


# 中国水产门户网报道, 中国经济网北京3月5日讯: whose name tells who reports.
_OUTLET = late(
    r"[一-鿿]{1,8}(?:网|报|社|台|新闻|在线|之声)(?:[一-鿿]{0,3}\d{1,2}月\d{1,2}日)?(?:讯|报道|消息|电(?![一-鿿]))"
)
_BEST = late(r"(?:民营企业|民企|企业|制造业|服务业|互联网|上市公司)?\d{2,4}强")


def _is_part_of_name(name: Region, view: str) -> bool:
    """Tell whether what stands around a place makes one name with it."""
    start, end = name.span
    if name.kind in ("country", "zone") and _PARTNER.match(view, end):
        return True  # 东盟市场出口, which is what goes there
    if name.kind == "country" and _OUTLET.match(view, end):
        return True
    if name.kind in ("country", "generic") and _BEST.match(view, end):
        return True  # 中国500强企业23家
    if name.kind in ("country", "province") and _TRAVELLERS.match(view, end):
        return True  # 新加坡旅客 who come to Macau
    return view.startswith("“", start - 1) and _IN_QUOTES.match(view, end) is not None  # “浙江制造”标准17项


def is_common(name: Region | Organization, view: str, counted: set[int]) -> bool:
    """Tell whether a name only stands in the name of what is measured: 恒生科技指数, 国家现代农业产业园13个."""
    start, end = name.span
    if view.startswith(_MARKET, end) or view.startswith(money.behind_countries(), end):
        return True
    if not isinstance(name, Region):
        return False
    if _is_part_of_name(name, view):
        return True
    if view.startswith(("级", "型"), end) or (
        view[start - 1 : start] == "级" and is_bare_zone(view[start:end])
    ):
        return True  # 自治区级绿色工厂; 获批省级高新区
    if _RANKED.match(view, end) and _RANKS.search(view, max(0, start - 4), start):
        return True  # 连续8年保持全国省区第一
    zone = name.kind == "zone" or view[start:end] == "园区" or is_bare_zone(view[start:end])
    if start in counted or (zone and _COUNTED.search(view, max(0, start - 14), start)):
        return not (zone and _HAS.match(view, end))
    if is_bare_zone(view[start:end]) and _OF_STATE.search(view, max(0, start - 4), start):
        return True  # 其中国家高新区, but not 海口国家高新区
    kinds = view.endswith(("国家级", "省级"), 0, start)  # 省级新区
    return zone and (end in counted or kinds or _SO_MANY.match(view, end) is not None)
