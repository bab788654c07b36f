"""Optimal one-to-one pairing of gold with predicted records: the same number at the same place."""

from collections.abc import Iterator, Mapping, Sequence

from extractor.evaluation.gold import GoldRecord, pieces
from extractor.evaluation.judge import Told, grounded, growth_right, judge, places, value_right
from extractor.evaluation.normal import same_number
from extractor.span import Span

Edges = Mapping[int, Mapping[int, int]]  # gold index -> predicted index -> weight > 0


def _numbers(raw: str, told: Told) -> list[Span]:
    return [s for f in ("value", "growth") if grounded(raw, told.get(f)) for s in places(told[f])]


def _own(gold: GoldRecord) -> tuple[Span, ...]:
    return tuple(s for f in (gold.value, gold.growth) if f for s in pieces(f))


def _meet(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.meets(b) for a in some for b in others)


def _shares_number(gold: GoldRecord, told: Told) -> bool:
    """Tell whether a number of the one is a number of the other: a rate may have been taken for a value."""
    value, growth = told.get("value") or {}, told.get("growth") or {}
    said = [n for n in (value.get("number"), growth.get("rate")) if n is not None]
    meant = [n for n in (gold.value and gold.value.number, gold.growth and gold.growth.rate) if n is not None]
    if any(same_number(a, b) for a in said for b in meant):
        return True
    whole = bool(gold.value and value) and value_right(gold.value, value)
    return whole or (bool(gold.growth and growth) and growth_right(gold.growth, growth))


def _weight(raw: str, gold: GoldRecord, told: Told, *, trusted: bool) -> int:
    verdict = judge(raw, gold, told, trusted=trusted)
    ok = verdict.right
    fields = 4 * ok["value"] + 4 * ok["growth"] + 3 * ok["indicator"]
    fields += ok["indicator_exact"] + ok["period"] + ok["subject"]
    # A pair that is right as a whole is worth more than any two that are half right; core comes first.
    score = 1 + fields + 32 * verdict.tuple_right + verdict.strict_right
    return 2 * score + (gold.tier == "core")


def edges(
    raw: str, gold: Sequence[GoldRecord], told: Sequence[Told], *, trusted: bool = False
) -> dict[int, dict[int, int]]:
    """Weigh every pair that holds the same number at the same place."""
    spans = [_numbers(raw, t) for t in told]
    out: dict[int, dict[int, int]] = {}
    for i, g in enumerate(gold):
        own = _own(g)
        # A reader's sentence may hold a number twice; either is near enough to be this record.
        stretch = (*pieces(g.sentence), *own)
        readings = list(g.readings())
        for j, t in enumerate(told):
            if _meet(spans[j], stretch) and any(_shares_number(r, t) for r in readings):
                out.setdefault(i, {})[j] = _weight(raw, g, t, trusted=trusted) + 4 * _meet(spans[j], own)
    return out


def components(weights: Edges) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the connected parts of the graph: each is small and is settled alone."""
    by_column: dict[int, list[int]] = {}
    for i, row in weights.items():
        for j in row:
            by_column.setdefault(j, []).append(i)
    seen: set[int] = set()
    for first in weights:
        if first in seen:
            continue
        rows, columns, todo = {first}, set[int](), [first]
        while todo:
            for j in weights[todo.pop()]:
                if j not in columns:
                    columns.add(j)
                    fresh = [i for i in by_column[j] if i not in rows]
                    rows.update(fresh)
                    todo.extend(fresh)
        seen |= rows
        yield sorted(rows), sorted(columns)


def assign(matrix: Sequence[Sequence[int]]) -> list[int]:
    """Return the column of each row in the assignment of greatest weight.

    The Hungarian algorithm; there are no more rows than columns.
    """
    n, m = len(matrix), len(matrix[0])
    row_price, column_price = [0] * (n + 1), [0] * (m + 1)
    owner = [0] * (m + 1)  # the row, counted from 1, that holds a column
    for i in range(1, n + 1):
        owner[0] = i
        j0, slack, came_from, done = 0, [1 << 60] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while owner[j0]:
            done[j0] = True
            i0, delta, j1 = owner[j0], 1 << 60, 0
            for j in range(1, m + 1):
                if done[j]:
                    continue
                reduced = -matrix[i0 - 1][j - 1] - row_price[i0] - column_price[j]
                if reduced < slack[j]:
                    slack[j], came_from[j] = reduced, j0
                if slack[j] < delta:
                    delta, j1 = slack[j], j
            for j in range(m + 1):
                if done[j]:
                    row_price[owner[j]] += delta
                    column_price[j] -= delta
                else:
                    slack[j] -= delta
            j0 = j1
        while j0:
            owner[j0] = owner[came_from[j0]]
            j0 = came_from[j0]
    out = [0] * n
    for j in range(1, m + 1):
        if owner[j]:
            out[owner[j] - 1] = j - 1
    return out


def settle(weights: Edges) -> dict[int, int]:
    """Choose the pairs of greatest total weight."""
    pairs: dict[int, int] = {}
    for rows, columns in components(weights):
        wide = len(rows) <= len(columns)
        outer, inner = (rows, columns) if wide else (columns, rows)
        matrix = [[weights[a if wide else b].get(b if wide else a, 0) for b in inner] for a in outer]
        for a, at in zip(outer, assign(matrix), strict=True):
            i, j = (a, inner[at]) if wide else (inner[at], a)
            if weights[i].get(j):
                pairs[i] = j
    return pairs


def pair(
    raw: str, gold: Sequence[GoldRecord], told: Sequence[Told], *, trusted: bool = False
) -> dict[int, int]:
    """Pair gold with predicted records: gold index -> predicted index."""
    return settle(edges(raw, gold, told, trusted=trusted))
