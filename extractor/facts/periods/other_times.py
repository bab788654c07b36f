"""What another time had: set beside the figure, passed by it, or where its change starts; no time of what follows."""

from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.model import Period
from extractor.patterns import Expression

# 由2009年的3家增至11家: the first year reaches no further than its number.
_FROM = tuple(f"{word}{year}" for word in "由从自" for year in ("", "上年", "去年"))
# A record's reach, no period of a figure: 2003年以来最高, 近十年来的新低.
_STARTING = late(r"的|\d|(?:同比|环比)?(?:下降|下跌|增长|上涨|上升|回落|回升|增加|减少|持平|负增长)")
_COMPARES = ("比", "较", "与", "和", "跟", "同", "于", "了", "由", "从", "自")
_COMPARED = late(r"(?:水平)?(?:相比|比较|相较|对比|持平|基本)|的?(?:平均)?水平|的[\d.]{1,8}[%倍]")
# 已超去年全年7.09万亿元的规模: what another time had is only measured against.
_BEYOND_REACH = 3
_BEYOND = Expression("(?:{beyond})$")
_LAST = (
    "上年",
    "去年",
    "上年度",
    "去年度",
    "上一年度",
    "上年同期",
    "去年同期",
    "上月",
    "上个月",
    "上季",
    "上季度",
    "上周",
)
_WAS = late(
    r"[则却仅还](?:为|是)[^，。；]{0,14}\d|[为是](?:[约近超]|净?利润|净?亏损|(?:同比|环比)?(?:增长|上[涨升]|下[降跌])|[涨增升降跌]幅)?[\d-]"
    r"|则?(?:每股)?派(?:息|发)?\d|则?(?:净?赚|蚀|净?亏损?|盈利|多?录得)(?:约|逾)?\d"  # 全年派22仙，上年度派15仙
)
_MOVED = late("(?:同比|按年|年比|环比|按月)[增升涨降跌减回]")  # …按年倒退3.6%，上月按年升22.8%，而…
# …增长5.3%，10月份为下降0.5%；: the month before, set beside the one told.
_MONTH_WAS = late(r"\d{1,2}月份?(?=为(?:同比|环比)?(?:增长|上[涨升]|下[降跌]|持平))")
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


def stands(view: str, p: Period) -> bool:
    """Tell whether 同期 is spoken of and not compared with: 2020年同期下降23.2%, but not 比2020年同期下降23.2%."""
    text = p.span.cut(view)
    if p.kind != "base" or not text.endswith("同期") or (text == "同期" and p.start and p.start == p.end):
        return False  # 详见2月25日的公告。…导致利润同期减少
    if _left_out(view, *p.span):
        return False
    return not (view.startswith(_COMPARES, max(0, p.span.start - 1)) or _COMPARED.match(view, p.span.end))


# 扣除去年同期缓税等因素影响后，可比增长0.5%: when what is left out was, and not what grows.
_LEFT_OUT = late(r"(?:扣除|剔除|排除|考虑到?)[^，。；\d]{0,10}$")
_FACTORS = late(r"[^。；\d]{2,50}?(?:因素|影响|基数)[^，。；\d]{0,8}后?[，,]")


def _left_out(view: str, start: int, end: int) -> bool:
    """Tell whether only what is left out, or accounts for a growth, was in that time."""
    before = _LEFT_OUT.search(view, max(0, start - 14), start)
    return before is not None and _FACTORS.match(view, end) is not None


# 截至5月19日达2505万人次…，并于5月16日突破500万人次，日均7万人次: the day of a mark on the way.
_MARK = late("(?:首次|正式|成功|一举|率先|单日)*(?:突破|超过|超|达到?|迈过|跨过|冲破|刷新)")
_ON = ("于", "在")


def passed(view: str, p: Period) -> bool:
    """Tell whether its figure is only surpassed or recalled, or a mark that was reached on that day.

    前三季获利1.21兆元，已超越去年全年获利1.17兆元，每股盈余46.75元; 净亏损4亿元，上年则为净利润1亿元；每股亏损0.9元;
    火电下降1.3%，上月为增长0.5%；水电增长21%.
    """
    recalled = p.span.cut(view) in _LAST and _WAS.match(view, p.span.end)
    recalled = recalled or (view.startswith("，上月", p.span.start - 1) and _MOVED.match(view, p.span.end))
    recalled = recalled or (view[p.span.start - 1] == "，" and _MONTH_WAS.match(view, p.span.start))
    one_day = p.frequency == "D" and p.start == p.end and view.startswith(_ON, p.span.start - 1)
    recalled = recalled or (one_day and _MARK.match(view, p.span.end))
    return bool(recalled or _BEYOND.search(view, max(0, p.span.start - _BEYOND_REACH), p.span.start))


_RECALLS = late(
    "(?:的(?:[增升涨降跌]幅|增速)|同比|环比|按[年季月]|[則则為为是])*(?:實質|实质)?"
    "(?:增长|上[涨升]|下[降跌]|[增升涨降跌]|為|为|達|达)?[^，。；]{0,3}?\\d"
)


def recalls(view: str, p: Period) -> bool:
    """Tell whether a period stands behind a comma and has nothing but a figure: ，第二季的跌幅为1.6%."""
    return view[p.span.start - 1] in "，," and _RECALLS.match(view, p.span.end) is not None


def origin(view: str, p: Period) -> bool:
    """Tell whether a change starts from it: 由2009年的3家."""
    led = view.endswith(_FROM, max(0, p.span.start - 3), p.span.start)
    return led and _STARTING.match(view, p.span.end) is not None


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


_WITH = ("与", "和", "同", "跟", "與")
_SET_BESIDE = late(r"[^，。；\d]{1,20}(?:相比|比较|对比)")


def set_beside(view: str, p: Period) -> bool:
    """Tell whether figures are compared with those of the period: 与2010年普查相比."""
    return view.startswith(_WITH, p.span.start - 1) and _SET_BESIDE.match(view, p.span.end) is not None
