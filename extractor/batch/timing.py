"""A timer for each document."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TimeLimit(BaseException):
    """Raised inside a document that takes too long; no handler for ordinary errors may swallow it."""


@contextmanager
def timer(limit: float) -> Iterator[None]:
    """Raise TimeLimit after some seconds, 0 for never. Only the main thread can be stopped, and no C code."""
    in_main = threading.current_thread() is threading.main_thread()
    if not limit or not in_main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(*_: object) -> None:
    raise TimeLimit


def over_limit(limit: float) -> str:
    """Say that a document took too long."""
    return f"not done in {limit:g} seconds (--time-limit moves the limit)"
