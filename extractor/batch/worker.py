"""A worker: a process that takes splits from a pipe, one at a time, and writes each result file itself."""

import faulthandler
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow as pa

from extractor.batch import splits
from extractor.batch.model import Reading
from extractor.batch.process import process_batch
from extractor.config import Config

READY = -1


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


def work(pipe: Connection, task: Task) -> None:
    """Take splits until the pipe closes: the parent has no more, or is gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    process = partial(task.process, config=task.config, reading=task.reading, time_limit=task.time_limit)
    try:
        process(pa.RecordBatch.from_pylist([{"doc_id": "warm-up", "text": "产值5亿元。"}]))
        pipe.send(READY)
        while True:
            name, keys, data = pipe.recv()
            batch = pa.ipc.open_stream(data).read_next_batch()
            result = process(batch, begun=partial(_begin, pipe, task, nowhere))
            faulthandler.cancel_dump_traceback_later()
            splits.write(task.folder / f"{name}.arrow", keys, result)
            pipe.send(_done(result))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def send(pipe: Connection, split: splits.Split) -> None:
    """Give a split to a worker."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, split.batch.schema) as writer:
        writer.write_batch(split.batch)
    pipe.send((split.name, split.keys, sink.getvalue().to_pybytes()))


def receive(pipe: Connection) -> int | Done:
    """Take what a worker says: the number of the document that it begins, or that all are done."""
    said = pipe.recv()
    if not isinstance(said, int | Done):
        raise TypeError(f"a worker said {said!r}")
    return said


def _begin(pipe: Connection, task: Task, nowhere: int, number: int) -> None:
    if task.time_limit:
        # Should the parent be gone too when C code never returns, this thread of C ends the process by itself.
        faulthandler.dump_traceback_later(task.time_limit + 2 * task.grace, exit=True, file=nowhere)
    pipe.send(number)


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
