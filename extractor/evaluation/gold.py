"""The gold files: what an article says, marked by reading; the models that validate them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.contract import Number, SpanField
from extractor.errors import InputError
from extractor.span import Span, proves
from extractor.wire import dumps, loads, plain

Tier = Literal["core", "peripheral"]
Bound = Literal["exact", "approx", "ge", "le", "range"]
Basis = Literal["yoy", "mom", "qoq", "avg", "other", "unspecified"]
Measure = Literal["level", "share", "contribution"]
Status = Literal["actual", "target", "forecast"]
Split = Literal["dev", "test"]
OrgType = Literal[
    "company", "government", "university", "institute", "hospital", "bank", "association", "media", "other"
]
# A month where the text gives no day; XXXX where nothing gives the year.
Date = Annotated[str, Field(pattern=r"^(\d{4}|XXXX)-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")]
Published = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class Model(BaseModel):
    """Frozen and closed: a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quoted(Model):
    """A text and its place; `spans` holds the pieces where foreign matter or markup cuts it."""

    text: Annotated[str, Field(min_length=1)]
    span: SpanField
    spans: tuple[SpanField, ...] | None = None


class GoldIndicator(Model):
    """What is measured; without a span where the reader had to compose it from several places."""

    text: Annotated[str, Field(min_length=1)]
    span: SpanField | None
    spans: tuple[SpanField, ...] | None = None


class GoldValue(Quoted):
    """A level in its base unit."""

    number: Number | None
    low: Number | None = None
    high: Number | None = None
    unit: str
    bound: Bound = "exact"


class GoldGrowth(Quoted):
    """A change; falls are negative."""

    rate: Number | None
    low: Number | None = None
    high: Number | None = None
    unit: str
    basis: Basis = "unspecified"


class GoldPeriod(Quoted):
    """The time that governs; both ends null where it is vague (目前) and no date is known."""

    start: Date | None
    end: Date | None


class Alternative(Model):
    """Another right reading of the same record: the fields that are given replace those of the record."""

    indicator: GoldIndicator | None = None
    subject: Quoted | None = None
    value: GoldValue | None = None
    growth: GoldGrowth | None = None
    period: GoldPeriod | None = None
    measure: Measure | None = None
    status: Status | None = None


class GoldRecord(Model):
    """One row that an analyst would put into a table."""

    tier: Tier = "core"
    sentence: Quoted
    indicator: GoldIndicator
    subject: Quoted | None
    value: GoldValue | None
    growth: GoldGrowth | None
    period: GoldPeriod | None
    measure: Measure = "level"
    status: Status = "actual"
    alternatives: tuple[Alternative, ...] = ()

    def readings(self) -> Iterator["GoldRecord"]:
        """Yield the record itself, then each alternative with its fields in place."""
        yield self
        for other in self.alternatives:
            # A given null replaces too: model_fields_set tells it from a field left out.
            given = {name: getattr(other, name) for name in other.model_fields_set}
            yield self.model_copy(update={**given, "alternatives": ()})


class GoldOrganization(Quoted):
    """One mention; mentions with one `entity` are one organisation."""

    type: OrgType
    entity: str


class GoldDocument(Model):
    """One article."""

    doc: str
    file: str
    published: Published | None
    split: Split
    style: str
    annotators: Literal[1, 2] = 2  # written only where one reader alone has read the article
    records: tuple[GoldRecord, ...]
    organizations: tuple[GoldOrganization, ...]
    maybe: tuple[Quoted, ...] = ()

    def to_json(self) -> str:
        """Write one record a line, so that a change of one record is a change of one line."""
        body = drop_empty(self.model_dump())
        for row, record in zip(body["records"], self.records, strict=True):
            row["alternatives"] = [drop_empty(a.model_dump(exclude_unset=True)) for a in record.alternatives]
        head = {k: v for k, v in body.items() if not isinstance(v, list | tuple)}
        if self.annotators == 2:
            del head["annotators"]
        lists = {k: v for k, v in body.items() if isinstance(v, list | tuple)}
        lines = [f'"{k}": {dumps(v)}' for k, v in head.items()]
        for key, rows in lists.items():
            inner = ",\n".join("  " + dumps(row) for row in rows)
            lines.append(f'"{key}": [\n{inner}\n]' if rows else f'"{key}": []')
        return "{\n" + ",\n".join(lines) + "\n}\n"


def drop_empty(node: Any) -> Any:
    """Drop absent `spans` and write numbers plainly."""
    if isinstance(node, dict):
        out = {k: drop_empty(v) for k, v in node.items() if not (k == "spans" and v is None)}
        for key in ("number", "low", "high", "rate"):
            if key in out:
                out[key] = plain(out[key])
        return out
    if isinstance(node, list | tuple):
        return [drop_empty(v) for v in node]
    return node


def load_document(path: Path) -> GoldDocument:
    """Read one gold file."""
    try:
        return GoldDocument.model_validate(loads(path.read_bytes()))
    except (ValueError, ValidationError) as e:
        raise InputError(f"{path}: not a gold file: {e}") from e


def load(folder: Path, split: Split | None = None) -> list[GoldDocument]:
    """Read the gold files of a folder, of one split if asked, in the order of their names."""
    beside = {"agreement.json", "baseline.json"}
    paths = sorted(p for p in folder.glob("*.json") if p.name not in beside)
    documents = [load_document(p) for p in paths]
    return [d for d in documents if split in (None, d.split)]


def quotes(node: Any, path: str = "$") -> Iterator[tuple[str, Quoted | GoldIndicator]]:
    """Yield every quoted text of a gold document or a part of it, with the way to it."""
    if isinstance(node, Quoted | GoldIndicator):
        yield path, node
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from quotes(getattr(node, name), f"{path}.{name}")
    elif isinstance(node, tuple):
        for i, item in enumerate(node):
            yield from quotes(item, f"{path}[{i}]")


def pieces(quoted: Any) -> tuple[Span, ...]:
    """Return the pieces of a quoted text: one, unless foreign matter cuts it; none if it has no place."""
    spans: Sequence[Sequence[int]] = quoted.spans or ([quoted.span] if quoted.span else [])
    return tuple(Span(a, b) for a, b in spans)


def unproved(gold: GoldDocument, raw: str) -> list[str]:
    """Name each text of the gold document that is not at its place."""
    return [
        f"{path}: {q.text!r} is not at {pieces(q)}"
        for path, q in quotes(gold)
        if pieces(q) and not proves(raw, pieces(q), q.text)
    ]
