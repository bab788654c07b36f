"""Counts and times in Prometheus' text format."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from extractor import __version__
from extractor.service.pool import Pool

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_PREFIX = "zhibiao"


class Metrics:
    """What was asked, what was answered, how long it took."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._within: Counter[tuple[str, float]] = Counter()
        self.rows: Counter[str] = Counter()  # of batches: done, failed
        self.open = 0

    def observe(self, route: str, status: int, seconds: float) -> None:
        """Note one answer; `route` is one of a few, never what a client wrote."""
        self._answers[route, status] += 1
        self._seconds[route] += seconds
        for bound in _BUCKETS:
            self._within[route, bound] += seconds <= bound

    def text(self, pool: Pool) -> str:
        """Write all figures."""
        return "".join(f"{line}\n" for line in self._lines(pool))

    def _lines(self, pool: Pool) -> Iterator[str]:
        yield from _head("info", "gauge", "The version that runs.")
        yield f'{_PREFIX}_info{{version="{__version__}"}} 1'
        yield from _head("requests_total", "counter", "Requests answered.")
        for (route, status), count in sorted(self._answers.items()):
            yield f'{_PREFIX}_requests_total{{route="{route}",status="{status}"}} {count}'
        yield from _head("request_seconds", "histogram", "From the first byte to the last.")
        for route in sorted(self._seconds):
            total = sum(n for (r, _), n in self._answers.items() if r == route)
            for bound in _BUCKETS:
                count = self._within[route, bound]
                yield f'{_PREFIX}_request_seconds_bucket{{route="{route}",le="{bound}"}} {count}'
            yield f'{_PREFIX}_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}'
            yield f'{_PREFIX}_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}'
            yield f'{_PREFIX}_request_seconds_count{{route="{route}"}} {total}'
        yield from _counts("batch_rows_total", "outcome", self.rows, "Rows of batches.")
        yield from _counts(
            "workers_lost_total", "cause", pool.lost, "Workers that were killed or died at work."
        )
        for name, value, help_text in (
            ("requests_open", self.open, "Requests that are being answered."),
            ("jobs_waiting", pool.waiting, "Jobs that wait for a worker."),
            ("workers_alive", pool.alive, "Workers that are there."),
            ("workers_busy", pool.busy, "Workers that work."),
        ):
            yield from _head(name, "gauge", help_text)
            yield f"{_PREFIX}_{name} {value}"


def _head(name: str, kind: str, help_text: str) -> Iterator[str]:
    yield f"# HELP {_PREFIX}_{name} {help_text}"
    yield f"# TYPE {_PREFIX}_{name} {kind}"


def _counts(name: str, label: str, counts: Counter[str], help_text: str) -> Iterator[str]:
    yield from _head(name, "counter", help_text)
    for key, count in sorted(counts.items()):
        yield f'{_PREFIX}_{name}{{{label}="{key}"}} {count}'
