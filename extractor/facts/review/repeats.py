"""Repeats: a statement linked to the first that says the same of the same."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.span import squash


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
