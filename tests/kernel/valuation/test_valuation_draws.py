"""Distributions, dependence, quantiles and their error, shares of variance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaincinv, ndtr, ndtri

from specie.kernel.valuation.draws import correlation_matrix, dependent, draw, independent_normals
from specie.kernel.valuation.marginals import Fixed, Lognormal, Pert, Tabulated, Triangular, Uniform, middle
from specie.kernel.valuation.sensitivity import influence
from specie.kernel.valuation.summary import quantiles, screen

U = np.linspace(0.001, 0.999, 401)
Z = ndtri(U)


def test_a_triangle_has_the_quantiles_of_its_formula() -> None:
    drawn = Triangular(1.0, 2.0, 5.0).at(Z)
    below = (drawn - 1) ** 2 / (4 * 1)
    above = 1 - (5 - drawn) ** 2 / (4 * 3)
    assert np.where(drawn < 2, below, above) == pytest.approx(U)


def test_the_beta_table_is_the_beta_quantile() -> None:
    drawn = Pert(4.0, 5.0, 10.0).at(Z)
    a, b = 1 + 4 * 1 / 6, 1 + 4 * 5 / 6
    assert drawn == pytest.approx(4 + 6 * betaincinv(a, b, U), abs=6e-5)
    many = Pert(4.0, 5.0, 10.0).at(independent_normals(1, 1, 40_000)[0])
    assert many.mean() == pytest.approx((4 + 4 * 5 + 10) / 6, abs=0.02)


def test_other_distributions_at_known_points() -> None:
    assert Uniform(2.0, 4.0).at(Z) == pytest.approx(2 + 2 * U)
    assert Lognormal(3.0, 0.5).at(np.array([0.0, 1.0])) == pytest.approx([3.0, 3.0 * np.exp(0.5)])
    assert Fixed(7.0).at(Z) == pytest.approx(np.full_like(Z, 7.0))
    assert Triangular(2.0, 2.0, 2.0).at(Z) == pytest.approx(np.full_like(Z, 2.0))
    table = Tabulated((-0.25, 0.0, 0.1, 0.7), (0.0, 0.3, 0.8, 1.0))
    assert table.at(ndtri(np.array([0.15, 0.3, 0.55, 0.9]))) == pytest.approx([-0.125, 0.0, 0.05, 0.4])
    assert middle(Uniform(0.0, 1.0)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Uniform(2.0, 1.0),
        lambda: Triangular(1.0, 3.0, 2.0),
        lambda: Pert(1.0, 0.0, 2.0),
        lambda: Lognormal(0.0, 1.0),
        lambda: Tabulated((0.0, 1.0), (0.0, 0.9)),
        lambda: Tabulated((1.0, 0.0), (0.0, 1.0)),
        lambda: Uniform(float("nan"), 1.0),
    ],
)
def test_what_is_no_distribution_is_refused(make) -> None:
    with pytest.raises(ValueError, match="not a distribution"):
        make()


def test_the_copula_keeps_marginals_and_gives_the_stated_dependence() -> None:
    names = ("a", "b", "c")
    matrix = correlation_matrix(names, {("a", "b"): 0.6, ("b", "c"): -0.4, ("a", "nobody"): 0.9})
    normals = dependent(independent_normals(3, 3, 50_000), matrix)
    assert np.corrcoef(normals) == pytest.approx(matrix, abs=0.015)
    drawn = draw({"a": Uniform(0, 1), "b": Triangular(0, 0.2, 1), "c": Lognormal(1, 1)}, normals)
    assert np.quantile(drawn["a"], [0.1, 0.9]) == pytest.approx([0.1, 0.9], abs=0.01)
    ranks = np.argsort(np.argsort(drawn["c"])) / 50_000
    assert ranks.mean() == pytest.approx(0.5, abs=1e-4)


def test_draws_depend_on_the_seed_alone() -> None:
    few, more = independent_normals(5, 2, 100), independent_normals(5, 4, 100)
    assert np.array_equal(few, more[:2])
    assert np.array_equal(independent_normals(5, 2, 50), few[:, :50])
    assert not np.array_equal(independent_normals(6, 2, 100), few)


def test_correlations_that_exclude_each_other_are_refused() -> None:
    matrix = correlation_matrix("abc", {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9})
    with pytest.raises(ValueError, match="exclude"):
        dependent(np.zeros((3, 2)), matrix)
    with pytest.raises(ValueError, match="symmetric"):
        dependent(np.zeros((2, 2)), [[1.0, 0.5], [0.1, 1.0]])
    moving_as_one = dependent(independent_normals(1, 2, 10), [[1.0, 1.0], [1.0, 1.0]])
    assert moving_as_one[0] == pytest.approx(moving_as_one[1], abs=1e-5)


def test_the_interval_of_a_quantile_holds_it_at_its_rate() -> None:
    """200 seeds: the median of a lognormal lies within the printed error 95 times in 100."""
    held = 0
    for seed in range(200):
        drawn = np.exp(independent_normals(seed, 1, 500)[0])
        found = quantiles(drawn, (0.5,))[0]
        held += found.low <= 1.0 <= found.high
        assert found.low <= found.value <= found.high
    assert 180 <= held <= 200


def test_more_draws_make_a_smaller_error() -> None:
    few, many = (quantiles(independent_normals(1, 1, n)[0], (0.5,))[0].error for n in (400, 40_000))
    assert few / many == pytest.approx(10, rel=0.5)


def test_draws_set_aside_are_counted_by_reason() -> None:
    screened = screen({
        "a": np.array([True, True, False, False]),
        "b": np.array([False, True, False, False]),
        "c": np.zeros(4, dtype=bool),
    })  # fmt: skip
    assert screened.counts == (("a", 2), ("b", 1))
    assert screened.set_aside == 2
    assert screened.valid.tolist() == [False, False, True, True]


def test_shares_of_variance_of_the_ishigami_function() -> None:
    """Saltelli et al. (2008): with a = 7, b = 0.1 the first-order indices are 0.3139, 0.4424 and 0."""
    x = np.pi * (2 * ndtr(independent_normals(11, 3, 40_000)) - 1)
    y = np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])
    shares = [influence(row, y).share for row in x]
    assert shares == pytest.approx([0.3139, 0.4424, 0.0], abs=0.015)


def test_a_driver_without_effect_has_no_share() -> None:
    """Null: over many seeds the share of pure noise is zero on average, not what bins alone would give."""
    shares = [influence(*independent_normals(seed, 2, 2_000)).share for seed in range(60)]
    assert float(np.mean(shares)) < 0.006


def test_a_driver_that_is_all_has_everything_and_its_ends_show_the_direction() -> None:
    x = independent_normals(1, 1, 5_000)[0]
    found = influence(x, -3 * x)
    assert found.share > 0.99
    assert found.low > 0 > found.high
    assert influence(np.ones(100), x[:100]).share == 0
    assert influence(x, np.zeros_like(x)).share == 0


@given(st.floats(-1e3, 1e3), st.floats(0.1, 1e3))
def test_shares_do_not_depend_on_units(shift: float, scale: float) -> None:
    x, noise = independent_normals(2, 2, 1_000)
    y = x + noise
    assert influence(x, y).share == pytest.approx(influence(x, shift + scale * y).share, abs=1e-6)
