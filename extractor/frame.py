"""Tables in memory, Arrow or pandas: articles in, records with the published schema out."""

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

import pyarrow as pa
import pyarrow.compute as pc

from extractor.batch.arrow import SCHEMAS, fit
from extractor.batch.flat import flat
from extractor.batch.local import process_rows
from extractor.batch.worker import Task
from extractor.config import Config
from extractor.errors import InputError
from extractor.wire import dumps, loads

if TYPE_CHECKING:
    import pandas as pd

Shape = Literal["records", "documents"]
Failed = list[dict[str, Any]]
_COLUMNS = ("text", "published", "doc_id", "title")
_FAILURES = b"zhibiao.failures"
_BATCH = 1000


class Options(TypedDict, total=False):
    """What `extract_table` takes beside the table."""

    text: str
    published: str
    doc_id: str
    title: str
    shape: Shape
    config: Config | None
    workers: int
    time_limit: float


def extract_table(
    table: Any,
    *,
    text: str = "text",
    published: str = "published",
    doc_id: str = "doc_id",
    title: str = "title",
    shape: Shape = "records",
    config: Config | None = None,
    workers: int = 1,
    time_limit: float = 60,
) -> pa.Table:
    """Extract every row of an Arrow table, or of anything that gives itself as one.

    The result has a record a row, or with `shape="documents"` a document a row, nested as the contract. `text` must be
    there, the other columns may be missing; without `doc_id` a document is called by its row's number. A row that fails is
    named by `failures(result)`, and a warning counts them. `workers` are processes; 0 is one a core.
    """
    if not isinstance(table, pa.Table):
        table = pa.table(table)
    rows = _input(table, {"text": text, "published": published, "doc_id": doc_id, "title": title})
    task = Task(Path(), config or Config(), time_limit=time_limit)
    failed: Failed = []
    done = process_rows(rows, task, workers or os.cpu_count() or 1)
    found = _found(zip(rows["doc_id"].to_pylist(), done, strict=True), shape, failed)
    schema = SCHEMAS[shape]
    batches = []
    while part := list(islice(found, _BATCH)):
        batches.append(pa.RecordBatch.from_pylist(part, schema=schema))
    result = pa.Table.from_batches(batches, schema=schema)
    if not failed:
        return result
    first = failed[0]
    warnings.warn(
        f"{len(failed)} of {len(rows)} documents failed, the first: {first['doc_id']}: {first['message']}; "
        "extractor.frame.failures(result) lists them",
        stacklevel=2,
    )
    return result.replace_schema_metadata({**schema.metadata, _FAILURES: dumps(failed).encode()})


def _found(
    done: Iterable[tuple[str, Mapping[str, Any]]], shape: Shape, failed: Failed
) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of the result; what failed is put into the list."""
    for number, (name, row) in enumerate(done):
        if row["kind"]:
            failed.append({"row": number, "doc_id": name, "kind": row["kind"], "message": row["message"]})
            continue
        document = loads(row["document"])
        for part in flat(document) if shape == "records" else [document]:
            yield fit(part)


def _present(names: Sequence[Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Return those columns that are there; one that was asked for by another name must be."""
    for ours, theirs in columns.items():
        if theirs not in names and (ours == "text" or theirs != ours):
            raise InputError(f"no column {theirs}; there are {', '.join(map(str, names))}")
    return {ours: theirs for ours, theirs in columns.items() if theirs in names}


def _input(table: pa.Table, columns: Mapping[str, str]) -> pa.Table:
    """Give the columns our names and make them text."""
    present = _present(table.column_names, columns)
    given = {ours: _strings(table[theirs], ours, theirs) for ours, theirs in present.items()}
    numbers = pa.array([str(number) for number in range(len(table))], pa.large_string())
    given["doc_id"] = pc.coalesce(given["doc_id"], numbers) if "doc_id" in given else numbers
    return pa.table(given)


def _strings(column: pa.ChunkedArray, ours: str, theirs: str) -> pa.ChunkedArray:
    try:
        if ours == "text" and pa.types.is_primitive(column.type):
            raise InputError(f"the column {theirs} holds {column.type}; an article is text")
        # Large: the texts of one chunk may be more than two gigabytes.
        return column.cast(pa.large_string())
    except pa.ArrowException as e:
        raise InputError(f"the column {theirs} holds {column.type}, which is no text: {e}") from e


def extract_frame(df: "pd.DataFrame", **options: Unpack[Options]) -> "pd.DataFrame":
    """Extract every row of a DataFrame, with the options of `extract_table`.

    Columns have Arrow types: numbers stay exact. Without the column `doc_id` a document is called by its index label.
    """
    try:
        import pandas as pd
    except ImportError as e:
        raise InputError("extract_frame needs an extra: pip install 'zhibiao[pandas]'") from e
    present = _present(list(df.columns), {c: str(options.get(c, c)) for c in _COLUMNS})
    df = df[list(present.values())]
    if "doc_id" not in present:
        df = df.assign(doc_id=df.index.map(str))
    try:
        table = pa.Table.from_pandas(df, preserve_index=False)
    except (pa.ArrowException, ValueError) as e:
        raise InputError(f"the frame cannot be read: {e}") from e
    result = extract_table(table, **options)
    frame = result.to_pandas(types_mapper=pd.ArrowDtype)
    frame.attrs["failures"] = failures(result)
    return frame


def failures(result: "pa.Table | pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows that failed, from the result of `extract_table` or `extract_frame`: row, doc_id, kind, message."""
    if isinstance(result, pa.Table):
        found = loads((result.schema.metadata or {}).get(_FAILURES, b"[]"))
    else:
        found = result.attrs.get("failures", [])
    return list(found)
