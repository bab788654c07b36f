"""Which of two growths stays with the value where both an amount and a rate are told: 收入917亿元，同比增加527亿元，增长134.9%.

Who compares growths compares rates; the amount is a record of its own.
"""

from collections.abc import Sequence
from itertools import pairwise

from extractor.facts.model import Fact
from extractor.mentions.changes.signed import RATIOS
from extractor.mentions.model import Change

_NEAR = 8  # characters between the amount and the rate


def settle(facts: Sequence[Fact]) -> None:
    """Let the values of a sentence keep the rates at which they grew."""
    for fact, again in pairwise(facts):
        first, second = fact.change, again.change
        if first is None or second is None or fact.quantity is None or again.quantity is not None:
            continue
        same = again.rule == "clause.second-growth" and again.indicator.span == fact.indicator.span
        if same and _are_amount_and_rate(first, second) and fact.period == again.period:
            fact.change, again.change = second, first


def _are_amount_and_rate(first: Change, second: Change) -> bool:
    """Tell whether the second says as a rate what the first says as an amount, against the same base."""
    near = 0 < second.span.start - first.span.end <= _NEAR
    return near and first.unit not in RATIOS and second.unit == "%" and first.basis == second.basis
