"""Second thoughts over a whole document: repeats, numbers that cannot be, and how sure each record is."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.facts.model import Doubt, Fact
from extractor.span import squash

_START = {"clause.level": "0.93", "clause.growth": "0.92", "list.growth": "0.9", "list.level": "0.88"}


def link_repeats(facts: Sequence[Fact], view: str) -> None:
    """Link a statement to the first that says the same of the same."""
    seen: dict[tuple[object, ...], Fact] = {}
    for f in facts:
        name = f.indicator.name or squash(f.indicator.span.cut(view))
        value = (f.quantity.number, f.quantity.low, f.quantity.high, f.quantity.unit) if f.quantity else None
        growth = (f.change.rate, f.change.unit) if f.change else None
        period = (f.period.start, f.period.end) if f.period else None
        key = (name, value, growth, period, f.measure, f.status)
        if key in seen:
            f.duplicate_of = seen[key]
        else:
            seen[key] = f


def rate(fact: Fact) -> Decimal:
    """Say how sure the record is, by how it was put together."""
    sure = Decimal(_START.get(fact.rule, "0.8"))
    if fact.quantity and fact.change:
        sure += Decimal("0.03")
    if fact.indicator_inherited:
        sure -= Decimal("0.15")
    if fact.period is None:
        sure -= Decimal("0.05")
    elif fact.period_inherited:
        sure -= Decimal("0.04")
    if fact.flags:
        sure -= Decimal("0.3")
    return max(Decimal("0.05"), min(Decimal("0.99"), sure)).quantize(Decimal("0.01"))


def implausible(facts: Sequence[Fact]) -> list[Doubt]:
    """Flag numbers that OCR most likely damaged; they stay as they are written."""
    out = []
    for f in facts:
        if f.measure == "share" and f.quantity and f.quantity.unit == "%" and (f.quantity.number or 0) > 100:
            f.flags.append("implausible")
            out.append(Doubt("implausible-number", "占比超过100%", f.quantity.span))
        if f.change and f.change.unit == "%" and f.change.rate is not None and f.change.rate < -100:
            f.flags.append("implausible")
            out.append(Doubt("implausible-number", "降幅超过100%", f.change.span))
    return out
