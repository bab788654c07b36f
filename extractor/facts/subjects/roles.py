"""What a name does where it stands: can it be whom a figure is about, does it open its clause, does it only tell."""

from extractor.facts.skeleton import Clause, Name
from extractor.facts.subjects import ranks
from extractor.late import late
from extractor.mentions.indicators import governed, words
from extractor.mentions.model import Organization, Region
from extractor.patterns import Expression, listed
from extractor.span import Span

_COMPARED = Expression("(?:{aside})$")
# Who tells the figures is not whom they are about.
_TELLS = ("government", "media", "association", "university", "institute")
_SPEAKERS = ("据", "来自", "记者从", "从", "由", "根据")
_LOOKED_AT = late("(?:来看|看|而言|来说|来讲)[，,]")  # 从全省看，…
_OWNERS = ("股东为", "股东是", "制人为", "制人是")  # who owns it is another
_GIVES = Expression("(?:{gives})$")
_SAYS = Expression("的?(?:{says})")
# 统计处：2月份零售额…, and a body's own 数字, 口径, 预测, whatever stands between: it tells what others do.
_TELLS_LATER = Expression(
    "[：:]|(?:[（(][^（）()]{1,16}[）)]|[）)])?[^，。；：、]{0,10}?(?:在[^，。；：、]{2,14}[里中])?(?:{tells-later})"
)
# 奥维云网的监测显示, 集邦咨询1月报告称: what it finds out is about others; a firm's 业绩报告 is about itself.
_FINDS_OUT = late(
    r"[^，。；、]{0,36}?(?:(?:监测|统计|抽样|调查|测算|研究|分析|联合发布的)(?:数据|报告|结果)?[^，。；、]?显示"
    r"|(?<!年度)(?<!季度)(?<!业绩)(?<!责任)(?<!发展)报告(?:称|显示|指出|认为|预计|预测)"
    r"|(?:调查|走访|抽查)了?(?:全国|全省|全市|国内)?\d|(?:公布|发布)的?(?:最新)?的?(?:预测|预估|监测|统计|调查|研究)(?:数据|报告|结果))"
)
_NO_NAME = late(r"[\W\d_×]*")  # ★, （300×××）
_OF_PLACES = Expression("{of-places}")
_HELD_BY = ("股东", "普通股", "母公司", "权益", "拥有人")
_BESIDES = ("以外", "之外", "籍", "·")
_OWN_PEOPLE = Expression("(?:相关|有关)?(?:{own-people})")
# 西部矿业、能源集团等6家企业: examples of what is counted.
_EXAMPLES = late(
    r"(?:、[^，。；]{1,50})?等(?:全球|世界|国内外|海外)?(?:约|近|逾|超过?)?(?:(?:\d+|[一两二三四五六七八九十百几数多]+)[余多]?[家个所条项款批位名种户大国]|[一-鿿]{0,8}(?:项目|企业|平台|机构|公司|园区|中心|基地)\d)"
)
_PROJECTS = late(r"[^，。；、\d]{1,16}项目、")  # 某公司机械臂项目、智慧冷链项目等2个项目
_OF_EXAMPLE = late(r"[^，。；、]{1,14}等[一-鿿]")  # 、全国生猪调出大县等荣誉
_DOES = frozenset({"cut", "link", "head"})
_FIRMS_OF = late(r"(?P<first>[一-鿿]{2,6})、[^，。；]{2,60}等[一-鿿]{0,6}(?:企业|公司|集团|机构|品牌)")
_PARK_RUN = late("(?:运营|开发|建设|招商|管理)(?:机构|公司|企业|平台)")  # 专业园区运营机构
_FACILITY = Expression("[一-鿿]{0,6}?(?:{facility})")
_WORKS = Expression("(?:{facility}|高铁|城际)$")
_HONOURS = Expression("(?:级|市级)?(?:{honours}|“[^“”]{2,12}”(?:{honours}|企业|人才|项目|产品))")
_OF_COUNTRY = late(
    r"[^，。；、\d]{2,10}?(?:示范[区县市镇村户点社]|示范(?:基地|企业|单位|城市|项目|园区)|先进(?:单位|集体|个人)|文物保护单位|文明(?:村镇|单位|城市))"
)
_ASIDE = late(r"[（(][^（）()。；]{1,24}[）)][、及和]")
_BEHIND_ASIDE = tuple(close + link for close in "）)" for link in "、及和")
_ALL_OVER = ("全国", "世界", "全球", "省内", "国内", "城乡", "全省", "全市", "我国")
_LISTS = ("、", "—", "－", "–")
# 京沪高铁发布2022年报: what a firm publishes of itself is about the firm.
_OWN_REPORT = late(
    r"(?:日前|近日|今日|今天|昨日|昨晚|\d+月\d+日)?(?:晚间)?(?:正式)?(?:发布|公布|披露|公告|发出)(?:了|称)?[^，。；]{0,16}?"
    r"(?:[年季中]报|[年季]度报告|业绩|财报|公告|快报|预告|经营数据|产销)"
)
# 某集团公布，去年总收入…; 某公司宣布，第三财季收入…
_OWN_NEWS = late(
    r"(?:今日|今天|昨日|日前|\d+日)?(?:公布|宣布|公告|披露)(?:称|说)?[，,：:]\s?"
    r"(?:截至|去年|今年|期内|上半年|下半年|全年|中期|首[季三]|第[一二三四]|[一二三四]季|前三季|\d+月|20\d\d)"
)
_REPORTING = ("company", "bank")
_IS = late("不?[是为]|不在|作为")
FAR = 40  # characters into a clause, beyond which nothing opens it
_NEAR = 6  # characters between a name and the indicator that it owns: 科学城已成功引进项目
# 新华社北京1月3日电, 〔记者某某／台北报导〕
_DATELINE = late(r"\d{1,2}月\d{1,2}日(?:电|讯)|讯|专电|(?:综合|连线|现场|外电)?报[导道][〕】）)\]：:]")


def tells(name: Name) -> bool:
    """Tell whether it rather tells the figures than is what they are about."""
    return isinstance(name, Organization) and name.kind in _TELLS


# 业务收入（不包括邮政储蓄银行直接营业收入）: who is named in a remark.
_REMARKED = late(r"[（(](?:不[包含]|[包含]|其中|注|除)[^（）()]*$")


# 县人民政府, 市委: whose, the text says elsewhere.
_ANY_RULER = late("(?:[省市县区州旗镇乡村](?:党?委|府|政府|人民政府))+")

_PUT = late(
    "(?:[、和与及][一-鿿]{2,6}){0,4}?(?:列入|纳入|列为|划入|移出|作为|视为|定为)"
)  # 将古巴和日本列入风险区
_QUOTED = Expression("^(?:{market-quote})$")  # 纳斯达克反弹3.9%
# 联交所对本公告的内容概不负责: who only says that he answers for nothing.
_DISCLAIMS = late("[^，。；]{0,60}(?:概不(?:负责|承担)|不(?:承担|负)任何[^，。；]{0,4}责任)")
_BRAND = late(r"[^“”，。；：、\d]{1,8}”")  # “浙江制造”标准


# 欧盟继续稳居宁波第一大贸易伙伴: whose partner it is the figures are about.
_IS_PARTNER = late(
    "[^，。；、\\d]{1,16}?(?:贸易伙伴|出口市场|出口目的地|进口来源[国地]|投资来源地|客源地|客源市场|合作伙伴)(?![^，。；]{0,4}[的有])"
)


def can_be_subject(view: str, name: Name, clause: Span) -> bool:
    """Tell whether a name can be whom a figure is about where it stands."""
    before = view[max(clause.start, name.span.start - 3) : name.span.start]
    after = view[name.span.end : name.span.end + 5].removeprefix("》")  # 《证券日报》记者
    remarked = _REMARKED.search(view, max(clause.start, name.span.start - FAR), name.span.start)
    moved = before.endswith(("将", "把")) and _PUT.match(view, name.span.end)
    branded = before.endswith("“") and _BRAND.match(view, name.span.end)
    partner = (
        isinstance(name, Region)
        and name.kind in ("country", "zone")
        and _IS_PARTNER.match(view, name.span.end)
    )
    everywhere = name.span.cut(view) == "各地" and view.endswith(_ALL_OVER, 0, name.span.start)
    unconcerned = view.startswith(("及", "和", "对", "与", "、"), name.span.end) and _DISCLAIMS.match(
        view, name.span.end
    )
    if (
        remarked
        or moved
        or branded
        or partner
        or everywhere
        or unconcerned
        or _QUOTED.occurs(name.span.cut(view))
    ):
        return False
    looked_at = before.endswith(("从", "就")) and _LOOKED_AT.match(view, name.span.end) is not None
    # 亚洲以外，输往德国的货值; 亳州籍人士返乡创业; 2020中国·干窑论坛
    if not looked_at and (
        _COMPARED.search(before)
        or ranks.only_ranks(view, name, before)
        or _DATELINE.match(view, name.span.end)
        or after.startswith(_BESIDES)
    ):
        return False
    if looked_at or speaks_for(view, name) or view.startswith("为例", name.span.end):
        return True
    if _is_example(view, name) or _PARK_RUN.match(view, name.span.end):
        return False
    if is_firm(name) and (_OWN_REPORT.match(view, name.span.end) or _OWN_NEWS.match(view, name.span.end)):
        return True
    bracketed = view.startswith(("）", ")"), name.span.end)  # 中国电力企业联合会（简称中电联）预计
    if (tells(name) or bracketed) and (
        view.startswith(("：", ":"), name.span.end) or _TELLS_LATER.match(view, name.span.end)
    ):
        return False
    if builds(view, name):
        return True
    if isinstance(name, Organization) and (
        before.endswith((*_SPEAKERS, *_OWNERS))
        or _ANY_RULER.fullmatch(view, *name.span)
        or _GIVES.search(before)
        or _SAYS.match(after)
        or _FINDS_OUT.match(view, name.span.end)
    ):
        return False
    held = is_firm(name) and view.startswith(_HELD_BY, name.span.end)  # 归属于某公司股东的净利润
    return held or not governed(view, name.span.start)


def _is_example(view: str, name: Name) -> bool:
    """Tell whether it is, or begins, one of the examples of what is counted."""
    row = _FIRMS_OF.match(view, name.span.end) if isinstance(name, Region) else None
    firms = row and all(w.classes.isdisjoint(_DOES) for w in words(view, *row.span("first")))
    if view.startswith("项目、", name.span.end) or (is_firm(name) and _PROJECTS.match(view, name.span.end)):
        return True
    last = view.endswith("、", 0, name.span.start) and _OF_EXAMPLE.match(view, name.span.end)
    return bool(firms or last) or _EXAMPLES.match(view, name.span.end) is not None


_BUILDS = ("投资", "总投资", "出资", "斥资", "建设", "投建", "投资建设", "独资", "承建", "实施")


def builds(view: str, firm: Name) -> bool:
    """Tell whether works are a firm's: 项目由某公司投资35亿元."""
    return (
        view.startswith("由", firm.span.start - 1)
        and view.startswith(_BUILDS, firm.span.end)
        and is_firm(firm)
    )


def is_firm(name: Name | None) -> bool:
    """Tell whether 公司 can stand for the name."""
    return isinstance(name, Organization) and name.kind in _REPORTING


def is_class(name: Name | None) -> bool:
    """Tell whether it is a class of firms or a trade that is told as one: 上市银行, 保险业."""
    return isinstance(name, Region) and name.kind == "class"


def belongs_to_place(text: str) -> bool:
    """Tell whether an indicator can only be a place's."""
    return bool(_OF_PLACES.search(text))


def is_listed(view: str, name: Name) -> bool:
    """Tell whether it is one of several names: 麦当劳、小米等一批首店, “西宁—成都—曼谷”航线, 香港（58万人次）、日本."""
    start, end = name.span
    if view.startswith(_LISTS, end) or view.endswith(_LISTS, 0, start):
        return True
    return _ASIDE.match(view, end) is not None or view.endswith(_BEHIND_ASIDE, 0, start)


_FLASH = late(r"\s*\d{1,2}[:：]\d{2}(?::\d{2})?\s*【")


def begins_flash(view: str, sentence: Span) -> bool:
    """Tell whether a line of a news ticker begins: 09:05【乘联分会：…】."""
    return bool(_FLASH.match(view, *sentence))


def grants(view: str, name: Name) -> bool:
    """Tell whether a place may only say who granted what is counted: 江苏省民营科技企业, 广东省“珠江计划”人才."""
    if name.span.cut(view) == "全国":
        return _OF_COUNTRY.match(view, name.span.end) is not None
    place = isinstance(name, Region) and name.kind in ("province", "city")
    return place and _HONOURS.match(view, name.span.end) is not None


def is_site(view: str, name: Name, clause: Clause) -> bool:
    """Tell whether 在 stands before a place, or before the one that it lies in: 在甲市乙园区斥资2亿元."""
    if not isinstance(name, Region):
        return False
    start = name.span.start
    while outer := next((n for n in clause.names if n.span.end == start), None):
        start = outer.span.start
    return view.startswith("在", start - 1)


def acts_itself(view: str, name: Name) -> bool:
    """Tell whether a place does something, and nobody only says what it is: 自贸区不是政策洼地."""
    return name.span.cut(view) != "各地" and _IS.match(view, name.span.end) is None


def lies_within(name: Name, place: Name) -> bool:
    """Tell whether a name is of a kind that may lie in a province or city."""
    if isinstance(name, Organization):
        return True
    city = isinstance(place, Region) and place.kind == "province" and name.kind == "city"
    ours = place.kind == "generic" and name.kind in ("province", "city")  # of the country's
    return city or ours or name.kind in ("zone", "county", "generic")


def is_works(view: str, name: Name) -> bool:
    """Tell whether it is a railway, a road, an airport: 格库铁路青海段, 西宁机场."""
    return _WORKS.search(view, *name.span) is not None


def is_tier(view: str, name: Name) -> bool:
    """Tell whether it is a class of cities: 一线城市."""
    return view.endswith("线城市", *name.span)


def begins_facility(view: str, name: Name) -> bool:
    """Tell whether a place only begins the name of what stands there: 昆明长水国际机场."""
    place = isinstance(name, Region) and name.kind != "generic" and name.span.cut(view) not in listed("whole")
    return place and bool(_FACILITY.match(view, name.span.end))


def speaks_for(view: str, name: Name) -> bool:
    """Tell whether its own people speak: what the manager of a company tells is about the company."""
    company = isinstance(name, Organization) and name.kind == "company"
    return company and bool(_OWN_PEOPLE.match(view, name.span.end))


def heads(view: str, name: Name, heading: Span) -> bool:
    """Tell whether a heading is no more than the name: ★ 瀚禾生物, 【顺丰控股】."""
    before, after = (heading.start, name.span.start), (name.span.end, heading.end)
    return all(_NO_NAME.fullmatch(view, *side) for side in (before, after))


def owns(name: Name, clause: Clause, at: int) -> bool:
    """Tell whether the name stands right before the indicator that it owns."""
    return clause.span.start <= at <= clause.span.end and at - name.span.end <= _NEAR


def in_full(view: str, name: Name, clause: Clause) -> Name:
    """Return the name that a short one in brackets stands for: 客户端集团（CSG）营收."""
    if not (view.endswith(("（", "("), 0, name.span.start) and view.startswith(("）", ")"), name.span.end)):
        return name
    before = (n for n in clause.names if n.span.end == name.span.start - 1)
    return next((n for n in before if isinstance(n, Organization)), name)


def is_generic(view: str, name: Name) -> bool:
    """Tell whether it is 全市, 该区: a place named elsewhere."""
    generic = isinstance(name, Region) and name.kind == "generic"
    return generic and name.span.cut(view) not in listed("whole")
