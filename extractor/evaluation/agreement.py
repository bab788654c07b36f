"""How far two readers of the same articles agree: the ceiling that a system can be asked to reach."""

from collections.abc import Sequence
from typing import Any

from extractor.evaluation.gold import GoldDocument, GoldRecord
from extractor.evaluation.judge import FIELDS
from extractor.evaluation.resolve import Resolved
from extractor.evaluation.score import HEADLINE, Scored, score_document, total

METRICS = (*HEADLINE, "organizations_typed", *FIELDS)


def as_gold(r: Resolved) -> GoldDocument:
    """Take one reader's marks for gold, to measure another's by them."""
    return GoldDocument(
        doc=r.reading.doc,
        file="",
        published=r.reading.published,
        split="dev",
        style="",
        records=tuple(r.records),
        organizations=tuple(r.organizations),
        maybe=tuple(r.maybe),
    )


def as_told(records: Sequence[GoldRecord]) -> list[dict[str, Any]]:
    """Take one reader's records for a system's."""
    return [r.model_dump(exclude={"alternatives"}) for r in records]


def score_pair(raw: str, a: Resolved, b: Resolved) -> Scored:
    """Measure B by A; what B calls peripheral is spurious nowhere."""
    told = {"records": as_told(b.records), "organizations": [o.model_dump() for o in b.organizations]}
    return score_document(raw, as_gold(a), told, trusted=True)


def agreement(pairs: Sequence[tuple[str, Resolved, Resolved]]) -> dict[str, Any]:
    """Return F1 of each metric, A by B and B by A on average, and how often both call a record core."""
    sums: dict[str, list[float]] = {name: [] for name in METRICS}
    same = both = 0
    for turn in (0, 1):
        scored = [score_pair(raw, *((a, b) if turn == 0 else (b, a))) for raw, a, b in pairs]
        tallies = total(scored)
        for name in METRICS:
            sums[name].append(tallies[name].figures()["f1"] if name in tallies else 0.0)
        rows = [r for s in scored for r in s.rows if r.gold and r.told]
        both += len(rows)
        same += sum((r.told or {})["tier"] == (r.gold.tier if r.gold else None) for r in rows)
    return {
        "readers": "two language-model readings made apart from each other; differences settled by a third",
        "documents": len(pairs),
        "records": [sum(len(a.records) for _, a, _ in pairs), sum(len(b.records) for _, _, b in pairs)],
        "f1": {name: round(sum(v) / len(v), 4) for name, v in sums.items() if pairs},
        "tier_same": round(same / both, 4) if both else None,
    }
