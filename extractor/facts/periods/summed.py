"""The months that run up over a year, told again: 1-11月…，当月产值34亿元；累计完成产值273亿元."""

from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause
from extractor.mentions.model import Period


def latest(p: Period | None, before: Period | None) -> Period | None:
    """Return the months told last that run up from January."""
    return p if p and _runs_up(p) else before


def _runs_up(p: Period) -> bool:
    return not p.point and (p.start or "")[5:] == "01-01" and (p.end or "")[5:7] not in ("", "01", "12")


def again(fact: Fact, summed: Period | None, clause: Clause, view: str) -> Period | None:
    """Give what runs up over the year its months again, where the month alone was told between."""
    p = fact.period
    if p is None or summed is None or p.point or p.end != summed.end or p == summed:
        return None
    told = view.find("累计", clause.span.start, fact.anchor) >= 0
    return summed if told and not clause.span.holds(p.span) else None
