"""Parquet: a document a row as the contract nests it, or a record a row."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.batch.arrow import DOCUMENTS, RECORDS, fit
from extractor.batch.atomic import beside
from extractor.batch.flat import flat
from extractor.batch.model import Result
from extractor.batch.remote import Remote

_GROUP = 1000  # a fixed number, so that the same results make the same bytes


class Parquet:
    """Gathers rows and writes them in groups."""

    def __init__(self, path: Path | Remote, *, flat_rows: bool) -> None:
        self.path, self.flat_rows = path, flat_rows
        self.schema = RECORDS if flat_rows else DOCUMENTS
        self._rows: list[Any] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        part = self._stack.enter_context(beside(self.path))
        self._out = self._stack.enter_context(pq.ParquetWriter(part, self.schema, compression="zstd"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        self._stack.__exit__(kind, error, trace)

    def write(self, result: Result) -> None:
        """Take one document."""
        self._rows += [fit(row) for row in (flat(result.data) if self.flat_rows else [result.data])]
        while len(self._rows) >= _GROUP:
            self._flush(self._rows[:_GROUP])
            del self._rows[:_GROUP]

    def _flush(self, rows: list[Any]) -> None:
        self._out.write_table(pa.Table.from_pylist(rows, schema=self.schema))

    def close(self) -> None:
        """Write the last group."""
        if self._rows:
            self._flush(self._rows)
            self._rows = []
