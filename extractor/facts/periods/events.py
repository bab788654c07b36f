"""What came about in a period: when something was founded, opened, held or signed, and the day on which the news was told."""

from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods.reference import EVENT, HOLDS
from extractor.patterns import Expression

# The day on which something was told: 10月24日，记者从……获悉.
_NEWS = Expression("[）)]?[，,]?(?:上午|下午|晚|晚间)?[，,]?(?:本报)?(?:记者|从|据|由|在|{news-day})")
# 10月8日，市商务委发布消息称，…: somebody told it on that day.
_TOLD_BY = late(
    r"[）)]?[，,]?(?:上午|下午|晚间?)?[，,]?[^，。；：、\d的]{2,24}?(?:(?:对外|正式|最新|联合)?(?:发布|公布|通报|披露)(?!的)[^，。；：\d]{0,16}|介绍|透露|表示|消息)(?:说|称|显示|指出)?[，,：:]"
)
# 在2021年度优秀企业表彰大会上，12个项目签约
_AT_EVENT = late("[^，。；]{0,24}?(?:大会|会议|论坛|年会|仪式)上")


def in_event(view: str, p: Period) -> bool:
    """Tell whether a year stands in the name of what was held, and the day tells when: 举行2020年项目集中签约仪式."""
    led = p.year_from == "stated" and HOLDS.search(view, max(0, p.span.start - 6), p.span.start)
    if led:
        return EVENT.match(view, p.span.end) is not None
    return view.startswith("年度", p.span.end - 2) and _AT_EVENT.match(view, p.span.end) is not None


def news_day(view: str, p: Period) -> bool:
    """Tell whether it is the day on which something was told, and not done (于6月12日在香港回购)."""
    one = p.frequency == "D" and p.start == p.end  # not 国庆档电影票房, 五一假期，据统计…
    if not one or view.startswith("于", max(0, p.span.start - 1)):
        return False
    return _NEWS.match(view, p.span.end) is not None or _TOLD_BY.match(view, p.span.end) is not None


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
# 2003年6月，经省政府批准，正式改制为…: who allowed it stands between.
_CHARTERED = Expression(
    r"[，,]?(?:报?经|获)[^，。；：\d]{2,20}?(?:批准|批复|同意|核准|审批)[，,]?[^，。；：\d]{0,12}?(?:{founded}|为)[^，。；：\d]{0,24}[，。；]"
)
# 1997年进入中国市场后，…拥有2600家店铺: since when, not when.
_ENTERED = Expression(
    r"[^，。；：、的\d]{0,4}?(?:进入|登陆|进驻|打入|布局|加入|回归|{came-about})(?!率)[^，。；：\d]{0,16}(?:后|以来)[，,]"
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
    told = founded and (_FOUNDED.match(view, p.span.end) or _ENTERED.match(view, p.span.end))
    chartered = p.year_from == "stated" and p.kind == "span" and _CHARTERED.match(view, p.span.end)
    return bool(told or chartered) or bool(_HONOURED.match(view, p.span.end))


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
_LATER = 12  # characters behind a number that say what was done
