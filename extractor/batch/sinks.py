"""Where results go: JSON Lines, one JSON array, or CSV with a record a row."""

import csv
from collections.abc import Mapping
from typing import Any, Literal, Protocol, TextIO

from extractor.contract import Document

Format = Literal["jsonl", "json", "csv"]
COLUMNS = (
    *(
        "doc_id",
        "published",
        "id",
        "article",
        "subject",
        "indicator",
        "name",
        "code",
        "value",
        "number",
        "low",
        "high",
    ),
    *(
        "unit",
        "bound",
        "growth",
        "rate",
        "growth_unit",
        "basis",
        "period",
        "start",
        "end",
        "measure",
        "status",
    ),
    *("confidence", "sentence", "span_start", "span_end", "rule", "duplicate_of"),
)


class Sink(Protocol):
    """Takes documents one by one."""

    def write(self, doc: Document) -> None:
        """Write one document."""

    def close(self) -> None:
        """Write what must stand at the end."""


class JsonLines:
    """A document a line."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def write(self, doc: Document) -> None:
        """Write one line."""
        self.out.write(doc.to_json() + "\n")

    def close(self) -> None:
        """Nothing stands at the end."""


class JsonArray:
    """One array of all documents, a document a line."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.begun = out, False

    def write(self, doc: Document) -> None:
        """Write one element."""
        self.out.write((",\n" if self.begun else "[\n") + doc.to_json())
        self.begun = True

    def close(self) -> None:
        """Close the array."""
        self.out.write("\n]\n" if self.begun else "[]\n")


class Csv:
    """A record a row, for spreadsheets: a byte order mark tells Excel that this is UTF-8."""

    def __init__(self, out: TextIO) -> None:
        out.write("\ufeff")
        self.rows = csv.writer(out, lineterminator="\n")
        self.rows.writerow(COLUMNS)

    def write(self, doc: Document) -> None:
        """Write the document's records."""
        for row in flat(doc):
            self.rows.writerow(["" if row[c] is None else _safe(row[c]) for c in COLUMNS])

    def close(self) -> None:
        """Nothing stands at the end."""


def _safe(value: Any) -> Any:
    # A cell that begins like a formula would be run by a spreadsheet; text from an article must never be.
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def sink(kind: Format, out: TextIO) -> Sink:
    """Make the sink for a format."""
    kinds: dict[Format, type[JsonLines | JsonArray | Csv]] = {
        "jsonl": JsonLines,
        "json": JsonArray,
        "csv": Csv,
    }
    return kinds[kind](out)


def flat(doc: Document) -> list[dict[str, Any]]:
    """Flatten the records of a document to one dict each, with the keys of COLUMNS."""
    return [_flat(doc, r.model_dump()) for r in doc.records]


def _flat(doc: Document, r: Mapping[str, Any]) -> dict[str, Any]:
    subject, value, growth, period = (r[k] or {} for k in ("subject", "value", "growth", "period"))
    place = (value or growth)["span"]
    return {
        "doc_id": doc.doc_id,
        "published": doc.published.date if doc.published else None,
        **{k: r[k] for k in ("id", "article", "measure", "status", "confidence", "rule", "duplicate_of")},
        "subject": subject.get("name"),
        "indicator": r["indicator"]["text"],
        "name": r["indicator"]["name"],
        "code": r["indicator"]["code"],
        "value": value.get("text"),
        **{k: value.get(k) for k in ("number", "low", "high", "unit", "bound")},
        "growth": growth.get("text"),
        "rate": growth.get("rate"),
        "growth_unit": growth.get("unit"),
        "basis": growth.get("basis"),
        "period": period.get("text"),
        **{k: period.get(k) for k in ("start", "end")},
        "sentence": r["sentence"]["text"],
        "span_start": place[0],
        "span_end": place[1],
    }
