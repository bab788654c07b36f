"""How sure a record is, from how it was put together: weights fitted on the dev gold, added up, made a probability."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.facts import phrases
from extractor.facts.indicators import measures
from extractor.facts.model import Fact
from extractor.facts.review.confidence_weights import BIAS, WEIGHTS

_FLAGGED = Decimal("0.45")  # at most, where a number is probably not what was printed
_LEAST, _MOST = Decimal("0.05"), Decimal("0.98")
_PUNCTUATION = frozenset("，。；：、（）()“”—")


def rate(fact: Fact, view: str) -> Decimal:
    """Return the probability that indicator, value, growth and period are all right."""
    return _rated(_score(_known(fact, view)), flagged=bool(fact.flags))


@lru_cache(maxsize=4096)
def _score(known: "_Known") -> int:
    return BIAS + sum(WEIGHTS.get(name, 0) for name in _named(known))


@lru_cache(maxsize=4096)
def _rated(score: int, *, flagged: bool) -> Decimal:
    sure = 1 / (1 + (Decimal(-score) / 100).exp())
    if flagged:
        sure = min(sure, _FLAGGED)
    return max(_LEAST, min(_MOST, round(sure, 2)))


def features(fact: Fact, view: str) -> Iterator[str]:
    """Name what is known of a fact."""
    return _named(_known(fact, view))


class _Known(NamedTuple):
    """What is known of a fact: few combinations, which come again and again."""

    rule: str
    period: str
    subject: str
    both: bool
    coded: bool
    measure: bool
    length: int
    punctuation: bool
    gap: str
    unit: str


def _known(fact: Fact, view: str) -> _Known:
    name = phrases.text(fact.indicator, view)
    return _Known(
        fact.rule.partition("+")[0],
        _period(fact),
        "none" if fact.subject is None else "inherited" if fact.subject_inherited else "own",
        fact.quantity is not None and fact.change is not None,
        bool(fact.indicator.code),
        measures.is_measure(name),
        min(len(name) // 2, 6),
        not _PUNCTUATION.isdisjoint(name),
        _gap(fact),
        _unit(fact),
    )


def _named(known: _Known) -> Iterator[str]:
    yield f"rule={known.rule}"
    yield f"period={known.period}"
    yield f"subject={known.subject}"
    if known.both:
        yield "value and growth"
    if known.coded:
        yield "known indicator"
    yield "a measure" if known.measure else "no measure"
    yield f"length={known.length}"
    if known.punctuation:
        yield "punctuation"
    yield f"gap={known.gap}"
    yield f"unit={known.unit}"


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
