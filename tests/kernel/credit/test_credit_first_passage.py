"""Cash running out: the inverse Gaussian law, its tails, times within a horizon, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from specie.kernel.credit.first_passage import (
    expected_time,
    run_out_density,
    run_out_probability,
    run_out_quantile,
    survival_probability,
    time_within,
)

FIRM = {"x": st.floats(0.1, 100.0), "mu": st.floats(-10.0, 10.0), "s": st.floats(0.05, 30.0)}
times = st.floats(0.01, 240.0)


def test_the_law_is_the_one_of_the_library() -> None:
    from scipy.stats import invgauss

    x, mu, s, t = 24.0, -2.0, 3.0, np.array([0.5, 3.0, 8.0, 12.0, 20.0, 60.0, 150.0])
    mean, shape = x / -mu, (x / s) ** 2
    law = invgauss(mean / shape, scale=shape)
    assert run_out_probability(x, mu, s, t) == pytest.approx(law.cdf(t), rel=1e-12)
    assert survival_probability(x, mu, s, t) == pytest.approx(law.sf(t), rel=1e-11)
    assert run_out_density(x, mu, s, t) == pytest.approx(law.pdf(t), rel=1e-12)
    p = np.array([1e-12, 0.01, 0.5, 0.9, 1 - 1e-9])
    assert run_out_quantile(x, mu, s, p) == pytest.approx(law.ppf(p), rel=1e-6)


def test_without_drift_the_chance_is_twice_the_tail() -> None:
    assert run_out_probability(3.0, 0.0, 1.0, 9.0) == pytest.approx(2 * 0.15865525393145707)
    assert run_out_probability(3.0, 0.0, 1.0, np.inf) == 1.0


def test_the_second_term_neither_overflows_nor_cancels() -> None:
    # exp(-2 mu x / sigma^2) alone would be exp(20000); the law is as good as certain at x / |mu| = 10.
    early, late = run_out_probability(1000.0, -100.0, 3.1623, [9.99, 10.01])
    assert 0 < early < 1
    assert 0 < late < 1
    assert survival_probability(1000.0, -100.0, 3.1623, 20.0) >= 0
    assert survival_probability(24.0, -2.0, 3.0, 600.0) == pytest.approx(2.07e-62, rel=5e-3)


def test_the_quantity_behind_that_last_number() -> None:
    tail = quad(lambda t: run_out_density(24.0, -2.0, 3.0, t), 600.0, 900.0, epsabs=0, epsrel=1e-10)[0]
    assert survival_probability(24.0, -2.0, 3.0, 600.0) == pytest.approx(tail, rel=1e-8)


@settings(max_examples=40)
@given(**FIRM, t=times)
def test_chances_add_up_and_rise_with_time(x: float, mu: float, s: float, t: float) -> None:
    gone = run_out_probability(x, mu, s, [t, 1.5 * t, np.inf])
    assert gone + survival_probability(x, mu, s, [t, 1.5 * t, np.inf]) == pytest.approx(1.0, abs=1e-12)
    assert 0 <= gone[0] <= gone[1] + 1e-15 <= gone[2] + 2e-15 <= 1 + 1e-14


@settings(max_examples=40)
@given(**FIRM, t=times)
def test_more_cash_or_less_burn_never_hurts(x: float, mu: float, s: float, t: float) -> None:
    base = run_out_probability(x, mu, s, t)
    assert run_out_probability(1.1 * x, mu, s, t) <= base + 1e-14
    assert run_out_probability(x, mu + 0.5, s, t) <= base + 1e-14


@settings(max_examples=40)
@given(**FIRM, t=times, unit=st.floats(1e-3, 1e9))
def test_units_of_money_and_time_do_not_matter(x: float, mu: float, s: float, t: float, unit: float) -> None:
    base = run_out_probability(x, mu, s, t)
    assert run_out_probability(x * unit, mu * unit, s * unit, t) == pytest.approx(base, rel=1e-9, abs=1e-300)
    yearly = run_out_probability(x, mu * 12, s * np.sqrt(12), t / 12)
    assert yearly == pytest.approx(base, rel=1e-9, abs=1e-300)


@settings(max_examples=40)
@given(**FIRM, p=st.floats(1e-9, 1 - 1e-9))
def test_the_quantile_undoes_the_law(x: float, mu: float, s: float, p: float) -> None:
    time = run_out_quantile(x, mu, s, p)
    if np.isinf(time):
        assert p >= run_out_probability(x, mu, s, np.inf) * (1 - 1e-9)
    else:
        assert run_out_probability(x, mu, s, time) == pytest.approx(p, rel=1e-6)


@pytest.mark.parametrize("mu", [-2.0, -1e-3, -1e-7, -1e-9, 0.0, 1e-8, 0.1, 2.0])
@pytest.mark.parametrize("horizon", [0.5, 12.0, 100.0])
def test_time_within_a_horizon_is_the_area_under_survival(mu: float, horizon: float) -> None:
    area = quad(lambda t: survival_probability(24.0, mu, 3.0, t), 0, horizon, epsrel=1e-11)[0]
    assert time_within(24.0, mu, 3.0, horizon) == pytest.approx(area, rel=1e-8)


def test_expected_times() -> None:
    assert list(expected_time([24.0, 24.0, 0.0], [-2.0, 1.0, 1.0])) == [12.0, np.inf, 0.0]
    assert time_within(24.0, -2.0, 3.0, 5000.0) == pytest.approx(12.0)


def test_without_noise_the_month_is_known() -> None:
    assert list(run_out_probability(10.0, -2.0, 0.0, [4.99, 5.0, np.inf])) == [0.0, 1.0, 1.0]
    assert run_out_probability(10.0, 2.0, 0.0, np.inf) == 0.0
    assert (run_out_quantile(10.0, -2.0, 0.0, 0.3), time_within(10.0, -2.0, 0.0, 8.0)) == (5.0, 5.0)


def test_no_cash_is_no_time() -> None:
    assert run_out_probability(0.0, 5.0, 1.0, 0.0) == 1.0
    assert run_out_quantile(0.0, 5.0, 1.0, 0.5) == time_within(0.0, -1.0, 1.0, 9.0) == 0.0


def test_uniform_draws_become_times_of_the_law() -> None:
    u = (np.arange(20_000) + 0.5) / 20_000
    drawn = run_out_quantile(10.0, 0.5, 3.0, u)
    assert np.isfinite(drawn).mean() == pytest.approx(np.exp(-2 * 0.5 * 10 / 9), abs=1e-4)
    assert np.minimum(drawn, 24).mean() == pytest.approx(time_within(10.0, 0.5, 3.0, 24.0), rel=1e-3)


@pytest.mark.parametrize(
    "bad", [(-1.0, -1.0, 1.0, 1.0), (1.0, -1.0, -1.0, 1.0), (1.0, -1.0, 1.0, -1.0), (np.nan, 1.0, 1.0, 1.0)]
)
def test_what_cannot_be_is_refused(bad: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        run_out_probability(*bad)
    with pytest.raises(ValueError, match="chance"):
        run_out_quantile(1.0, -1.0, 1.0, 1.5)
