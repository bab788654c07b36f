"""DuckDB: tables for documents, records, organisations and runs, and the analyst's views over them.

Everything is upserted: the same results again change nothing, and a document that changed leaves nothing behind.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa

from extractor.batch.arrow import fit
from extractor.batch.flat import flat
from extractor.batch.model import Result
from extractor.errors import InputError

if TYPE_CHECKING:
    import duckdb

_BATCH = 1000
_TABLES = ("documents", "articles", "records", "organizations")
_PARTS = {"articles": "article", "records": "key", "organizations": "key"}


class DuckDb:
    """Gathers documents and upserts them in transactions."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._results: list[tuple[str, str, Result]] = []
        self._seen = Counter[str]()
        self._all = hashlib.blake2b(digest_size=16)
        self._changed = 0

    def __enter__(self) -> Self:
        self.db = _connect(self.path)
        self.db.execute(_sql("tables"))
        self._schemas = {t: self.db.table(t).limit(0).to_arrow_table().schema for t in _TABLES}
        return self

    def __exit__(self, *error: object) -> None:
        try:
            if error[0] is None:
                self.close()
        finally:
            self.db.close()

    def write(self, result: Result) -> None:
        """Take one document; a second one of the same identity in one run is kept beside the first."""
        self._seen[result.identity] += 1
        again = self._seen[result.identity]
        document = result.identity if again == 1 else f"{result.identity}~{again}"
        digest = hashlib.blake2b(f"{document}\0{result.line}".encode(), digest_size=16).hexdigest()
        self._all.update(digest.encode())
        self._results.append((document, digest, result))
        if len(self._results) >= _BATCH:
            self._flush()

    def close(self) -> None:
        """Write the rest, link reprints, draw the views and note the run."""
        self._flush()
        with self._told():
            self._finish()

    def _finish(self) -> None:
        run = self._all.hexdigest()
        known = self.db.execute("SELECT 1 FROM runs WHERE run = ?", [run]).fetchall()
        if self._changed or not known:
            with _transaction(self.db):
                self.db.execute(_sql("reprints"))
                self.db.execute(
                    "INSERT OR IGNORE INTO runs"
                    " SELECT ?, now()::TIMESTAMP, (SELECT max(version) FROM documents), ?, ?",
                    [run, self._seen.total(), self._changed],
                )
        self.db.execute(_sql("views"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as e:
            raise InputError(f"{self.path}: the database refuses: {e}") from e

    def _flush(self) -> None:
        with self._told():
            self._load()

    def _load(self) -> None:
        wanted = {document: digest for document, digest, _ in self._results}
        held = self.db.execute(
            "SELECT document, digest FROM documents WHERE document IN (SELECT unnest(?))", [list(wanted)]
        ).fetchall()
        same = {document for document, digest in held if wanted[document] == digest}
        changed = [r for r in self._results if r[0] not in same]
        self._results = []
        if not changed:
            return
        self._changed += len(changed)
        with _transaction(self.db):
            for table, rows in _rows(changed).items():
                self._upsert(table, rows, [document for document, _, _ in changed])

    def _upsert(self, table: str, rows: list[dict[str, Any]], documents: list[str]) -> None:
        fields = self._schemas[table]
        fresh = pa.Table.from_pylist([fit(row) for row in rows], schema=fields)
        self.db.register("fresh", fresh)
        if key := _PARTS.get(table):
            self.db.execute(
                f"DELETE FROM {table} WHERE document IN (SELECT unnest(?)) AND NOT EXISTS"  # noqa: S608 - our own names
                f" (SELECT 1 FROM fresh f WHERE f.document = {table}.document AND f.{key} = {table}.{key})",
                [documents],
            )
        self.db.execute(f"INSERT OR REPLACE INTO {table} BY NAME SELECT * FROM fresh")  # noqa: S608
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


def _sql(name: str) -> str:
    return files("extractor.batch").joinpath(f"{name}.sql").read_text("utf-8")


class _transaction:  # noqa: N801 - reads as the statement that it is
    """All or nothing."""

    def __init__(self, db: "duckdb.DuckDBPyConnection") -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.begin()

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self.db.commit()
        else:
            self.db.rollback()


def _rows(changed: Iterable[tuple[str, str, Result]]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {t: [] for t in _TABLES}
    for document, digest, result in changed:
        data = result.data
        rows["documents"].append(_document(document, digest, data))
        rows["articles"] += _articles(document, data, result.prints)
        rows["records"] += _unique({"document": document, **row} for row in flat(data))
        rows["organizations"] += _unique(_organizations(document, data))
    return rows


def _document(document: str, digest: str, data: Any) -> dict[str, Any]:
    published = data["published"] or {}
    return {
        "document": document,
        "doc_id": data["doc_id"],
        **data["source"],
        "published": published.get("date"),
        "published_precision": published.get("precision"),
        "published_from": published.get("from"),
        "title": next((a["title"] for a in data["articles"] if a["title"]), None),
        "warnings": [w["code"] for w in data["warnings"]],
        "version": data["producer"]["version"],
        "patterns": data["producer"]["patterns"],
        "digest": digest,
    }


def _articles(document: str, data: Any, prints: tuple[bytes, ...]) -> Iterator[dict[str, Any]]:
    for number, a in enumerate(data["articles"]):
        found = prints[number] if number < len(prints) else b""
        yield {
            "document": document,
            "article": a["id"],
            "title": a["title"],
            "published": a["published"],
            "span_start": a["span"][0],
            "span_end": a["span"][1],
            "print": np.frombuffer(found, "<u2").tolist() if found else None,
        }


def _organizations(document: str, data: Any) -> Iterator[dict[str, Any]]:
    for o in data["organizations"]:
        start, end = o["span"]
        yield {
            "document": document,
            "key": f"{start}-{end}",
            "doc_id": data["doc_id"],
            **{k: o[k] for k in ("id", "entity", "text", "name", "type", "confidence")},
            "span_start": start,
            "span_end": end,
        }


def _unique(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Keep rows of one key apart: two subjects may share one number and one indicator."""
    seen = Counter[str]()
    for row in rows:
        seen[row["key"]] += 1
        yield row if seen[row["key"]] == 1 else {**row, "key": f"{row['key']}~{seen[row['key']]}"}
