"""What the estimate becomes when one unit, or one group, is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.cohorts import comparable, make_cohorts
from specie.kernel.causal.imputation import own_residuals
from specie.kernel.causal.imputation_weights import imputation_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.cohorts import Cohorts
    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LeaveOneOut:
    """The estimate without each of M carriers.

    Attributes
    ----------
    point : (M,)
        Estimate without the carrier; NaN where nothing is left to compare.
    full : float
        Estimate with all.
    most : int
        Carrier whose absence moves the estimate most; -1 where none can be left out.
    member : (N,)
        Carrier of each unit.
    """

    point: Floats
    full: float
    most: int
    member: NDArray[np.int64]


def leave_one_out(panel: Panel, *, covariance: Floats | None = None) -> LeaveOneOut:
    """Leave every carrier out once and estimate again.

    Who is left out only matters through its label for the weights, so C sets of weights serve all M
    estimates. In a balanced panel they equal estimates from panels without the carrier; with missing cells
    or covariates the residuals of the full panel are kept, which differs in the second order.

    Parameters
    ----------
    panel : Panel
        N units and T periods.
    covariance : (T, T), optional
        As for :func:`specie.kernel.causal.imputation.imputation_lines`.

    Raises
    ------
    ValueError
        No treated cell has an untreated one to compare with.
    """
    cohorts = make_cohorts(panel)
    share = panel.weight * cohorts.label.size / panel.weight.sum()
    size = cohorts.totals(share[:, None])[:, 0]
    residual = own_residuals(panel)
    point = np.full(cohorts.label.size, np.nan)
    full = np.nan
    for label in range(-1, cohorts.start.size):
        weights = _weights_without(cohorts, label, covariance)
        if weights is None:
            continue
        out = np.nonzero(cohorts.label == label)[0] if label >= 0 else None
        estimate = _estimates(residual, size, weights[cohorts.label], out)
        if out is None:
            full = float(estimate[0])
        else:
            point[out] = estimate
    moved = np.abs(point - full)
    most = int(np.nanargmax(moved)) if np.isfinite(moved).any() else -1
    return LeaveOneOut(point, full, most, cohorts.member)


def _weights_without(cohorts: Cohorts, label: int, covariance: Floats | None) -> Floats | None:
    """Weights (C, T) with one carrier of a label less, or with all for label -1; None if nothing compares."""
    count = cohorts.count - (np.arange(cohorts.start.size) == label)
    there = count > 0
    cells = np.zeros(cohorts.exposed.shape)
    cells[there] = comparable(cohorts.exposed[there])
    total = float((count @ cells).sum())
    if total == 0:
        return None
    weights = np.zeros(cells.shape)
    weights[there] = imputation_weights(
        cohorts.exposed[there], count[there], cells[there] / total, covariance
    )
    return weights


def _estimates(residual: Floats, size: Floats, weights: Floats, out: NDArray[np.int64] | None) -> Floats:
    """Estimates without each of the carriers ``out``, or one with all.

    Residuals (2, M, T) of the readings and of an effect of one are centred again on who is left.
    """
    parts = np.einsum("qmt,mt->qm", residual, weights)
    total = parts.sum(axis=1)[:, None]
    if out is None:
        return total[0] / total[1]
    centre = -residual[:, out] / (size.sum() - size[out])[:, None]
    spread = (size[:, None] * weights).sum(axis=0) - size[out, None] * weights[out]
    left = total - parts[:, out] - np.einsum("qmt,mt->qm", centre, spread)
    return np.divide(left[0], left[1], out=np.full(out.size, np.nan), where=left[1] > 1e-9)
