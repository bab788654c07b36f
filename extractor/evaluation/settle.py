"""Two readings become one: what they agree on stands, a third reader decides the rest."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from extractor.errors import InputError
from extractor.evaluation.agreement import as_told
from extractor.evaluation.judge import FIELDS, judge
from extractor.evaluation.locate import fold
from extractor.evaluation.pairing import pair
from extractor.evaluation.reading import ReadAlternative, Reading, ReadOrganization, ReadRecord
from extractor.evaluation.resolve import Resolved
from extractor.span import Span
from extractor.wire import dumps

Kind = Literal["record", "organization"]
PARTS = ("indicator", "subject", "value", "growth", "period", "measure", "status")
HOW = {
    "record": "a, b, both (a, with b as an alternative), none, or a whole record in the form of a reading",
    "organization": "a, b, maybe, none, or an organisation in the form of a reading",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What two readers saw differently, or only one of them saw."""

    doc: str
    kind: Kind
    a: Any
    b: Any
    fields: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Name the difference by what it says, so that decisions outlive a new run."""
        said = dumps([self.doc, self.kind, *(_dump(x) for x in (self.a, self.b))])
        return f"{self.doc}-{hashlib.sha256(said.encode()).hexdigest()[:10]}"

    def line(self) -> dict[str, Any]:
        """Return it as a line for the third reader, who fills in `decision`."""
        body = {"id": self.id, "doc": self.doc, "kind": self.kind, "fields": list(self.fields)}
        return {**body, "a": _dump(self.a), "b": _dump(self.b), "decision": None, "choices": HOW[self.kind]}


def _dump(x: Any) -> Any:
    return x if x is None or isinstance(x, str) else x.model_dump(exclude_defaults=True)


def pair_records(raw: str, a: Resolved, b: Resolved) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pair the records of two readings, and list those that only one has."""
    found = pair(raw, a.records, as_told(b.records), trusted=True)
    only_a = [i for i in range(len(a.records)) if i not in found]
    used = set(found.values())
    return sorted(found.items()), only_a, [j for j in range(len(b.records)) if j not in used]


def _placed(r: Resolved, index: int) -> ReadRecord:
    """Return the record with its occurrence written out: alone it would take the first."""
    return r.reading.records[index].model_copy(update={"nth": r.turns[index]})


def _unlike(raw: str, a: Resolved, b: Resolved, i: int, j: int) -> tuple[str, ...]:
    right = judge(raw, a.records[i], as_told([b.records[j]])[0], trusted=True).right
    fields = [f.removesuffix("_exact") for f in FIELDS if not right[f]]
    fields += ["tier"] if a.records[i].tier != b.records[j].tier else []
    return tuple(dict.fromkeys(fields))


@dataclass(frozen=True, slots=True)
class Step:
    """One record or organisation of the merged reading: agreed, or a difference to be decided."""

    at: Span
    agreed: Any = None
    difference: Difference | None = None


def record_steps(raw: str, a: Resolved, b: Resolved) -> list[Step]:
    """Go through the records of both readings in the order of the text."""
    pairs, only_a, only_b = pair_records(raw, a, b)
    doc, steps = a.reading.doc, []
    for i, j in pairs:
        at, left, right = Span(*a.records[i].sentence.span), _placed(a, i), _placed(b, j)
        fields = _unlike(raw, a, b, i, j)
        steps.append(
            Step(at, None, Difference(doc, "record", left, right, fields)) if fields else Step(at, left)
        )
    for r, only, left_side in ((a, only_a, True), (b, only_b, False)):
        for i in only:
            sides = (_placed(r, i), None) if left_side else (None, _placed(r, i))
            steps.append(Step(Span(*r.records[i].sentence.span), None, Difference(doc, "record", *sides)))
    return sorted(steps, key=lambda s: s.at)


def organization_steps(a: Resolved, b: Resolved) -> list[Step]:
    """Go through the names that either reading marks; what both doubt at most stays a doubt."""
    start = Span(0, 0)
    left, right = ({fold(o.text): o for o in r.reading.orgs} for r in (a, b))
    doubted = [{fold(t) for t in r.reading.maybe} for r in (a, b)]
    steps = []
    for key in sorted(left.keys() | right.keys()):
        x: ReadOrganization | str | None = left.get(key, "maybe" if key in doubted[0] else None)
        y: ReadOrganization | str | None = right.get(key, "maybe" if key in doubted[1] else None)
        if isinstance(x, ReadOrganization) and isinstance(y, ReadOrganization) and _same(x, y):
            steps.append(Step(start, x))
            continue
        steps.append(Step(start, None, Difference(a.reading.doc, "organization", x, y)))
    return steps


def _same(x: ReadOrganization, y: ReadOrganization) -> bool:
    return x.type == y.type and fold(x.entity or x.text) == fold(y.entity or y.text)


def differences(raw: str, a: Resolved, b: Resolved) -> Iterator[Difference]:
    """Yield what the third reader has to decide."""
    for step in (*record_steps(raw, a, b), *organization_steps(a, b)):
        if step.difference:
            yield step.difference


def _both(a: ReadRecord, b: ReadRecord) -> ReadRecord:
    """Keep A, with the fields that B reads otherwise as an alternative."""
    unlike = {f: getattr(b, f) for f in PARTS if getattr(a, f) != getattr(b, f)}
    where = {k: v for k, v in b.where.items() if k in unlike}
    other = ReadAlternative(**unlike, where=where, composed=b.composed)
    tier = "core" if a.tier == b.tier == "core" else "peripheral"
    return a.model_copy(update={"alternatives": (*a.alternatives, other), "tier": tier})


def decide_record(d: Difference, decision: Any) -> ReadRecord | None:
    """Apply a decision on a record."""
    if isinstance(decision, Mapping):
        return ReadRecord.model_validate(decision)
    if decision == "both" and d.a and d.b:
        return _both(d.a, d.b)
    if decision in ("a", "b"):
        return d.a if decision == "a" else d.b  # type: ignore[no-any-return]
    if decision == "none":
        return None
    raise InputError(f"decision {d.id}: {decision!r} is not one of: {HOW['record']}")


def decide_organization(d: Difference, decision: Any) -> ReadOrganization | str | None:
    """Apply a decision on a name: an organisation, `maybe`, or nothing."""
    if isinstance(decision, Mapping):
        return ReadOrganization.model_validate(decision)
    if decision in ("a", "b"):
        return d.a if decision == "a" else d.b  # type: ignore[no-any-return]
    if decision == "maybe":
        return "maybe"
    if decision == "none":
        return None
    raise InputError(f"decision {d.id}: {decision!r} is not one of: {HOW['organization']}")


def provisional(d: Difference) -> Any:
    """Decide as long as no third reader has: both readings count, what only one marked is optional."""
    if d.kind == "organization":
        both = isinstance(d.a, ReadOrganization) and isinstance(d.b, ReadOrganization)
        return "a" if both else "maybe"
    if d.a and d.b:
        return "both"
    return {**_dump(d.a or d.b), "tier": "peripheral"}


@dataclass(slots=True)
class Merged:
    """One reading made of two, and what nobody has decided yet."""

    reading: Reading
    undecided: list[Difference]


def merge(
    raw: str, a: Resolved, b: Resolved, decisions: Mapping[str, Any], *, provisionally: bool = False
) -> Merged:
    """Make one reading of two by the decisions."""
    undecided: list[Difference] = []

    def decided(d: Difference) -> Any:
        if decisions.get(d.id) is not None:
            return decisions[d.id]
        undecided.append(d)
        return provisional(d) if provisionally else "none"

    records, orgs, maybe = [], [], {fold(t): t for r in (a, b) for t in r.reading.maybe}
    try:
        for step in record_steps(raw, a, b):
            d = step.difference
            record = decide_record(d, decided(d)) if d else step.agreed
            records += [record] if record else []
        for step in organization_steps(a, b):
            d = step.difference
            org = decide_organization(d, decided(d)) if d else step.agreed
            if isinstance(org, ReadOrganization):
                orgs.append(org)
                maybe.pop(fold(org.text), None)
            elif org == "maybe" and d:
                text = next(x.text for x in (d.a, d.b) if isinstance(x, ReadOrganization))
                maybe.setdefault(fold(text), text)
    except ValidationError as e:
        raise InputError(f"decisions on {a.reading.doc}: {e}") from e
    reading = Reading(
        doc=a.reading.doc,
        published=a.reading.published or b.reading.published,
        records=tuple(records),
        orgs=tuple(orgs),
        maybe=tuple(maybe.values()),
    )
    return Merged(reading, undecided)
