"""DuckDB: the database in a file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

from extractor.batch.arrow import fit
from extractor.batch.database import Database, gone, sql
from extractor.batch.rows import PARTS
from extractor.errors import InputError

if TYPE_CHECKING:
    import duckdb


class DuckDb(Database):
    """Tables and views in a DuckDB file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def __enter__(self) -> Self:
        self.db = _connect(self.path)
        self.db.execute(sql("tables"))
        self._schemas = {t: self.db.table(t).limit(0).to_arrow_table().schema for t in PARTS}
        return self

    def __exit__(self, *error: object) -> None:
        try:
            if error[0] is None:
                self.close()
        finally:
            self.db.close()

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, values or None).fetchall()

    @contextmanager
    def _told(self) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as e:
            raise InputError(f"{self.path}: the database refuses: {e}") from e

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.begin()
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()

    def _upsert(self, table: str, rows: list[dict[str, Any]], documents: list[str]) -> None:
        fresh = pa.Table.from_pylist([fit(row) for row in rows], schema=self._schemas[table])
        self.db.register("fresh", fresh)
        if part := PARTS[table]:
            self._execute(gone(table, part, "fresh"), [documents])
        self._execute(f"INSERT OR REPLACE INTO {table} BY NAME SELECT * FROM fresh")  # noqa: S608 - our own names
        self.db.unregister("fresh")


def _connect(path: Path) -> "duckdb.DuckDBPyConnection":
    try:
        import duckdb
    except ImportError as e:
        raise InputError(f"{path}: writing DuckDB needs an extra: pip install 'zhibiao[duckdb]'") from e
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path))
    except (OSError, duckdb.Error) as e:
        raise InputError(f"{path}: cannot be opened as a DuckDB database: {e}") from e
