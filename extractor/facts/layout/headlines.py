"""Headings and boxes that say first what the text below them says in full: when it was, and of whom, stands there."""

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.facts.periods.roles import lasting
from extractor.text.model import Sentence

_NEAR = Decimal("0.05")  # how far a heading rounds
_REACH = 100  # figures of prose below it: many headings shall not each read the whole text
_TELLING = 3  # digits that no other figure of the text has by chance


def complete(facts: Sequence[Fact], sentences: Sequence[Sentence], view: str) -> None:
    """Give a heading's figure the period of the first one below it that says the same."""
    told = [f for f in facts if sentences[f.sentence].kind == "prose"]
    places = [f.sentence for f in told]
    for fact in facts:
        sentence = sentences[fact.sentence]
        heads = sentence.kind in ("title", "heading") and (not fact.period or fact.period_inherited)
        if not heads and (sentence.kind != "item" or fact.period):
            continue
        first = bisect_right(places, fact.sentence)
        near = (f for f in told[first : first + _REACH] if sentences[f.sentence].article == sentence.article)
        if below := next((f for f in near if _same(fact, f, view)), None):
            _take(fact, below)


def _take(fact: Fact, below: Fact) -> None:
    if below.period and lasting(below.period):  # not the day of what was held
        fact.period, fact.period_inherited = below.period, True
    if fact.subject is None and below.subject:
        fact.subject, fact.subject_inherited = below.subject, True


def _same(a: Fact, b: Fact, view: str) -> bool:
    """Tell whether two figures are one, which the first may round: 近4亿元, 3.98亿元."""
    said, full = _figure(a), _figure(b)
    if said is None or full is None or said[1] != full[1] or a.measure != b.measure:
        return False
    digits = said[0].normalize()
    off = abs(said[0] - full[0])
    if off >= Decimal(1).scaleb(int(digits.as_tuple().exponent)) or off > abs(full[0]) * _NEAR:
        return False
    names = [phrases.text(f.indicator, view) for f in (a, b)]
    alike = {names[0][k : k + 2] for k in range(len(names[0]) - 1)} & {
        names[1][k : k + 2] for k in range(len(names[1]) - 1)
    }
    return bool(alike) or (off == 0 and len(digits.as_tuple().digits) >= _TELLING)


def _figure(fact: Fact) -> tuple[Decimal, str | None] | None:
    q, c = fact.quantity, fact.change
    if q and q.number is not None:
        return q.number, q.unit
    return (c.rate, c.unit) if c and c.rate is not None and q is None else None
