"""What a run has to do and what is done: a private database that lives as long as the run.

The split files are the only truth on disk. The ledger is read from them at the start, so nothing can contradict them.
SQLite keeps it out of memory: a million documents must not need more than a thousand.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from extractor.batch.model import Failure, Unit
from extractor.batch.splits import finished

_TABLES = """
CREATE TABLE done (key BLOB PRIMARY KEY, split INTEGER, row INTEGER) WITHOUT ROWID;
CREATE TABLE failed (key BLOB PRIMARY KEY, kind TEXT, message TEXT) WITHOUT ROWID;
CREATE TABLE plan (number INTEGER PRIMARY KEY, key BLOB, place TEXT, doc_id TEXT, identity TEXT);
CREATE TABLE unreadable (number INTEGER PRIMARY KEY, kind TEXT, message TEXT);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the plan: where its result lies, or why there is none."""

    place: str
    doc_id: str
    identity: str
    where: tuple[int, int]  # split and row
    failure: Failure | None


class Ledger:
    """The documents of one run in their order."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.names = folder, list[str]()
        # No name: a temporary file of SQLite's own, gone with the process.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA cache_size=-16000;" + _TABLES)
        self.planned = self.known = 0
        self._db.execute("BEGIN")
        for path in sorted(folder.glob("*.arrow")):
            self._learn(path)

    def _learn(self, path: Path) -> None:
        try:
            rows = list(finished(path))
        except (pa.ArrowException, OSError):
            # A power cut can leave a file whose bytes never reached the disk: its documents are simply done again.
            path.unlink()
            return
        self._store(path.name, rows)

    def _store(self, name: str, rows: list[tuple[int, bytes]]) -> None:
        split = len(self.names)
        self.names.append(name)
        self._db.executemany(
            "INSERT OR IGNORE INTO done VALUES (?, ?, ?)", [(key, split, number) for number, key in rows]
        )

    def plan(self, unit: Unit, key: bytes) -> bool:
        """Put a document in the order; say whether it still has to be done."""
        self._order(unit.place, unit.doc_id, unit.identity, key)
        known = self._db.execute("SELECT 1 FROM done WHERE key = ?", (key,)).fetchone() is not None
        self.known += known
        return not known

    def plan_failure(self, failure: Failure) -> None:
        """Put in the order what could not even be read."""
        self._order(failure.name, failure.doc_id, None, None)
        row = (self.planned, failure.kind, failure.reason)
        self._db.execute("INSERT INTO unreadable VALUES (?, ?, ?)", row)

    def _order(self, place: str, doc_id: str | None, identity: str | None, key: bytes | None) -> None:
        self.planned += 1
        self._db.execute(
            "INSERT INTO plan VALUES (?, ?, ?, ?, ?)", (self.planned, key, place, doc_id, identity)
        )

    def finish(self, name: str, keys: tuple[bytes, ...], failures: dict[int, tuple[str, str]]) -> None:
        """Note the results of a split."""
        self._store(f"{name}.arrow", [(n, key) for n, key in enumerate(keys) if n not in failures])
        for n, (kind, message) in failures.items():
            self.lose(keys[n], kind, message)

    def lose(self, key: bytes, kind: str, message: str) -> None:
        """Note that a document cannot be done."""
        self._db.execute("INSERT OR REPLACE INTO failed VALUES (?, ?, ?)", (key, kind, message))

    def entries(self) -> Iterator[Entry]:
        """Yield every document of the run in the order of the input."""
        rows = self._db.execute(
            "SELECT place, doc_id, identity, split, row, coalesce(f.kind, u.kind), coalesce(f.message, u.message)"
            " FROM plan LEFT JOIN done USING (key) LEFT JOIN failed f USING (key) LEFT JOIN unreadable u USING (number)"
            " ORDER BY number"
        )
        for place, doc_id, identity, split, row, kind, message in rows:
            failure = (
                Failure(place, message or "lost: please report", kind or "error", doc_id)
                if split is None
                else None
            )
            yield Entry(place, doc_id, identity, (split, row), failure)

    def unused(self) -> list[str]:
        """Return the splits that hold nothing of this run."""
        used = {s for (s,) in self._db.execute("SELECT DISTINCT split FROM plan JOIN done USING (key)")}
        return [name for n, name in enumerate(self.names) if n not in used]

    def close(self) -> None:
        """Forget everything; the splits stay."""
        self._db.close()
