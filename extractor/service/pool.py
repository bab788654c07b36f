"""Worker processes: each has one job at a time; one that dies or hangs is killed, and another takes its place."""

import asyncio
import logging
import time
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections import Counter
from contextlib import suppress
from typing import cast

import msgspec

from extractor.batch.timing import over_limit
from extractor.errors import ZhibiaoError
from extractor.service.messages import HEAD, Answer, Job, Setup, pack, unpack
from extractor.service.settings import Settings

_START = 120  # seconds that a worker has to load everything
_YOUNG, _PAUSE = 5, 1  # one that ends within so many seconds is replaced only after a pause of so many
_log = logging.getLogger("zhibiao.service")


class Worker:
    """One process with its pipes."""

    def __init__(self, process: Process) -> None:
        self.process, self.born, self.ready = process, time.monotonic(), False
        self._source, self._sink = cast(StreamReader, process.stdout), cast(StreamWriter, process.stdin)

    @property
    def alive(self) -> bool:
        """Whether it can be given work."""
        return self.ready and self.process.returncode is None

    async def ask(self, message: msgspec.Struct, limit: float) -> Answer:
        """Send a message and wait for its answer."""
        async with asyncio.timeout(limit):
            self._sink.write(pack(message))
            await self._sink.drain()
            (length,) = HEAD.unpack(await self._source.readexactly(HEAD.size))
            return unpack(await self._source.readexactly(length), Answer)

    def kill(self) -> None:
        """End the process now."""
        self.ready = False
        with suppress(ProcessLookupError):
            self.process.kill()

    async def end(self, patience: float) -> None:
        """Close the pipe, at which the process ends by itself, and see that it does."""
        self._sink.close()
        try:
            await asyncio.wait_for(self.process.wait(), patience)
        except TimeoutError:
            self.kill()
            await self.process.wait()


class Pool:
    """A number of workers, and who waits for them."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.lost = settings, Counter[str]()
        self._workers: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._slots: list[asyncio.Task[None]] = []
        self._jobs: set[asyncio.Task[Answer]] = set()
        self.waiting = 0

    @property
    def alive(self) -> int:
        """How many workers are ready for work, or at it."""
        return sum(w.alive for w in self._workers)

    @property
    def busy(self) -> int:
        """How many of them work."""
        return len(self._jobs)

    async def start(self) -> None:
        """Start all workers; what keeps one from starting is raised."""
        for worker in await asyncio.gather(*(self._hire() for _ in range(self.settings.workers))):
            self._slots.append(asyncio.create_task(self._tend(worker)))

    async def stop(self) -> None:
        """End all workers."""
        for task in (*self._slots, *self._jobs):
            task.cancel()
        await asyncio.gather(*self._slots, *self._jobs, return_exceptions=True)
        await asyncio.gather(*(w.end(self.settings.grace) for w in self._workers))
        self._workers.clear()

    async def run(self, job: Job, *, patient: bool = False) -> Answer:
        """Have a job done; who is not patient hears that all are busy when none gets free in time."""
        self.waiting += 1
        try:
            async with asyncio.timeout(None if patient else self.settings.time_limit):
                worker = await self._idle.get()
                while not worker.alive:
                    worker = await self._idle.get()
        except TimeoutError:
            return Answer(kind="busy", detail=f"no worker was free in {self.settings.time_limit:g} seconds")
        finally:
            self.waiting -= 1
        task = asyncio.create_task(self._work(worker, job))
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)
        # Who asked may go away; the worker cannot stop halfway, and must be put back when it is done.
        return await asyncio.shield(task)

    async def _work(self, worker: Worker, job: Job) -> Answer:
        limit = self.settings.time_limit
        try:
            answer = await worker.ask(job, limit + self.settings.grace)
        except TimeoutError:
            return self._lose(worker, Answer(kind="time-limit", detail=over_limit(limit)))
        except (OSError, EOFError, msgspec.DecodeError):
            return self._lose(
                worker, Answer(kind="crash", detail="it ended its worker, or somebody else did")
            )
        if answer.kind == "error":
            _log.error("%s", answer.detail)
        self._idle.put_nowait(worker)
        return answer

    def _lose(self, worker: Worker, answer: Answer) -> Answer:
        worker.kill()
        self.lost[str(answer.kind)] += 1
        _log.warning("worker %d ended (%s): another one is started", worker.process.pid, answer.kind)
        return answer

    async def _tend(self, worker: Worker | None) -> None:
        """Keep one place filled."""
        while True:
            if worker:
                self._idle.put_nowait(worker)
                await worker.process.wait()
                self._workers.discard(worker)
                if time.monotonic() - worker.born < _YOUNG:
                    await asyncio.sleep(_PAUSE)
            try:
                worker = await self._hire()
            except ZhibiaoError as e:
                _log.error("%s", e)
                worker = None
                await asyncio.sleep(_YOUNG)

    async def _hire(self) -> Worker:
        worker = None
        try:
            command = self.settings.command
            worker = Worker(await create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=1 << 20))
            self._workers.add(worker)
            answer = await worker.ask(_setup(self.settings), _START)
            if answer.kind is None:
                worker.ready = True
                return worker
            why = answer.detail
        except (TimeoutError, OSError, EOFError, msgspec.DecodeError) as e:
            why = f"is there memory left for one? ({e!r})"
        if worker:
            worker.kill()
            await worker.process.wait()
            self._workers.discard(worker)
        raise ZhibiaoError(f"a worker does not start: {why}")


def _setup(settings: Settings) -> Setup:
    config = settings.config
    return Setup(
        ner=config.ner,
        organizations=config.organizations,
        patterns=str(config.patterns) if config.patterns else None,
        max_chars=settings.max_chars,
        max_memory=settings.max_memory,
        time_limit=settings.time_limit,
        grace=settings.grace,
    )
