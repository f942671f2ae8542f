"""Thresholds without a grid equal the inverted test; noise is like what it was made from."""

from __future__ import annotations

import numpy as np
import pytest

from specie.kernel.causal.imputation import imputation_lines
from specie.kernel.causal.noise import (
    Memory,
    ar1_noise,
    memory_of,
    noise_like,
    untreated_residuals,
)
from specie.kernel.causal.panel import make_panel
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.power import (
    every_label,
    first_decided,
    make_bench,
    power,
    smallest_detectable,
    thresholds,
)
from specie.kernel.causal.rollout_design import at_once, fewest_units, in_waves, staggered
from specie.kernel.causal.sequence import spending


@pytest.mark.parametrize(
    "roll", [at_once(12, 6, 10, 10, 1), at_once(24, 1, 10, 10, 2), staggered(7, 4, 8, 12, 3)]
)
def test_thresholds_are_the_ends_of_the_inverted_interval_on_noise(roll):
    noise = ar1_noise((20, roll.start.size, roll.periods), Memory(1.0, 0.5), seed=4)
    found = thresholds(make_bench(roll.start, roll.periods), noise)
    for s, panel in enumerate(noise):
        whole = invert(imputation_lines(make_panel(panel, roll.start)), limit=2_000)
        assert whole.enumerated
        assert found[s] == pytest.approx(-whole.low)
        assert found[20 + s] == pytest.approx(whole.high)


def test_planting_an_effect_above_the_threshold_decides_and_below_does_not():
    roll = at_once(12, 6, 10, 16, 1)
    noise = ar1_noise((5, 12, 26), Memory(1.0, 0.3), seed=6)
    found = thresholds(make_bench(roll.start, 26), noise)
    exposed = np.arange(26) >= roll.start[:, None]
    for s in range(5):
        for shift, decided in ((1e-6, True), (-1e-6, False)):
            panel = make_panel(noise[s] + (found[s] + shift) * exposed, roll.start)
            assert (invert(imputation_lines(panel)).p_value <= 0.05) is decided


def test_reference_power_of_two_halves_equals_the_textbook():
    """Independent noise, 20 units of which 10 start, 200 readings before and 50 after.

    The variance of the difference in differences is 4 / 20 * (1/200 + 1/50) = 0.005, so the effect found with
    power 0.8 by a two-sided 5 % z test is (1.96 + 0.842) * sqrt(0.005) = 0.198; with 18 degrees of freedom
    the quantiles are 2.101 and 0.862: 0.2095.
    """
    roll = at_once(20, 10, 200, 50, 9)
    noise = ar1_noise((300, 20, 250), Memory(1.0, 0.0), seed=8)
    found = thresholds(make_bench(roll.start, 250), noise)
    assert smallest_detectable(found) == pytest.approx(0.2095, rel=0.06)
    assert power(found, 0.2095) == pytest.approx(0.8, abs=0.05)
    assert power(found, 0.0) == pytest.approx(0.025, abs=0.02)  # wrongly upward; as often downward


def test_one_pilot_among_twelve_can_decide_nothing():
    roll = at_once(12, 1, 26, 26)
    assert roll.smallest_p == pytest.approx(1 / 12)
    found = thresholds(make_bench(roll.start, 52), ar1_noise((10, 12, 52), Memory(1.0, 0.2)))
    assert np.isinf(found).all()
    assert smallest_detectable(found) == np.inf
    assert power(found, 1e9) == 0.0


def test_fewest_units_that_can_be_decided():
    # 1 of 20, 2 of 7 (21 pairs), 3 of 6 are two equal halves: 2 / 20 is too much, 3 of 7 gives 1 / 35.
    assert [fewest_units(k) for k in (1, 2, 3)] == [20, 7, 7]


@pytest.mark.parametrize(
    "roll", [at_once(8, 4, 5, 5), at_once(9, 2, 5, 5), staggered(8, 4, 5, 9), in_waves(9, (2, 3), 5, 9)]
)
def test_smallest_p_is_the_one_of_the_test(roll):
    noise = ar1_noise((1, roll.start.size, roll.periods), Memory(1.0, 0.0), seed=3)[0]
    found = invert(imputation_lines(make_panel(noise, roll.start)))
    assert found.smallest_p == pytest.approx(roll.smallest_p)
    assert found.assignments == roll.ways


def test_waves_are_even_drawn_by_lot_and_one_waits():
    roll = staggered(14, 4, 10, 24, seed=5)
    assert np.bincount(roll.wave).tolist() == [4, 4, 3, 3]
    assert roll.opens.tolist() == [10, 16, 22]
    assert roll.treated == 11
    assert (roll.start[roll.wave == 3] == 34).all()
    assert (staggered(14, 4, 10, 24, seed=5).wave == roll.wave).all()
    assert (staggered(14, 4, 10, 24, seed=6).wave != roll.wave).any()
    first = np.array([staggered(6, 3, 2, 4, seed=s).wave for s in range(300)])
    assert np.abs((first == 0).mean(axis=0) - 1 / 3).max() < 0.09


@pytest.mark.parametrize("sizes", [(), (0,), (6,), (3, 4)])
def test_impossible_waves_are_named(sizes):
    with pytest.raises(ValueError, match="wave"):
        in_waves(6, sizes, 5, 5)


def test_all_relabellings_are_listed_once():
    rows = every_label(np.array([0, 1, 1, 2]))
    assert len(rows) == len({tuple(r) for r in rows.tolist()}) == 12
    assert every_label(np.repeat([0, 1], 20), draws=50).shape == (51, 40)


def test_reading_every_week_decides_a_large_effect_early_and_nothing_on_noise():
    roll = at_once(12, 6, 12, 20, 2)
    noise = ar1_noise((80, 12, 32), Memory(1.0, 0.3), seed=9)
    columns = np.arange(13, 33)
    large = first_decided(roll.start, noise, 2.5, columns, spending(20))
    none = first_decided(roll.start, noise, 0.0, columns, spending(20))
    assert np.median(large) <= 6
    assert (none < 20).mean() <= 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / 80)


def test_weekly_reading_of_a_bench_is_the_confidence_sequence():
    from specie.kernel.causal.sequence import excluded, lines_by_look, take_looks

    roll = staggered(6, 3, 6, 12, seed=4)
    noise = ar1_noise((6, 6, 18), Memory(1.0, 0.2), seed=10)
    columns = np.arange(7, 19)
    found = first_decided(roll.start, noise, 1.5, columns, spending(12))
    for s in range(6):
        y = noise[s] + 1.5 * (np.arange(18) >= roll.start[:, None])
        out = excluded(take_looks(lines_by_look(make_panel(y, roll.start), columns), spending(12)), 0.0)
        assert found[s] == (np.argmax(out) if out.any() else 12)


def test_memory_and_spread_are_read_from_untreated_readings():
    noise = ar1_noise((1, 60, 104), Memory(2.0, 0.7), seed=5)[0]
    start = np.where(np.arange(60) < 20, 52, 104)
    y = noise + np.arange(104) * 0.1 + np.arange(60)[:, None] + 9.0 * (np.arange(104) >= start[:, None])
    residuals = untreated_residuals(make_panel(y, start))
    assert np.isnan(residuals[:20, 52:]).all()
    found = memory_of(residuals)
    assert found.spread == pytest.approx(2.0, rel=0.08)
    assert found.ar == pytest.approx(0.7, abs=0.05)


def test_noise_is_drawn_from_long_stretches_and_made_where_there_are_none():
    residuals = ar1_noise((1, 30, 80), Memory(1.5, 0.6), seed=6)[0]
    residuals[3, 10] = np.nan
    drawn, real = noise_like(residuals, (40, 12, 50), seed=1)
    assert real
    assert np.isfinite(drawn).all()
    assert drawn.std() == pytest.approx(1.5, rel=0.1)
    made, real = noise_like(residuals, (40, 12, 200), seed=1)
    assert not real
    assert made.shape == (40, 12, 200)
    assert made.std() == pytest.approx(1.5, rel=0.15)


def test_hardly_any_readings_still_give_a_number():
    tiny = np.array([[0.0, np.nan], [1.0, 2.0]])
    found = memory_of(untreated_residuals(make_panel(tiny, np.array([2, 2]))))
    assert np.isfinite(found.spread)
    assert 0 <= found.ar < 1
