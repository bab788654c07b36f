"""How far a run is, on standard error: one line that moves on a terminal, plain lines elsewhere."""

import sys
import time
from datetime import timedelta

from extractor.batch.model import Failure, Result

_NAMED = 20


class Progress:
    """Counts documents, names failures, says what is left and what was done."""

    def __init__(self, *, quiet: bool, total: int = 0) -> None:
        self.quiet, self.total, self.tty = quiet, total, sys.stderr.isatty()
        self.documents = self.known = self.failed = self.named = 0
        self.chars = self.records = self.organizations = 0
        self._read = self._known_size = 0
        self._begun = self._shown = time.monotonic()
        self._drawn = False

    def read(self, size: int, *, known: bool = False) -> None:
        """Note that so many bytes of the sources are behind us."""
        self._read += size
        self._known_size += size if known else 0

    def count(self, result: Result) -> None:
        """Count a result for the summary."""
        self.chars += result.chars
        self.records += result.records
        self.organizations += result.organizations

    def step(self, documents: int = 1) -> None:
        """Count documents that were worked on, and show how far it is from time to time."""
        self.documents += documents
        now = time.monotonic()
        if self.quiet or now - self._shown < (0.5 if self.tty else 10):
            return
        self._shown = now
        self._draw(now - self._begun)

    def _draw(self, seconds: float) -> None:
        parts = [
            f"{self.documents} documents",
            f"{self.documents / seconds:.0f} a second",
            f"{self.failed} failed",
        ]
        if self.known:
            parts.insert(1, f"{self.known} known from before")
        left = self._left(seconds)
        if left is not None:
            parts.append(f"{timedelta(seconds=round(left))} left")
        line = ", ".join(parts)
        self._write(f"\r\x1b[K{line}" if self.tty else f"{line}\n")
        self._drawn = self.tty

    def _left(self, seconds: float) -> float | None:
        """Guess the seconds left, as if nothing of the rest were known from before."""
        worked = self._read - self._known_size
        if not self.total or worked <= 0:
            return None
        return max(0.0, (self.total - self._read) * seconds / worked)

    def fail(self, failure: Failure, *, listed: str | None = None) -> None:
        """Name a failure; the many of a large run are named in a file."""
        self.named += 1
        if listed is None or self.named <= _NAMED:
            self.say(failure.line())
        elif self.named == _NAMED + 1:
            self.say(f"more failed; all are named in {listed}")

    def say(self, line: str) -> None:
        """Print a line of its own."""
        self._wipe()
        self._write(f"zhibiao: {line}\n")

    def _wipe(self) -> None:
        if self._drawn:
            self._write("\r\x1b[K")
            self._drawn = False

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()

    def summary(self, output: str | None, documents: int, failed: int, listed: str | None = None) -> None:
        """Say what was done."""
        self._wipe()
        if self.quiet:
            return
        seconds = time.monotonic() - self._begun
        known = f", {self.known} of them known from before" if self.known else ""
        where = f" to {output}" if output else ""
        more = f", see {listed}" if failed and listed else ""
        self._write(
            f"{documents} documents{known} ({self.chars} characters) in {seconds:.1f} s: "
            f"{self.records} records, {self.organizations} organisation mentions{where}; {failed} failed{more}\n"
        )
