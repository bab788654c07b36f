"""Which of two a growth goes back to: 购进价格指数和出厂价格指数分别为57.2%和52.5%，前者上升3.9个百分点."""

from extractor.facts.binding.memory import Memory
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.model import Change

_FIRST = "前者"
_WHICH = late(f"{_FIRST}|后者")
_TWO = 2


def speaks(gap: Gap, memory: Memory) -> bool:
    """Tell whether 前者 or 后者 opens the clause."""
    begins = gap.clause.span.start
    return gap.left == begins and _WHICH.match(memory.view, begins) is not None


def grown(change: Change, gap: Gap, memory: Memory) -> Fact | None:
    """Give the growth to the one of the two told last that is meant; to none where there are not just two."""
    listed = memory.listed and memory.last is memory.listed[-1]
    told = memory.listed if listed else memory.sentence
    if len(told) != _TWO or told[0].indicator.span == told[1].indicator.span:
        return None
    fact = told[0] if memory.view.startswith(_FIRST, gap.left) else told[1]
    if fact.quantity and fact.change is None:
        fact.change, fact.rule = change, f"{fact.rule}+growth"
        return None
    return Fact(0, fact.indicator, "pronoun.growth", change=change, indicator_inherited=True)
