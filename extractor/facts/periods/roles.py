"""What an expression of time does where it stands: it governs, opens a clause, or only helps to tell the story."""

from extractor.facts.periods.events import in_event
from extractor.facts.skeleton import Skeleton, upto
from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods.context import PLANNED
from extractor.patterns import Expression, listed
from extractor.span import Span

# What last year's prices still do to this year's: 去年价格变动的翘尾影响, 今年价格变动的新影响.
_CARRIES_OVER = late(r"[^，。；\d]{0,10}(?:翘尾|新影响|新涨价)")
_RECORD = late(
    r"(?:（[^（）]{0,12}）)?(?:以来|来)?(?:的|同期|单?[年季月周日]度?)?(?:最[高低大快好多少]|次[高低]|[新较][高低](?!质|技|端|品|碳|空|速)|首次|历史|第[一二三](?![、,]?[一二三、]{0,4}(?:次?产业|大产业|产))|纪录)"
)
_PEAK = late("的?(?:历史)?最[高低][点位值]")  # 从2022年11月的最高点每吨59.5万元跌至…
_BASED_ON = late(r"[^，。；\d]{0,16}(?:基础上|的水平)|刊[登载]|披露[于在的]")  # 2月25日刊登的公告
_DAY_OF = late(r"的?(?:第[一二三四五六七八九十\d]+天|最后一天|首日)")  # 今天是春节假期最后一天
_MARKS = frozenset('，。；：、！？—…·▶●◆,;:!?\n（）()“"')
# 公布2021财年第三季度财务业绩: the period of all that follows.
_TOLD = Expression("的?(?:度)?(?:{report-adjective}){0,6}(?:{report-noun})")
# What may stand before a period that opens its clause.
_BEFORE = late(
    r"(?:\s|其中|同时|此外|另外|而|但|且|仅|光|就|单|即|也|(?:刚刚?)?过去的|回首|回望|据.{0,10}|经.{0,8}|在|自|从|于|至|到|按|以|回顾|截至|预计|力争|计划|目标|累计算?|总计|合计|的)*"
)
_BASE_REACH = 20
# 分别高于上年同期、上年全年: the second is compared with like the first.
_BESIDE_BASE = late(
    r"(?:[高低快慢好]于|比|较|与)(?:(?:上|去|前|今)[^，。；\d]{1,8}|(?:(?:19|20)\d\d年[、和及]){0,2}(?:19|20)\d\d年)[、和及]$"
)
# 同比2020年增长48%、2019年增长14%: each is compared with its own year.
_BASE_AGAIN = late(r"(?:比|较)(?:19|20)\d\d年(?:同期)?[^，。；、\d]{1,4}[\d.]{1,8}(?:%|倍|个百分点)[、和]$")
_AIMED_AT = late(
    r"[约近]?\d[\d.,]{0,10}[^，。；、\d]{1,4}的?(?:目标|任务|计划)的\d"
)  # 完成全年82万辆目标的64.7%
_AFTER = late(r"[^，。；]{0,24}(?:之?后|以来|基础上)")  # 继上月集中签约后
_THAN = late(r"[比较][^，。；、\d]{1,14}的$")  # 较扩能改造前的2020年增长20%
_ALIKE = late("(?:的?水平)?(?:大致|大体|基本|总体)?(?:持平|相当|相近|相若|相同|一致)")  # 与去年持平
# 2024年1月交货的原油期货: which contract it is; 延续2月份平稳向好趋势: what goes on.
_DELIVERED = Expression("份?(?:交货|交割|到期|合约|主力合约|(?:{futures})+(?:主力)?(?:期货|合约))")
# 延续去年的势头; 春节落在2月, 买气分散至下个月: where something else falls or is put off to.
_LEADS_OFF = late("(?:延续了?|承接|接续|(?:落|分散|移|延后?|推迟|提前|挪)[至到在])$")
_PRICES = late("的?(?:不变价|可比价|价格|汇率|口径)")  # 按照上年不变价计算的总量, 业务总量（上年不变价）
_TAKEN_ON = ("采集日为", "采价日为", "监测日为", "调查日为")  # 3月份第3周（采集日为3月15日）
_PLAN = Expression("{campaign}")  # 创建三年行动, 三年攻坚
# “2010年全省就业招聘大会”今天举行: the year is in its name.
_NAMED_EVENT = late(
    r"[“《](?:19|20)\d\d年?[^“”《》，。；]{2,30}(?:会|节|展|赛|论坛|活动|行动|计划)(?:[（(][^（）()]{1,8}[）)])?[”》]"
    r"|“(?:19|20)\d\d(?:[-—–至](?:19|20)?\d\d)?年?度?[^“”《》，。；\d]{6,40}”"  # 荣膺“2009-2010年度重点企业”
)
# 本年新开工项目 of January and February: a term of the statistics of building.
_THIS_YEARS = late(
    "[新即]?开工|建成|投产|达产|见效|引进|立项|完成投资|实际到位|到位资金|购置|竣工|土地|新?签约|新批|新?落地"
)
_LEFT_OVER = ("结余", "结转", "滚存", "决算", "预算")  # 上年结余收入: what was left over, a term of budgets
_SO_LONG = late(r"[\d一二三四五六七八九十]{1,3}[多余]?年的")  # 成立至今20余年的园区


_SINCE_IT = "为是自"


def _sets_record(view: str, p: Period) -> bool:
    """Tell whether it is how far a record reaches; 4月30日最高负荷168万千瓦 is of that day, 2017年首次突破 of that year."""
    m = _RECORD.match(view, p.span.end)
    since = p.kind == "vague" or view[p.span.start - 1] in _SINCE_IT or view.startswith("来", p.span.end - 1)
    if m is None or (m[0] == "首次" and not since):
        return False
    return p.frequency != "D" or not m[0].startswith("最")


def weak(view: str, p: Period) -> bool:
    """Tell whether the period only helps to tell the story: 年初确定的目标, 2003年以来最高."""
    start, end = p.span
    text, vague = p.span.cut(view), p.kind == "vague"
    return bool(
        (text in listed("telling") and not view.startswith("的", end))
        or (vague and (_PLAN.match(view, end) or _SO_LONG.match(view, end)))
        or (p.year_from == "stated" and _NAMED_EVENT.match(view, max(0, start - 1)))
        or (text in ("本年", "当年") and _THIS_YEARS.match(view, end))
        or (text in ("上年", "上年度") and view.startswith(_LEFT_OVER, end))
        or (view[start - 1] in "与和同跟" and _ALIKE.match(view, end))
        or _DELIVERED.match(view, end)
        or _LEADS_OFF.search(view, max(0, start - 3), start)
        or view.endswith(_TAKEN_ON, 0, start)
        or (view.endswith(("按", "按照", "（", "("), 0, start) and _PRICES.match(view, end))
        or (view[start - 1] == "继" and _AFTER.match(view, end))
        or (view[start - 1] == "的" and _THAN.search(view, max(0, start - _BASE_REACH), start))
        or _AIMED_AT.match(view, end)
        or _BESIDE_BASE.search(view, max(0, start - _BASE_REACH), start)
        or (view[start - 1] in "、和" and _BASE_AGAIN.search(view, max(0, start - _BASE_REACH), start))
        or (_sets_record(view, p) and not (view[start - 1] in "从由" and _PEAK.match(view, end)))
        or _BASED_ON.match(view, end)
        or _DAY_OF.match(view, end)
        or _CARRIES_OVER.match(view, end)
        or in_event(view, p)
    )


def opens(view: str, p: Period, skeleton: Skeleton) -> bool:
    """Tell whether the period opens its clause, but for names and function words: 实施一季度良好开局 does not."""
    begin, end = skeleton.sentence.span.start, p.span.start
    if view.startswith("来，", p.span.end - 1) or _TOLD.match(view, p.span.end):
        return True  # 澜湄合作十年来，
    while end > begin and view[end - 1] not in _MARKS:
        end -= 1
    names: list[int] = []
    for clause in reversed(upto(skeleton.clauses, p.span.start)):
        names += [n.span.end for n in clause.names if end < n.span.end <= p.span.start]
        if clause.span.start <= end:
            break
    return _BEFORE.fullmatch(view, max([end, *names]), p.span.start) is not None


def ends(view: str, p: Period) -> tuple[Period, Period] | None:
    """Part 2020年到2025年, 2020-2025年 into its first and its last year."""
    if p.kind != "span" or p.frequency != "Y":
        return None
    found = [Span(*m.span()) for m in _YEAR.finditer(view, *p.span)]
    if len(found) != 2:
        return None
    first, last = (_of_year(view, span) for span in found)
    return first, last


_YEAR = late(r"(?:19|20)\d\d(?:年|(?=[-—–~～至到]))")


def _of_year(view: str, span: Span) -> Period:
    year = view[span.start : span.start + 4]
    return Period(span, f"{year}-01-01", f"{year}-12-31", False, "Y", False, "span", "stated")


_BARE_YEAR = late(r"(?<![\d.])(?:19|20)\d\d(?![\d.年%-])")


def bare_year(view: str, heading: Span) -> Period | None:
    """Read a heading's year without 年: 【2025 · 我们走过】."""
    found = list(_BARE_YEAR.finditer(view, *heading))
    if len(found) != 1:
        return None
    return _of_year(view, Span(*found[0].span()))


_WORDS = late(r"\w")


def is_all(view: str, heading: Span, p: Period) -> bool:
    """Tell whether a heading says a stretch of time and nothing else: 过去五年, 【2025年】."""
    said = _WORDS.search(view, heading.start, p.span.start) or _WORDS.search(view, p.span.end, heading.end)
    return said is None and lasting(p)


def years(p: Period) -> int:
    """Count the calendar years that a period touches; 1 where they are not known."""
    known = p.start is not None and p.end is not None and p.start[:4].isdigit() and p.end[:4].isdigit()
    return int(p.end[:4]) - int(p.start[:4]) + 1 if known else 1  # type: ignore[index]


def runs_years(view: str, p: Period) -> bool:
    """Tell whether it is of several years, also where nobody knows of how many: 改革开放以来."""
    return years(p) > 1 or (p.kind == "vague" and p.start is None and view.endswith("以来", *p.span))


_WHOLE = late("全年度?")


def part_of_year(p: Period) -> tuple[str, str]:
    """Return what a period says besides its year."""
    return (p.start or "")[4:], (p.end or "")[4:]


def plans(view: str, p: Period) -> bool:
    """Tell whether a bare 全年 is still to come: 全年推动400个项目."""
    return is_whole(view, p) and PLANNED.match(view, p.span.end) is not None


_THIS = ("今年", "本年", "本年度")


def is_whole(view: str, p: Period) -> bool:
    """Tell whether it is a bare 全年, whose year others give."""
    return _WHOLE.fullmatch(view, *p.span) is not None


def whole_year(view: str, p: Period, about: Period | None) -> Period:
    """Give a bare 全年 the year that its heading or paragraph is about: 二、2020年任务 … 全年实施项目286个."""
    if about is None or p.year_from == "stated" or not is_whole(view, p):
        return p  # 2020年公园获批。2022年，各区稳住大盘，全年完成…: its own sentence has told it
    # 三年前 and 去年 are told in passing: only a year in figures is what the rest is about.
    told = about.year_from == "stated" or about.span.cut(view) in _THIS  # 今年目标是…，失业率全年控制在
    told = told and about.frequency == "Y" and about.kind == "span"
    if not told or about.point or years(about) > 1 or about.start is None:
        return p
    return p._replace(start=about.start, end=about.end, year_from=about.year_from)


def is_stated_part(p: Period) -> bool:
    """Tell whether it is a part of a year that the text names."""
    return p.year_from == "stated" and p.kind in ("span", "point") and p.frequency in ("M", "Q", "H")


def sums_up(p: Period, month: Period) -> bool:
    """Tell whether a bulletin named by its month tells of the year up to that: 3月经济运行简况. 1-3月，…."""
    single = month.frequency == "M" and (month.start or "")[:7] == (month.end or "")[:7]
    return single and p.cumulative and p.end == month.end and (p.start or "") < (month.start or "")


def lasting(p: Period) -> bool:
    """Tell a stretch of time from a single day, which holds only for what happens."""
    return p.frequency != "D" or p.start != p.end
