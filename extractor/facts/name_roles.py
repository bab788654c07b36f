"""What a name does where it stands: can it be whom a figure is about, does it open its clause, does it only tell."""

import re

from extractor.facts.skeleton import Clause, Name
from extractor.mentions.indicators import governed, words
from extractor.mentions.model import Organization, Region
from extractor.span import Span

_COMPARED = (
    "占",
    "比",
    "较",
    "居",
    "高于",
    "低于",
    "快于",
    "慢于",
    "超过",
    "占到",
    "对",
    "向",
    "往来",
    "赴",
    "前往",
)
# Who tells the figures is not whom they are about.
_TELLS = ("government", "media", "association", "university", "institute")
_SPEAKERS = ("据", "来自", "记者从", "从", "由", "根据")
# Who gives, or where it is done: 收到顺义区金融办补贴, 通过深圳证券交易所减持.
_GIVES = (
    "收到",
    "获得",
    "取得",
    "获",
    "受",
    "通过",
    "经",
    "被",
    "给",
    "向",
    "在",
    "于",
    "与",
    "和",
    "跟",
    "同",
)
_SAYS = re.compile(
    "的?(?:获悉|了解到|数据|公布|发布|统计|消息|讯|电|介绍|显示|表示|记者|报道|快报|局长|主任|相关|有关|负责人|副|新闻|日前|近日|最新|今天|"
    "提出|要求|强调|指出|召开|印发|出台|部署|首席|分析师|研究员|专家|教授)"
)
# What may stand before a name that opens its clause.
_FUNCTION = re.compile(
    "其中|而|但|但是|同时|此外|另外|并|并且|且|在|于|以|从|由|因此|按照|根据|据|通过|随着|截至|截止|对于|关于|特别是|尤其是|尤其|作为|由于|"
    "因为|虽然|尽管|不仅|不但|如果|即使|目前|如今|现在|近日|日前|当前|今后|未来|期间|以来|首先|其次|最后|同期|统计|显示|数据显示|据悉|"
    "据了解|据统计|据介绍|该|这|经初步核算|初步核算|记者|随后|至此|具体|具体看|总体看|比如|例如|预计|力争|[一二三四]是"
)
# These name their place themselves.
WHOLE = frozenset(["全国", "我国", "中国", "全球", "世界", "本港", "全港", "本澳", "全澳", "全台"])
# What only a place has: the firm that the clause before named cannot be whom it is about.
_OF_PLACES = re.compile(
    r"生产总值|GDP|[一二三]产|第[一二三]产业|社会消费品|固定资产投资|规上|规模以上|限上|限额以上|公共预算|财政收入|财政支出|新增就业|转移就业|失业率|"
    r"可支配收入|居民消费价格|CPI|PPI|人口|城镇化率|预期寿命|经营主体|市场主体|优良天数|粮食|进出口总[值额]|招商引资|外贸|旅游人次|旅游收入|社保|低保"
)
# 全国率先, 全球第一: how it ranks, not whom it is about.
_RANKS = re.compile(
    r"(?:首[个家位例创批次座条艘款单推]|率先|第(?![一二三四]季)|前[列茅沿端]|最(?![新近终])|排名|唯一|领先|重要|平均|范围|各地|其他|同|一流|知名|著名|先进|试点|示范|优秀|重点实验室|[^，。；、最]{0,4}(?:规模|数量|总量|占比)[^，。；、最]{0,4}最[大高多]|各|一体化|统一大市场|\d+[大强佳]|[一二三四五六七八九十]+[大强佳]|性|化|统一|百强|十强|文明|卫生)"
)
_PLACED = ("在", "从", "到", "于", "入选", "获评", "居", "跻身", "来自", "面向", "走向", "销往")
_OWN_PEOPLE = re.compile(
    r"(?:相关|有关)?(?:负责人|董事|总经理|副总|总裁|厂长|创始人|联合创始人|首席执行官|首席财务官|CEO|CFO|行政经理|销售总监|执行董事|执行总|车间|生产总监|营销总监|老板)"
)
# 西部矿业、能源集团等6家企业: examples of what is counted.
_EXAMPLES = re.compile(r"(?:、[^，。；]{1,50})?等(?:\d+|[一两二三四五六七八九十多]+)[家个所条项款批位名种户]")
_FACILITY = re.compile(
    r"[一-鿿]{0,6}?(?:机场|港区|口岸|车站|大桥|高速|铁路|公路|公园|水库|电站|医院|大学|学院|博物馆|流域|遗址|景区|古城|实验室|班列)"
)
_LISTS = ("、", "—", "－", "–")
_FAR = 40  # characters into a clause, beyond which nothing opens it
_NEAR = 6  # characters between a name and the indicator that it owns: 科学城已成功引进项目
_DATELINE = re.compile(r"\d{1,2}月\d{1,2}日(?:电|讯)|讯")  # 新华社北京1月3日电


def tells(name: Name) -> bool:
    """Tell whether it rather tells the figures than is what they are about."""
    return isinstance(name, Organization) and name.kind in _TELLS


def can_be_subject(view: str, name: Name, clause: Span) -> bool:
    """Tell whether a name can be whom a figure is about where it stands."""
    before = view[max(clause.start, name.span.start - 3) : name.span.start]
    after = view[name.span.end : name.span.end + 4]
    if before.endswith(_COMPARED) or _DATELINE.match(view, name.span.end):
        return False
    whole = name.span.cut(view) in WHOLE
    if whole and (_RANKS.match(view, name.span.end) or before.endswith(_PLACED)):
        return False
    if speaks_for(view, name):
        return True
    if _EXAMPLES.match(view, name.span.end):
        return False
    if isinstance(name, Organization) and (before.endswith((*_SPEAKERS, *_GIVES)) or _SAYS.match(after)):
        return False
    return not governed(view, name.span.start)


def belongs_to_place(text: str) -> bool:
    """Tell whether an indicator can only be a place's."""
    return bool(_OF_PLACES.search(text))


def is_listed(view: str, name: Name) -> bool:
    """Tell whether it is one of several names: 麦当劳、小米等一批首店, “西宁—成都—曼谷”航线."""
    return view.startswith(_LISTS, name.span.end) or view.endswith(_LISTS, 0, name.span.start)


def begins_facility(view: str, name: Name) -> bool:
    """Tell whether a place only begins the name of what stands there: 昆明长水国际机场."""
    place = isinstance(name, Region) and name.kind != "generic" and name.span.cut(view) not in WHOLE
    return place and bool(_FACILITY.match(view, name.span.end))


def speaks_for(view: str, name: Name) -> bool:
    """Tell whether its own people speak: what the manager of a company tells is about the company."""
    company = isinstance(name, Organization) and name.kind == "company"
    return company and bool(_OWN_PEOPLE.match(view, name.span.end))


def opens(view: str, name: Name, clause: Clause) -> bool:
    """Tell whether only periods and function words stand before the name in its clause."""
    if speaks_for(view, name):
        return True
    if name.span.start - clause.span.start > _FAR:
        return False
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= name.span.start)])
    before = [w for w in words(view, start, name.span.start) if w.span.cut(view).strip('，、 “"（')]
    return all(w.classes & {"link", "head", "join"} or _FUNCTION.fullmatch(view, *w.span) for w in before)


def owns(name: Name, clause: Clause, at: int) -> bool:
    """Tell whether the name stands right before the indicator that it owns."""
    return clause.span.start <= at <= clause.span.end and at - name.span.end <= _NEAR


def is_generic(view: str, name: Name) -> bool:
    """Tell whether it is 全市, 该区: a place named elsewhere."""
    generic = isinstance(name, Region) and name.kind == "generic"
    return generic and name.span.cut(view) not in WHOLE
