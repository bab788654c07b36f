"""Changes that are only a distance: to others (比全国低0.3个百分点), to what was expected, or the pace of others."""

from extractor.facts.indicators.gaps import Gap
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.model import Change
from extractor.span import Span

_BIG = "全[国省市区县州球]|世界|国际|同行业?|周边"
_ANY_BIG = late(_BIG)
# 比全国低0.3个百分点, 比全市平均增幅高8.4个百分点: with others, not with another time.
_OTHERS = late(
    rf"[比较](?:{_BIG}|(?![^，。；]{{0,8}}[年月季期])[^，。；\d]{{1,8}}(?:平均|均值|增幅|增速))[^，。；\d]{{0,6}}$"
)
# 达到830元，比全省平均水平高出80元
_MEAN_OF_OTHERS = late(rf"[比较](?:{_BIG})[^，。；\d年月]{{0,6}}(?:平均(?:水平|数|值)?|水平)$")


# 不良率0.71%，低于全市平均水平0.4个百分点; 利率4.86%，比同类贷款低0.9个百分点: no time is named.
_GAP = late("[高低快慢优差]于|[高低]出|超出|领先|落后|[高低快慢](?![^\\d一二两三四五六七八九十近约超])")
_TIME = late("[年月季]|周(?!边)|日(?!本)|[同本上]期|(?<!目)[前初末底]|峰|谷|历史|当初|[高低]点")


def _is_distance(change: Change, view: str) -> bool:
    """Tell whether points are how far a rate is from that of others, with which it did not move."""
    if change.unit not in ("pp", "bp") or change.basis != "other" or change.base is None:
        return False
    return bool(_GAP.match(view, change.span.start)) and _TIME.search(view, *change.base) is None


def compares(change: Change, view: str) -> bool:
    """Tell whether a change is the distance to others."""
    if change.base is None:
        return False
    if _is_distance(change, view):
        return True
    others = _OTHERS if change.unit in ("pp", "bp") else _MEAN_OF_OTHERS
    return others.search(view, *change.base) is not None


# 高于全国、全省平均水平1.2个和0.5个百分点; 比全国、全省分别高1.2个、0.5个百分点
_ABOVE = late(
    r"(?:(?P<led>[高低快慢优]于|高出|领先于?)(?P<others>[^，。；\d]{2,24})|(?P<than>[比较])(?P<set>[^，。；\d]{2,24}?)(?:分别|依次)?[高低快慢]?)$"
)
_FURTHER = ("高", "低", "快", "慢")


def lists_distances(clause: Clause, view: str) -> bool:
    """Tell whether all points of a clause are how far a rate is from those of several others."""
    numbers = clause.numbers
    if len(numbers) < 2 or any(n.unit != "pp" for n in numbers):
        return False
    start = numbers[0].span.start
    m = _ABOVE.search(view, clause.span.start, start)
    if m is None or (m["than"] and not view.startswith(_FURTHER, start) and view[start - 1] not in _FURTHER):
        return False
    others = Span(*m.span("others" if m["led"] else "set"))
    told = any(others.holds(n.span) for n in clause.names) or _ANY_BIG.search(view, *others)
    return bool(told) and _TIME.search(view, *others) is None


_FIRST_COUNT = late(
    "(?:好于|差于|高于|低于|快于|慢于|优于|逊于|不及)(?:此前|先前|市场)?(?:初值|预期|预期值|预测)的?$"
)
# 增长3.2%，与4月预测值持平: no growth is told.
_AS_FORESEEN = late(
    "[与和同跟](?:[^，。；]{0,12}的)?[^，。；]{0,12}(?:预测值?|预期值?|预估值?|初值|前值)(?:基本|大致|保持)?$"
)
# 增长12.3%，高于同期全国2.8%的进出口增幅
_OTHERS_PACE = late("(?:高于|低于|快于|慢于|超过|高出|优于|领先于?)[^，。；\\d]{2,12}$")
# 四季度交付91507辆，超出8.7万-9.1万辆的指引上限: what was expected is only surpassed.
_EXPECTED = late("的(?:[^，。；\\d]{0,6})?(?:指引|预期|预估|预测|预计|目标|上限)")


def others_pace(change: Change, gap: Gap, view: str) -> bool:
    """Tell whether a pace with its noun behind is only what another is compared with."""
    start = change.span.start
    first = change.quantity is not None and change.quantity.start == start
    return first and _OTHERS_PACE.search(view, gap.clause.span.start, start) is not None


def beats(change: Change, gap: Gap, view: str) -> bool:
    """Tell whether the number is only an expectation, or a first count, that was met or not."""
    if _FIRST_COUNT.search(view, gap.left, change.span.start):
        return True  # 增幅为0.4%，好于初值的下降0.4%
    if change.quantity is None and _AS_FORESEEN.search(view, gap.left, change.span.start):
        return True
    return view.startswith(("超出", "超过", "高出"), change.span.start) and bool(
        _EXPECTED.match(view, change.span.end)
    )
