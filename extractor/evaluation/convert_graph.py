"""Gold as what annotation tools know: regions with labels and notes, and links between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.errors import InputError
from extractor.evaluation.gold import GoldDocument, drop_empty
from extractor.span import Span, quote
from extractor.wire import dumps, loads

LABELS = ("RECORD", "INDICATOR", "SUBJECT", "VALUE", "GROWTH", "PERIOD", "ORG", "MAYBE")
ROLES = ("indicator", "subject", "value", "growth", "period")


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch; `notes` says what the tool has no words for (numbers, units, types)."""

    label: str
    span: Span
    notes: Mapping[str, Any]


@dataclass(slots=True)
class Graph:
    """One article: links go from a RECORD to its fields, each by the index of its region."""

    text: str
    head: dict[str, Any]  # doc, file, published, split, style, annotators
    regions: list[Region] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, region: Region) -> int:
        """Add a region; records share a field that is the same (a period that governs ten figures is one)."""
        if region.label != "RECORD" and region in self.regions:
            return self.regions.index(region)
        self.regions.append(region)
        return len(self.regions) - 1


def write_notes(notes: Mapping[str, Any]) -> str:
    """Write notes as one line of JSON."""
    return dumps(dict(notes))


def read_notes(text: str | None, place: str) -> dict[str, Any]:
    """Read notes as they were written, or as an annotator changed them."""
    try:
        notes: dict[str, Any] = loads(text) if text else {}
    except ValueError as e:
        raise InputError(f"{place}: the notes are not JSON: {text!r}") from e
    return notes


def _notes(part: BaseModel) -> dict[str, Any]:
    body: dict[str, Any] = drop_empty(part.model_dump(exclude={"text", "span"}))
    return body


def to_graph(gold: GoldDocument, raw: str) -> Graph:
    """Turn a gold document into regions and links."""
    graph = Graph(raw, gold.model_dump(exclude={"records", "organizations", "maybe"}))
    for record in gold.records:
        notes: dict[str, Any] = {"tier": record.tier, "measure": record.measure, "status": record.status}
        if record.sentence.spans:
            notes["spans"] = record.sentence.spans
        if record.indicator.span is None:
            notes["composed"] = record.indicator.text
        if record.alternatives:
            notes["alternatives"] = [
                drop_empty(a.model_dump(exclude_unset=True)) for a in record.alternatives
            ]
        hub = graph.add(Region("RECORD", Span(*record.sentence.span), notes))
        for role in ROLES:
            part = getattr(record, role)
            if part is not None and part.span is not None:
                target = graph.add(Region(role.upper(), Span(*part.span), _notes(part)))
                graph.links.append((hub, target, role))
    for org in gold.organizations:
        graph.add(Region("ORG", Span(*org.span), _notes(org)))
    for doubt in gold.maybe:
        graph.add(Region("MAYBE", Span(*doubt.span), _notes(doubt)))
    return graph


def _quoted(graph: Graph, region: Region) -> dict[str, Any]:
    spans = [Span(a, b) for a, b in region.notes.get("spans") or [region.span]]
    body: dict[str, Any] = {**region.notes, "text": quote(graph.text, spans), "span": region.span}
    return body


def _record(graph: Graph, hub: int, parts: Mapping[str, int]) -> dict[str, Any]:
    region = graph.regions[hub]
    notes = dict(region.notes)
    sentence = _quoted(graph, Region("RECORD", region.span, {"spans": notes.pop("spans", None)}))
    composed = notes.pop("composed", None)
    body: dict[str, Any] = {**dict.fromkeys(ROLES), **notes, "sentence": sentence}
    body |= {role: _quoted(graph, graph.regions[i]) for role, i in parts.items()}
    if body["indicator"] is None and composed:
        body["indicator"] = {"text": composed, "span": None}
    return body


def from_graph(graph: Graph) -> GoldDocument:
    """Turn regions and links back into a gold document."""
    parts: dict[int, dict[str, int]] = {i: {} for i, r in enumerate(graph.regions) if r.label == "RECORD"}
    doc = graph.head.get("doc")
    for source, target, role in graph.links:
        if source not in parts or role not in ROLES:
            raise InputError(f"{doc}: a link {role!r} does not go from a RECORD to one of {', '.join(ROLES)}")
        parts[source][role] = target
    by_label = {label: [r for r in graph.regions if r.label == label] for label in ("ORG", "MAYBE")}
    try:
        return GoldDocument.model_validate(
            {
                **graph.head,
                "records": [_record(graph, hub, found) for hub, found in parts.items()],
                "organizations": [_quoted(graph, r) for r in by_label["ORG"]],
                "maybe": [_quoted(graph, r) for r in by_label["MAYBE"]],
            }
        )
    except ValidationError as e:
        raise InputError(f"{doc}: {'; '.join(_faults(e))}") from e


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        yield f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
