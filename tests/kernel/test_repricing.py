"""Tokens at unit prices: against a loop over rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.repricing import CHUNK, add_up, cost, grid, stretched, token_kinds


def test_tokens_are_counted_once():
    kinds = token_kinds([100, 50, np.nan], [40, 60, np.nan], [7, np.nan, 3])
    assert kinds.fresh.tolist() == [60, 0, 0]
    assert kinds.cached.tolist() == [40, 50, 0]
    assert kinds.output.tolist() == [7, 0, 3]
    assert kinds.broken.tolist() == [False, True, False]


def test_a_grid_holds_every_change_once_and_a_class_for_lengths_nobody_knows():
    cells = grid(np.array(["2026-03-01", "2026-01-01", "2026-03-01"], "datetime64[D]"), [200_000, 1000, 1000])
    assert cells.starts.astype(str).tolist() == ["2026-01-01", "2026-03-01"]
    assert cells.thresholds.tolist() == [1000, 200_000]
    assert cells.shape == (3, 4)


def test_cost_by_hand():
    kinds = token_kinds([2e6, 1e6], [1e6, 0], [1e6, 2e6])
    tokens = add_up([0, 0], [0, 1], kinds, (1, 2))
    flat = np.array([[[3.0] * 3, [1.0] * 3, [10.0] * 3], [[6.0] * 3, [2.0] * 3, [20.0] * 3]])
    (money,) = cost(tokens, flat[None])
    assert money.tolist() == [[3 + 1 + 10 + 6 + 40] * 3]


def test_a_price_that_is_missing_where_it_was_used_is_not_zero():
    tokens = add_up([0, 1], [0, 1], token_kinds([1e6, 1e6], [0, 0], [0, 0]), (2, 2))
    prices = np.ones((1, 2, 3, 3))
    prices[0, 1] = np.nan
    money = cost(tokens, prices)
    assert money[0, 0].tolist() == [1, 1, 1]
    assert np.isnan(money[1, 0]).all()


def test_the_spread_of_tokenizers():
    assert stretched(np.full((1, 2, 3), 10.0), [0.0, 0.15])[0].tolist() == [[10, 10, 10], [8.5, 10, 11.5]]
    with pytest.raises(ValueError, match="spread"):
        stretched(np.ones((1, 1, 3)), [1.0])


def test_chunks_do_not_change_the_sum():
    n = CHUNK + 3
    tokens = add_up(
        np.zeros(n, int), np.zeros(n, int), token_kinds(np.ones(n), np.zeros(n), np.ones(n)), (1, 1)
    )
    assert tokens.tolist() == [[[n, 0, n]]]


ROWS = st.lists(
    st.tuples(
        st.integers(0, 11), st.integers(0, 3), st.integers(0, 10**6), st.floats(0, 1), st.integers(0, 10**5)
    ),
    min_size=1, max_size=30,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_equals_a_loop_over_rows(rows):
    prices = np.random.default_rng(7).uniform(0.1, 20, (4, 3 * 4, 3, 3)).cumsum(axis=3)
    place = np.array([r[0] for r in rows])
    put = np.array([r[2] for r in rows], float)
    held = np.floor(put * np.array([r[3] for r in rows]))
    out = np.array([r[4] for r in rows], float)
    tokens = add_up([r[1] for r in rows], place, token_kinds(put, held, out), (4, 12))
    expected = np.zeros((4, 4, 3))
    for k, row in enumerate(rows):
        each = prices[:, place[k]]
        expected[row[1]] += (
            (put[k] - held[k]) * each[:, 0] + held[k] * each[:, 1] + out[k] * each[:, 2]
        ) / 1e6
    np.testing.assert_allclose(cost(tokens, prices), expected, rtol=1e-9, atol=1e-9)
