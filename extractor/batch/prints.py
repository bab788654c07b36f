"""A content print of an article: two prints agree in about the share of 5-character runs that the articles share.

One-permutation MinHash over letters, figures and ideographs only, so that lines, spaces and punctuation of a reprint do not count.
"""

from collections.abc import Sequence

import numpy as np

from extractor.late import late

SIZE = 64
_NO_LETTER = late(r"\W+")
_RUN = 5
_FEWEST = 40  # a shorter text says too little to be called a reprint
_WEIGHTS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 1], np.uint64
)
_MIX = np.array([0xBF58476D1CE4E5B9, 0x94D049BB133111EB], np.uint64)
_BINS = np.arange(SIZE, dtype=np.uint64) << np.uint64(58)


def content_print(text: str) -> bytes:
    """Return 64 numbers of 16 bits, or nothing for a text too short to tell."""
    letters = _NO_LETTER.sub("", text)
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < _FEWEST:
        return b""
    runs = len(codes) - _RUN + 1
    hashes = np.zeros(runs, np.uint64)
    for i in range(_RUN):
        hashes += codes[i : i + runs] * _WEIGHTS[i]
    for factor in _MIX:
        hashes = (hashes ^ (hashes >> np.uint64(31))) * factor
    # The least hash of each of 64 equal ranges; an empty range borrows from the next one, round the end.
    ordered = np.sort(hashes)
    least = ordered[np.searchsorted(ordered, _BINS) % runs]
    return bytes(((least ^ (least >> np.uint64(29))) & np.uint64(0xFFFF)).astype("<u2").tobytes())


def likeness(a: bytes, b: bytes) -> float:
    """Return the share in which two prints agree."""
    x, y = np.frombuffer(a, "<u2"), np.frombuffer(b, "<u2")
    return float((x == y).mean()) if len(x) == len(y) == SIZE else 0.0


def prints(text: str, spans: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
    """Print every article of a document."""
    return tuple(content_print(text[a:b]) for a, b in spans)
