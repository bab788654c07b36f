"""Parts and contributions: 占GDP比重达40%, 贡献率为65%, 全国50%的光伏玻璃."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.facts.indicators import edges, measures
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.indicators import phrase_after, phrase_before, words
from extractor.mentions.model import Period, Quantity
from extractor.patterns import Expression
from extractor.span import Span

_SHARE = late(
    r"相当于(?=[^，。；]{2,20}的(?:比例|比重))|(?:(?<![究务出易诊场厕])所占|(?<!市)占|(?<=市)占(?=[全总国本]))(?![用比线道率]|有率|地(?!区|方))|占比|比重|的比例|(?<!市场)份额"
)
_PORTION = late("比重|占比|份额")
_OF_MARKET = late(r"(市占率|占有率|市场份额)[^，；]{0,6}$")  # shares by name
_HELD = late(r"的((?:全球|国内|国际)?(?:市场份额|市场占有率|市占率))")
_HOLDS = late(r"(?:以|凭借?|占据|占|获得|获|拥有|和|与|及|、)(?:约|近|超过?)?$")
_OF_TOTAL = late(
    "(?:达到|达|为|是)(?:(?:全季|全年|总|整体|全部|当季|当月)[^，。；的]{0,10}(?:额|收入|总量|产值|产量|营收|规模)"
    r"|[^，。；、的\d]{0,10}总(?:[量额值]|产[值量]|销量|收入|面积|人口))的(?:约|近)?$"
)
# R&D经费支出与营业收入之比为0.93%
_RATIO = late(
    r"与[^，。；、\d]{0,10}(?:收入|营收|GDP|生产总值|增加值|总产值|总额)之比(?:例)?(?:约|仅|已|均)?[为是达](?:到)?(?:约|近)?$"
)
_WHENCE = late("(?:以上|左右|多)?(?:[均都则]?来自|源于|源自|得益于|销往|出口到|出口至)")
_MANY_OF = Expression(
    "(?P<part>(?<!不良)(?<!问题)(?:{such-of-all}))比[例率][^，。；、]{0,8}$"
)  # 优良水体比例提高到89.4%
_WAY = late("增长|上涨|上升|下降|下跌|回落")  # 拉动工业增长1.3个百分点
_DRAGS = late(r"拉低|下拉")


def share_phrase(clause: Clause, left: int, right: int, view: str) -> Span | None:
    """Find the part in 服务业增加值占国内生产总值比重 (提高2.7个百分点)."""
    before = view[left:right]
    m = _PORTION.search(before) and _SHARE.search(before)
    if not m:
        return None
    end = left + _part_end(before[: m.start()])
    marks = [*clause.names_between(left, end), *(p for p in clause.periods if p.span.start >= left)]
    span, _ = phrase_before(view, left, end, sorted(n.span for n in marks))
    return span


_MARKET = late("的?(?:国际|全球|国内|世界|海外|全国)(?:市场)?$")


def _without_market(view: str, part: Span) -> Span | None:
    """Take 国际 off 新接订单的国际(份额); alone it names no part."""
    m = _MARKET.search(view, *part)
    if m is None:
        return part
    return Span(part.start, m.start()) if m.start() > part.start else None


_SUMMED = late(
    r"[两二三四五六七八九十\d]{1,2}(?:大|类|个)?[一-鿿]{0,4}?(?:市场|国|地|省|市|县|区|线|港|门类|行业|产业|品种|城市|地区)(?:合计|合共|共|总共)?"
)


def _with_members(view: str, part: Span | None, clause: Clause) -> Span | None:
    """Take the places that 三个市场 sums up into its name: 智利、伊朗、俄罗斯三个市场合计占58%."""
    if part is None or not _SUMMED.fullmatch(view, *part):
        return part
    start = part.start
    for name in reversed(clause.names):
        if name.span.end == start or (name.span.end == start - 1 and view[start - 1] in "、和与及"):
            start = name.span.start
    return Span(start, part.end) if "、" in view[start : part.start] else part


_WITH = ("以", "用", "以仅", "用仅", "以只", "以不到")
_ALONE = ("独", "共", "合", "仅", "约", "另")
_SUMS = ("合计", "合共", "总计")
_INSIDE = ("中", "里", "当中", "之中")
_HOLDS_PARTS = Expression("(?:{holds-parts})$")


def _part_of(view: str, span: Span, left: int, names: list[Span], clause: Clause) -> Span | None:
    """Take the part in 营收中海外(占比); with all its members where they are summed up: 甲、乙和丙合计出口额(占比)."""
    among = (w for w in words(view, *span) if view[w.start : w.end] in _INSIDE)
    inside = [w.end for w in among if _HOLDS_PARTS.search(view, span.start, w.start)]
    if inside and span.end - inside[-1] > 1:
        return Span(inside[-1], span.end)
    if view.endswith(_SUMS, left, span.start):
        members, _ = phrase_before(view, left, span.start - 2, names)
        if members and members.end == span.start - 2 and view.find("、", *members) > 0:
            return Span(members.start, span.end)
    return _with_members(view, _without_market(view, span), clause)


_USED_FOR = late("[^，。；、]{1,12}?(?:主要)?用于(?=[一-鿿]{2})")  # 旅客消费主要用于购物占47%
_TAKEN = late("(?<![究务出易诊场厕])所占?$")  # 第二产业所占比重
_AMONG = late(r"在[^，。；在]{1,20}中的?$")


def _part_end(before: str) -> int:
    """Return where the part's name ends: 积累在国民收入中所占的比重 is that of 积累."""
    before = _TAKEN.sub("", before)
    m = _AMONG.search(before)
    return m.start() if m else len(before)


@dataclass(frozen=True, slots=True)
class Share:
    """A number that is a part of something, or what something contributes to."""

    measure: Literal["share", "contribution"]
    indicator: Span | None
    drags: bool = False  # 拉低CPI约0.57个百分点

    def signed(self, q: Quantity) -> Quantity:
        """Return the number with the sign of its verb."""
        return q._replace(number=-q.number) if self.drags and q.number is not None else q


# Of the 2.7 points by which prices rose, so many are last year's: 去年价格变动的翘尾影响约为0.1个百分点，新涨价因素约占1.6个百分点.
_CARRIED_OVER = late(
    "(?P<what>(?:翘尾(?:因素|影响)[和与、])?(?:(?:翘尾|新涨价)(?:因素|影响)|新影响))(?:影响|贡献|拉动)?了?"
    "(?:约|大约|大概|分别|均)*(?:占|为|是|有|达)?(?:约|大约)?$"
)
_OF_MANY = late(r"占(?:全[国省市区县])?[\d,.万余多]{1,10}[家个户所]$")  # 占218家开发区总额的31%
_OPENS = late(".|(?:以及|[和与及])?(?:近|超|约|逾|超过|将近|接近)?")
_NEXT_COUNT = late(r"、(?:\d|全[国球省市]|世界)")  # 长沙53%的工业企业、95家百强企业
_IN_ROW = late(r"%[^，。；\d]{2,16}(?:以及|[、和与及])(?:近|超|约|逾|超过|将近|接近)?$|、$")
_OF = late("(?:以上|以下|左右)?的")
_ABOUT = late("(?:近|超|约|逾|超过|将近|接近|不足|不到|至少|大约|仅)?")  # 全国近50%的光伏玻璃
# 创造了13.4%的国内生产总值, 集聚70%的高新技术企业
_BRINGS = Expression("(?:{brings})了?(?:近|超|约|逾|超过|将近|接近)?$")
_HOLDINGS = ("股权", "股份", "比例", "份额", "补贴", "折扣")


# 较去年同期36%的渗透率提升4个百分点: what another time had, and no part of anything.
_BASE = late("[较比](?:去年|上年|上月|上季|前值)[^，。；\\d]{0,6}$")
_BASE_REACH = 12


def _of_base(span: Span, q: Quantity, view: str) -> bool:
    before = max(0, q.span.start - _BASE_REACH), q.span.start
    return measures.is_rate(span.cut(view)) and _BASE.search(view, *before) is not None


def part(q: Quantity, clause: Clause, right: int, view: str) -> Share | None:
    """Read 70%的财政资金投向企业, 全国50%的光伏玻璃、20%的光伏组件: so much of what is named behind."""
    if q.unit != "%":
        return None
    of = _OF.match(view, q.span.end)
    if not of:
        return None
    before = clause.span.start, q.span.start
    opens = _OPENS.fullmatch(view, *before) or _IN_ROW.search(view, *before) or _of_bearers(of, clause, view)
    if not opens and (view.startswith(_HOLDINGS, of.end()) or not _BRINGS.search(view, *before)):
        return None
    names = [n.span for n in clause.names if n.span.start > of.end()]  # 80%的全国重点实验室
    span = phrase_after(view, of.end() - 1, min(right, clause.span.end), names)
    span = span and edges.without_doing(view, span)
    if span and (mark := view.find("、", *span)) > span.start:
        span = Span(span.start, mark)
    if span is None or span.end - span.start <= 1 or _of_base(span, q, view):
        return None
    return Share("share", span)


# 全国超过95%的科技企业落户, 园区内90%的居民满意, 其中六成的商户看好: part of those who are somewhere.
_WITHIN = late(
    "(?:[一-鿿]{1,10}[内中里])?(?:其中|当中)?[，,]?(?:也?有|仅有?|共有)?(?:近|超|约|逾|超过|将近|接近)?$"
)
_BEARERS = Expression(
    "[^，。；、的\\d]{0,10}?(?:企业|公司|机构|单位|商户|农户|家庭|居民|群众|用户|游客|受访者|员工|职工|学生|毕业生|人口|乡镇|行政村|村)(?!{no-people}|{part-head})(?=[一-鿿])"
)


def _of_bearers(of: re.Match[str], clause: Clause, view: str) -> bool:
    """Tell whether the percentage behind a place, or within a group, is one of people or firms."""
    begins = clause.span.start
    for m in sorted(x.span for x in (*clause.periods, *clause.names)):
        begins = m.end if m.start == begins and m.end < of.start() else begins
    number = next((n for n in clause.numbers if n.span.end == of.start()), None)
    opens = number is not None and _WITHIN.fullmatch(view, begins, number.span.start)
    return bool(opens) and _BEARERS.match(view, of.end(), clause.span.end) is not None


_OF_ANOTHER = late("的?(?:[、和与及]|以及)(?P<whole>[^，。；、\\d]{2,10}?)的?(?:约|近|超过?)?")


def of_another(q: Quantity, clause: Clause, left: int, view: str) -> Share | None:
    """Read how much the part just told is of a second whole: 占全省76%、全国12.8%."""
    if q.unit != "%" or view[left - 1] not in "%％成":
        return None
    m = _OF_ANOTHER.fullmatch(view, left, q.span.start)
    named = m is not None and any(n.span == m.span("whole") for n in clause.names)
    return Share("share", None) if named and view.find("占", clause.span.start, left) >= 0 else None


def share(q: Quantity, clause: Clause, left: int, right: int, view: str) -> Share | None:
    """Read 数字经济占GDP比重达40%, 对经济增长的贡献率为65%, 占全国18.4%的外商投资."""
    if q.unit not in ("%", "pp", "‰"):
        return None
    before = view[left : q.span.start]
    marks = [*clause.names_between(left, q.span.start), *(p for p in clause.periods if p.span.start >= left)]
    names = sorted(m.span for m in marks)
    if m := measures.CONTRIBUTION.search(before):
        return _contribution(q, m, clause, left, right, view, names)
    if told := _without_word(q, before, left, view, names):
        return told
    m = _SHARE.search(before) or _OF_TOTAL.search(before)
    m = m or (_MANY_OF.search(before) if "比" in before else None)
    if not m and before.endswith("的") and _OF_MANY.search(view, clause.span.start, left):
        return Share("share", None)
    near = names and _ABOUT.fullmatch(view, names[-1].end, q.span.start)
    if not m and near and (of := _OF.match(view, q.span.end)):
        # 全国50%的光伏玻璃, 全省80%以上的科研院所
        span = phrase_after(view, of.end() - 1, min(right, clause.span.end), names)
        span = span and edges.without_doing(view, span)
        if span and (row := _NEXT_COUNT.search(view, *span)):
            span = Span(span.start, row.start())
        return Share("share", span) if span and not _of_base(span, q, view) else None
    if not m:
        return None
    end = left + (m.end("part") if m.re.groupindex else _part_end(before[: m.start()]))
    end = next((p.span.start for p in clause.periods if p.span.end == end), end)  # 总产值去年占全市的45%
    if m[0] == "占比":
        end = next((n.start for n in names if n.end == end > n.start > left), end)  # 组件产量全球占比超七成
    span, _ = phrase_before(view, left, end, names)
    with_it = m[0] == "占" and view.endswith(_WITH, clause.span.start, left + m.start())  # 以占全省0.4%的土地
    span = None if span and (with_it or span.cut(view) in _ALONE) else span  # 卖出1.3万辆，独占27.6%
    span = span and _part_of(view, span, left, names, clause)
    if span and (use := _USED_FOR.match(view, *span)):
        span = Span(use.end(), span.end)
    if span is None and view.startswith("的", q.span.end):
        span = phrase_after(view, q.span.end, clause.span.end, names)
        if span and span.cut(view) in ("比例", "比重", "份额", "股份", "股权"):
            span = None  # 占公司46.60%的比例
    return Share("share", span or _of_what(q, left + m.start(), clause, view))


def _without_word(q: Quantity, before: str, left: int, view: str, names: list[Span]) -> Share | None:
    """Read what no 占 says: R&D经费支出与GDP之比为2.5%, 农民收入的56%来自茶, 以21.8%的市场份额居首."""
    if (held := _HELD.match(view, q.span.end)) and _HOLDS.search(before):
        return Share("share", Span(*held.span(1)))
    if m := _OF_MARKET.search(before):
        return Share("share", phrase_before(view, left, left + m.end(1), names)[0])
    if m := _RATIO.search(before):
        return Share("share", phrase_before(view, left, left + m.start(), names)[0])
    if q.unit == "%" and _STAKE.search(before) and _STAKE_ENDS.match(view, q.span.end):
        span, _ = phrase_before(view, left, q.span.start, names)
        return Share("share", span) if span else None
    if q.unit != "%" or not _WHENCE.match(view, q.span.end) or _SHARE.search(before):
        return None
    span, _ = phrase_before(view, left, q.span.start, names)
    return Share("share", edges.without_firm(view, span)) if span and span.end - span.start > 1 else None


_WHOLE = late(
    r"占(?:到|了)?(?:全[国省市县区球]|世界|全世界|全球)(?:的)?(?P<what>[^，。；、的\d占]{2,14})的(?:约|近|比重为)?$"
)


def _of_what(q: Quantity, at: int, clause: Clause, view: str) -> Span | None:
    """Find what a place alone has its share of: 广东占全国出口的25%, 美国在我国总出口中的占比升至34%."""
    if view.endswith(_INSIDE_OF, 0, at) and (m := _AMONG_WHAT.search(view, clause.span.start, at)):
        begins = max([m.start("what"), *(n.span.end for n in clause.names if m.start() < n.span.start < at)])
        inside = Span(begins, m.end("what"))
        held = any(n.span.end == m.start() for n in clause.names)
        return inside if held and measures.is_measure(inside.cut(view)) else None
    named = any(n.span.end == at for n in clause.names)
    m = _WHOLE.fullmatch(view, at, q.span.start) if named else None
    what = Span(*m.span("what")) if m else None
    return what if what and measures.is_measure(what.cut(view)) else None


# 某控股持股17.16%，为最大股东; but 持股5%以上的股东
_STAKE = late("持股(?:比例)?(?:约|为|达到?|合计|超过?|近)*$")
_STAKE_ENDS = late("[，。；、,;（(]|为(?=[第最单控大])|$")
_INSIDE_OF = ("中", "中的", "里", "里的", "内", "内的")
_AMONG_WHAT = late(r"在(?P<what>[^，。；在]{2,18}?)[中里内]的?$")
_MEAN = ("平均", "年均")


# 贡献了全县产值的七成二: a part of a level, and not of its growth.
_WHAT_OF = late(
    "贡献(?:了|出)?(?:已?(?:达到?|高达|为|是))?(?:近|超过?|约|将近)?(?P<what>[^，。；、\\d]{0,20}?)的?(?:近|超过?|约|将近|接近)?$"
)
_GROWN = late("增|涨|升|拉动|其中")


def _of_level(q: Quantity, m: re.Match[str], left: int, view: str) -> bool:
    """Tell whether 贡献 says what part of a level comes from somebody, and not of its growth."""
    of = _WHAT_OF.match(view, left + m.start(), q.span.start)
    return of is not None and q.unit == "%" and bool(of["what"]) and not _GROWN.search(of["what"])


def of_same(q: Quantity, told: Quantity | None, clause: Clause, view: str) -> bool:
    """Tell whether nothing but the level just told can be what somebody contributes to: 产值618亿元，其中零部件板块贡献了四成."""
    m = _OF_SAME.search(view, clause.span.start, q.span.start)
    return m is not None and q.unit == "%" and told is not None and told.unit not in ("pp", "点")


_OF_SAME = late("贡献(?:了|出)?(?:其中)?的?(?:近|超过?|约|将近|接近)?$")


def _contribution(
    q: Quantity, m: re.Match[str], clause: Clause, left: int, right: int, view: str, names: list[Span]
) -> Share:
    """Read 对经济增长的贡献率为65%: whoever stands before 对 contributes."""
    before = m.string
    if over := _CARRIED_OVER.search(view, left, q.span.start):
        return Share("contribution", Span(*over.span("what")))
    if m[0] == "贡献" and (of := _OF.match(view, q.span.end)):
        named = phrase_after(view, of.end() - 1, min(right, clause.span.end), names)
        return Share("share", named)  # 贡献了31%的实际利用外资
    to = before.find("对", 0, m.start())
    own = before.endswith("科技进步", 0, m.start())  # 科技进步贡献率 is a rate of its own
    end = left + (to if to >= 0 else m.end() if own else m.start())
    if to < 0 and not own and before.endswith(_MEAN, 0, m.start()):
        end -= 2  # 最终消费支出|平均贡献率
    span, _ = phrase_before(view, left, end, names)
    if m[0] == "贡献" and _of_level(q, m, left, view):
        return Share("share", span)
    if span is None and m[0] != "影响":  # 影响总水平上涨约0.6个百分点: what moved before does
        # 拉动规上工业增长4.9个百分点: nobody else is named, so what is driven names it.
        span, _ = phrase_before(view, left + m.end(), q.span.start, names)
        if span and (way := _WAY.match(view, span.end, q.span.start)):
            span = Span(span.start, way.end())
    return Share("contribution", span, bool(_DRAGS.search(before)))


_LAST_YEAR, _NEAR = late("[去上]年(?:全年|同期|水平)"), 20
_OF_WHOLE = ("占", "占到", "占了", "相当于")


def of_other_whole(view: str, p: Period, clause: Clause, periods: Sequence[Period]) -> bool:
    """Tell whether the period is only that of the whole: 1—7月销量占全年销量的70% is a share of January to July."""
    begins = clause.span.start
    earlier = any(q.span.end < p.span.start and q.kind != "base" for q in periods)
    # 已超过去年全年水平，占同期总值的47%
    earlier = earlier or (
        p.span.cut(view) == "同期" and _LAST_YEAR.search(view, p.span.start - _NEAR, p.span.start) is not None
    )
    return earlier and clause.span.holds(p.span) and view.endswith(_OF_WHOLE, begins, p.span.start)
