"""Intervals of proportions against statsmodels, published worked examples and their own promises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import betaincinv
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from specie.kernel.proportion import clopper_pearson, hypergeometric, newcombe, wilson

CASES = [
    (0, 1),
    (1, 1),
    (0, 10),
    (1, 10),
    (5, 10),
    (10, 10),
    (81, 263),
    (15, 148),
    (0, 20),
    (1, 29),
    (397, 1006),
]
LEVELS = [0.5, 0.8, 0.9, 0.95, 0.99]


@st.composite
def counts(draw: st.DrawFn, most: int = 400) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("k", "n"), CASES)
def test_wilson_equals_statsmodels(k: int, n: int, level: float) -> None:
    oracle = proportion_confint(k, n, alpha=1 - level, method="wilson")
    np.testing.assert_allclose(wilson(k, n, level), oracle, atol=1e-12)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("k", "n"), CASES)
def test_clopper_pearson_equals_statsmodels(k: int, n: int, level: float) -> None:
    oracle = proportion_confint(k, n, alpha=1 - level, method="beta")
    np.testing.assert_allclose(clopper_pearson(k, n, level), oracle, atol=1e-9)


def test_wilson_published_examples() -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3, 95 percent."""
    np.testing.assert_allclose(
        wilson([81, 15, 0, 1], [263, 148, 20, 29], 0.95).low, [0.2553, 0.0624, 0, 0.0061], atol=5e-5
    )
    np.testing.assert_allclose(
        wilson([81, 15, 0, 1], [263, 148, 20, 29], 0.95).high, [0.3662, 0.1605, 0.1611, 0.1718], atol=5e-5
    )


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombe_published_examples(a: int, m: int, b: int, n: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10, 95 percent."""
    np.testing.assert_allclose(newcombe(a, m, b, n, 0.95), (low, high), atol=6e-5)


@given(counts(), counts(), st.sampled_from(LEVELS))
def test_newcombe_equals_statsmodels(one: tuple[int, int], two: tuple[int, int], level: float) -> None:
    oracle = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff", alpha=1 - level)
    np.testing.assert_allclose(newcombe(*one, *two, level), oracle, atol=1e-9)


@given(counts(), counts(), st.sampled_from(LEVELS))
def test_newcombe_is_antisymmetric_and_holds_the_difference(
    one: tuple[int, int], two: tuple[int, int], level: float
) -> None:
    there, back = newcombe(*one, *two, level), newcombe(*two, *one, level)
    np.testing.assert_allclose((there.low, there.high), (-back.high, -back.low), atol=1e-12)
    assert there.low - 1e-12 <= one[0] / one[1] - two[0] / two[1] <= there.high + 1e-12


@given(counts(), st.sampled_from(LEVELS))
def test_intervals_hold_the_share_mirror_and_nest(pair: tuple[int, int], level: float) -> None:
    k, n = pair
    for method in (wilson, clopper_pearson):
        inner, outer, mirror = method(k, n, level), method(k, n, 0.999), method(n - k, n, level)
        assert 0 <= outer.low <= inner.low + 1e-12
        assert inner.low <= k / n <= inner.high
        assert inner.high - 1e-12 <= outer.high <= 1
        np.testing.assert_allclose((mirror.low, mirror.high), (1 - inner.high, 1 - inner.low), atol=1e-9)


@given(st.integers(1, 40), st.data())
def test_hypergeometric_inverts_the_tests(population: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, population))
    k = data.draw(st.integers(0, n))
    kept = [
        total / population
        for total in range(k, population - n + k + 1)
        if stats.hypergeom.sf(k - 1, population, total, n) > 0.05 + 1e-9
        and stats.hypergeom.cdf(k, population, total, n) > 0.05 + 1e-9
    ]
    np.testing.assert_allclose(hypergeometric(k, n, population, 0.9), (min(kept), max(kept)), atol=1e-12)


@given(counts(60))
def test_a_census_has_no_sampling_error(pair: tuple[int, int]) -> None:
    k, n = pair
    assert hypergeometric(k, n, n) == (k / n, k / n)


def test_a_large_population_approaches_the_binomial() -> None:
    assert hypergeometric(3, 12, 20_000) == pytest.approx(clopper_pearson(3, 12), abs=2e-3)


def test_null_coverage_of_the_difference() -> None:
    """Same share in both groups: the 90 percent interval covers zero at about that rate."""
    rng = np.random.default_rng(np.random.SeedSequence(20260930))
    one, two = rng.binomial(60, 0.3, 20_000), rng.binomial(45, 0.3, 20_000)
    interval = newcombe(one, 60, two, 45, 0.90)
    assert 0.885 < np.mean((interval.low <= 0) & (interval.high >= 0)) < 0.925


def test_fractional_counts_lie_between_their_whole_neighbours() -> None:
    for n in (1.0, 7.5, 40.0):
        k = np.linspace(0.0, n, 41)
        low, high = clopper_pearson(k, n)
        assert (np.diff(low) >= 0).all()
        assert (np.diff(high) >= 0).all()
        np.testing.assert_allclose(low[::-1], 1 - high, atol=1e-12)
    assert clopper_pearson(0.4, 10).low == pytest.approx(float(betaincinv(0.4, 10.6, 0.05)))


def test_coverage_of_wilson_and_clopper_pearson() -> None:
    k = np.arange(41)
    for share in np.linspace(0.05, 0.95, 19):
        chance = stats.binom.pmf(k, 40, share)
        exact = clopper_pearson(k, 40, 0.90)
        score = wilson(k, 40, 0.90)
        assert chance[(exact.low <= share) & (share <= exact.high)].sum() >= 0.90 - 1e-12
        assert chance[(score.low <= share) & (share <= score.high)].sum() > 0.83


def test_arrays_broadcast_and_scalars_stay_scalar() -> None:
    interval = wilson([[1], [2]], [10, 20, 30], 0.9)
    assert interval.low.shape == interval.high.shape == (2, 3)
    assert np.ndim(wilson(1, 10).low) == np.ndim(clopper_pearson(1, 10).high) == 0


@pytest.mark.parametrize(
    ("k", "n", "level"), [(-1, 5, 0.9), (6, 5, 0.9), (0, 0, 0.9), (1, 5, 0), (1, 5, 1), (1, 5, 95)]
)
def test_bad_input(k: int, n: int, level: float) -> None:
    for method in (wilson, clopper_pearson):
        with pytest.raises(ValueError, match=r"need|level"):
            method(k, n, level)
    with pytest.raises(ValueError, match=r"need|level"):
        hypergeometric(k, n, max(n, 1), level)
