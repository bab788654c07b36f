"""What the databases have in common: tables for documents, records, organisations and runs, and views over them.

Everything is upserted: the same results again change nothing, and a document that changed leaves nothing behind.
The SQL of tables and views is written once, in what DuckDB and PostgreSQL both understand.
"""

import hashlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.resources import files
from typing import Any

from extractor.batch.model import Result
from extractor.batch.rows import Held, rows_of


class Database(ABC):
    """Gathers documents and upserts them in transactions."""

    batch = 1000  # documents a transaction

    def __init__(self) -> None:
        self._results: list[Held] = []
        self._seen = Counter[str]()
        self._all = hashlib.blake2b(digest_size=16)
        self._changed = 0

    @abstractmethod
    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run statements, one if there are values; return the rows found."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Any]:
        """All or nothing."""

    @abstractmethod
    def _told(self) -> AbstractContextManager[None]:
        """Say what the database refuses as an error of ours."""

    @abstractmethod
    def _upsert(self, table: str, rows: list[dict[str, Any]], documents: list[str]) -> None:
        """Replace the rows of some documents."""

    def write(self, result: Result) -> None:
        """Take one document; a second one of the same identity in one run is kept beside the first."""
        self._seen[result.identity] += 1
        again = self._seen[result.identity]
        document = result.identity if again == 1 else f"{result.identity}~{again}"
        digest = hashlib.blake2b(f"{document}\0{result.line}".encode(), digest_size=16).hexdigest()
        self._all.update(digest.encode())
        self._results.append((document, digest, result))
        if len(self._results) >= self.batch:
            self._flush()

    def close(self) -> None:
        """Write the rest, link reprints, draw the views and note the run; closing again finds nothing to do."""
        self._flush()
        with self._told(), self._transaction():
            self._finish()
        self._changed = 0

    def _finish(self) -> None:
        run = self._all.hexdigest()
        if self._changed or not self._execute("SELECT 1 FROM runs WHERE run = $1", [run]):
            self._execute(sql("reprints"))
            self._execute(
                "INSERT INTO runs SELECT $1, CAST(now() AS TIMESTAMP), (SELECT max(version) FROM documents),"
                " CAST($2 AS BIGINT), CAST($3 AS BIGINT) ON CONFLICT DO NOTHING",
                [run, self._seen.total(), self._changed],
            )
        self._execute(sql("views"))

    def _flush(self) -> None:
        wanted = {document: digest for document, digest, _ in self._results}
        with self._told():
            held = self._execute(
                "SELECT document, digest FROM documents WHERE document IN (SELECT unnest(CAST($1 AS VARCHAR[])))",
                [list(wanted)],
            )
            same = {document for document, digest in held if wanted[document] == digest}
            changed = [r for r in self._results if r[0] not in same]
            self._results = []
            if not changed:
                return
            self._changed += len(changed)
            with self._transaction():
                for table, rows in rows_of(changed).items():
                    self._upsert(table, rows, [document for document, _, _ in changed])


def sql(name: str) -> str:
    """Read statements that lie beside this file."""
    return files("extractor.batch").joinpath(f"{name}.sql").read_text("utf-8")


def gone(table: str, part: str, fresh: str) -> str:
    """Write the statement that deletes the rows of some documents that are no longer among the fresh ones."""
    return (
        f"DELETE FROM {table} WHERE document IN (SELECT unnest(CAST($1 AS VARCHAR[]))) AND NOT EXISTS"  # noqa: S608 - our own names
        f" (SELECT 1 FROM {fresh} f WHERE f.document = {table}.document AND f.{part} = {table}.{part})"
    )
