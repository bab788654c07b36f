"""What the words around a single figure say of how it is meant: where a move starts, what shall come of works, what is aimed at."""

from extractor.facts.model import Fact, Status
from extractor.late import late
from extractor.span import Span

# 建成后产能由180万吨提升到200万吨: the first number is what there is.
_FROM = late(r"(?:由|从)[^，。；、]{0,12}$")
_AIMS = ("目标", "预测", "预期", "预估", "指引", "目标值")
_TO = late(r"(?:左右|以上|多)?[^，。；、\d]{0,8}[到至为][^，。；、\d]{0,4}[\d一二三四五六七八九十百]")
# 全年增速13%左右的目标恐怕要打折扣
_AIM_BEHIND = late(
    "(?:左右|以上|以下|以内|上下)?的(?:年度|全年|年初|预期|增长|发展|总体|控制)*目标(?!市场|客户|价)"
)
_REACHED = late("(?:实现|完成|达到|达成|兑现|超过)了?[^，。；]{0,30}$")
# 一期投资12亿元，年产负极材料5万吨、产值18亿元: what the works are to yield.
_WORKS = late(
    r"(?:投资|斥资|投入)(?:约|近|超|逾|超过)?[\d.]+[^。；]{0,40}[，、](?:项目)?(?:[建投]成?[投产]?产?后)?年(?:可)?产(?!值|量|业)[^。；]{0,24}$"
)
_AT_WORK = late(
    "(?:已|正式|建成|全面|顺利)投产(?!后)|投产以来|已建|建成(?!后)|竣工(?!后)|现有|达产(?!后)|已形成|去年|上年|运营|投用|实现"
)
_NEAR, _SIGHT = 16, 90


# 某公司公告，预计上半年净利润2亿元；营收17亿元
_ANNOUNCED = late("(?:公告|预告|快报|公布|披露|指引)(?:称|显示)?[，：]$")


def announced(view: str, begins: int, at: int) -> bool:
    """Tell whether what is expected is what a firm makes known, so that it goes on over a semicolon."""
    return _ANNOUNCED.search(view, begins, at) is not None


def is_mood(view: str, cue: Span) -> bool:
    """Tell whether 预期 stands alone, and says of no figure that it is expected: 稳预期，."""
    return (
        view.startswith("预期", cue.start)
        and cue.end - cue.start == 2
        and not view[cue.end : cue.end + 1].isalnum()
    )


def corrected(fact: Fact, status: Status, sentence: Span, view: str, *, own_time: bool) -> Status:
    """Correct what the sentence says of all its figures by what is said of this one; `own_time`: it tells when it will be."""
    if status != "actual":
        return "actual" if not own_time and _starts(fact, view) else status
    end = fact.quantity.span.end if fact.quantity else fact.change.span.end if fact.change else fact.anchor
    if _AIM_BEHIND.match(view, end) and not _REACHED.search(view, sentence.start, fact.anchor):
        return "target"
    return "target" if _yields(fact, sentence, view) or _laid_down(fact, sentence, view) else "actual"


# 《规划》提出，城镇化率达到65%; 《工作方案》要求，能耗下降13.5%: what is laid down is aimed at.
_LAYS_DOWN = late(
    "(?:规划|纲要|方案|行动计划|实施意见|意见)》?[，,]?(?:中|还|也|将|同时|进一步)*(?:提出|明确|要求|确定|设定)了?"
)
_TOLD = late("已|现有|目前|截至|去年|上年|[增下]?[长降]了|以来")


def _laid_down(fact: Fact, sentence: Span, view: str) -> bool:
    """Tell whether a plan of which the sentence speaks sets the figure, and nothing says that it is reached."""
    if view.find("》", sentence.start, fact.anchor) < 0 and view.find("要", sentence.start, fact.anchor) < 0:
        return False
    m = _LAYS_DOWN.search(view, sentence.start, fact.anchor)
    over = fact.period is not None and not fact.period_inherited and fact.period.kind != "target"
    return m is not None and not over and _TOLD.search(view, m.end(), fact.anchor) is None


def _starts(fact: Fact, view: str) -> bool:
    """Tell whether a figure is only what another goes up or down from."""
    q = fact.quantity
    if q is None or fact.change is not None:
        return False
    m = _FROM.search(view, max(0, q.span.start - _NEAR), q.span.start)
    aimed = m is not None and view.endswith(_AIMS, 0, m.start())  # 销售目标由30万辆上调至35万辆
    return m is not None and not aimed and bool(_TO.match(view, q.span.end))


def _yields(fact: Fact, sentence: Span, view: str) -> bool:
    """Tell whether it is what works yield that are invested in, and that nobody says are done."""
    low = max(sentence.start, fact.anchor - _SIGHT)
    if view.find("年", low, fact.anchor) < 0 or not _WORKS.search(view, low, fact.anchor):
        return False
    return _AT_WORK.search(view, *sentence) is None
