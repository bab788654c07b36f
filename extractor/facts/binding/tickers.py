"""What a ticker sets beside its figure: what was expected of it, and what it was before."""

from extractor.facts.binding.memory import Memory, inherit
from extractor.facts.model import Fact, Status
from extractor.facts.skeleton import head
from extractor.late import late
from extractor.mentions.model import Change, Quantity

_RULE = "ticker"


def level(q: Quantity, status: Status, memory: Memory) -> Fact | None:
    """Bind 预估8500亿元; 同比增10.2%，预估11.0%，前值11.8% are growths too."""
    told = _told(memory)
    if told and told.change and told.quantity is None and q.unit == told.change.unit:
        unit, basis = told.change.unit, told.change.basis
        return growth(Change(q.span, q.number, q.low, q.high, unit, basis, q.span), status, memory)
    if q.unit is None and not (told and told.quantity and told.quantity.unit is None):
        return None  # PMI为46.1，预期45.5, but no bare number beside one with a unit
    return _of_last(inherit(memory, _rule(status), quantity=q), status)


def growth(change: Change, status: Status, memory: Memory) -> Fact | None:
    """Bind 同比升2.6%，预期升2.7%，前值升2.6%: both are measured against what the figure itself is."""
    told = _told(memory)
    if change.basis == "unspecified" and told and told.change and told.change.unit == change.unit:
        change = change._replace(basis=told.change.basis)
    return _of_last(inherit(memory, _rule(status), change=change), status)


_REVISED = late("(?:修[正订]|[上下]修|调整|[上下]调)[为至到]?")


def revised(change: Change, left: int, memory: Memory) -> Fact | None:
    """Bind what came of a figure that a ticker told: 前值由增加27万人修正为增加21万人."""
    last = memory.sentence[-1] if memory.sentence else None
    if last is None or not last.rule.startswith(_RULE):
        return None
    again = _REVISED.fullmatch(memory.view, left, head(change)) is not None
    return growth(change, last.status, memory) if again else None


def _told(memory: Memory) -> Fact | None:
    """Return the figure itself."""
    return next((f for f in reversed(memory.sentence) if not f.rule.startswith(_RULE)), None)


def _rule(status: Status) -> str:
    return f"{_RULE}.before" if status == "actual" else f"{_RULE}.level"


def _of_last(fact: Fact | None, status: Status) -> Fact | None:
    if fact:
        fact.status = status
    return fact
