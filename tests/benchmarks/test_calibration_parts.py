"""Parts of the calibration benchmark: rivals are fair, counting is right, worlds are as said."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from numpy.random import SeedSequence, default_rng
from scipy.stats import ttest_ind


@pytest.fixture(scope="module")
def parts() -> Any:
    """The benchmark's modules, which are scripts beside the package."""
    folder = str(Path(__file__).resolve().parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return tuple(import_module(f"calibration_{name}") for name in ("panels", "rivals", "tally"))
    finally:
        sys.path.remove(folder)


def test_two_way_fixed_effects_equal_statsmodels(parts: Any) -> None:
    panels, rivals, _ = parts
    panel = panels.planted(panels.draw(panels.World(8, True, 0.4), default_rng(1)), 0.5)
    unit, week = np.indices(panel.y.shape)
    frame = pd.DataFrame(
        {"y": panel.y.ravel(), "d": panel.exposed.ravel() * 1.0, "unit": unit.ravel(), "week": week.ravel()}
    )
    fitted = smf.ols("y ~ d + C(unit) + C(week)", frame).fit(
        cov_type="cluster", cov_kwds={"groups": frame["unit"]}, use_t=True
    )
    low, high = rivals.two_way_clustered(panel)
    assert (low + high) / 2 == pytest.approx(fitted.params["d"])
    assert high - low == pytest.approx(np.ptp(fitted.conf_int().loc["d"]), rel=0.02)  # it counts unit dummies


def test_before_after_equals_welch(parts: Any) -> None:
    panels, rivals, _ = parts
    panel = panels.draw(panels.World(4, True, 0.0), default_rng(2))
    after = panel.y[panel.exposed]
    before = panel.y[~panel.exposed & panel.treated[:, None]]
    reference = ttest_ind(after, before, equal_var=False).confidence_interval()
    assert rivals.before_after(panel) == pytest.approx((reference.low, reference.high))


def test_noise_is_as_said(parts: Any) -> None:
    panels, _, _ = parts
    noise = panels.noise(default_rng(3), 4_000, 12, 0.8)
    assert noise.var(axis=0) == pytest.approx(np.ones(12), abs=0.1)
    assert np.corrcoef(noise[:, 3], noise[:, 4])[0, 1] == pytest.approx(0.8, abs=0.03)


def test_verdicts_are_counted_by_what_was_planted(parts: Any) -> None:
    _, _, tally = parts
    calls = [
        tally.call("x", "none", 0.2, 0.9),  # an effect where there is none, though not one that pays
        tally.call("x", "break-even", 1.1, 2.0),  # pays, where it does not
        tally.call("x", "twice", 1.1, 2.5),
        tally.call("x", "twice", 1.1, 2.5, decidable=False),
    ]
    found = tally.score(calls, "x")
    assert (found.false_effect.value, found.false_pays.value) == (1.0, 0.0)
    assert found.wrong_at_break_even.value == 1.0
    assert found.decided.value == 0.5
    assert found.coverage.value == 0.0


def test_one_run_of_every_kind_of_design(parts: Any) -> None:
    panels, _, tally = parts
    for world in (panels.World(1, False, 0.4), panels.World(8, True, 0.8, "randomised")):
        calls = tally.run(world, SeedSequence(1), library=False)
        assert {one.truth for one in calls if one.who == "specie"} == {"none", "break-even", "twice"}
        again = tally.run(world, SeedSequence(1), library=False)
        assert calls == again


@pytest.fixture(scope="module")
def dips() -> Any:
    folder = str(Path(__file__).resolve().parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return import_module("calibration_dips")
    finally:
        sys.path.remove(folder)


def test_other_noise_has_variance_one_too(dips: Any) -> None:
    for shape in (dips.moving_average, dips.quarterly_cycle):
        drawn = np.concatenate([shape(default_rng(k)) for k in range(60)])
        assert drawn.var() == pytest.approx(1.0, abs=0.05)


def test_the_worst_of_the_last_weeks_start_first(dips: Any) -> None:
    rng = default_rng(4)
    panel = next(at for at in dips.SITUATIONS if not at.lots).make(rng)
    assert np.bincount(panel.start, minlength=41)[[14, 18, 22, 26, 40]].tolist() == [2, 2, 2, 2, 16]
    own = panel.y - panel.y.mean(axis=0)
    fall = own[:, 10:14].mean(axis=1) - own[:, :10].mean(axis=1)
    assert fall[panel.start == 14].mean() < fall[panel.start != 14].mean()


def test_a_choice_by_recent_readings_misleads_weights_for_persistence_more(dips: Any) -> None:
    """Why the product keeps equal weights where nobody drew lots."""
    number = next(k for k, at in enumerate(dips.SITUATIONS) if not at.lots and at.noise == "AR 0.8")
    panels = [dips.SITUATIONS[number].make(default_rng(k)) for k in range(60)]
    equal, persistent = (
        np.mean([dips.WAYS[name](one).point for one in panels]) for name in (dips.EQUAL, dips.PERSISTENT)
    )
    assert 0.1 < equal < 0.45
    assert persistent > equal + 0.15


def test_a_situation_is_judged_the_same_way_twice(dips: Any) -> None:
    assert dips.run(0, SeedSequence(5)) == dips.run(0, SeedSequence(5))
    assert set(dips.rates([dips.run(0, SeedSequence(5))])) == set(dips.WAYS)
