"""A batch: JSON Lines in, JSON Lines out, in order; a row that fails is a row that says why."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from extractor.service.messages import Answer, Job
from extractor.service.pool import Pool
from extractor.service.problems import Refused, problem
from extractor.wire import dumps

MEDIA = "application/x-ndjson"
READ = frozenset({MEDIA, "application/jsonl", "application/x-jsonlines"})
_IN_MEMORY = 1_000_000
_AHEAD = 2  # rows under way for each worker: none idles, and a request of one text waits for few of them


class Batches:
    """Those that are being answered: as many as there are workers, for each may hold a large body."""

    def __init__(self, pool: Pool, counts: Counter[str]) -> None:
        self.pool, self.counts, self._open = pool, counts, 0

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Count one more."""
        most = self.pool.settings.workers
        if self._open >= most:
            raise Refused("busy", f"{most} batches are being answered; try again")
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1


class BatchResponse(Response):
    """Takes in the body and answers row by row."""

    def __init__(self, batches: Batches) -> None:
        super().__init__(media_type=MEDIA)
        self.batches = batches

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take in the whole body first: most clients read no answer before they have sent everything."""
        with self.batches.entered(), SpooledTemporaryFile(_IN_MEMORY) as spool:
            async for chunk in Request(scope, receive).stream():
                spool.write(chunk)
            spool.seek(0)
            async with aclosing(_rows(spool, self.batches.pool, self.batches.counts)) as rows:
                await StreamingResponse(rows, media_type=MEDIA)(scope, receive, send)


async def _rows(spool: IO[bytes], pool: Pool, counts: Counter[str]) -> AsyncGenerator[bytes]:
    pending: deque[asyncio.Task[bytes]] = deque()
    try:
        for number, line in _lines(spool, pool.settings.max_bytes):
            pending.append(asyncio.create_task(_row(number, line, pool, counts)))
            if len(pending) >= _AHEAD * pool.settings.workers:
                yield await pending.popleft()
        while pending:
            yield await pending.popleft()
    finally:
        for task in pending:
            task.cancel()


def _lines(spool: IO[bytes], most: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that hold something; None is one over the limit."""
    number = 0
    while line := spool.readline(most + 1):
        number += 1
        if len(line) > most:
            while not line.endswith(b"\n") and (line := spool.readline(most)):
                pass
            yield number, None
        elif line.strip():
            yield number, line


async def _row(number: int, line: bytes | None, pool: Pool, counts: Counter[str]) -> bytes:
    if line is None:
        answer = Answer(kind="too-long", detail=f"a line of more than {pool.settings.max_bytes} bytes")
    else:
        answer = await pool.run(Job("row", line), patient=True)
    counts["failed" if answer.kind else "done"] += 1
    if answer.kind is None:
        return answer.body + b"\n"
    said = problem(answer.kind, answer.detail).model_dump()
    return f"{dumps({'line': number, 'doc_id': answer.doc_id, 'error': said})}\n".encode()
