"""The pairing is the best one-to-one choice there is."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.pairing import assign, components, settle

MATRIX = st.integers(1, 5).flatmap(
    lambda n: st.integers(n, 6).flatmap(
        lambda m: st.lists(st.lists(st.integers(0, 30), min_size=m, max_size=m), min_size=n, max_size=n)
    )
)


@given(MATRIX)
def test_assignment_is_the_best(matrix: list[list[int]]) -> None:
    chosen = assign(matrix)
    assert len(set(chosen)) == len(matrix)
    n, m = len(matrix), len(matrix[0])
    best = max(sum(matrix[i][p[i]] for i in range(n)) for p in permutations(range(m), n))
    assert sum(matrix[i][j] for i, j in enumerate(chosen)) == best


@pytest.mark.parametrize(
    ("weights", "pairs"),
    [
        ({}, {}),
        ({0: {0: 5}}, {0: 0}),
        # The greedy choice (0-0) would leave 1 alone.
        ({0: {0: 10, 1: 9}, 1: {0: 9}}, {0: 1, 1: 0}),
        ({0: {0: 1}, 1: {0: 2}, 2: {0: 3}}, {2: 0}),
        ({0: {3: 1}, 4: {5: 2}}, {0: 3, 4: 5}),
    ],
)
def test_settle(weights: dict[int, dict[int, int]], pairs: dict[int, int]) -> None:
    assert settle(weights) == pairs


def test_components_stay_small() -> None:
    weights = {i: {i: 1, i + 1: 1} for i in range(0, 20, 4)}
    assert [len(rows) for rows, _ in components(weights)] == [1] * 5
