"""Wild cluster bootstrap: equal to regressions run one by one, to another library, and inverted exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.causal.bootstrap import collapse, wild_bootstrap_panel, wild_cluster_bootstrap
from specie.kernel.causal.panel import make_panel

ALL_SIGNS = 1.0 - 2.0 * ((np.arange(2**7)[:, None] >> np.arange(7)) & 1)


def sample(seed: int = 3, groups: int = 7, size: int = 5):
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    cluster = np.repeat(np.arange(groups), size)
    treatment = (cluster < 3) * (rng.random(cluster.size) < 0.7) * 1.0
    controls = np.column_stack([np.ones(cluster.size), rng.normal(size=cluster.size)])
    y = 0.8 * treatment + 0.3 * rng.normal(size=groups)[cluster] + rng.normal(size=cluster.size)
    return y, treatment, controls, cluster


def one_by_one(y, treatment, controls, cluster, tau):
    """The same test with a regression for every change of signs and a sandwich for every regression."""
    design = np.column_stack([treatment, controls])
    bread = np.linalg.inv(design.T @ design)

    def t(values):
        beta = bread @ design.T @ values
        scores = [design[cluster == g].T @ (values - design @ beta)[cluster == g] for g in np.unique(cluster)]
        return (beta[0] - tau) / np.sqrt((bread @ sum(np.outer(s, s) for s in scores) @ bread)[0, 0])

    rest = controls @ np.linalg.lstsq(controls, y - tau * treatment, rcond=None)[0]
    residual = y - tau * treatment - rest
    drawn = [abs(t(tau * treatment + rest + residual * v[cluster])) for v in ALL_SIGNS]
    return np.mean(np.array(drawn) >= abs(t(y)) * (1 - 1e-9))


def test_equals_regressions_run_one_by_one_at_and_beside_the_ends_of_its_interval():
    data = sample()
    found = wild_cluster_bootstrap(*data)
    assert found.enumerated
    assert found.assignments == 128
    assert found.smallest_p == 2 / 128
    assert found.p_value == pytest.approx(one_by_one(*data, 0.0))
    assert one_by_one(*data, found.low + 1e-6) > 0.05
    assert one_by_one(*data, found.low - 1e-6) <= 0.05
    assert one_by_one(*data, found.high - 1e-6) > 0.05
    assert one_by_one(*data, found.high + 1e-6) <= 0.05


def test_reference_wildboottest():
    """wildboottest 0.3.2 enumerates the same 1,024 samples: p = 20/1024, the two ties not counted."""
    cluster = np.repeat(np.arange(10), 6)
    i = np.arange(60)
    x = np.sin(1.7 * i) + 0.1 * cluster
    treatment = ((cluster % 3 == 0) & (i % 6 >= 3)) * 1.0
    y = 0.4 * treatment + 0.5 * x + 0.5 * np.cos(2.3 * cluster) + np.sin(0.37 * i * i)
    found = wild_cluster_bootstrap(y, treatment, np.column_stack([x, np.ones(60)]), cluster)
    assert found.p_value == pytest.approx(0.01953125 + 2 / 1024)


@given(st.integers(0, 400), st.floats(-2.0, 2.0), st.floats(0.1, 10.0))
@settings(max_examples=25, deadline=None)
def test_p_and_interval_agree_and_units_of_measure_do_not_matter(seed, shift, scale):
    y, treatment, controls, cluster = sample(seed)
    found = wild_cluster_bootstrap(y + shift * treatment, treatment, controls, cluster)
    assert found.low <= found.point <= found.high
    assert (found.p_value > 0.05) == (found.low <= 0.0 <= found.high)
    other = wild_cluster_bootstrap(scale * y + 5.0 + 2.0 * treatment, treatment, controls, cluster)
    plain = wild_cluster_bootstrap(y, treatment, controls, cluster)
    for end in ("point", "low", "high"):
        assert getattr(other, end) == pytest.approx(scale * getattr(plain, end) + 2.0, rel=1e-5, abs=1e-5)


def test_null_is_rejected_at_most_at_its_rate_with_few_clusters():
    rejected, runs = 0, 150
    for seed in range(runs):
        rng = np.random.default_rng(np.random.SeedSequence((7, seed)))
        shock = rng.normal(size=(10, 1)) + rng.normal(size=(10, 12))
        panel = make_panel(shock, np.where(np.arange(10) < 5, 6, 12))
        rejected += wild_bootstrap_panel(panel).p_value <= 0.05
    assert rejected / runs <= 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / runs)
    assert rejected > 0


def test_a_balanced_panel_gives_the_difference_in_differences():
    rng = np.random.default_rng(np.random.SeedSequence(1))
    y = rng.normal(size=(12, 30)).cumsum(axis=1)
    treated, after = np.arange(12) < 5, np.arange(30) >= 18
    found = wild_bootstrap_panel(make_panel(y, np.where(treated, 18, 30)))
    means = [y[np.ix_(u, t)].mean() for u in (treated, ~treated) for t in (after, ~after)]
    assert found.point == pytest.approx(means[0] - means[1] - means[2] + means[3])
    assert found.assignments == 4096


def test_collapsing_keeps_means_and_counts_and_leaves_missing_cells_out():
    y = np.arange(12.0).reshape(2, 6)
    y[0, 0] = np.nan
    y[1, 4:] = np.nan
    value, count, exposed = collapse(make_panel(y, np.array([4, 6])))
    assert value.tolist() == [[2.0, 4.5], [7.5, 0.0]]
    assert count.tolist() == [[3, 2], [4, 0]]
    assert exposed.tolist() == [[False, True], [False, False]]
    # With unequal counts the weighted regression on cells is the regression on readings within the cells.
    rng = np.random.default_rng(np.random.SeedSequence(2))
    y = rng.normal(size=(8, 10))
    y[rng.random(y.shape) < 0.2] = np.nan
    panel = make_panel(y, np.where(np.arange(8) < 4, 6, 10))
    unit, period = np.nonzero(np.isfinite(y))
    after = (period >= 6)[:, None]
    design = np.column_stack([panel.exposed[unit, period], unit[:, None] == np.arange(8), after])
    beta = np.linalg.lstsq(design.astype(float), y[unit, period], rcond=None)[0]
    assert wild_bootstrap_panel(panel).point == pytest.approx(beta[0])


def test_many_clusters_are_drawn_with_a_seed_and_webb_agrees_roughly():
    data = sample(groups=16, size=4)
    one, again = (wild_cluster_bootstrap(*data, draws=999, seed=5) for _ in range(2))
    webb = wild_cluster_bootstrap(*data, draws=1999, seed=5, weights="webb")
    assert one == again
    assert not one.enumerated
    assert one.assignments == 1000
    assert one.p_value == pytest.approx(webb.p_value, abs=0.06)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda y, d, x, g: (y, d, x, g * 0), "two clusters"),
        (lambda y, d, x, g: (y, x[:, 1].copy(), x, g), "explain the treatment"),
        (lambda y, d, x, g: (y * 0.0, d, x, g), "every residual is zero"),
        (lambda y, d, x, g: (3.0 * d + x[:, 1], d, x, g), "every residual is zero"),
    ],
)
def test_what_cannot_be_tested_is_named(change, fault):
    with pytest.raises(ValueError, match=fault):
        wild_cluster_bootstrap(*change(*sample()))
