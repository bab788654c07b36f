"""A worker: a process that takes splits from a pipe, one at a time, and writes each result file itself."""

import faulthandler
import gc
import os
import time
from collections.abc import Callable
from ctypes import c_int64
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow as pa

from extractor.batch import splits
from extractor.batch.model import Reading
from extractor.batch.process import process_batch
from extractor.config import Config
from extractor.errors import InputError


@dataclass(frozen=True, slots=True)
class Task:
    """What every split of a run has in common."""

    folder: Path
    config: Config = field(default_factory=Config)
    reading: Reading = field(default_factory=Reading)
    time_limit: float = 60
    grace: float = 5  # how much longer a document may hold out against its timer before its worker is killed
    process: Callable[..., pa.RecordBatch] = process_batch


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker says when a split is on disk."""

    failures: dict[int, tuple[str, str]]
    chars: int
    records: int
    organizations: int


def work(pipe: Connection, at: c_int64, task: Task) -> None:
    """Take splits until the pipe closes: the parent has no more, or is gone.

    `at` is memory shared with the parent: which document is begun. A message for each would wake the parent each time.
    """
    watch = Watch(at, task)
    try:
        warm_up(task)
        pipe.send(None)
        while True:
            name, keys, data = pipe.recv()
            at.value = 0
            done, results = do(task, keys, data, watch)
            pipe.send(_stored(task.folder / f"{name}.arrow", results) or done)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def warm_up(task: Task) -> None:
    """Load everything, on a document of our own."""
    task.process(
        pa.RecordBatch.from_pylist([{"doc_id": "warm-up", "text": "产值5亿元。"}]),
        config=task.config,
        reading=task.reading,
    )
    # What is loaded by now stays: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()


def do(task: Task, keys: tuple[bytes, ...], data: bytes, watch: "Watch") -> tuple[Done, pa.Buffer]:
    """Do one split; return what is to be said of it, and its file."""
    results = task.process(
        pa.ipc.open_stream(data).read_next_batch(),
        config=task.config,
        reading=task.reading,
        time_limit=task.time_limit,
        begun=watch.begin,
    )
    watch.end()
    return _done(results), splits.packed(keys, results)


def send(pipe: Connection, split: splits.Split) -> None:
    """Give a split to a worker."""
    pipe.send((split.name, split.keys, splits.streamed(split.batch)))


class Watch:
    """Shows the parent which document is begun, and ends the process should the parent be gone when C code hangs."""

    def __init__(self, at: c_int64, task: Task) -> None:
        self.at, self.wait = at, task.time_limit and task.time_limit + 2 * task.grace
        self._nowhere = os.open(os.devnull, os.O_WRONLY)
        self._armed = 0.0

    def begin(self, number: int) -> None:
        """Note that a document is begun."""
        self.at.value = number
        now = time.monotonic()
        if self.wait and now - self._armed > 1:
            # A thread of C, which needs no Python to act; each arming starts one, so once a second must do.
            faulthandler.dump_traceback_later(self.wait + 1, exit=True, file=self._nowhere)
            self._armed = now

    def end(self) -> None:
        """Nothing is worked on."""
        faulthandler.cancel_dump_traceback_later()
        self._armed = 0.0


def _stored(path: Path, results: pa.Buffer) -> str | None:
    try:
        splits.write(path, results)
    except InputError as e:
        return str(e)  # the parent ends the run
    return None


def _done(result: pa.RecordBatch) -> Done:
    failures = {
        n: (kind, message)
        for n, (kind, message) in enumerate(
            zip(result["kind"].to_pylist(), result["message"].to_pylist(), strict=True)
        )
        if kind is not None
    }
    chars, records, organizations = (
        sum(x or 0 for x in result[c].to_pylist()) for c in ("chars", "records", "organizations")
    )
    return Done(failures, chars, records, organizations)
