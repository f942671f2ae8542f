"""Cash with rounds and payments: exact where it can be, else against quadrature and a fine walk."""

from __future__ import annotations

import numpy as np
import pytest

from specie.kernel.credit.first_passage import (
    run_out_probability,
    run_out_quantile,
    survival_probability,
    time_within,
)
from specie.kernel.credit.funding import Rounds, run_out_by, run_out_time, simulate_cash, time_with_cash
from specie.kernel.credit.streams import CHUNK

CASH, BURN, NOISE, DATE, RAISED, CHANCE = 24.0, -2.0, 6.0, 8.0, 20.0, 0.6


def by_quadrature(time: float) -> float:
    """Chance with one round, by integrating over the cash at its date."""
    if time < DATE:
        return run_out_probability(CASH, BURN, NOISE, time)
    y, step = np.linspace(0, 150, 20_001, retstep=True)
    spread = NOISE * np.sqrt(DATE)
    density = np.exp(-(((y - CASH - BURN * DATE) / spread) ** 2) / 2) / (spread * np.sqrt(2 * np.pi))
    density *= -np.expm1(-2 * CASH * y / spread**2)
    left = CHANCE * survival_probability(y + RAISED, BURN, NOISE, time - DATE)
    left += (1 - CHANCE) * survival_probability(y, BURN, NOISE, time - DATE)
    return 1 - (density * left).sum() * step


def test_one_round_agrees_with_quadrature() -> None:
    times = [3.0, 7.99, 8.5, 15.0, 30.0]
    found = run_out_by(simulate_cash(CASH, BURN, NOISE, Rounds([DATE], RAISED, CHANCE), 40_000, 1), times)
    exact = np.array([by_quadrature(t) for t in times])
    assert found.value[:2, 0] == pytest.approx(exact[:2], rel=1e-12)
    assert list(found.error[:2, 0]) == [0.0, 0.0]
    assert (np.abs(found.value[2:, 0] - exact[2:]) < 3.5 * found.error[2:, 0]).all()
    assert (found.error[2:, 0] < 0.003).all()


def test_the_monte_carlo_error_covers_at_its_rate() -> None:
    exact, hits = by_quadrature(15.0), 0
    for seed in range(200):
        found = run_out_by(
            simulate_cash(CASH, BURN, NOISE, Rounds([DATE], RAISED, CHANCE), 400, seed), [15.0]
        )
        hits += abs(found.value[0, 0] - exact) < 1.645 * found.error[0, 0]
    assert hits / 200 == pytest.approx(0.9, abs=0.06)


def test_a_round_of_nothing_changes_nothing() -> None:
    paths = simulate_cash(CASH, BURN, NOISE, Rounds([4.0, 9.0], [[0.0], [5.0]], [[1.0], [0.0]]), 30_000, 2)
    found, exact = run_out_by(paths, [6.0, 12.0, 40.0]), run_out_probability(CASH, BURN, NOISE, [6, 12, 40])
    assert (np.abs(found.value[:, 0] - exact) < 3.5 * found.error[:, 0]).all()
    within = time_with_cash(paths, 24.0)
    assert abs(within.value[0] - time_within(CASH, BURN, NOISE, 24.0)) < 3.5 * within.error[0]
    assert run_out_time(paths, 0.5)[0] == pytest.approx(run_out_quantile(CASH, BURN, NOISE, 0.5), rel=0.02)


def test_without_rounds_every_answer_is_exact() -> None:
    cash, times = np.array([24.0, 10.0]), np.array([3.0, 12.0, np.inf])
    paths = simulate_cash(cash, BURN, NOISE, Rounds([]), 1000, 1)
    found = run_out_by(paths, times)
    assert found.value == pytest.approx(run_out_probability(cash, BURN, NOISE, times[:, None]))
    assert not found.error.any()
    assert run_out_time(paths, 0.5) == pytest.approx(run_out_quantile(cash, BURN, NOISE, 0.5))
    assert time_with_cash(paths, 9.0).value == pytest.approx(time_within(cash, BURN, NOISE, 9.0))


def test_a_burn_that_changes_agrees_with_a_fine_walk() -> None:
    rng, dt = np.random.default_rng(8), 0.01
    steps = rng.standard_normal((4000, 1200)) * 3.0 * np.sqrt(dt)
    drift = np.where(np.arange(1200) < 500, -1.0, -3.0) * dt
    walk = 15 + np.cumsum(steps + drift, axis=1) + np.where(np.arange(1200) >= 499, 4.0, 0.0)
    # A walk looks only at its steps: crossing 0.5826 sigma sqrt(dt) higher makes up for it.
    share = (walk <= 0.5826 * 3.0 * np.sqrt(dt)).any(axis=1).mean()
    found = run_out_by(simulate_cash(15.0, [[-1.0], [-3.0]], 3.0, Rounds([5.0], 4.0), 20_000, 3), [12.0])
    assert found.value[0, 0] == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 4000))


def test_a_payment_that_cannot_be_met_ends_it_on_the_day() -> None:
    paths = simulate_cash([10.0, 10.0], 0.0, 0.5, Rounds([3.0], [-8.0, -30.0]), 500, 4)
    before, after = run_out_by(paths, [2.999, 3.0]).value
    assert before == pytest.approx([0.0, 0.0], abs=1e-12)
    assert after == pytest.approx([0.01, 1.0], abs=0.02)
    assert run_out_time(paths, 0.5)[1] == pytest.approx(3.0)


def test_without_noise_the_month_moves_by_what_is_raised() -> None:
    paths = simulate_cash(10.0, -1.0, 0.0, Rounds([5.0], 5.0), 10, 1)
    assert run_out_by(paths, [14.99, 15.01]).value[:, 0] == pytest.approx([0.0, 1.0])
    assert run_out_time(paths, 0.5)[0] == pytest.approx(15.0)
    assert time_with_cash(paths, 40.0) == (pytest.approx([15.0]), [0.0])


def test_a_spread_amount_has_the_mean_it_says() -> None:
    paths = simulate_cash(1000.0, 0.0, 1e-6, Rounds([1.0], 50.0, 0.5, 0.8), 100_000, 5)
    assert paths.cash[1, :, 0].mean() == pytest.approx(1025.0, abs=4 * 50 / np.sqrt(100_000))


def test_a_longer_run_begins_with_the_shorter_and_another_firm_moves_nothing() -> None:
    rounds = Rounds([2.0, 5.0], 3.0, 0.5)
    one = simulate_cash([9.0], -1.0, 2.0, rounds, CHUNK, 6)
    two = simulate_cash([9.0, 4.0], -1.0, 2.0, rounds, CHUNK + 100, 6)
    assert (two.cash[:, :CHUNK, :1] == one.cash).all()
    assert (two.alive[:, :CHUNK, :1] == one.alive).all()
    again = simulate_cash([9.0], -1.0, 2.0, rounds, CHUNK, np.random.SeedSequence(6))
    assert (again.cash == one.cash).all()


@pytest.mark.parametrize(
    ("rounds", "match"),
    [
        (Rounds([3.0, 2.0]), "rise"),
        (Rounds([-1.0]), "rise"),
        (Rounds([1.0], 5.0, 1.5), "chances"),
        (Rounds([1.0], np.nan), "finite"),
        (Rounds([1.0], 1.0, 1.0, -0.1), "spreads"),
    ],
)
def test_rounds_that_cannot_be_are_refused(rounds: Rounds, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        simulate_cash(1.0, -1.0, 1.0, rounds, 10, 1)


def test_firms_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        simulate_cash(-1.0, -1.0, 1.0, Rounds([]), 10, 1)
    with pytest.raises(ValueError, match="at least one draw"):
        simulate_cash(1.0, -1.0, 1.0, Rounds([1.0]), 0, 1)
    paths = simulate_cash(1.0, -1.0, 1.0, Rounds([1.0]), 10, 1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        run_out_time(paths, 1.0)
    with pytest.raises(ValueError, match="finite"):
        time_with_cash(paths, np.inf)
    with pytest.raises(ValueError, match="at least 0"):
        run_out_by(paths, [-1.0])
