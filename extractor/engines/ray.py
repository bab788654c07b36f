"""A run on a Ray cluster: one task a split.

The driver reads the inputs and keeps the results; texts and results travel through Ray's object store, so that the
machines of the cluster need no folder in common.
"""

import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from ctypes import c_int64
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

from extractor.batch.again import Again, Alive, Event, Finished
from extractor.batch.fingerprint import fingerprint
from extractor.batch.splits import Split, streamed, write
from extractor.batch.worker import Done, Task, Watch, do, warm_up
from extractor.config import Config
from extractor.errors import InputError, ZhibiaoError

if TYPE_CHECKING:
    import ray

_AHEAD = 2  # splits for each processor: one that is done, one that is on its way


class OnRay:
    """Runs splits as tasks of Ray; without an address, on a Ray of this machine that lives as long as the run."""

    def __init__(self, jobs: int, task: Task, address: str | None = None) -> None:
        self.jobs, self.folder, self.address = jobs, task.folder, address
        # The manifest was read by then, and may be long.
        self.task = replace(task, reading=replace(task.reading, manifest={}))
        self._again = Again()

    def __enter__(self) -> Self:
        try:
            import ray
        except ImportError as e:
            raise InputError("--engine ray needs an extra: pip install 'zhibiao[ray]'") from e
        self._ray, self._ours = ray, not ray.is_initialized()
        if self._ours:
            self._connect()
        # Who dies is dealt with here, and not by trying all of it again.
        self._work = ray.remote(max_retries=0)(_work)
        self._made_by = fingerprint(self.task.config)
        try:
            ray.get(ray.remote(_start).remote(self.task, self._made_by))
        except BaseException as e:
            self.__exit__()
            if isinstance(e, ray.exceptions.RayError):
                said = str(e).strip().splitlines()[-1]
                raise _cause(e) or ZhibiaoError(f"no task can start on the cluster: {said}") from e
            raise
        return self

    def _connect(self) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is reported to anybody
        if not self.address:
            # Ray gives way to all else on its machine; what is ours alone should get what local workers get.
            os.environ.setdefault("RAY_worker_niceness", "0")
        stop = signal.getsignal(signal.SIGTERM)
        here: dict[str, Any] = {} if self.address else {"num_cpus": self.jobs, "include_dashboard": False}
        try:
            _knock(self.address or "")
            self._ray.init(self.address or "local", log_to_driver=False, logging_level=logging.ERROR, **here)
        except (OSError, ValueError, RuntimeError) as e:
            where = (
                f"--address {self.address}: no Ray answers there" if self.address else "Ray does not start"
            )
            raise InputError(f"{where}: {e}") from e
        if stop != signal.getsignal(signal.SIGTERM):
            signal.signal(signal.SIGTERM, stop)  # how a run ends is the run's to say

    def __exit__(self, *reason: object) -> None:
        if self._ours:
            self._ray.shutdown()

    def run(self, splits: Iterator[Split]) -> Iterator[Event]:
        """Yield what happens until every split is done."""
        running: dict[ray.ObjectRef[Any], Split] = {}
        coming = next(splits, None)
        while coming or self._again or running:
            while (coming or self._again) and len(running) < self._room():
                split = self._again.take() if self._again else coming
                assert split  # noqa: S101 - the loop's own condition
                if split is coming:
                    coming = next(splits, None)
                sent = self._work.remote(self.task, self._made_by, split.keys, streamed(split.batch))
                running[sent] = split
            for done in self._ray.wait(list(running))[0]:
                yield from self._hear(done, running.pop(done))

    def _room(self) -> int:
        """How many splits may be under way; a cluster may grow meanwhile."""
        if self.jobs and self.address:
            return self.jobs
        has: dict[str, float] = self._ray.cluster_resources()  # type: ignore[no-untyped-call, unused-ignore]
        return _AHEAD * max(1, int(has.get("CPU", 1)))

    def _hear(self, ref: "ray.ObjectRef[Any]", split: Split) -> Iterator[Event]:
        """Keep the results of a task, or deal with its death."""
        try:
            done, results = self._ray.get(ref)
        except self._ray.exceptions.RayError as e:
            if said := _cause(e):
                raise said from e
            yield from self._again.died(split, type(e).__name__)
            return
        write(self.folder / f"{split.name}.arrow", results)
        yield Alive(len(split.keys))
        yield Finished(split, done)


def _knock(address: str) -> None:
    """See whether anybody is there; Ray itself would wait for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if port.isdecimal():
        socket.create_connection((host, int(port)), timeout=10).close()


def _cause(error: BaseException) -> ZhibiaoError | None:
    """Find what no other split can mend: other code on the cluster, patterns that are missing there."""
    cause = getattr(error, "cause", None)
    return cause if isinstance(cause, ZhibiaoError) else None


@lru_cache(maxsize=1)
def _ready(
    config: Config, process: Callable[..., pa.RecordBatch], time_limit: float, grace: float
) -> tuple[str, Watch]:
    """Load everything, once in each process; return what its results are made by, and its watch."""
    task = Task(Path(), config, time_limit=time_limit, grace=grace, process=process)
    warm_up(task)
    return fingerprint(config), Watch(c_int64(), task)


def _check(task: Task, made_by: str) -> Watch:
    here, watch = _ready(task.config, task.process, task.time_limit, task.grace)
    if here != made_by:
        raise InputError(
            "the cluster has another zhibiao, or other libraries or patterns: install on its machines what is installed here"
        )
    return watch


def _start(task: Task, made_by: str) -> None:
    _check(task, made_by)


def _work(task: Task, made_by: str, keys: tuple[bytes, ...], data: bytes) -> tuple[Done, bytes]:
    """Do one split in a process of Ray; one that hangs in C ends itself, and counts as dead."""
    done, results = do(task, keys, data, _check(task, made_by))
    return done, results.to_pybytes()
