"""Second thoughts over a whole document: repeats, numbers that cannot be, and how sure each record is."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.span import squash

# How often a record of the rule was right on dev gold, before what else is known of it.
_START = {
    "clause.growth": "0.8",
    "clause.limit-name": "0.75",
    "clause.level": "0.72",
    "list.growth": "0.72",
    "clause.contribution": "0.7",
    "clause.share": "0.68",
    "clause.second-level": "0.66",
    "table.level": "0.66",
    "table.growth": "0.66",
    "clause.second-growth": "0.64",
    "list.level": "0.58",
    "clause.number-noun": "0.5",
}


def link_repeats(facts: Sequence[Fact], view: str) -> None:
    """Link a statement to the first that says the same of the same."""
    seen: dict[tuple[object, ...], Fact] = {}
    for f in facts:
        name = f.indicator.name or squash(phrases.text(f.indicator, view))
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
    sure = Decimal(_START.get(fact.rule.partition("+")[0], "0.45"))
    if fact.quantity and fact.change:
        sure += Decimal("0.13")
    if fact.indicator.code:
        sure += Decimal("0.07")
    if fact.period is None:
        sure -= Decimal("0.27")
    elif not fact.period_inherited:
        sure += Decimal("0.03")
    if fact.flags:
        sure -= Decimal("0.3")
    return max(Decimal("0.05"), min(Decimal("0.98"), sure))
