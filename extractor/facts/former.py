"""Which of two a growth goes back to: 购进价格指数和出厂价格指数分别为57.2%和52.5%，前者上升3.9个百分点."""

from extractor.facts.gaps import Gap
from extractor.facts.memory import Memory
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.model import Change

_WHICH = late("(?P<first>前者)|后者")
_TWO = 2


def meant(gap: Gap, memory: Memory) -> Fact | None:
    """Find the one of the two told last that 前者 or 后者 means, if that opens the clause."""
    which = _WHICH.match(memory.view, gap.left) if gap.left == gap.clause.span.start else None
    if which is None:
        return None
    listed = memory.listed and memory.last is memory.listed[-1]
    told = memory.listed if listed else memory.sentence
    if len(told) != _TWO or told[0].indicator.span == told[1].indicator.span:
        return None
    return told[0] if which["first"] else told[1]


def grow(fact: Fact, change: Change) -> Fact | None:
    """Give the growth to the level it belongs to, else tell it of the same measure."""
    if fact.quantity and fact.change is None:
        fact.change, fact.rule = change, f"{fact.rule}+growth"
        return None
    return Fact(0, fact.indicator, "pronoun.growth", change=change, indicator_inherited=True)
