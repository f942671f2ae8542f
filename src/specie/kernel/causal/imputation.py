"""The imputation estimate of an effect on a panel, as lines that a test by relabelling can invert."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.cohorts import Cohorts, comparable, make_cohorts
from specie.kernel.causal.imputation_weights import imputation_weights
from specie.kernel.causal.lines import Lines
from specie.kernel.causal.two_way import fit_two_way, two_way_residuals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]

NO_COMPARISON = "no treated cell has an untreated one to compare with"


def imputation_lines(
    panel: Panel, *, columns: NDArray[np.bool_] | None = None, covariance: Floats | None = None
) -> Lines:
    r"""Lines of the two-way imputation estimate: the mean effect over treated cells.

    Under the hypothesis that the effect is :math:`\tau` in every treated cell, ``y - tau * exposed`` are the
    readings that all units would have had untreated. Their residuals from unit and period effects (and from
    covariates, where there are any) do not depend on who was treated, nor do the weights of a label. So
    relabelling gives the exact distribution of the statistic where labels were drawn at random.

    Parameters
    ----------
    panel : Panel
        N units and T periods; NaN is missing. Missing cells are as if filled by the additive model under the
        hypothesis, for all units alike.
    columns : (T,), optional
        Periods over which the effect is averaged; all by default.
    covariance : (T, T), optional
        Working covariance of a unit's errors, the same for all units and not taken from treated cells;
        independent errors by default, which gives the estimate of Borusyak, Jaravel and Spiess.

    Returns
    -------
    Lines
        One row for each unit, or for each group where treatment was assigned by group; labels in the order
        of :class:`specie.kernel.causal.cohorts.Cohorts`.

    Raises
    ------
    ValueError
        No treated cell has an untreated one to compare with.

    Notes
    -----
    The point equals the imputation estimate exactly for a balanced panel of equal weights with each unit a
    carrier of its own. With unequal weights a label's cells count by their expected rather than their
    realised weight, because the realised one changes with every relabelling; with two labels both agree.
    """
    cohorts = make_cohorts(panel)
    target = mean_over_treated(cohorts, columns)
    weights = imputation_weights(cohorts.exposed, cohorts.count, target, covariance)
    return lines_of(panel, cohorts, weights)


def mean_over_treated(cohorts: Cohorts, columns: NDArray[np.bool_] | None = None) -> Floats:
    """Weights (C, T) of the plain mean over the treated cells that can be compared."""
    cells = comparable(cohorts.exposed)
    if columns is not None:
        cells &= columns
    total = (cohorts.count @ cells).sum()
    if total == 0:
        raise ValueError(NO_COMPARISON)
    return cells / total


def lines_of(panel: Panel, cohorts: Cohorts, weights: Floats, *, levels: bool = False) -> Lines:
    """Lines of the statistic that gives label c the weights (T,) in row c of ``weights`` (C, T).

    ``levels`` keeps the levels of units, for weights that do not add up to zero over time.
    """
    a, b = own_residuals(panel, levels=levels) @ weights.T
    return normalised(a, b, cohorts.label)


@lru_cache(maxsize=4)
def own_residuals(panel: Panel, *, levels: bool = False) -> Floats:
    """Residuals (2, M, T) of a panel's readings and of an effect of one, not to be written to.

    The effect, its checks and other estimators of one panel are sums of the same ones, so the last are kept.
    """
    values = np.stack([panel.y, panel.exposed.astype(np.float64)])
    residual = carrier_residuals(panel, make_cohorts(panel), values, levels=levels)
    residual.flags.writeable = False
    return residual


def normalised(a: Floats, b: Floats, label: NDArray[np.int64]) -> Lines:
    """Lines from contributions (M, C), scaled so that the observed labels recover an effect of one."""
    slope = float(b[np.arange(label.size), label].sum())
    if slope < 1e-9:
        raise ValueError(NO_COMPARISON)
    return Lines(a / slope, b / slope, label)


def carrier_residuals(panel: Panel, cohorts: Cohorts, values: Floats, *, levels: bool = False) -> Floats:
    """Weighted residuals (K, M, P) of carriers, from values (K, N, P) that are known where readings are."""
    seen = np.isfinite(panel.y[:, : values.shape[2]])
    share = panel.weight * cohorts.label.size / panel.weight.sum()
    residual = symmetric_residuals(panel, values, seen, levels=levels)
    return cohorts.totals(share[:, None] * residual)


def symmetric_residuals(
    panel: Panel, values: Floats, seen: NDArray[np.bool_], *, levels: bool = False
) -> Floats:
    """Residuals (..., N, P) from unit, period and covariate effects, the same for whoever is treated.

    Cells that were not seen have the residual zero, as if the model had filled them. With ``levels`` the
    effects of units stay in.
    """
    residual = two_way_residuals(values, seen, panel.weight, levels=levels)
    if panel.covariates.shape[1] == 0:
        return residual
    basis = _orthonormal(panel.covariates, panel.weight)
    root = np.sqrt(panel.weight)[:, None]
    return residual - basis @ (basis.T @ (root * residual)) / root


def _orthonormal(covariates: Floats, weight: Floats) -> Floats:
    """Orthonormal columns that span the covariates, centred and weighted; constant ones drop out."""
    centred = covariates - weight @ covariates / weight.sum()
    scale = np.sqrt((weight[:, None] * centred**2).sum(axis=0))
    kept = scale > 1e-12 * (1.0 + np.abs(covariates).max(axis=0))
    left, size, _ = np.linalg.svd(
        np.sqrt(weight)[:, None] * centred[:, kept] / scale[kept], full_matrices=False
    )
    return left[:, size > 1e-9]


@dataclass(frozen=True, slots=True, eq=False)
class ImputationEffect:
    """The imputation estimate in detail, from least squares on untreated cells of single units.

    Attributes
    ----------
    att : float
        Mean effect over treated cells, by weight.
    counterfactual : float
        Mean of the readings that treated cells would have had untreated, by weight.
    untreated : (N, T)
        Untreated reading of every cell by the two-way model; NaN where it is not known.
    effect : (N, T)
        Reading minus untreated reading in treated cells; NaN elsewhere.
    unit_effect : (N,)
        Mean effect of each treated unit; NaN where there is none.
    start : (S,)
        Starting columns of the cohorts.
    start_effect : (S,)
        Mean effect of each cohort, by weight.
    event : (E,)
        Periods since start, 0 for the first treated one.
    event_effect : (E,)
        Mean effect at that distance, by weight.
    """

    att: float
    counterfactual: float
    untreated: Floats
    effect: Floats
    unit_effect: Floats
    start: NDArray[np.int64]
    start_effect: Floats
    event: NDArray[np.int64]
    event_effect: Floats


def imputation_effect(panel: Panel) -> ImputationEffect:
    """Estimate the effect in every treated cell and its means; raises ValueError like the lines do.

    On an unbalanced or weighted panel this is the textbook estimate, while the point of
    :func:`imputation_lines` is the one that its test inverts; both estimate the same effect.

    References
    ----------
    Borusyak, Jaravel and Spiess (2024), https://doi.org/10.1093/restud/rdae007
    """
    untreated = _untreated_mean(panel)
    effect = np.where(panel.exposed, panel.y - untreated, np.nan)
    known = np.isfinite(effect)
    if not known.any():
        raise ValueError(NO_COMPARISON)
    weight = np.broadcast_to(panel.weight[:, None], effect.shape)
    row, column = np.nonzero(known)
    start, start_effect = _means(panel.start[row], effect[known], weight[known])
    event, event_effect = _means(column - panel.start[row], effect[known], weight[known])
    unit, mean = _means(row, effect[known], weight[known])
    unit_effect = np.full(panel.start.size, np.nan)
    unit_effect[unit] = mean
    return ImputationEffect(
        float(np.average(effect[known], weights=weight[known])),
        float(np.average(untreated[known], weights=weight[known])),
        untreated, effect, unit_effect, start, start_effect, event, event_effect,
    )  # fmt: skip


def _untreated_mean(panel: Panel) -> Floats:
    """(N, T) untreated reading by the model fitted on untreated cells, NaN where they do not tell it."""
    free = np.isfinite(panel.y) & ~panel.exposed
    fitted = fit_two_way(panel.y, free, panel.weight).fitted
    known = ~panel.exposed | comparable(~free)
    return np.where(known, fitted, np.nan)


def _means(key: NDArray[np.int64], value: Floats, weight: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Weighted mean of values by key, keys in order."""
    distinct, where = np.unique(key, return_inverse=True)
    return distinct, np.bincount(where, weight * value) / np.bincount(where, weight)
