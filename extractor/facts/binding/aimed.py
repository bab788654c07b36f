"""What is aimed at, told beside what was reached: 完成年度目标60亿元的87.7%."""

from extractor.facts.binding.memory import Memory
from extractor.facts.indicators.gaps import Gap
from extractor.late import late
from extractor.mentions.model import Quantity

# 完成年度目标60亿元的87.7%, 超额完成800亿元的年度目标: what was done is measured, so is what was aimed at.
_AIM = late(r"(?:全年|年度|年初|预期|既定|原定|原)(?:的)?(?:目标|任务|计划)(?:任务|数|值)?(?:为|是|的)?")
_AIM_BEHIND = late(r"的?(?:全年|年度|年初|预期|既定|原定)(?:控制)?(?:目标|任务|计划)")
# 完成全年82万辆目标的64.7%
_AIM_BEGINS = late(r"(?:完成|实现|达到|达|占)了?(?:全年|年度|年初|既定|原定)的?$")
_AIM_ENDS = ("目标", "的目标", "任务", "的任务", "计划", "的计划")


def aimed(q: Quantity, gap: Gap, memory: Memory) -> bool:
    """Tell whether the number is the aim of what the sentence measured last."""
    last = memory.settled()
    if last is None or last.quantity is None or last.quantity.unit != q.unit:
        return False
    before = [m.end() for m in _AIM.finditer(memory.view, gap.left, q.span.start)]
    if q.span.start in before or _AIM_BEHIND.match(memory.view, q.span.end):
        return True
    begun = memory.view.startswith(_AIM_ENDS, q.span.end) and _AIM_BEGINS.search(
        memory.view, gap.left, q.span.start
    )
    return bool(begun)
