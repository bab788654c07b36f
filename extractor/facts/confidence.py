"""How sure a record is, from how it was put together: weights fitted on the dev gold, added up, made a probability."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extractor.facts import measures, phrases
from extractor.facts.confidence_weights import BIAS, WEIGHTS
from extractor.facts.model import Fact

_FLAGGED = Decimal("0.45")  # at most, where a number is probably not what was printed
_LEAST, _MOST = Decimal("0.05"), Decimal("0.98")
_PUNCTUATION = frozenset("，。；：、（）()“”—")


def rate(fact: Fact, view: str) -> Decimal:
    """Return the probability that indicator, value, growth and period are all right."""
    score = BIAS + sum([WEIGHTS.get(name, 0) for name in features(fact, view)])
    return _rated(score, flagged=bool(fact.flags))


@lru_cache(maxsize=4096)
def _rated(score: int, *, flagged: bool) -> Decimal:
    sure = 1 / (1 + (Decimal(-score) / 100).exp())
    if flagged:
        sure = min(sure, _FLAGGED)
    return max(_LEAST, min(_MOST, round(sure, 2)))


def features(fact: Fact, view: str) -> Iterator[str]:
    """Name what is known of a fact."""
    yield f"rule={fact.rule.partition('+')[0]}"
    yield f"period={_period(fact)}"
    yield f"subject={'none' if fact.subject is None else 'inherited' if fact.subject_inherited else 'own'}"
    if fact.quantity and fact.change:
        yield "value and growth"
    if fact.indicator.code:
        yield "known indicator"
    name = phrases.text(fact.indicator, view)
    yield "a measure" if measures.is_measure(name) else "no measure"
    yield f"length={min(len(name) // 2, 6)}"
    if not _PUNCTUATION.isdisjoint(name):
        yield "punctuation"
    yield f"gap={_gap(fact)}"
    yield f"unit={_unit(fact)}"


def _period(fact: Fact) -> str:
    if fact.period is None:
        return "none"
    said = "inherited" if fact.period_inherited else "own"
    return said if fact.period.start else f"{said}, vague"


def _gap(fact: Fact) -> str:
    """Say how far the number stands from its indicator."""
    if fact.indicator_inherited:
        return "inherited"
    number = fact.quantity.span if fact.quantity else fact.change.span if fact.change else fact.indicator.span
    gap = number.start - fact.indicator.span.end
    return "behind" if gap < 0 else "0" if gap == 0 else "1-3" if gap < 4 else "4-8" if gap < 9 else "9+"


def _unit(fact: Fact) -> str:
    if fact.quantity is None:
        return "growth"
    unit = fact.quantity.unit or ""
    return (
        "%" if unit == "%" else "money" if len(unit) == 3 and unit.isascii() and unit.isupper() else "count"
    )
