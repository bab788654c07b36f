"""What becomes of splits, whoever does them; and the way of one whose worker died, until the cause stands alone."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self

from extractor.batch.splits import Split
from extractor.batch.worker import Done

_ATTEMPTS = 3  # a document alone that kills its worker this often is to blame, and not somebody's kill -9


@dataclass(frozen=True, slots=True)
class Finished:
    """A split is on disk."""

    split: Split
    done: Done


@dataclass(frozen=True, slots=True)
class Lost:
    """One document cannot be done."""

    key: bytes
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Alive:
    """So many more documents were begun."""

    documents: int


Event = Finished | Lost | Alive


class Engine(Protocol):
    """Does splits: processes of this machine, or a cluster. Used in a `with`; its end is the end of the workers."""

    def __enter__(self) -> Self:
        """Get ready."""

    def __exit__(self, *reason: object) -> None:
        """Let everything go."""

    def run(self, splits: Iterator[Split]) -> Iterator[Event]:
        """Yield what happens until every split is done."""


class Again:
    """Splits that wait to be done again."""

    def __init__(self) -> None:
        self._waiting: deque[Split] = deque()
        self._attempts: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def take(self) -> Split:
        """Return the one that waits longest."""
        return self._waiting.popleft()

    def late(self, split: Split, number: int, message: str) -> Lost:
        """Take out the document that had all its time; what remains needs no halving."""
        self._waiting.extend(split.without(number))
        return Lost(split.keys[number], "time-limit", message)

    def died(self, split: Split, cause: str) -> Iterator[Lost]:
        """Halve a split whose worker died; a document alone is tried again, then lost."""
        if len(split.keys) > 1:
            self._waiting.extend(split.halves())
            return
        self._attempts[split.name] = self._attempts.get(split.name, 0) + 1
        if self._attempts[split.name] < _ATTEMPTS:
            self._waiting.append(split)
            return
        yield Lost(split.keys[0], "crash", f"it ends its worker each time ({cause})")
