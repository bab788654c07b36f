"""How sure the figures are: bootstrap intervals, a paired test, calibration. Same input, same figures."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.evaluation.score import Scored, Tally, f1

SEED = 20191220
ROUNDS = 2000
Counts = tuple[float, float, float]


def _f1(rows: Sequence[Counts]) -> float:
    tp, fp, fn = map(sum, zip(*rows, strict=True))
    return f1(tp, fp, fn)


def counts(documents: Sequence[Scored], name: str) -> list[Counts]:
    """Return the counts of one metric, document by document."""
    tallies = [d.tallies.get(name) or Tally() for d in documents]
    return [(t.tp, t.fp, t.fn) for t in tallies]


def _ends(values: list[float]) -> tuple[float, float]:
    values.sort()
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]


def interval(rows: Sequence[Counts], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the 95% interval of micro F1, whole documents drawn with replacement."""
    if not rows:
        return 0.0, 0.0
    draw = random.Random(SEED)  # noqa: S311 - a fixed seed, so that a report can be repeated
    return _ends([_f1(draw.choices(rows, k=len(rows))) for _ in range(rounds)])


@dataclass(frozen=True, slots=True)
class Difference:
    """How far B is above A in micro F1, with its interval and the chance of as much by accident."""

    a: float
    b: float
    low: float
    high: float
    p_value: float


def paired(a: Sequence[Counts], b: Sequence[Counts], rounds: int = ROUNDS) -> Difference:
    """Compare two runs on the same documents: bootstrap for the interval, random swaps for the test."""
    if not a:
        return Difference(0.0, 0.0, 0.0, 0.0, 1.0)
    draw = random.Random(SEED)  # noqa: S311
    seen, differences, extreme = _f1(b) - _f1(a), [], 0
    both = list(zip(a, b, strict=True))
    for _ in range(rounds):
        x, y = zip(*draw.choices(both, k=len(both)), strict=True)
        differences.append(_f1(y) - _f1(x))
        x, y = zip(*((q, p) if draw.random() < 0.5 else (p, q) for p, q in both), strict=True)
        extreme += abs(_f1(y) - _f1(x)) >= abs(seen) - 1e-12
    low, high = _ends(differences)
    return Difference(_f1(a), _f1(b), low, high, (extreme + 1) / (rounds + 1))


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of like confidence: how many, how sure, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def _judged(documents: Sequence[Scored]) -> list[tuple[float, bool]]:
    """Return confidence and tuple correctness of every predicted record that counts, the surest first."""
    out = [
        (float(row.told.get("confidence") or 0), bool(row.verdict and row.verdict.tuple_right))
        for d in documents
        for row in d.rows
        if row.told is not None and row.counted
    ]
    return sorted(out, key=lambda x: -x[0])


def calibration(documents: Sequence[Scored], bins: int = 10) -> tuple[list[Bin], float, float]:
    """Return the bins, the expected calibration error and the Brier score."""
    judged = _judged(documents)
    if not judged:
        return [], 0.0, 0.0
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for c, ok in judged:
        groups[min(bins - 1, max(0, int(c * bins)))].append((c, ok))
    out = [
        Bin(i / bins, (i + 1) / bins, len(g), sum(c for c, _ in g) / len(g), sum(ok for _, ok in g) / len(g))
        for i, g in enumerate(groups)
        if g
    ]
    error = sum(b.count * abs(b.confidence - b.right) for b in out) / len(judged)
    brier = sum((c - ok) ** 2 for c, ok in judged) / len(judged)
    return out, error, brier


@dataclass(frozen=True, slots=True)
class Point:
    """What remains when only records of at least this confidence are kept."""

    confidence: float
    kept: float  # share of the predicted records
    precision: float
    recall: float


def curve(documents: Sequence[Scored], steps: int = 20) -> list[Point]:
    """Return precision against coverage; records of equal confidence stay or go together."""
    judged = _judged(documents)
    core = sum(d.tallies["tuple"].tp + d.tallies["tuple"].fn for d in documents)
    points: list[Point] = []
    right = 0
    for n, (c, ok) in enumerate(judged, 1):
        right += ok
        if n == len(judged) or judged[n][0] < c:
            points.append(Point(c, n / len(judged), right / n, right / core if core else 0.0))
    if len(points) <= steps:
        return points
    return [points[round(i * (len(points) - 1) / (steps - 1))] for i in range(steps)]
