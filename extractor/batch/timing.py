"""A timer for each document."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.errors import TimeLimit


@contextmanager
def timer(limit: float, spent: float = 0) -> Iterator[None]:
    """Raise TimeLimit when the limit, 0 for never, is spent. Only the main thread can be stopped, and no C code."""
    in_main = threading.current_thread() is threading.main_thread()
    if not limit or not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeLimit(over_limit(limit))

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(limit - spent, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def over_limit(limit: float) -> str:
    """Say that a document took too long."""
    return f"not done in {limit:g} seconds (--time-limit moves the limit)"
