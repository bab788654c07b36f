"""One batch of documents in, one batch of results out: what local workers and every engine call."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from extractor.batch.extracting import extract_in_time
from extractor.batch.model import Failure, Reading, Result, Unit
from extractor.config import Config
from extractor.pipeline import Pipeline

# Columns that a caller may leave out are null; `text` holds a decoded text, `content` the bytes of a file.
INPUT = pa.schema(
    [
        ("doc_id", pa.string()),
        ("text", pa.string()),
        ("content", pa.binary()),
        ("media_type", pa.string()),
        ("place", pa.string()),
        ("published", pa.string()),
        ("published_from", pa.string()),
        ("title", pa.string()),
    ]
)
# One row for each row of the input, in its order: either `document` or `kind` and `message` are null.
OUTPUT = pa.schema(
    [
        ("doc_id", pa.string()),
        ("place", pa.string()),
        ("kind", pa.string()),
        ("message", pa.string()),
        ("document", pa.large_string()),
        ("text", pa.large_string()),
        ("prints", pa.list_(pa.binary())),
        ("chars", pa.int64()),
        ("records", pa.int64()),
        ("organizations", pa.int64()),
    ]
)
Begun = Callable[[int], None]


def process_batch(
    batch: pa.RecordBatch,
    *,
    config: Config | None = None,
    reading: Reading | None = None,
    time_limit: float = 0,
    begun: Begun | None = None,
) -> pa.RecordBatch:
    """Extract every row; a row that fails is a row that says why.

    The input has the columns of INPUT, of which `text` (or `content`) is needed; the output those of OUTPUT.
    `time_limit` is in seconds for one document; it needs the main thread, and nothing in C that never returns.
    """
    pipeline, reading = _pipeline(config or Config()), reading or Reading()
    results = []
    for number, row in enumerate(batch.to_pylist()):
        if begun:
            begun(number)
        unit = _unit(row)
        empty = row.get("text") is None and row.get("content") is None
        result = (
            Failure(unit.name, "no text") if empty else extract_in_time(pipeline, unit, reading, time_limit)
        )
        results.append(_row(unit, result))
    return pa.RecordBatch.from_pylist(results, schema=OUTPUT)


_pipelines: dict[Config, Pipeline] = {}


def _pipeline(config: Config) -> Pipeline:
    if config not in _pipelines:
        _pipelines[config] = Pipeline(config)
    return _pipelines[config]


def _unit(row: dict[str, Any]) -> Unit:
    text, place = row.get("text"), row.get("place") or ""
    return Unit(
        place=place,
        doc_id=row.get("doc_id") or place,
        content=(row.get("content") or b"") if text is None else text.encode(),
        media_type=row.get("media_type") or "text/plain",
        decoded=text is not None,
        published=row.get("published"),
        published_from=row.get("published_from") or "metadata",
        title=row.get("title"),
    )


def _row(unit: Unit, result: Result | Failure) -> dict[str, Any]:
    made: dict[str, Any] = {"doc_id": unit.doc_id, "place": unit.place}
    if isinstance(result, Failure):
        return {**made, "kind": result.kind, "message": result.reason}
    return {
        **made,
        "document": result.line,
        "text": result.text,
        "prints": result.prints,
        "chars": result.chars,
        "records": result.records,
        "organizations": result.organizations,
    }


def input_batch(units: list[Unit]) -> pa.RecordBatch:
    """Write units as rows of INPUT."""
    rows = [
        {
            "doc_id": u.doc_id,
            "text": u.content.decode() if u.decoded else None,
            "content": None if u.decoded else u.content,
            "media_type": u.media_type,
            "place": u.place,
            "published": u.published,
            "published_from": u.published_from,
            "title": u.title,
        }
        for u in units
    ]
    return pa.RecordBatch.from_pylist(rows, schema=INPUT)
