"""Where a name ends for the sense: what its bearers do, and for whom something is done, are no part of it."""

from extractor.facts.indicators import measures
from extractor.late import late
from extractor.mentions.indicators import words
from extractor.patterns import Expression
from extractor.span import Span

# 4万户农牧民用上稳定的电, 30家国际出版机构参展: the noun, then what it does.
_DOES = Expression(
    "(?:{agents})(?=(?:{how})?(?:{acts})(?!率|数|额|量)|发展(?=[，。；、])|(?:共|累计|共计)(?:生产|完成|实现|销售))"
)
# 继上个月发放150万元汽车补贴后，…
_THEN = late(
    r"(?<=[一-鿿]{2})(?:[（(][A-Za-z]{2,10}[)）])?(?<![售灾战产术病震税先前身今随背落幕善午])(?:之|以)?后$"
)
# 为企业和个人减税降费, 为29个省份保供煤炭.
_FOR_WHOM = Expression(r"[^，。；、：]{0,10}(?:{beneficiaries})(?=[一-鿿]{2})")
_RECEIVES = late(
    "(?:共|累计|合计)?接待(?!能力|中心|站|量|户|处|点|人|设施|服务)|[年月日](?:均|可)?(?:处理|加工|消化|屠宰|生产)(?!能力)"
)
_FIRM = Expression("(?:公司|集团)(?!{firm-compound})")
_FIRMS = late("(?:本?(?:公司|集团))?的(?=[一-鿿]{2})")  # 本集团的毛利率
_MAKES = late(
    r"[^，。；、的]{0,12}(?:企业|行业)(?:共|累计)?(?:生产|产出)(?=[一-鿿]{2})(?!能力|经营|总值|性|指数|者|资料|效率)"
)
_HAS = Expression(
    "[^，。；、的]{0,12}(?:{agents}|{place-kinds}|饭店|酒店|卫生院)(?![市内间级化数总]|之[间内])"
    "(?=[^，。；、的]{0,10}(?:{measure}|浓度|业务用房|床位)$)"
)
_GIVES_TO = ("为", "给", "替")
_WHENCE = ("国家和地区", "国家", "地区", "省份", "省市", "城市")  # 41个国家和地区的客商
_SENDS = "向"
_KEEPS = ("出口", "进口", "投资", "转移支付")  # 向东盟出口: whither is part of the name
_SHORT = 2
_LONGEST = 4  # characters of what is done, which the phrase may not hold whole
_AND = ("和", "与", "及", "以及")
_NEXT = Expression("(?:[、和与及]|以及)(?:{next-deed})$")
_ZONES = late(
    "(?:国家级|省级|市级|国家|全国)?(?:高新区|经开区|开发区|产业园区|园区|区县|县市区|乡镇|镇街)(?!卫生院|企业|中学|小学|中心|敬老院|养老院|文化站|综合|干部|政府|机关)(?=[一-鿿]{2})"
)
_MANY = late(r"(?:为|给|(?<![方面趋动走意去])向)[\d.]{1,8}[万多余]{0,2}[个家户名]$")


def without_doing(view: str, span: Span) -> Span:
    """Cut what the counted ones do off the noun behind a number."""
    m = _DOES.search(view, span.start, span.end + _LONGEST)
    if m and m.end() < span.end:
        return Span(span.start, m.end())
    m = _THEN.search(view, *span) if view.startswith(("，", ","), span.end) else None
    return Span(span.start, m.start()) if m and m.start() > span.start else span


def acts(view: str, span: Span) -> bool:
    """Tell whether those named behind a number do something: 12名成员参加会议."""
    m = _DOES.search(view, span.start, span.end + _LONGEST)
    return m is not None and m.end() == span.end


def without_next(view: str, span: Span, more: bool) -> Span:
    """Cut what is measured of the counted ones off the noun behind a number; `more` tells of a number to come.

    17个制造业增加值增长5.3% counts the 制造业, 221家企业的总收入 the 企业, 616万名亲属、共济金额69亿元 the 亲属.
    """
    of = view.find("的", span.start + _SHORT, span.end)
    if of > 0 and (measures.is_measure(view[of + 1 : span.end]) or view.endswith(_WHENCE, 0, of)):
        return Span(span.start, of)
    if not more:
        return span
    if m := _RECEIVES.search(view, span.start + _SHORT, span.end):
        return Span(span.start, m.start())  # 50家博物馆接待游客12.14万人次
    if m := _ZONES.match(view, *span):
        return Span(span.start, m.end())  # 16个高新区重大项目开工382个
    if m := _NEXT.search(view, span.start + _SHORT, span.end):
        return Span(span.start, m.start())  # 年产13万锭纱线和年产1亿平方米面料
    mark = view.rfind("、", span.start + _SHORT, span.end)
    if mark > 0 and not view.startswith(_AND, span.end):  # 43所高校、职业院校和538所中小学
        span = Span(span.start, mark)
    whole = measures.without_measure(view, span)
    if whole == span and (m := _HAS.match(view, *span)):
        return Span(span.start, m.end())  # 339个地级及以上城市PM2.5平均浓度为…
    return whole


def without_firm(view: str, span: Span) -> Span:
    """Cut the firm spoken of off its measure, makers off what they make: 公司利润增长3%, 工业企业生产电子计算机."""
    if m := _MAKES.match(view, *span):
        return Span(m.end(), span.end)
    if m := _FIRMS.match(view, *span):
        return Span(m.end(), span.end)
    m = _FIRM.match(view, *span)
    return Span(m.end(), span.end) if m and measures.is_measure(view[m.end() : span.end]) else span


def without_beneficiary(view: str, span: Span, names: list[Span]) -> Span | None:
    """Cut those for whom something is done off the phrase before a number."""
    given = view.endswith(_GIVES_TO, 0, span.start) or _MANY.search(view, max(0, span.start - 10), span.start)
    if given and (m := _FOR_WHOM.match(view, *span)):
        return Span(m.end(), span.end)
    if view.startswith(_SENDS, span.start):
        governed = next((n for n in names if n.start == span.start + 1 and n.end + _SHORT <= span.end), None)
        if governed and not view.startswith(_KEEPS, governed.end):
            rest = Span(governed.end, span.end)
            does = all(w.classes == {"head"} for w in words(view, *rest))
            return None if does else rest  # 向乌克兰派遣了30名军官: what follows the number is counted
    return span


# 收入人均3878元: how a measure is told is no part of its name.
_EACH = late("[月年]?(?:人均|户均|亩均)$")
_GETS_EACH = late("每[户人家亩村](?=[一-鿿]{2})")  # 30户脱贫户每户分红2000元
_PAID_EACH = late("(?<=[息利])每(?:10|十)?股拟?派[发付]?$")  # 末期息每股派17仙
_HANDLES = Expression("(?:共|累计)?(?:{handles})(?=[一-鿿]{2})(?![量人])")


def without_each(view: str, span: Span) -> Span:
    """Take 人均 off the end of a measure, and 每股派 off a dividend."""
    if m := _PAID_EACH.search(view, *span):
        return Span(span.start, m.start())
    m = _EACH.search(view, *span)
    return Span(span.start, m.start()) if m and measures.is_measure(view[span.start : m.start()]) else span


def without_per_head(view: str, span: Span) -> Span:
    """Take off those counted what each of them has: 2.4万户农户户均增收3500元."""
    m = _EACH.search(view, *span) or _GETS_EACH.search(view, span.start + 2, span.end)
    return Span(span.start, m.start()) if m and m.start() > span.start + 1 else span


# 在科技城投资9000万元: where it was done, where no list knows the place.
_SITE = late(
    "[^，。；的]{1,8}(?:城|园|区|基地|工厂|厂区)(?=(?:总|累计)?(?:投资|投入|产值|销售|营业|营收|纳税))"
)
# 甲、乙等14个城市的预售面积: whose it is.
_PLACES = Expression("(?:[^，。；、]{0,4}等)?\\d{1,3}个[一-鿿]{0,6}?(?:{place-kinds})的(?=[一-鿿]{2})")


def without_site(view: str, span: Span) -> Span:
    """Take the place that 在 governs off a measure, and the number of those whose measure it is."""
    m = _SITE.match(view, *span) if view.endswith("在", 0, span.start) else _PLACES.match(view, *span)
    return Span(m.end(), span.end) if m else span


def without_handling(view: str, span: Span) -> Span:
    """Take the verb off what was received or grown: 接待国内旅客, 发展核桃, but not 接待能力."""
    m = _HANDLES.match(view, *span)
    return Span(m.end(), span.end) if m and not measures.is_measure(view[m.end() : span.end]) else span


# 年产2.6万吨海鱼: how much of it a year is no part of the name.
_YIELDS = late("[年月日](?:可|均)?产(?![值能量出业销品])(?=[一-鿿A-Za-z]{2})")


def without_yield(view: str, span: Span) -> Span:
    """Take 年产 off what is made."""
    m = _YIELDS.match(view, *span)
    return Span(m.end(), span.end) if m else span


# 建设年产6万吨纱线生产线: of the yarn, not of the works.
_MADE_IN = late("(?:的[^的]{0,8}|生产|加工|制造)?(?:项目|基地|生产线|产线|工厂|厂|车间)$")
_SO_MUCH = late("[年月日](?:可|均)?产(?:约|近|超)?$")


def without_works(view: str, number: Span, span: Span | None) -> Span | None:
    """Take the works off what they make, where the number before tells how much a year."""
    if span is None or span.start != number.end or not _SO_MUCH.search(view, number.start - 4, number.start):
        return span
    m = _MADE_IN.search(view, span.start + 2, span.end)
    return Span(span.start, m.start()) if m else span


# 每百元资产实现的主营业务收入: on what base it is measured is part of its name.
_ON_BASE = late("每[百千万]元[^，。；、的每\\d]{1,10}的$")


# 每千名老年人拥有养老床位, 每万名工人拥有机器人
_EACH_HAS = late("每[十百千万]{1,2}[名个户位]?[^，。；、的每\\d]{0,8}(?:拥有|配有|配备)$")


def with_base(view: str, left: int, span: Span) -> Span:
    """Take 每百元资产实现的 and 每千名老年人拥有 up into the name that follows it."""
    m = _ON_BASE.search(view, left, span.start) if view[span.start - 1] == "的" else None
    m = m or (_EACH_HAS.search(view, left, span.start) if view[span.start - 1] in "有备" else None)
    return Span(m.start(), span.end) if m else span


# 概估民间消费, 零售业总销货价值的临时估计: that it is estimated is no part of the name.
_ESTIMATES = late("(?:概估|预估|估计|预测|初步(?:测算|核算|统计|估算|预计|判断))(?=[一-鿿]{2})")
_ESTIMATED = late("(?:的?(?:临时|修订|初步)(?:估计|数字)(?:数字)?|(?<=[一-鿿]{2})(?:预估|预料|(?<!评)估))$")


def without_estimate(view: str, span: Span) -> Span:
    """Take the words of an estimate off a name."""
    start, end = span
    if m := _ESTIMATES.match(view, start, end):
        start = m.end()
    if (m := _ESTIMATED.search(view, start, end)) and m.start() > start:
        end = m.start()
    return span if span == (start, end) else Span(start, end)


# 扣除留抵退税因素后增长4.1%, 不计入汇率变动的影响为增长17%, 不按美国准则为增长13%: how it was counted names nothing.
_COUNTED_SO = late(
    r"(?:(?:扣除|剔除|撇除|排除|不计入?|不考虑|撇开)[^，。；\d]{1,30}?(?:(?:的?(?:因素|影响|效应)){1,3}(?:之?后)?|之?后)"
    r"|按[^，。；\d]{2,8}计算(?=人均|平均)"
    r"|不?(?:按照|依照|根据|按|以(?![上下内外及]))[^，。；\d]{1,20}?(?:准则|汇率|币值|价格)(?:计算|折算|计量|计)?|按年率计算?)"
    r"(?!的)(?:[（(][^（）()]{0,30}[）)])?"
    # 失业率因疫情升至4.8%: neither does why it moved.
    r"|(?<=[一-鿿])(?:则|也|却|仍)?"
    r"(?:(?<![一-鿿][原成起内外病诱])因(?![素此子果病公灾伤工])|由于|受(?![理众益助托让骗聘贿惠]))"
    r"[^，。；、\d]{2,16}?(?:(?:影响|拖累|冲击|提振)\Z|而?(?=(?:大幅|小幅|明显|略|微|急|骤|再|进一步|逐步|一度)*"
    r"(?:[上回攀飙提]?升|[下回滑]?降|[下急]?跌|[下回]落|下滑|[上回暴]涨|回暖|缩减|减少|增加|[增减缩涨])[至到]))"
)
_SO_WORDS = late("[扣剔撇排不按依根以因由受]")


def aside(view: str, start: int, end: int) -> Span | None:
    """Find the last aside of a stretch that only tells how a number was counted, or why it moved."""
    if not _SO_WORDS.search(view, start, end):
        return None
    found = list(_COUNTED_SO.finditer(view, start, end))
    return Span(*found[-1].span()) if found else None
