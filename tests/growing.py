"""Tell work that grows with its input from work that grows faster, on a machine that may be busy with other things."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

_TURNS = 6
_FAST = 0.03  # seconds; what takes no more is fast enough, whatever its growth
_ALLOWED = 3  # times what the size explains; a quadratic one takes eight times
Given = TypeVar("Given")


def too_slow(work: Callable[[str], object], unit: str, size: int = 200_000) -> str | None:
    """Say how slow work is that grows faster than a text made of one piece, from an eighth of the size in bytes to all of it."""
    small, large = (unit * (size // times // len(unit.encode())) for times in (8, 1))
    return outgrows(work, small, large, times=8)


def outgrows(
    work: Callable[[Given], object], small: Given, large: Given, *, times: float, allowed: float = _ALLOWED
) -> str | None:
    """Say how slow work is that grows faster than its input, of which one is so many times the other.

    The best of several turns of both counts: whatever else the machine does slows one turn or another, a quadratic pattern all.
    """
    work(small)  # what is made on first use costs neither
    a = b = float("inf")
    for _ in range(_TURNS):
        b = min(b, _seconds(work, large))
        if b < _FAST:
            return None
        a = min(a, _seconds(work, small))
        if b < allowed * times * max(a, 0.001):
            return None
    return f"{a:.4f} s for the small one, {b:.4f} s for one {times:g} times as large"


def _seconds(work: Callable[[Given], object], given: Given) -> float:
    gc.disable()  # what it costs goes with what other tests have left behind
    begun = time.process_time()
    work(given)
    spent = time.process_time() - begun
    gc.enable()
    return spent
