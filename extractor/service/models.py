"""What requests ask and what is answered besides the contract's document."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.contract import Document, Number, SpanField
from extractor.evaluation.gold import GoldDocument

Published = Annotated[
    str | None,
    Field(
        description="Publication date: 2024-02-27, 2024-02 or 2024. It decides what 今年 and a bare 3月 mean."
    ),
]
DocId = Annotated[str | None, Field(description="A name for the document; it is never opened.")]


class Model(BaseModel):
    """Frozen and closed: a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExtractRequest(Model):
    """One text."""

    text: str
    published: Published = None
    doc_id: DocId = None
    title: str | None = None


Label = Annotated[str | None, Field(coerce_numbers_to_str=True)]


class Row(ExtractRequest):
    """One line of a batch: as a row of a table, it may have numbers for names, `id` for `doc_id`, and more columns."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    published: Label = None
    doc_id: Label = None
    id: Label = None
    title: Label = None


class Upload(Model):
    """One file: .txt, .md, .html, .pdf, .docx."""

    file: Annotated[bytes, Field(json_schema_extra={"format": "binary"})]
    published: Published = None
    doc_id: DocId = None
    title: str | None = None


class Repair(Model):
    """A place where damage was repaired, and what was read there instead."""

    span: tuple[int, int]
    new: str
    fixer: str


class Sourced(Model):
    """A document with the text that its spans count in, and what was repaired in it: the answer to `?text=1`."""

    text: str
    document: Document
    repairs: list[Repair]


class MentionsRequest(Model):
    """One text."""

    text: str
    published: Published = None
    id: str | None = None


class Place(Model):
    """A text and its place."""

    text: str
    span: SpanField
    spans: tuple[SpanField, ...] | None = None


class QuantityMention(Place):
    """A number with its unit."""

    numeral_span: SpanField
    number: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    bound: str


class ChangeMention(Place):
    """A rise or fall."""

    rate: Number | None
    unit: str
    basis: str


class PeriodMention(Place):
    """A time; an open end is null."""

    start: str | None
    end: str | None
    point: bool


class OrganizationMention(Place):
    """A name of an organisation."""

    type: str


class Mentions(Model):
    """What stands in a text, before any of it becomes a record."""

    id: str | None
    quantities: tuple[QuantityMention, ...]
    changes: tuple[ChangeMention, ...]
    periods: tuple[PeriodMention, ...]
    organizations: tuple[OrganizationMention, ...]


class EvaluateRequest(Model):
    """Gold, the raw texts that it was marked on, and results to score: by `doc` and `doc_id`."""

    gold: Annotated[tuple[GoldDocument, ...], Field(min_length=1)]
    texts: dict[str, str]
    predictions: tuple[Document, ...]


class Problem(BaseModel):
    """What is wrong, after RFC 9457; `type` tells programs one cause from another."""

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str


class Health(Model):
    """Whether work is done."""

    status: Literal["ok"] = "ok"
    version: str
    workers: Annotated[int, Field(description="Workers that are alive.", ge=1)]


Report = dict[str, Any]
