"""The run: inputs cut into splits, splits to workers, and at the end all results in the order of the input.

The result depends on the inputs alone: not on the number of workers, nor on what was killed on the way.
"""

import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.batch.address import Address
from extractor.batch.again import Engine, Finished, Lost
from extractor.batch.atomic import appearing
from extractor.batch.fingerprint import fingerprint
from extractor.batch.ledger import Entry, Ledger
from extractor.batch.model import Failure, Result
from extractor.batch.progress import Progress
from extractor.batch.remote import Remote, is_url
from extractor.batch.sinks import Format, open_sink
from extractor.batch.sources import read_units
from extractor.batch.splits import Cutter, Shelf, Split, result
from extractor.batch.supervisor import Supervisor
from extractor.batch.texts import Texts
from extractor.batch.worker import Task
from extractor.errors import InputError
from extractor.wire import dumps

FAILURES = "failures.jsonl"
_NAMES = {
    "jsonl": "documents.jsonl",
    "json": "documents.json",
    "csv": "records.csv",
    "duckdb": "zhibiao.duckdb",
}


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is asked for; the task's folder is set by the run."""

    inputs: tuple[str, ...]
    folder: Path
    task: Task = field(default_factory=lambda: Task(Path()))
    jobs: int = 1
    form: Format = "jsonl"
    flat: bool = False
    keep_text: bool = False
    prune: bool = False
    database: Address | None = None
    copy: Remote | None = None  # where the result goes at the end
    engine: Callable[[int, Task], Engine] = Supervisor

    @property
    def output(self) -> Path | Address:
        """The file that holds the result, or the database."""
        if self.database:
            return self.database
        if self.form == "parquet" or (self.flat and self.form == "jsonl"):
            return self.folder / f"{'records' if self.flat else 'documents'}.{self.form}"
        return self.folder / _NAMES[self.form]


def run(job: Job, progress: Progress) -> int:
    """Do everything that is not done yet, and write the result; return how many documents failed."""
    _check(job)
    # Better now than after a night's work.
    if job.database:
        job.database.connect().close()
    if job.copy:
        job.copy.check()
    splits = job.folder / "splits" / fingerprint(job.task.config)
    with _locked(job.folder), stoppable():
        splits.mkdir(parents=True, exist_ok=True)
        for part in splits.glob(".*.part"):
            part.unlink(missing_ok=True)
        ledger = Ledger(splits)
        try:
            _extract(job, replace(job.task, folder=splits), ledger, progress)
            failed = _merge(job, ledger, progress)
            if job.copy and isinstance(job.output, Path):
                job.copy.put(job.output)
            if job.prune:
                _prune(job, ledger, progress)
        except sqlite3.OperationalError as e:
            raise InputError(f"the list of documents cannot be kept in the temporary folder: {e}") from e
        finally:
            ledger.close()
    listed = str(job.folder / FAILURES)
    progress.summary(str(job.copy or job.output), ledger.planned - failed, failed, listed)
    return failed


def _check(job: Job) -> None:
    if job.folder.exists() and not job.folder.is_dir():
        raise InputError(f"{job.folder}: is a file; a run with -j needs a folder of its own: -o OUTDIR")
    for name in job.inputs:
        is_dir = not is_url(name) and Path(name).is_dir()
        # realpath: links in a circle are an error to Path.resolve.
        if is_dir and Path(os.path.realpath(job.folder)).is_relative_to(os.path.realpath(name)):
            raise InputError(f"{job.folder} lies inside the input {name}; choose a folder beside it")


def _extract(job: Job, task: Task, ledger: Ledger, progress: Progress) -> None:
    with job.engine(job.jobs, task) as engine:
        for event in engine.run(_splits(job, ledger, progress)):
            if isinstance(event, Finished):
                ledger.finish(event.split.name, event.split.keys, event.done.failures)
                progress.failed += len(event.done.failures)
                progress.read(event.split.size)
            elif isinstance(event, Lost):
                ledger.lose(event.key, event.kind, event.message)
                progress.failed += 1
            else:
                progress.step(event.documents)


def _splits(job: Job, ledger: Ledger, progress: Progress) -> Iterator[Split]:
    """Read the inputs, put every document in the order, and cut splits from those that are not done."""
    cutter = Cutter()
    for unit in read_units(job.inputs, job.task.reading):
        if isinstance(unit, Failure):
            ledger.plan_failure(unit)
            progress.failed += 1
            continue
        key = unit.key(job.task.reading)
        if ledger.plan(unit, key):
            cutter.add(unit, key)
        else:
            progress.known += 1
            progress.read(unit.size, known=True)
        if cutter.full and (split := cutter.cut()):
            yield split
    if rest := cutter.cut():
        yield rest


def _merge(job: Job, ledger: Ledger, progress: Progress) -> int:
    """Write all results in the order of the input, and failures beside them."""
    failed = 0
    shelf = Shelf(ledger.folder, ledger.names)
    texts = Texts(job.folder / "texts" if job.keep_text else None)
    listed = job.folder / FAILURES
    with open_sink(job.form, job.output, flat_rows=job.flat) as sink, appearing(listed) as failures:
        for entry in ledger.entries():
            if entry.failure:
                failed += 1
                failures.write(_line(entry.failure))
                progress.fail(entry.failure, listed=str(listed))
            else:
                done = stored(entry, shelf)
                sink.write(done)
                texts.keep(done)
                progress.count(done)
    return failed


def stored(entry: Entry, shelf: Shelf) -> Result:
    """Read a stored result; a row or file that has moved since is given its present place."""
    row = shelf.row(entry.where)
    found = result(row, entry.identity)
    if row["place"] == entry.place:
        return found
    data = {**found.data, "source": {**found.data["source"], "uri": entry.place}}
    return replace(found, line=dumps(data))


def _line(failure: Failure) -> str:
    said = {"doc_id": failure.doc_id, "uri": failure.name, "kind": failure.kind, "message": failure.reason}
    return dumps(said) + "\n"


def _prune(job: Job, ledger: Ledger, progress: Progress) -> None:
    """Remove what this run did not use: results of other code, of other inputs, of earlier texts."""
    unused = [ledger.folder / name for name in ledger.unused()]
    others = [p for p in (job.folder / "splits").iterdir() if p != ledger.folder]
    unused += [f for folder in others for f in folder.iterdir()]
    for path in unused:
        path.unlink(missing_ok=True)
    for folder in others:
        folder.rmdir()
    if not progress.quiet:
        progress.say(f"{len(unused)} unused splits removed")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep a second run out of the folder; the lock ends with the process, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as e:
        raise InputError(f"{folder}: cannot be written: {e.strerror}") from e
    with lock:
        try:
            import fcntl
        except ImportError:  # no such locks on this system: two runs would only do work twice
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            raise InputError(f"{folder}: another run is working in it; wait, or choose another folder") from e
        yield


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end a run as cleanly as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
