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
