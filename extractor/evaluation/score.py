"""Counts of one document, and the figures of many: detection, fields, tuples, organisations."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.evaluation.gold import GoldDocument, GoldRecord
from extractor.evaluation.judge import FIELDS, QUOTED, Told, Verdict, judge
from extractor.evaluation.organizations import Mentions, link_counts, mentions
from extractor.evaluation.pairing import pair

# Where a field of gold and of a result is held: presence decides what is missed and what is spurious.
_HOLDER = {"indicator_exact": "indicator", "basis": "growth", "bound": "value"}
HEADLINE = ("detection", "tuple", "strict", "organizations")


@dataclass(slots=True)
class Tally:
    """True positives, false positives, false negatives."""

    tp: float = 0
    fp: float = 0
    fn: float = 0

    def figures(self) -> dict[str, float]:
        """Return precision, recall, F1 and the counts."""
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        return {
            "p": p,
            "r": r,
            "f1": f1(self.tp, self.fp, self.fn),
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
        }


def f1(tp: float, fp: float, fn: float) -> float:
    """Return F1; of nothing in nothing it is 0."""
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


@dataclass(slots=True)
class Row:
    """One gold record, one predicted record, or a pair."""

    gold: GoldRecord | None
    told: Told | None
    verdict: Verdict | None
    counted: bool = True  # peripheral records are neither rewarded nor punished


@dataclass(slots=True)
class Scored:
    """One document: its rows, its mentions, its counts."""

    doc: str
    style: str
    rows: list[Row]
    mentions: Mentions
    missing: bool
    tallies: dict[str, Tally] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)  # fields right among the detected
    links: tuple[float, float, int] = (0.0, 0.0, 0)

    def tally(self, name: str) -> Tally:
        """Return the tally of a metric, made when first asked for."""
        return self.tallies.setdefault(name, Tally())


def score_document(raw: str, gold: GoldDocument, told: Told | None, *, trusted: bool = False) -> Scored:
    """Compare one document's result with gold; no result at all counts as an empty one."""
    records: Sequence[Told] = [_shaped(r) for r in (told or {}).get("records") or []]
    pairs = pair(raw, gold.records, records, trusted=trusted)
    rows = []
    for i, g in enumerate(gold.records):
        t = records[pairs[i]] if i in pairs else None
        verdict = None if t is None else judge(raw, g, t, trusted=trusted)
        rows.append(Row(g, t, verdict, g.tier == "core"))
    used = set(pairs.values())
    for j, t in enumerate(records):
        if j not in used:
            # Only a reader can call a record peripheral; a result that says so gains nothing by it.
            rows.append(Row(None, t, None, not trusted or t["tier"] == "core"))
    found = mentions(raw, gold, list((told or {}).get("organizations") or []))
    out = Scored(gold.doc, gold.style, rows, found, told is None)
    for name in (*HEADLINE, *FIELDS):
        out.tally(name)
    for row in rows:
        if row.counted:
            _count(out, row)
    _count_organizations(out)
    return out


def _shaped(record: Any) -> Told:
    """Turn what has not the shape of a field into one without evidence: it is there, and wrong."""
    body = dict(record) if isinstance(record, Mapping) else {}
    bad = {f: {"text": ""} for f in QUOTED if body.get(f) and not isinstance(body[f], Mapping)}
    return {**body, **bad}


def _count(out: Scored, row: Row) -> None:
    verdict = row.verdict
    whole = {"detection": verdict is not None}
    whole |= {
        "tuple": bool(verdict and verdict.tuple_right),
        "strict": bool(verdict and verdict.strict_right),
    }
    for name, right in whole.items():
        tally = out.tally(name)
        tally.tp += right
        tally.fp += not right and row.told is not None
        tally.fn += not right and row.gold is not None
    gold = verdict.reading if verdict else row.gold
    for name in FIELDS:
        holder, tally = _HOLDER.get(name, name), out.tally(name)
        wanted, given = (
            gold is not None and bool(getattr(gold, holder)),
            bool(row.told and row.told.get(holder)),
        )
        right = bool(verdict and verdict.right[name])
        tally.tp += right and wanted and given
        tally.fp += given and not right
        tally.fn += wanted and not right
        out.right[name] += right


def _count_organizations(out: Scored) -> None:
    m = out.mentions
    out.tallies["organizations"] = Tally(len(m.exact), len(m.spurious), len(m.missed))
    typed = out.tally("organizations_typed")
    for key in m.exact:
        want, got = m.want[key].type, str(m.got[key].get("type"))
        typed.tp += want == got
        typed.fp += want != got
        typed.fn += want != got
        _add(out, want, got)
    for key in m.missed:
        out.tally(f"organizations.{m.want[key].type}").fn += 1
    for key in m.spurious:
        out.tally(f"organizations.{m.got[key].get('type')}").fp += 1
    typed.fp += len(m.spurious)
    typed.fn += len(m.missed)
    out.links = link_counts(m)


def _add(out: Scored, want: str, got: str) -> None:
    if want == got:
        out.tally(f"organizations.{want}").tp += 1
    else:
        out.tally(f"organizations.{want}").fn += 1
        out.tally(f"organizations.{got}").fp += 1


def total(documents: Iterable[Scored]) -> dict[str, Tally]:
    """Add the tallies of documents up (micro average)."""
    out: dict[str, Tally] = {}
    for d in documents:
        for name, t in d.tallies.items():
            into = out.setdefault(name, Tally())
            into.tp, into.fp, into.fn = into.tp + t.tp, into.fp + t.fp, into.fn + t.fn
    return out


def accuracy(documents: Sequence[Scored]) -> dict[str, float]:
    """Return the share of detected core records in which a field is right."""
    detected = sum(d.tallies["detection"].tp for d in documents)
    right = sum((d.right for d in documents), Counter[str]())
    return {name: right[name] / detected if detected else 0.0 for name in FIELDS}


def links(documents: Iterable[Scored]) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 of the entities, over the mentions found."""
    precision = recall = count = 0.0
    for p, r, n in (d.links for d in documents):
        precision, recall, count = precision + p, recall + r, count + n
    p, r = (precision / count, recall / count) if count else (0.0, 0.0)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "mentions": count}


def score(gold: Sequence[GoldDocument], raws: Mapping[str, str], told: Mapping[str, Any]) -> list[Scored]:
    """Score all documents; `told` maps a doc_id to its output line."""
    return [score_document(raws[g.doc], g, told.get(g.doc)) for g in gold]
