"""What a user would pick instead: each gives a 95 % interval of the effect on a panel."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import stdtrit

if TYPE_CHECKING:
    from specie.kernel.causal.panel import Panel

Interval = tuple[float, float]


def two_way_clustered(panel: Panel) -> Interval:
    """Regression on team and week dummies, standard errors clustered by team (CR1, t with G - 1)."""
    y, d = _demeaned(panel.y), _demeaned(panel.exposed.astype(float))
    size = float((d * d).sum())
    point = float((d * y).sum()) / size
    scores = (d * (y - point * d)).sum(axis=1)
    groups, cells = panel.y.shape[0], panel.y.size
    # as in regression packages: dummies of teams are nested in clusters and do not count
    correction = groups / (groups - 1) * (cells - 1) / (cells - panel.y.shape[1] - 1)
    error = np.sqrt(correction * float(scores @ scores)) / size
    half = float(stdtrit(groups - 1, 0.975)) * error
    return point - half, point + half


def _demeaned(values: np.ndarray) -> np.ndarray:
    return values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()


def before_after(panel: Panel) -> Interval:
    """Welch's t test of the treated teams' weekly readings, after against before."""
    treated = panel.treated[:, None]
    after, before = panel.y[panel.exposed & treated], panel.y[~panel.exposed & treated]
    one, two = after.var(ddof=1) / after.size, before.var(ddof=1) / before.size
    freedom = (one + two) ** 2 / (one**2 / (after.size - 1) + two**2 / (before.size - 1))
    half = float(stdtrit(freedom, 0.975)) * np.sqrt(one + two)
    point = float(after.mean() - before.mean())
    return point - half, point + half


def library_imputation(panel: Panel) -> Interval:
    """diff-diff's imputation estimator with its default inference."""
    from diff_diff import ImputationDiD

    return _library(ImputationDiD(), panel)


def library_callaway(panel: Panel) -> Interval:
    """diff-diff's Callaway-Sant'Anna estimator with its default inference."""
    from diff_diff import CallawaySantAnna

    return _library(CallawaySantAnna(), panel)


def _library(estimator: Any, panel: Panel) -> Interval:
    import pandas as pd

    unit, week = np.indices(panel.y.shape)
    first = np.where(panel.start < panel.periods, panel.start + 1, 0)
    frame = pd.DataFrame(
        {"unit": unit.ravel(), "week": week.ravel() + 1, "y": panel.y.ravel(), "first": first[unit.ravel()]}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = estimator.fit(frame, outcome="y", unit="unit", time="week", first_treat="first")
    low, high = fitted.overall_conf_int
    return (float(low), float(high)) if np.isfinite([low, high]).all() else (-np.inf, np.inf)


def formula(panel: Panel, rng: np.random.Generator, break_even: float) -> Interval:
    """Usage x minutes x acceptance: counts what was used, times what a minute is assumed to be worth.

    Nothing in it is a reading of the outcome. Assumed minutes are those of published vendor calculators,
    which put a licence well above its price: here the claim is 1 to 4 times break-even, by how much is used.
    """
    treated = int(panel.treated.sum())
    usage = rng.gamma(8.0, 1.0 / 8.0, treated).mean()
    acceptance = rng.beta(30, 70) / 0.30
    claim = 2.0 * break_even * usage * acceptance
    return claim, claim


RIVALS = {
    "two-way fixed effects, clustered": two_way_clustered,
    "before/after t test": before_after,
}
LIBRARY = {
    "library: imputation": library_imputation,
    "library: Callaway-Sant'Anna": library_callaway,
}
