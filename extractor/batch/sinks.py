"""Where results go: JSON Lines, one JSON array, CSV, Parquet, DuckDB or PostgreSQL."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, TextIO

from extractor.batch.atomic import appearing
from extractor.batch.flat import COLUMNS, flat
from extractor.batch.model import Result
from extractor.batch.remote import Remote
from extractor.errors import InputError
from extractor.wire import dumps

if TYPE_CHECKING:
    from extractor.batch.address import Address

Format = Literal["jsonl", "json", "csv", "parquet", "duckdb", "postgres"]
SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".duckdb": "duckdb",
    ".db": "duckdb",
}


class Sink(Protocol):
    """Takes results one by one."""

    def write(self, result: Result) -> None:
        """Write one document."""

    def close(self) -> None:
        """Write what must stand at the end."""


class JsonLines:
    """A document a line."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def write(self, result: Result) -> None:
        """Write one line."""
        self.out.write(result.line + "\n")

    def close(self) -> None:
        """Nothing stands at the end."""


class FlatLines(JsonLines):
    """A record a line."""

    def write(self, result: Result) -> None:
        """Write the document's records."""
        for row in flat(result.data):
            self.out.write(dumps(row) + "\n")


class JsonArray:
    """One array of all documents, a document a line."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.begun = out, False

    def write(self, result: Result) -> None:
        """Write one element."""
        self.out.write((",\n" if self.begun else "[\n") + result.line)
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

    def write(self, result: Result) -> None:
        """Write the document's records."""
        for row in flat(result.data):
            self.rows.writerow(["" if row[c] is None else _safe(row[c]) for c in COLUMNS])

    def close(self) -> None:
        """Nothing stands at the end."""


def _safe(value: Any) -> Any:
    # A cell that begins like a formula would be run by a spreadsheet; text from an article must never be.
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


class Opened:
    """A sink over a text stream that appears when all is written."""

    def __init__(self, stream: AbstractContextManager[TextIO], make: Callable[[TextIO], Sink]) -> None:
        self._stream, self._make = stream, make

    def __enter__(self) -> Sink:
        self._sink = self._make(self._stream.__enter__())
        return self._sink

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        if error is None:
            self._sink.close()
        return self._stream.__exit__(kind, error, trace)


def open_sink(
    form: Format, target: "Path | Remote | Address | None", *, flat_rows: bool = False
) -> AbstractContextManager[Sink]:
    """Open the sink of a format over a file, standard output, or the database of a server."""
    if target is not None and not isinstance(target, Path | Remote):
        from extractor.batch.sink_postgres import Postgres

        return Postgres(target)
    path = target
    if form in ("parquet", "duckdb"):
        if path is None or str(path) == "-":
            raise InputError(f"{form} cannot be written to standard output: name a file with -o")
        return _tables(form, path, flat_rows)
    kinds: dict[str, type[JsonLines | JsonArray | Csv]] = {"jsonl": JsonLines, "json": JsonArray, "csv": Csv}
    if flat_rows and form == "json":
        raise InputError("--flat goes with jsonl or parquet; csv is always flat")
    return Opened(appearing(path), FlatLines if flat_rows and form == "jsonl" else kinds[form])


def _tables(form: Format, path: Path | Remote, flat_rows: bool) -> AbstractContextManager[Sink]:
    if form == "parquet":
        from extractor.batch.sink_parquet import Parquet

        return Parquet(path, flat_rows=flat_rows)
    if isinstance(path, Remote):
        raise InputError(f"{path}: a database grows in place; --folder DIR keeps it here and copies it there")
    from extractor.batch.sink_duckdb import DuckDb

    return DuckDb(path)
