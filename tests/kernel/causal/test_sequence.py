"""A result read every week: wrong at no more than its rate over all looks, and rarely later than one look."""

from __future__ import annotations

import numpy as np
import pytest

from specie.kernel.causal.noise import Memory, ar1_noise
from specie.kernel.causal.panel import make_panel
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.power import first_decided, make_bench, thresholds
from specie.kernel.causal.sequence import (
    confidence_sequence,
    excluded,
    lines_by_look,
    spending,
    take_looks,
)

BEFORE, WEEKS = 12, 26
COLUMNS = np.arange(BEFORE + 1, BEFORE + WEEKS + 1)


def starts(units: int, treated: int, seed: int, gap: int = 0) -> np.ndarray:
    rng = np.random.default_rng(np.random.SeedSequence((seed, 1)))
    start = np.full(units, BEFORE + WEEKS)
    start[rng.permutation(units)[:treated]] = BEFORE + gap * np.arange(treated)
    return start


def looks(noise: np.ndarray, start: np.ndarray, weeks: int = WEEKS):
    columns = COLUMNS[:weeks]
    panel = make_panel(noise[:, : columns[-1]], np.minimum(start, columns[-1]))
    return take_looks(lines_by_look(panel, columns), spending(WEEKS)[:weeks], draws=499)


def allowed(runs: int) -> float:
    """Five in a hundred and what chance may add to it in so many panels (99.5 %)."""
    return 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / runs)


@pytest.mark.parametrize(
    ("units", "treated", "ar"), [(12, 6, 0.0), (12, 6, 0.8), (12, 2, 0.4), (24, 1, 0.6), (8, 4, 0.4)]
)
def test_null_all_weekly_looks_together_are_wrong_at_most_at_their_rate(units, treated, ar):
    runs, start = 300, starts(units, treated, 1)
    noise = ar1_noise((runs, units, BEFORE + WEEKS), Memory(1.0, ar), seed=21)
    wrong = (first_decided(start, noise, 0.0, COLUMNS, spending(WEEKS)) < WEEKS).mean()
    assert wrong <= allowed(runs)
    if treated > 2:
        every_week = [make_bench(start, int(k)).statistic(noise[:, :, :k]) for k in COLUMNS]
        shares = [(np.abs(t) >= np.abs(own[:, None]) * (1 - 1e-9)).mean(axis=1) for t, own in every_week]
        naive = (np.min(shares, axis=0) <= 0.05).mean()
        assert naive > 0.12, "a test for one look, read weekly, must be seen to fail"


def test_null_with_staggered_starts():
    runs, start = 150, starts(10, 6, 2, gap=3)
    noise = ar1_noise((runs, 10, BEFORE + WEEKS), Memory(1.0, 0.5), seed=12)
    assert (first_decided(start, noise, 0.0, COLUMNS, spending(WEEKS)) < WEEKS).mean() <= allowed(runs)


def test_the_true_effect_is_excluded_no_more_often_than_zero_when_there_is_none():
    noise = ar1_noise((1, 10, BEFORE + WEEKS), Memory(1.0, 0.5), seed=17)[0]
    start = starts(10, 3, 6, gap=6)
    exposed = np.arange(noise.shape[1]) >= start[:, None]
    plain, moved = looks(noise, start), looks(noise + 0.7 * exposed, start)
    assert excluded(plain, 0.0).tolist() == excluded(moved, 0.7).tolist()


def test_truth_an_effect_is_found_about_as_often_as_by_a_single_look_and_earlier():
    runs, start = 100, starts(12, 6, 3)
    noise = ar1_noise((runs, 12, BEFORE + WEEKS), Memory(1.0, 0.4), seed=13)
    first = first_decided(start, noise, 1.1, COLUMNS, spending(WEEKS))
    single = thresholds(make_bench(start, BEFORE + WEEKS), noise)[:runs] < 1.1
    assert (first < WEEKS).mean() >= 0.7
    assert (first < WEEKS).mean() >= single.mean() - 0.1
    assert np.median(first) < WEEKS / 2 + 5


def test_what_a_look_said_does_not_change_when_later_looks_come():
    noise = ar1_noise((1, 8, BEFORE + WEEKS), Memory(1.0, 0.4), seed=14)[0]
    start = starts(8, 3, 3, gap=6)
    early, late = looks(noise, start, 15), looks(noise, start)
    for effect in (-0.6, 0.0, 0.9):
        assert excluded(early, effect).tolist() == excluded(late, effect)[:15].tolist()


def test_intervals_hold_their_points_and_agree_with_exclusion():
    noise = ar1_noise((1, 12, BEFORE + WEEKS), Memory(1.0, 0.3), seed=15)[0]
    start = starts(12, 6, 4)
    taken = looks(noise + 1.2 * (np.arange(noise.shape[1]) >= start[:, None]), start)
    found = confidence_sequence(taken)
    assert (found.low <= found.point).all()
    assert (found.point <= found.high).all()
    assert np.isinf(found.low[0]), "no error is spent yet with so few relabellings"
    for effect in (0.0, 0.5, 1.2, 2.0):
        inside = (found.low <= effect) & (effect <= found.high)
        assert not (~excluded(taken, effect) & ~inside).any()
    assert found.first == int(np.argmax(excluded(taken, 0.0)))
    panel = make_panel(noise + 1.2 * (np.arange(noise.shape[1]) >= start[:, None]), start)
    fixed = invert(lines_by_look(panel, COLUMNS)[-1])
    assert found.low[-1] <= fixed.low + 0.05
    assert found.high[-1] >= fixed.high - 0.05


def test_a_single_pilot_among_twelve_is_never_decided_and_the_intervals_are_open():
    noise = ar1_noise((1, 12, BEFORE + WEEKS), Memory(1.0, 0.3), seed=16)[0]
    start = starts(12, 1, 5)
    taken = looks(noise + 50.0 * (np.arange(noise.shape[1]) >= start[:, None]), start)
    found = confidence_sequence(taken)
    assert found.first == -1
    assert np.isinf(found.low).all()
    assert np.isinf(found.high).all()
    assert found.assignments == 12


def test_error_is_spent_in_order_and_never_more_than_promised():
    spent = spending(104, 0.95)
    assert spent[-1] == pytest.approx(0.05)
    assert (np.diff(spent) > 0).all()
    assert spending(10, 0.9, power=3.0)[4] == pytest.approx(0.1 / 8)
    with pytest.raises(ValueError, match="look"):
        spending(0)


def test_nobody_treated_before_a_look_is_named():
    panel = make_panel(np.zeros((4, 6)), np.array([4, 6, 6, 6]))
    with pytest.raises(ValueError, match="no treated cell"):
        lines_by_look(panel, np.array([3, 5]))
