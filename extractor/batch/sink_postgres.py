"""PostgreSQL: the database on a server."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from extractor.batch.address import Address
from extractor.batch.arrow import fit
from extractor.batch.database import Database, gone, sql
from extractor.batch.rows import PARTS
from extractor.batch.splits import DOCUMENTS
from extractor.errors import InputError

_LOCK = 0x7A686962  # two loaders of one database take turns


class Postgres(Database):
    """Tables and views in a database of a server, in the first schema of its search path."""

    batch = DOCUMENTS  # a transaction for as many documents as a split has

    def __init__(self, address: Address) -> None:
        super().__init__()
        self.address = address

    def __enter__(self) -> Self:
        self._db = self.address.connect()
        with self._told(), self._transaction():
            self._execute(sql("tables"))
            for table in PARTS:
                self._execute(
                    f"CREATE TEMP TABLE fresh_{table} (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DELETE ROWS"
                )
            self._columns = {t: self._names(t) for t in PARTS}
        return self

    def __exit__(self, *error: object) -> None:
        try:
            if error[0] is None:
                self.close()
        finally:
            self._db.close()

    def _finish(self) -> None:
        super()._finish()
        if self._changed:  # the views join what was loaded: the server should know at once how much that is
            self._execute(f"ANALYZE {', '.join((*PARTS, 'reprint_links'))}")

    def _names(self, table: str) -> list[str]:
        found = self._db.execute(f"SELECT * FROM {table} LIMIT 0".encode())  # noqa: S608 - our own names
        return [c.name for c in found.description or ()]

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        done = self._db.execute(sql.encode(), values or None)
        return done.fetchall() if done.description else []

    @contextmanager
    def _told(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as e:
            raise InputError(f"{self.address}: the database refuses: {self.address.hide(e)}") from None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._db.transaction():
            self._execute("SELECT pg_advisory_xact_lock($1)", [_LOCK])
            yield

    def _upsert(self, table: str, rows: list[dict[str, Any]], documents: list[str]) -> None:
        names, part, fresh = self._columns[table], PARTS[table], f"fresh_{table}"
        with self._db.cursor().copy(f"COPY {fresh} FROM STDIN".encode()) as copy:
            for row in map(fit, rows):
                copy.write_row([_kept(row.get(n)) for n in names])
        if part:
            self._execute(gone(table, part, fresh), [documents])
        sets = ", ".join(f'"{n}" = excluded."{n}"' for n in names)
        self._execute(
            f"INSERT INTO {table} AS held SELECT * FROM {fresh}"  # noqa: S608 - our own names
            f" ON CONFLICT (document{part and ', ' + part}) DO UPDATE SET {sets}"
            " WHERE (held.*) IS DISTINCT FROM (excluded.*)"
        )


def _kept(value: Any) -> Any:
    # PostgreSQL has no NUL in a text; the place of what follows stays the same.
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
