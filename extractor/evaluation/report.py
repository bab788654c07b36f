"""The report of one evaluation, as data and as lines to read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from extractor.evaluation import stats
from extractor.evaluation.judge import FIELDS
from extractor.evaluation.score import HEADLINE, Scored, Tally, accuracy, links, total

LABELS = {
    "detection": "records found",
    "tuple": "tuples (indicator, value, growth, period)",
    "strict": "tuples, strict",
    "organizations": "organisations",
    "organizations_typed": "organisations with type",
}


def _rounded(node: Any) -> Any:
    if isinstance(node, float):
        return int(node) if node.is_integer() and abs(node) > 1 else round(node, 4)
    if isinstance(node, dict):
        return {k: _rounded(v) for k, v in node.items()}
    return [_rounded(v) for v in node] if isinstance(node, list | tuple) else node


def _brief(tallies: dict[str, Tally]) -> dict[str, Any]:
    return {name: tallies[name].figures() for name in HEADLINE}


def report(documents: Sequence[Scored]) -> dict[str, Any]:
    """Return all figures of a run."""
    tallies = total(documents)
    named = {n: t.figures() for n, t in sorted(tallies.items())}
    for name in (*HEADLINE, *FIELDS, "organizations_typed"):
        if name in named:
            named[name]["ci95"] = stats.interval(stats.counts(documents, name))  # type: ignore[assignment]
    styles: dict[str, list[Scored]] = defaultdict(list)
    for d in documents:
        styles[d.style].append(d)
    bins, error, brier = stats.calibration(documents)
    body = {
        "documents": len(documents),
        "missing": [d.doc for d in documents if d.missing],
        "core_records": sum(r.gold is not None and r.counted for d in documents for r in d.rows),
        "scores": {n: f for n, f in named.items() if n not in FIELDS and not n.startswith("organizations.")},
        "fields": {n: named[n] for n in FIELDS if n in named},
        "field_accuracy_on_detected": accuracy(documents),
        "organizations_by_type": {
            n.partition(".")[2]: f for n, f in named.items() if n.startswith("organizations.")
        },
        "entity_links": links(documents),
        "calibration": {"bins": [asdict(b) for b in bins], "error": error, "brier": brier},
        "curve": [asdict(p) for p in stats.curve(documents)],
        "by_style": {s: {"documents": len(ds), **_brief(total(ds))} for s, ds in sorted(styles.items())},
        "by_document": {d.doc: _brief(d.tallies) for d in documents},
    }
    out: dict[str, Any] = _rounded(body)
    return out


def _line(label: str, f: dict[str, Any]) -> str:
    ci = f"  [{f['ci95'][0]:.3f}, {f['ci95'][1]:.3f}]" if "ci95" in f else ""
    if not f.get("tp", 1) + f.get("fp", 0) + f.get("fn", 0):
        return f"{label:<44}{'-':>8}{'-':>8}{'-':>8}"
    return f"{label:<44}{f['p']:>8.3f}{f['r']:>8.3f}{f['f1']:>8.3f}{ci}"


def lines(r: dict[str, Any]) -> list[str]:
    """Return the report as lines to read."""
    out = [f"{r['documents']} documents, {r['core_records']} core records"]
    if r["missing"]:
        out.append(f"no result for {len(r['missing'])}: {', '.join(r['missing'][:10])}")
    head = f"{'':<44}{'P':>8}{'R':>8}{'F1':>8}  95% interval"
    out += ["", head, *(_line(LABELS[n], r["scores"][n]) for n in LABELS if n in r["scores"])]
    out.append(_line("entity links (B-cubed, mentions found)", r["entity_links"]))
    out += ["", f"{'fields':<44}{'P':>8}{'R':>8}{'F1':>8}  right when found"]
    for n, f in r["fields"].items():
        plain = {k: v for k, v in f.items() if k != "ci95"}
        out.append(f"{_line('  ' + n, plain)}  {r['field_accuracy_on_detected'][n]:.3f}")
    out += ["", f"{'organisations by type':<44}{'P':>8}{'R':>8}{'F1':>8}"]
    out += (_line(f"  {kind}", f) for kind, f in r["organizations_by_type"].items())
    out += ["", f"{'style (tuple)':<44}{'P':>8}{'R':>8}{'F1':>8}"]
    out += (_line(f"  {s} ({f['documents']})", f["tuple"]) for s, f in r["by_style"].items())
    c = r["calibration"]
    out += ["", f"calibration error {c['error']:.3f}, Brier score {c['brier']:.3f}"]
    out += ["", "confidence at least     kept  precision     recall"]
    for p in r["curve"][:: max(1, len(r["curve"]) // 6)]:
        out.append(f"{p['confidence']:>19.3f}{p['kept']:>9.3f}{p['precision']:>11.3f}{p['recall']:>11.3f}")
    return out
