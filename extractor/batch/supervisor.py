"""Workers, and who watches them: one that dies or hangs is replaced, and its split taken apart until the cause stands alone."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_int64
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import RawValue
from typing import Self

from extractor.batch.again import Again, Alive, Event, Finished
from extractor.batch.splits import Split
from extractor.batch.timing import over_limit
from extractor.batch.worker import Done, Task, send, work
from extractor.errors import InputError, ZhibiaoError

_LOOK = 0.5
_STILLBORN = 5  # workers in a row that die before they are ready: the machine or the installation is at fault


@dataclass(slots=True)
class Worker:
    """One process with its pipe, and what it is at."""

    process: SpawnProcess
    pipe: Connection
    shared: c_int64
    ready: bool = False
    split: Split | None = None
    at: int = 0
    since: float = field(default_factory=time.monotonic)

    @property
    def idle(self) -> bool:
        """Whether it waits for a split."""
        return self.ready and self.split is None

    def look(self) -> int:
        """See how many documents it has begun since the last look."""
        at = min(self.shared.value, len(self.split.keys) - 1) if self.split else self.at
        step, self.at = at - self.at, at
        if step:
            self.since = time.monotonic()
        return step


class Supervisor:
    """Runs splits on a number of workers. Use it in a `with`: its end is the end of the workers."""

    def __init__(self, jobs: int, task: Task) -> None:
        self.jobs, self.task = jobs, task
        self.workers: list[Worker] = []
        self._again = Again()
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        for worker in self.workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()
        self.workers = []

    def run(self, splits: Iterator[Split]) -> Iterator[Event]:
        """Yield what happens until every split is done."""
        coming = next(splits, None)
        while coming or self._again or any(w.split for w in self.workers):
            while len(self.workers) < self.jobs and (coming or self._again):
                self.workers.append(self._start())
            for worker in self.workers:
                if not worker.idle:
                    continue
                if self._again:
                    self._give(worker, self._again.take())
                elif coming:
                    self._give(worker, coming)
                    coming = next(splits, None)  # read while the workers work
            yield from self._listen()

    def _start(self) -> Worker:
        ours, theirs = get_context("spawn").Pipe()
        shared: c_int64 = RawValue(c_int64, 0)
        process = get_context("spawn").Process(target=work, args=(theirs, shared, self.task), daemon=True)
        with deaf_children():
            process.start()
        theirs.close()
        return Worker(process, ours, shared)

    def _give(self, worker: Worker, split: Split) -> None:
        worker.split, worker.at, worker.since = split, 0, time.monotonic()
        worker.shared.value = 0
        try:
            send(worker.pipe, split)
        except OSError:
            return  # it died just now: _listen sees that, and the split goes to another

    def _listen(self) -> Iterator[Event]:
        """Hear what the workers say, and look after those that say nothing."""
        pipes = {w.pipe: w for w in self.workers}
        for pipe in connection.wait(list(pipes), timeout=_LOOK):
            yield from self._hear(pipes[pipe])  # type: ignore[index]
        for worker in list(self.workers):
            begun = worker.look()
            if begun:
                yield Alive(begun)
            late = time.monotonic() - worker.since - self.task.time_limit - self.task.grace
            if worker.split and self.task.time_limit and late > 0:
                yield from self._bury(worker, late=True)

    def _hear(self, worker: Worker) -> Iterator[Event]:
        """Take what a worker says: first that it is ready, then what became of each split."""
        try:
            while worker.pipe.poll():
                done = worker.pipe.recv()
                if isinstance(done, str):
                    raise InputError(done)
                if isinstance(done, Done) and worker.split:
                    yield Alive(len(worker.split.keys) - worker.at)
                    yield Finished(worker.split, done)
                    worker.split, worker.at = None, 0
                worker.ready, self._stillborn = True, 0
        except (EOFError, OSError):
            yield from self._bury(worker, late=False)

    def _bury(self, worker: Worker, *, late: bool) -> Iterator[Event]:
        """Take a worker out, and its split apart; the loop starts another one in its place."""
        worker.process.kill() if late else worker.process.join(self.task.grace)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self.workers.remove(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                how = _cause(worker.process.exitcode)
                raise ZhibiaoError(f"the workers die while they start ({how}); is there memory left for one?")
        split = worker.split
        if split is None:
            return
        if late:
            yield self._again.late(split, worker.at, over_limit(self.task.time_limit))
        else:
            yield from self._again.died(split, _cause(worker.process.exitcode))


def _cause(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return signal.Signals(-exitcode).name
    return f"exit code {exitcode}"


@contextmanager
def deaf_children() -> Iterator[None]:
    """Let a child inherit that Ctrl-C is not for it: the parent alone decides how a run ends.

    One that comes while a child starts reaches the parent afterwards. The mask alone, which the child inherits, does not
    see to that: another thread may take the signal, and Python would act on it in this one.
    """
    if not hasattr(signal, "pthread_sigmask"):  # no such masks on this system
        yield
        return
    resource_tracker.ensure_running()  # the first child would start it, and that lets the signal through again
    heard: list[int] = []
    main = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, lambda sign, _: heard.append(sign)) if main else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if main:
            signal.signal(signal.SIGINT, handler or signal.SIG_DFL)
        if heard:
            signal.raise_signal(signal.SIGINT)
