"""Two runs on the same gold: what is better, what is worse, and whether it is more than chance."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from extractor.evaluation import stats
from extractor.evaluation.judge import TUPLE
from extractor.evaluation.score import HEADLINE, Row, Scored

METRICS = (*HEADLINE, *TUPLE, "subject")


def compare(a: Sequence[Scored], b: Sequence[Scored]) -> dict[str, Any]:
    """Return differences with their interval and p value, and the records that changed."""
    differences = {
        name: asdict(stats.paired(stats.counts(a, name), stats.counts(b, name))) for name in METRICS
    }
    changes = [c for x, y in zip(a, b, strict=True) for c in _changes(x, y)]
    return {"documents": len(a), "differences": differences, "changes": changes}


def _changes(a: Scored, b: Scored) -> Iterator[dict[str, Any]]:
    """Yield the core gold records that only one of the runs has right."""
    # Both list the gold records first, in the order of the gold file.
    for x, y in zip(a.rows, b.rows, strict=False):
        if x.gold is None or y.gold is None:
            return
        before, after = _state(x), _state(y)
        if x.counted and (before == "right") != (after == "right"):
            kind = "mended" if after == "right" else "broken"
            text = _text(x.gold)
            yield {"doc": a.doc, "kind": kind, "record": text, "before": before, "after": after}


def _state(row: Row) -> str:
    if row.verdict is None:
        return "missed"
    if row.verdict.tuple_right:
        return "right"
    return "wrong " + ", ".join(f for f in TUPLE if not row.verdict.right[f])


def _text(gold: Any) -> str:
    parts = (gold.period, gold.subject, gold.indicator, gold.value, gold.growth)
    return " | ".join(p.text for p in parts if p)


def lines(result: dict[str, Any]) -> list[str]:
    """Return the comparison as lines to read."""
    out = [
        f"{result['documents']} documents",
        "",
        f"{'F1':<18}{'A':>8}{'B':>8}{'B - A':>9}  95% interval      p",
    ]
    for name, d in result["differences"].items():
        shift = d["b"] - d["a"]
        sure = " *" if d["p_value"] < 0.05 else ""
        out.append(
            f"{name:<18}{d['a']:>8.3f}{d['b']:>8.3f}{shift:>+9.4f}  "
            f"[{d['low']:+.3f}, {d['high']:+.3f}]  {d['p_value']:.3f}{sure}"
        )
    for kind in ("mended", "broken"):
        rows = [c for c in result["changes"] if c["kind"] == kind]
        out += ["", f"{kind}: {len(rows)}"]
        out += (f"  {c['doc']}  {c['record']}  ({c['before']} -> {c['after']})" for c in rows)
    return out
