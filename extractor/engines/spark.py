"""The same work inside a Spark job: a DataFrame of texts in, one of documents or of records out.

zhibiao must be installed where the executors run. Spark itself tries a task again whose process died, and gives the
job up at last: for documents that crash native code a run of our own is the better way.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from extractor.batch.arrow import RECORDS, fit
from extractor.batch.flat import flat
from extractor.batch.process import INPUT, OUTPUT, process_batch
from extractor.batch.splits import DOCUMENTS
from extractor.config import Config
from extractor.errors import InputError
from extractor.wire import loads

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_NAMES = {pa.int64(): "bigint", pa.bool_(): "boolean", pa.binary(): "binary", pa.string(): "string"}
# Spark's own strings are small ones.
_FOUND = pa.schema([(f.name, pa.string() if f.type == pa.large_string() else f.type) for f in OUTPUT])


def documents(
    df: "DataFrame", *, config: Config | None = None, time_limit: float = 60, **columns: str
) -> "DataFrame":
    """Extract every row; a row that fails is a row with `kind` and `message`, others have `document`, a line of JSON.

    `columns` says what the columns of process_batch's input are called: text="body", doc_id="id", published="day".
    """
    from pyspark.sql.functions import col

    columns = columns or {f.name: f.name for f in INPUT if f.name in df.columns}
    if unknown := columns.keys() - set(INPUT.names):
        raise InputError(
            f"no column of the input is called {', '.join(sorted(unknown))}; there are {', '.join(INPUT.names)}"
        )
    if not columns.keys() & {"text", "content"}:
        raise InputError(f"no text among the columns {', '.join(df.columns)}: name it, as text='body'")
    chosen = [col(theirs).cast(_ddl(INPUT.field(ours).type)).alias(ours) for ours, theirs in columns.items()]
    extract = partial(_documents, config=config, time_limit=time_limit)
    return df.select(*chosen).mapInArrow(extract, _schema(_FOUND))


def records(found: "DataFrame") -> "DataFrame":
    """Flatten what `documents` gave to a record a row, with the columns of flat Parquet; numbers are exact."""
    return found.select("document").mapInArrow(_records, _schema(RECORDS))


def _documents(
    batches: Iterator[pa.RecordBatch], *, config: Config | None, time_limit: float
) -> Iterator[pa.RecordBatch]:
    for piece in _pieces(batches):
        yield process_batch(piece, config=config, time_limit=time_limit).cast(_FOUND)


def _records(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for piece in _pieces(batches):
        lines = [line for line in piece["document"].to_pylist() if line is not None]
        rows = [fit(row) for line in lines for row in flat(loads(line))]
        yield pa.RecordBatch.from_pylist(rows, schema=RECORDS)


def _pieces(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut Spark's batches, of ten thousand rows, into what a worker takes at a time."""
    for batch in batches:
        for begin in range(0, batch.num_rows, DOCUMENTS):
            yield batch.slice(begin, DOCUMENTS)


def _schema(schema: pa.Schema) -> str:
    return ", ".join(f"`{f.name}` {_ddl(f.type)}" for f in schema)


def _ddl(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision}, {kind.scale})"
    return _NAMES[kind]
