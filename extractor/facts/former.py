"""The former and the latter of two that were just listed: 甲、乙两港分别为5万吨、3万吨，前者增长5%，后者下降2%."""

from extractor.facts.gaps import Gap
from extractor.facts.memory import Memory
from extractor.facts.model import Fact
from extractor.facts.skeleton import head
from extractor.late import late
from extractor.mentions.model import Change

_TWO = 2
_WHICH = late(r"(?P<first>前者)|后者")


def grown(change: Change, gap: Gap, memory: Memory) -> tuple[Fact | None, bool]:
    """Give a growth to the one of two that it is told of; the second result tells whether it is told of one."""
    m = _WHICH.search(memory.view, gap.left, head(change))
    if m is None:
        return None, False
    pair = _pair(memory)
    if not pair:
        return None, True  # of whom, nobody can say
    one = pair[0] if m["first"] else pair[1]
    points = change.unit == "pp" and one.quantity is not None and one.quantity.unit == "%"
    if one.change is None and (change.unit == "%" or points):
        one.change, one.rule = change, f"{one.rule}+growth"
        return None, True
    fact = Fact(0, one.indicator, "list.growth", subject=one.subject, change=change)
    fact.indicator_inherited = True
    return fact, True


def _pair(memory: Memory) -> list[Fact]:
    """Return the two that were told last; nothing of a longer list."""
    told = [f for f in memory.sentence if f.quantity]
    listed = memory.listed
    if len(listed) > _TWO and told and listed[-1] is told[-1]:
        return []
    pair = told[-_TWO:] if len(told) >= _TWO else listed
    return pair if len(pair) == _TWO else []
