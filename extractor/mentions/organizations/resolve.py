"""The one place that decides between overlapping candidates."""

from collections.abc import Iterable
from decimal import Decimal

from extractor.mentions.model import Organization
from extractor.mentions.organizations.model import Candidate

FLOOR = Decimal("0.6")
_LONGER = Decimal("0.05")  # what each further character is worth


def resolve(candidates: Iterable[Candidate]) -> tuple[Organization, ...]:
    """Keep the best-proved candidates, none over another; agreement raises confidence."""
    best: dict[tuple[int, int], Candidate] = {}
    votes: dict[tuple[int, int], set[str]] = {}
    for c in candidates:
        votes.setdefault(c.span, set()).add(c.evidence)
        if c.span not in best or c.confidence > best[c.span].confidence:
            best[c.span] = c
    ranked = sorted(best.values(), key=lambda c: (-_weight(c), c.span))
    taken: list[Candidate] = []
    covered: set[int] = set()
    for c in ranked:
        if c.confidence < FLOOR or not covered.isdisjoint(range(*c.span)):
            continue
        covered.update(range(*c.span))
        taken.append(c)
    return tuple(
        Organization(c.span, c.kind, _sure(c.confidence, len(votes[c.span])))
        for c in sorted(taken, key=lambda c: c.span)
    )


def _weight(c: Candidate) -> Decimal:
    return c.confidence + _LONGER * (c.span.end - c.span.start)


def _sure(confidence: Decimal, kinds: int) -> Decimal:
    return min(Decimal("0.99"), confidence + Decimal("0.02") * (kinds - 1))
