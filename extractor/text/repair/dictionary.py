"""The general dictionary, jieba's (MIT) read as data: the words of one first character at a time.

Importing jieba costs a second and writes a cache, and reading all of its 350,000 words a third of a second; a short
article asks for the words of some hundred characters.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FIRST_SORTED = "\n一 ".encode()  # before it stand some dozens of words with Latin letters, in no order


@cache
def _file() -> bytes:
    """Return the dictionary as it lies on the disk: a word, its frequency and its tag a line."""
    spec = find_spec("jieba")
    return (
        b"" if spec is None or spec.origin is None else Path(spec.origin).with_name("dict.txt").read_bytes()
    )


def is_there() -> bool:
    """Tell whether there is a dictionary."""
    return bool(_file())


def entries(first: str) -> Iterator[tuple[str, int, str]]:
    """Yield word, frequency and tag of all words that begin with some characters; of a word listed twice the last holds."""
    data, key = _file(), first.encode("utf-8", "surrogatepass")
    start = data.find(_FIRST_SORTED) + 1

    def opening(at: int) -> bytes:
        """Return the first bytes of the line that holds a place."""
        begin = data.rfind(b"\n", 0, at) + 1
        return data[begin : begin + len(key)]

    begin = bisect_left(range(len(data)), key, start, key=opening)
    end = bisect_right(range(len(data)), key, begin, key=opening)
    yield from (entry for entry in _unsorted() if entry[0].startswith(first))
    yield from _read(data[begin:end])


@cache
def _unsorted() -> tuple[tuple[str, int, str], ...]:
    """Return what stands before the words in order."""
    data = _file()
    return tuple(_read(data[: data.find(_FIRST_SORTED) + 1]))


def _read(lines: bytes) -> Iterator[tuple[str, int, str]]:
    fields = lines.decode().split()
    return zip(fields[::3], map(int, fields[1::3]), fields[2::3], strict=True)
