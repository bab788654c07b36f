"""A worker: a process that takes jobs from standard input, one at a time, and answers on standard output."""

import faulthandler
import gc
import os
import signal
from collections.abc import Callable
from typing import BinaryIO

from extractor.errors import ZhibiaoError
from extractor.service.messages import HEAD, Answer, Job, Setup, pack, unpack
from extractor.service.work import Desk


def main() -> None:
    """Take jobs until the pipe closes: the service has ended, or is gone."""
    # It is the service that decides when its workers end; a signal to the whole group is not for them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    source, sink = _pipes()
    first = _read(source)
    if first is None:
        return
    setup = unpack(first, Setup)
    _bound(setup.max_memory)
    try:
        desk = Desk(setup)
    except ZhibiaoError as e:
        _write(sink, Answer(kind="invalid", detail=str(e)))
        return
    desk.do(Job("extract", '{"text":"产值5亿元。"}'.encode()))
    # What is loaded by now stays: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    try:
        _write(sink, Answer())
        _serve(source, sink, desk.do, setup.time_limit + 2 * setup.grace)
    except BrokenPipeError:
        os._exit(0)  # nobody is there to be told that what is left in the pipe cannot be written


def _bound(memory: int) -> None:
    """Let a document that unpacks without end fail in this process, and not the machine."""
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))


def _serve(source: BinaryIO, sink: BinaryIO, do: Callable[[Job], Answer], limit: float) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    while (frame := _read(source)) is not None:
        # Ends the process should C code hang when the service is gone, which would have killed it before.
        faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
        answer = do(unpack(frame, Job))
        faulthandler.cancel_dump_traceback_later()
        _write(sink, answer)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves: what a library prints goes to standard error."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return source, sink


def _read(source: BinaryIO) -> bytes | None:
    head = source.read(HEAD.size)
    return source.read(HEAD.unpack(head)[0]) if len(head) == HEAD.size else None


def _write(sink: BinaryIO, answer: Answer) -> None:
    sink.write(pack(answer))
    sink.flush()


if __name__ == "__main__":
    main()
