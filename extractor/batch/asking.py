"""A result as a database to ask: the file that the DuckDB sink wrote, or JSON Lines loaded by the same sink."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.listing import is_table
from extractor.batch.model import Result
from extractor.batch.originals import read_lines
from extractor.batch.sink_duckdb import DuckDb
from extractor.batch.sinks import SUFFIXES
from extractor.errors import InputError
from extractor.wire import dumps

if TYPE_CHECKING:
    import duckdb

    Database = duckdb.DuckDBPyConnection

MEMORY = Path(":memory:")


@contextmanager
def opened(path: Path) -> Iterator["Database"]:
    """Open a result for questions in SQL; nothing in it is changed."""
    if not path.exists():
        raise InputError(f"{path}: no such file")
    if find_spec("duckdb") is None:
        raise InputError(f"{path}: asking a result in SQL needs an extra: pip install 'zhibiao[duckdb]'")
    if SUFFIXES.get(path.suffix.lower()) == "duckdb":
        with _file(path) as db:
            yield db
        return
    with DuckDb(MEMORY) as sink:
        for document in read_lines(path):
            sink.write(Result(dumps(document), _identity(document)))
        sink.close()
        yield sink.db


@contextmanager
def _file(path: Path) -> Iterator["Database"]:
    import duckdb

    try:
        with duckdb.connect(str(path), read_only=True) as db:
            db.execute("SELECT 1 FROM conflicts LIMIT 0")
            yield db
    except duckdb.Error as e:
        raise InputError(f"{path}: not a database of zhibiao extract: {e}") from e


def _identity(document: Mapping[str, Any]) -> str:
    """Tell documents apart as `extract` does: a file by its place, a row by its own id."""
    uri, own = document["source"]["uri"], str(document["doc_id"])
    table, _, row = (uri or "").rpartition(":")
    return own if not uri or (row.isdecimal() and is_table(Path(table))) else uri
