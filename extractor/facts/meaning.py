"""How a figure is meant: done, aimed at, or expected."""

from extractor.facts.model import Fact, Status
from extractor.facts.skeleton import Skeleton
from extractor.text.model import PartialDate


def give_status(fact: Fact, skeleton: Skeleton, reference: PartialDate | None) -> None:
    """Read the cues before the number, then the calendar: what lies ahead of the publication date is no fact yet."""
    fact.status = _by_cue(fact, skeleton) or _by_calendar(fact, reference) or "actual"


def _by_cue(fact: Fact, skeleton: Skeleton) -> Status | None:
    found: Status | None = None
    for clause in skeleton.clauses:
        if clause.span.start > fact.anchor:
            break
        for cue in clause.cues:
            if cue.span.start < fact.anchor and cue.kind in ("target", "forecast"):
                found = "target" if cue.kind == "target" else "forecast"
    return found


def _by_calendar(fact: Fact, reference: PartialDate | None) -> Status | None:
    p = fact.period
    if p is None:
        return None
    if (
        p.kind == "target"
        and not fact.period_inherited
        and (reference is None or not p.end or p.end[:4] >= str(reference.year))
    ):
        return "target"
    if (
        reference
        and p.start
        and p.start[:4].isdigit()
        and p.start[:7] > f"{reference.year}-{reference.month or 12:02d}"
    ):
        return "target"
    return None
