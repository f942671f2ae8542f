"""The design is read from the panel and the test chosen by its size; wrong calls at the promised rate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.analyses.pays.effect.inference import Design, Obstacle, choose, infer
from specie.kernel.causal.panel import make_panel

NEVER = 40


def panel(starts, seed=0, ar=0.0, periods=40, **parts):
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    noise = rng.standard_normal((len(starts), periods))
    noise[:, 1:] *= np.sqrt(1 - ar**2)
    for t in range(1, periods):
        noise[:, t] += ar * noise[:, t - 1]
    y = noise + rng.normal(0, 3, (len(starts), 1)) + rng.standard_normal((1, periods)).cumsum(axis=1)
    return make_panel(y, np.array(starts), **parts)


def starts(treated, units=24, first=20, step=3):
    return [first + step * (n % 3) for n in range(treated)] + [NEVER] * (units - treated)


@pytest.mark.parametrize(
    ("treated", "assigned", "design", "estimator"),
    [
        (16, "randomised", Design.RANDOMISED, "efficient"),
        (3, "randomised", Design.RANDOMISED, "efficient"),
        (16, "staggered", Design.STAGGERED, "imputation"),
        (8, "chosen", Design.STAGGERED, "imputation"),
        (7, "staggered", Design.FEW, "demeaned_synthetic_control"),
        (1, "", Design.FEW, "demeaned_synthetic_control"),
    ],
)
def test_the_design_follows_from_who_is_treated(treated, assigned, design, estimator):
    choice = choose(panel(starts(treated)), assigned)
    assert (choice.design, choice.estimator, choice.treated) == (design, estimator, treated)


def test_groups_count_where_groups_start_as_a_whole():
    group = np.repeat(np.arange(6), 4)
    begin = np.where(group < 2, 20, NEVER)
    choice = choose(panel(begin, group=group), "staggered")
    assert (choice.treated, choice.compared, choice.by_group) == (2, 4, True)


@pytest.mark.parametrize(
    ("begin", "obstacle"), [([NEVER] * 6, Obstacle.NOBODY_TREATED), ([0] * 6, Obstacle.NO_BEFORE)]
)
def test_obstacles_are_named(begin, obstacle):
    found = infer(panel(begin), "staggered")
    assert found.choice.obstacle is obstacle
    assert found.test is None


def test_one_of_twelve_cannot_be_decided_and_gets_the_interval_it_can_have():
    found = infer(panel(starts(1, units=12)), "chosen")
    assert not found.decidable
    assert found.test is not None
    assert found.test.level == pytest.approx(11 / 12)
    assert np.isfinite([found.test.low, found.test.high]).all()


@pytest.mark.parametrize(
    ("treated", "assigned"), [(2, "staggered"), (5, "staggered"), (12, "staggered"), (12, "randomised")]
)
@pytest.mark.parametrize("ar", [0.0, 0.7])
def test_without_effect_few_are_decided_and_intervals_agree_with_p_values(treated, assigned, ar):
    wrong = 0
    for seed in range(25):
        test = infer(panel(starts(treated), seed, ar), assigned, seed=seed).test
        assert test is not None
        assert (test.p_value <= 0.05) == (not test.low <= 0 <= test.high)
        wrong += test.p_value <= 0.05
    assert wrong <= 5  # of 25, more happen once in 800 times if five in a hundred are wrong


@pytest.mark.parametrize("assigned", ["staggered", "randomised"])
@pytest.mark.parametrize("treated", [4, 12])
def test_an_effect_is_found_in_all_columns_and_in_some(treated, assigned):
    p = panel(starts(treated), 5)
    y = p.y + 3.0 * p.exposed
    columns = np.arange(40) >= 32
    y[:, columns] += 2.0 * p.exposed[:, columns]
    lifted = make_panel(y, p.start)
    late = infer(lifted, assigned, columns=columns).test
    assert late is not None
    assert late.low < 5.0 < late.high
    assert late.low > 3.0
    whole = infer(lifted, assigned).test
    assert whole is not None
    assert 3.0 < whole.point < 5.0


@settings(max_examples=20, deadline=None)
@given(
    treated=st.sampled_from([1, 3, 9]),
    seed=st.integers(0, 50),
    level=st.floats(-100, 100),
    factor=st.floats(0.01, 100),
    assigned=st.sampled_from(["staggered", "randomised"]),
)
def test_constants_change_nothing_and_scaling_scales(treated, seed, level, factor, assigned):
    """Levels of units may matter where the order was drawn: they are information there. Synthetic controls
    take common swings for noise."""
    p = panel(starts(treated, units=12), seed)
    rng = np.random.default_rng(seed)
    drawn, few = assigned == "randomised", assigned != "randomised" and treated < 8
    unit = np.full((12, 1), level) if drawn else level * rng.standard_normal((12, 1))
    period = np.zeros((1, 40)) if few else rng.standard_normal((1, 40))
    one = infer(p, assigned).test
    other = infer(make_panel(factor * (p.y + unit + period), p.start), assigned).test
    assert one is not None
    assert other is not None
    assert other.p_value == pytest.approx(one.p_value)
    assert other.point == pytest.approx(factor * one.point, rel=1e-5, abs=1e-5 * factor)
    assert other.low == pytest.approx(factor * one.low, rel=1e-5, abs=1e-5 * factor)
