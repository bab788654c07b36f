"""The output contract, version 1: the models that every reader of our JSON relies on."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from extractor.wire import SCHEMA_VERSION, dumps

Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
# Two integers as a list: JSON knows no tuples, and a record read back must equal the one written.
SpanField = Annotated[
    tuple[int, int],
    WithJsonSchema(
        {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    ),
]
Day = Annotated[str, Field(pattern=r"^(\d{4}|XXXX)-\d\d-\d\d$")]
Confidence = Annotated[
    Decimal, Field(ge=0, le=1), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})
]


class Model(BaseModel):
    """Frozen, closed, all keys always present."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Model):
    """A text and its place; `spans` holds the pieces where foreign matter cuts it, `span` is then their hull."""

    text: str
    span: SpanField
    spans: tuple[SpanField, ...] | None = None


class Indicator(Evidence):
    """What is measured."""

    name: str
    code: str | None = None
    inherited: bool = False


class Subject(Evidence):
    """Whom or what place the figure is about."""

    name: str
    type: Literal["region", "organization", "industry", "other"]
    entity: str | None = None
    inherited: bool = False


class Value(Evidence):
    """A level."""

    number: Number | None
    low: Number | None = None
    high: Number | None = None
    unit: str
    unit_text: str | None
    bound: Literal["exact", "approx", "ge", "le", "range"] = "exact"
    unit_span: SpanField | None = None


class Growth(Evidence):
    """A change; falls are negative."""

    rate: Number | None
    low: Number | None = None
    high: Number | None = None
    unit: str
    basis: Literal["yoy", "mom", "qoq", "avg", "other", "unspecified"] = "unspecified"


class Period(Evidence):
    """The time that governs the figure."""

    start: Day | None
    end: Day | None
    point: bool = False
    frequency: Literal["D", "W", "M", "Q", "H", "Y"] | None = None
    cumulative: bool = False
    inherited: bool = False


class Record(Model):
    """One row that an analyst would put into a table."""

    id: str
    key: str
    article: str
    indicator: Indicator
    subject: Subject | None
    value: Value | None
    growth: Growth | None
    period: Period | None
    measure: Literal["level", "share", "contribution"]
    status: Literal["actual", "target", "forecast"]
    sentence: Evidence
    confidence: Confidence
    rule: str
    duplicate_of: str | None


class Organization(Evidence):
    """One mention of a named organisation; mentions of one organisation share `entity`."""

    id: str
    entity: str
    name: str
    type: str
    confidence: Confidence


class Caution(Model):
    """Something that a reader should know before trusting a number."""

    code: str
    message: str
    span: SpanField | None


class Article(Model):
    """One article of the document."""

    id: str
    title: str | None
    span: SpanField
    published: str | None


class Published(Model):
    """The publication date and where it was found."""

    date: str
    precision: Literal["day", "month", "year"]
    source: Annotated[Literal["argument", "metadata", "filename", "text"], Field(alias="from")]
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(Model):
    """Where the text came from; offsets count in the decoded text."""

    uri: str | None
    media_type: str
    encoding: str | None
    sha256: str
    chars: int


class Producer(Model):
    """Who made the result, with what patterns."""

    name: Literal["zhibiao"] = "zhibiao"
    version: str
    patterns: str


class Document(Model):
    """The result for one document: one line of JSON."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    doc_id: str
    source: Source
    published: Published | None
    articles: tuple[Article, ...]
    records: tuple[Record, ...]
    organizations: tuple[Organization, ...]
    warnings: tuple[Caution, ...]
    producer: Producer

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists; numbers stay Decimal. `spans` appears only where a text lies in pieces."""
        data: dict[str, Any] = self.model_dump(by_alias=True)
        for record in data["records"]:
            for part in _EVIDENCES:
                _drop_whole(record[part])
        for organization in data["organizations"]:
            _drop_whole(organization)
        return data

    def to_json(self) -> str:
        """Return one line of JSON: same document, same bytes."""
        return dumps(self.to_dict())


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one output line."""
    body = Document.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:zhibiao:document:{SCHEMA_VERSION}",
        **body,
    }


_EVIDENCES = ("indicator", "subject", "value", "growth", "period", "sentence")


def _drop_whole(evidence: dict[str, Any] | None) -> None:
    if evidence is not None and evidence["spans"] is None:
        del evidence["spans"]
