"""Tables in memory, Arrow or pandas: articles in, records with the published schema out."""

import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from extractor.batch.arrow import SCHEMAS, fit
from extractor.batch.flat import flat
from extractor.batch.local import process_rows
from extractor.batch.worker import Task
from extractor.config import Config
from extractor.contract import dumps, loads
from extractor.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

Shape = Literal["records", "documents"]
_FAILURES = b"zhibiao.failures"


def extract_table(
    table: pa.Table,
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
    """Extract every row: a record a row, or with `shape="documents"` a document a row, nested as the contract.

    `text` must be there, the other columns may be missing; without `doc_id` a document is called by its row's number.
    A row that fails is named by `failures(result)` and by a warning. `workers` are processes; 0 is one a core.
    """
    rows = _input(table, {"text": text, "published": published, "doc_id": doc_id, "title": title})
    found: list[Mapping[str, Any]] = []
    failed: list[dict[str, Any]] = []
    task = Task(Path(), config or Config(), time_limit=time_limit)
    done = process_rows(rows, task, workers or os.cpu_count() or 1)
    for number, (name, row) in enumerate(zip(rows["doc_id"].to_pylist(), done, strict=True)):
        if row["kind"]:
            failed.append({"row": number, "doc_id": name, "kind": row["kind"], "message": row["message"]})
        else:
            document = loads(row["document"])
            found += [fit(r) for r in (flat(document) if shape == "records" else [document])]
    if failed:
        first = failed[0]
        warnings.warn(
            f"{len(failed)} of {len(rows)} documents failed, the first: {first['doc_id']}: {first['message']}; "
            "extractor.frame.failures(result) lists them",
            stacklevel=2,
        )
    schema = SCHEMAS[shape]
    if failed:
        schema = schema.with_metadata({**schema.metadata, _FAILURES: dumps(failed).encode()})
    return pa.Table.from_pylist(found, schema=schema)


def _input(table: pa.Table, columns: Mapping[str, str]) -> pa.Table:
    """Give the columns our names and make them text."""
    given = {}
    for ours, theirs in columns.items():
        if theirs in table.column_names:
            given[ours] = _strings(table[theirs], ours, theirs)
        elif ours == "text" or theirs != ours:
            raise InputError(f"no column {theirs}; there are {', '.join(table.column_names)}")
    numbers = pa.array([str(number) for number in range(len(table))], pa.large_string())
    given["doc_id"] = pc.coalesce(given["doc_id"], numbers) if "doc_id" in given else numbers
    return pa.table(given)


def _strings(column: pa.ChunkedArray, ours: str, theirs: str) -> pa.ChunkedArray:
    numeric = pa.types.is_primitive(column.type)
    try:
        if ours == "text" and numeric:
            raise InputError(f"the column {theirs} holds {column.type}; an article is text")
        # Large: the texts of one chunk may be more than two gigabytes.
        return column.cast(pa.large_string())
    except pa.ArrowException as e:
        raise InputError(f"the column {theirs} holds {column.type}, which is no text: {e}") from e


def extract_frame(df: "pd.DataFrame", **options: Any) -> "pd.DataFrame":
    """Extract every row of a DataFrame, with the options of `extract_table`.

    Columns have Arrow types: numbers stay exact. Without the column `doc_id` a document is called by its index label.
    """
    try:
        import pandas as pd
    except ImportError as e:
        raise InputError("extract_frame needs an extra: pip install 'zhibiao[pandas]'") from e
    if options.get("doc_id", "doc_id") not in df.columns:
        df = df.assign(doc_id=df.index.map(str))
    wanted = {options.get(c, c) for c in ("text", "published", "doc_id", "title")}
    try:
        table = pa.Table.from_pandas(df[[c for c in df.columns if c in wanted]], preserve_index=False)
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
