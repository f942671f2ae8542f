"""Which units and periods readings connect: the parts that a library of graphs finds, in any panel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from specie.kernel.causal.two_way import connected_parts, fit_two_way

SHAPES = st.tuples(st.integers(1, 8), st.integers(1, 8))
PANELS = SHAPES.flatmap(lambda shape: arrays(np.bool_, shape))


@given(PANELS)
def test_parts_are_those_of_the_graph_of_units_and_periods(used: np.ndarray) -> None:
    units, periods = used.shape
    row, column = np.nonzero(used)
    edges = csr_array((np.ones(row.size), (row, column + units)), shape=(units + periods,) * 2)
    part = connected_components(edges, directed=False)[1]
    assert np.concatenate(connected_parts(used)).tolist() == part.tolist()


@pytest.mark.parametrize("length", [2, 50])
def test_a_chain_of_readings_is_one_part(length: int) -> None:
    used = np.eye(length, dtype=bool) | np.eye(length, k=-1, dtype=bool)
    units, periods = connected_parts(used)
    assert (units == 0).all()
    assert (periods == 0).all()


def test_parts_without_a_common_reading_are_fitted_apart() -> None:
    used = np.kron(np.eye(2, dtype=bool), np.ones((3, 2), dtype=bool))
    y = np.where(used, np.arange(6)[:, None] + 10.0 * np.arange(4), np.nan)
    fitted = fit_two_way(y, used, np.ones(6)).fitted
    assert fitted[used] == pytest.approx(y[used])
