"""What an expression of time does where it stands: governs, opens a clause, tells the news day, is only compared with."""

from extractor.facts.model import Fact
from extractor.facts.skeleton import Skeleton, upto
from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods.find import PLANNED
from extractor.mentions.reference import EVENT, HOLDS
from extractor.patterns import Expression, listed
from extractor.span import Span

# The day on which something was told: 10月24日，记者从……获悉.
_NEWS = Expression("[）)]?[，,]?(?:上午|下午|晚|晚间)?[，,]?(?:本报)?(?:记者|从|据|由|在|{news-day})")
# 由2009年的3家增至11家: the first year reaches no further than its number.
_FROM = tuple(f"{word}{year}" for word in "由从自" for year in ("", "上年", "去年"))
# A record's reach, no period of a figure: 2003年以来最高, 近十年来的新低.
_STARTING = late(r"的|\d|(?:同比|环比)?(?:下降|下跌|增长|上涨|上升|回落|回升|增加|减少|持平|负增长)")
# What last year's prices still do to this year's: 去年价格变动的翘尾影响, 今年价格变动的新影响.
_CARRIES_OVER = late(r"[^，。；\d]{0,10}(?:翘尾|新影响|新涨价)")
_RECORD = late(
    r"(?:（[^（）]{0,12}）)?(?:以来|来)?(?:的|同期)?(?:最[高低大快好多少]|新[高低]|首次|历史|第[一二三]|纪录)"
)
_BASED_ON = late(r"[^，。；]{0,16}(?:基础上|的水平)|刊[登载]|披露[于在的]")  # 2月25日刊登的公告
_DAY_OF = late(r"的?(?:第[一二三四五六七八九十\d]+天|最后一天|首日)")  # 今天是春节假期最后一天
_COMPARES = ("比", "较", "与", "和", "跟", "同", "于", "了", "由", "从", "自")
_COMPARED = late(r"(?:水平)?(?:相比|比较|相较|对比|持平|基本)|的?(?:平均)?水平|的[\d.]{1,8}[%倍]")
_MARKS = frozenset('，。；：、！？—…·▶●◆,;:!?\n（）()“"')
# 公布2021财年第三季度财务业绩: the period of all that follows.
_TOLD = Expression("的?(?:度)?(?:{report-adjective}){0,6}(?:{report-noun})")
# What may stand before a period that opens its clause.
_BEFORE = late(
    r"(?:\s|其中|同时|此外|另外|而|但|且|仅|光|就|单|即|也|(?:刚刚?)?过去的|回首|回望|据.{0,10}|经.{0,8}|在|自|从|于|至|到|按|以|回顾|截至|预计|力争|计划|目标|的)*"
)


# 已超去年全年7.09万亿元的规模: what another time had is only measured against.
_BEYOND_REACH = 3
_BEYOND = Expression("(?:{beyond})$")

_LAST = ("上年", "去年", "上月", "上个月", "上季", "上季度", "上周")
_WAS = late(
    r"[则却仅还](?:为|是)[^，。；]{0,14}\d|[为是](?:[约近超]|净?利润|净?亏损|(?:同比|环比)?(?:增长|上[涨升]|下[降跌])|[涨增升降跌]幅)?[\d-]"
)

_BASE_REACH = 20
# 分别高于上年同期、上年全年: the second is compared with like the first.
_BESIDE_BASE = late(
    r"(?:[高低快慢好]于|比|较|与)(?:(?:上|去|前|今)[^，。；\d]{1,8}|(?:(?:19|20)\d\d年[、和及]){0,2}(?:19|20)\d\d年)[、和及]$"
)
_AFTER = late(r"[^，。；]{0,24}(?:之?后|以来|基础上)")  # 继上月集中签约后
_THAN = late(r"[比较][^，。；、\d]{1,14}的$")  # 较扩能改造前的2020年增长20%
_ALIKE = late("(?:的?水平)?(?:大致|大体|基本|总体)?(?:持平|相当|相近|相若|相同|一致)")  # 与去年持平


# 相较于2022年6月CPI同比涨幅9.1%的高点, 较8月0.6%的涨幅, 较4月下跌4.5%有所收窄: what a figure is compared with is one
# of its own time.
_HAD = late(
    "的(?:历史)?(?:高点|低点|高位|低位|峰值|谷底|高峰|[涨增升降跌]幅|增速|水平|纪录)"
    "|的?(?:有所|明显|大幅|显著|略有|稍有|大为|继续|进一步)(?:收窄|扩大|放缓|趋缓|加快|提速|改善|好转|回升|回落)"
)


def had(view: str, p: Period, fact: Fact) -> bool:
    """Tell whether the growth is what another time had, with which the text compares."""
    c = fact.change
    if c is None or c.quantity is None or p.kind != "base" or _COMMA.search(view, p.span.end, c.span.start):
        return False
    return _HAD.match(view, c.quantity.end) is not None


_COMMA = late("[，。；]")
# 2024年1月交货的原油期货: which contract it is; 延续2月份平稳向好趋势: what goes on.
_DELIVERED = late("份?(?:交货|交割|到期|合约|主力合约)")
_GOES_ON = ("延续", "延续了", "承接", "接续")
_PRICES = late("的?(?:不变价|可比价|价格|汇率|口径)")  # 按照上年不变价计算的总量
_TAKEN_ON = ("采集日为", "采价日为", "监测日为", "调查日为")  # 3月份第3周（采集日为3月15日）
_PLAN = Expression("{campaign}")  # 创建三年行动, 三年攻坚


# “2010年全省就业招聘大会”今天举行: the year is in its name.
_NAMED_EVENT = late(
    r"[“《](?:19|20)\d\d年?[^“”《》，。；]{2,30}(?:会|节|展|赛|论坛|活动|行动|计划)(?:[（(][^（）()]{1,8}[）)])?[”》]"
    r"|“(?:19|20)\d\d(?:[-—–至](?:19|20)?\d\d)?年?度?[^“”《》，。；\d]{6,40}”"  # 荣膺“2009-2010年度重点企业”
)
# 本年新开工项目 of January and February: a term of the statistics of building.
_THIS_YEARS = late("新开工|完成投资|实际到位|到位资金|购置|竣工|土地|新?签约|新批|新?落地")
_SO_LONG = late(r"[\d一二三四五六七八九十]{1,3}[多余]?年的")  # 成立至今20余年的园区


# 在2021年度优秀企业表彰大会上，12个项目签约
_AT_EVENT = late("[^，。；]{0,24}?(?:大会|会议|论坛|年会|仪式)上")


def in_event(view: str, p: Period) -> bool:
    """Tell whether a year stands in the name of what was held, and the day tells when: 举行2020年项目集中签约仪式."""
    led = p.year_from == "stated" and HOLDS.search(view, max(0, p.span.start - 6), p.span.start)
    if led:
        return EVENT.match(view, p.span.end) is not None
    return view.startswith("年度", p.span.end - 2) and _AT_EVENT.match(view, p.span.end) is not None


def stands(view: str, p: Period) -> bool:
    """Tell whether 同期 is spoken of and not compared with: 2020年同期下降23.2%, but not 比2020年同期下降23.2%."""
    text = p.span.cut(view)
    if p.kind != "base" or not text.endswith("同期") or (text == "同期" and p.start and p.start == p.end):
        return False  # 详见2月25日的公告。…导致利润同期减少
    return not (view.startswith(_COMPARES, max(0, p.span.start - 1)) or _COMPARED.match(view, p.span.end))


def weak(view: str, p: Period) -> bool:
    """Tell whether the period only helps to tell the story: 年初确定的目标, 2003年以来最高."""
    start, end = p.span
    text, vague = p.span.cut(view), p.kind == "vague"
    return bool(
        (text in listed("telling") and not view.startswith("的", end))
        or (vague and (_PLAN.match(view, end) or _SO_LONG.match(view, end)))
        or (p.year_from == "stated" and _NAMED_EVENT.match(view, max(0, start - 1)))
        or (text in ("本年", "当年") and _THIS_YEARS.match(view, end))
        or (view[start - 1] in "与和同跟" and _ALIKE.match(view, end))
        or _DELIVERED.match(view, end)
        or view.endswith(_GOES_ON, 0, start)
        or view.endswith(_TAKEN_ON, 0, start)
        or (view.endswith(("按", "按照"), 0, start) and _PRICES.match(view, end))
        or (view[start - 1] == "继" and _AFTER.match(view, end))
        or (view[start - 1] == "的" and _THAN.search(view, max(0, start - _BASE_REACH), start))
        or _BESIDE_BASE.search(view, max(0, start - _BASE_REACH), start)
        or _RECORD.match(view, end)
        or _BASED_ON.match(view, end)
        or _DAY_OF.match(view, end)
        or _CARRIES_OVER.match(view, end)
        or in_event(view, p)
    )


def passed(view: str, p: Period) -> bool:
    """Tell whether its figure is only surpassed or recalled.

    前三季获利1.21兆元，已超越去年全年获利1.17兆元，每股盈余46.75元; 净亏损4亿元，上年则为净利润1亿元；每股亏损0.9元;
    火电下降1.3%，上月为增长0.5%；水电增长21%.
    """
    recalled = p.span.cut(view) in _LAST and _WAS.match(view, p.span.end)
    return bool(recalled or _BEYOND.search(view, max(0, p.span.start - _BEYOND_REACH), p.span.start))


def origin(view: str, p: Period) -> bool:
    """Tell whether a change starts from it: 由2009年的3家."""
    led = view.endswith(_FROM, max(0, p.span.start - 3), p.span.start)
    return led and _STARTING.match(view, p.span.end) is not None


def news_day(view: str, p: Period) -> bool:
    """Tell whether it is the day on which something was told, and not done (于6月12日在香港回购)."""
    one = p.frequency == "D" and p.start == p.end  # not 国庆档电影票房, 五一假期，据统计…
    if not one or view.startswith("于", max(0, p.span.start - 1)):
        return False
    return _NEWS.match(view, p.span.end) is not None


_HELD = late(r"[，,]?[^，。；]{0,20}?(?:举行|举办|召开)")
_SIGNED = Expression("{signed}")


def happens(view: str, p: Period, at: int) -> bool:
    """Tell whether what is counted was done on the day itself: 11月3日举行的签约仪式上，137个项目签约."""
    return bool(_HELD.match(view, p.span.end)) and bool(_SIGNED.search(view, p.span.end, at + _LATER))


# 2016年收购的两家公司: when the thing came about, no time of its later figures.
_CAME = Expression(r"[^，。；：、的\d]{0,6}(?:{came-about})的(?!\d)")
# 2019年引进的16家企业完成产值50亿元: so many came then; what they did is of the time reported.
_CAME_MANY = Expression(
    r"[^，。；：、的\d]{0,10}(?:{came-about})[^，。；：、的\d]{0,8}的\d[^，。；]{1,24}?(?:完成|实现|创造|贡献)"
)
_CAME_AT = Expression(r"[^，。；：、的\d]{0,6}(?:{came-about})[，。；]")


# 1997年被批准为特别开放园区，…; 去年荣登五星级企业的某公司: a stage in somebody's story.
_FOUNDED = Expression(
    r"[^，。；：、的\d]{0,10}?(?:{founded})(?!那一?年|当年|时|之初|伊始)[^，。；：\d]{0,24}[，。；]"
)
_HONOURED = Expression(r"[^，。；：、的\d]{0,6}(?:{honoured})[^，。；：、的\d]{0,12}的(?!\d)")


# 公司成立于2008年，员工300人: the year tells how old it is.
_BORN = Expression("(?:{came-about}|{founded}|建|诞生|起步)[于於]$")
_BORN_REACH = 6
_SINCE = ("于", "於")


def is_born(view: str, p: Period) -> bool:
    """Tell whether the period only says since when something has existed."""
    start = p.span.start
    return (
        view.startswith(_SINCE, start - 1)
        and _BORN.search(view, max(0, start - _BORN_REACH), start) is not None
    )


def is_story(view: str, p: Period) -> bool:
    """Tell whether the period dates how something began or was honoured, in words without figures."""
    if is_born(view, p):
        return True
    founded = p.frequency in ("Y", "M") and p.year_from == "stated" and p.kind == "span"
    return bool(founded and _FOUNDED.match(view, p.span.end)) or bool(_HONOURED.match(view, p.span.end))


def came_about(view: str, p: Period, at: int) -> bool:
    """Tell whether the period only says when something came about: 于去年5月投产，… but not 去年签约的57个项目."""
    m = _CAME.match(view, p.span.end) or _CAME_MANY.match(view, p.span.end, at)
    if (m and m.end() <= at) or is_story(view, p):
        return True
    led = view.startswith(("于", "在"), max(0, p.span.start - 1))
    return led and p.frequency in ("D", "M", "Y") and bool(_CAME_AT.match(view, p.span.end))


_BEGINS = Expression("[^。；]{0,80}?(?:{begun})")


def begins(view: str, p: Period, end: int) -> bool:
    """Tell whether the day is one on which works began or opened: 9月28日，某项目开工."""
    return _BEGINS.match(view, p.span.end, end) is not None


_GATHERED = late(r"[，,][^。；]{0,40}?(?:举行|举办|召开|启幕|开幕|出让|竞拍|拍卖|开拍)")


def is_event(view: str, p: Period, end: int) -> bool:
    """Tell whether a sentence tells of a day on which something was held: 5月10日，恳谈会在上海举行."""
    one_day = p.frequency == "D" and p.start == p.end and p.kind == "span"
    return one_day and bool(_GATHERED.match(view, p.span.end, end))


def is_held(view: str, p: Period) -> bool:
    """Tell whether something was held on the days: 6月2日至4日，观摩会议举行."""
    days = p.frequency == "D" and any(c.isdigit() for c in view[p.span.start : p.span.end])
    return days and _GATHERED.match(view, p.span.end) is not None


def signs(view: str, event: Period, at: int) -> bool:
    """Tell whether the figures near before a place are of what was signed there."""
    return bool(_SIGNED.search(view, max(event.span.end, at - _MEETING), at + _LATER))


_MEETING = 120  # characters behind 签约 that still tell of what was signed


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


_BEFORE_IT = (
    "上一期",
    "上期",
    "上一季度",
    "上一季",
    "上季",
    "上个月",
    "上月",
    "去年同期",
    "上年同期",
    "去年",
    "上年",
)


def glosses(view: str, p: Period) -> bool:
    """Tell whether it only says when what is compared with was: 较上一期（3至5月）上升."""
    return view[p.span.start - 1] in "（(" and view.endswith(_BEFORE_IT, 0, p.span.start - 1)


def ends(view: str, p: Period) -> tuple[Period, Period] | None:
    """Part 2020年到2025年, 2020-2025年 into its first and its last year."""
    if p.kind != "span" or p.frequency != "Y":
        return None
    found = [Span(*m.span()) for m in _YEAR.finditer(view, *p.span)]
    if len(found) != 2:
        return None
    first, last = (_of_year(view, span) for span in found)
    return first, last


_LATER = 12  # characters behind a number that say what was done
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


def years(p: Period) -> int:
    """Count the calendar years that a period touches; 1 where they are not known."""
    known = p.start is not None and p.end is not None and p.start[:4].isdigit() and p.end[:4].isdigit()
    return int(p.end[:4]) - int(p.start[:4]) + 1 if known else 1  # type: ignore[index]


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
    if about is None or not is_whole(view, p):
        return p
    # 三年前 and 去年 are told in passing: only a year in figures is what the rest is about.
    told = about.year_from == "stated" or about.span.cut(view) in _THIS  # 今年目标是…，失业率全年控制在
    told = told and about.frequency == "Y" and about.kind == "span"
    if not told or about.point or years(about) > 1 or about.start is None:
        return p
    return p._replace(start=about.start, end=about.end, year_from=about.year_from)
