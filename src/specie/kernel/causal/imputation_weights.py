"""What each cell adds to an imputation estimate: one row of weights for each path of treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.two_way import connected_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def imputation_weights(
    exposed: NDArray[np.bool_],
    count: NDArray[np.int64],
    target: Floats,
    covariance: Floats | None = None,
    *,
    unit_effects: bool = True,
) -> Floats:
    r"""Weights of the best linear unbiased estimate of a target from cohort means.

    The estimate is :math:`\sum_i W_{c(i)} \cdot y_i`. Treated cells carry the weights of the target; the
    weights of untreated cells minimise the variance :math:`\sum_c n_c W_c' \Sigma W_c` among all that ignore
    period effects (:math:`\sum_c n_c W_{ct} = 0`) and unit effects (:math:`\sum_t W_{ct} = 0`). With
    independent errors this is the imputation estimator (least squares on untreated cells), with another
    covariance its generalised least squares form. Without the second condition, and with the covariance of
    untreated readings, it is the efficient estimator for roll-outs in random order.

    Parameters
    ----------
    exposed : (C, T)
        Cells under treatment for each path.
    count : (C,)
        Units on each path.
    target : (C, T)
        Weight of one unit's treated cell in the estimate; zero outside ``exposed`` and wherever the
        untreated mean is not known (:func:`specie.kernel.causal.cohorts.comparable`).
    covariance : (T, T), optional
        Covariance of one unit's errors up to a factor; independent and equal by default.
    unit_effects : bool
        Whether constants of units must drop out.

    Returns
    -------
    (C, T) array

    References
    ----------
    Borusyak, Jaravel and Spiess (2024), https://doi.org/10.1093/restud/rdae007; Roth and Sant'Anna (2023),
    https://doi.org/10.48550/arXiv.2102.01291
    """
    if covariance is not None:
        return _solve(exposed, count, target, covariance, unit_effects)
    block = _blocks(exposed, target)
    first, length = np.unique(block, return_index=True)[1], np.bincount(block)
    target_sum = target[:, first] * length
    weights = _solve(exposed[:, first], count, target_sum, np.diag(1.0 / length), unit_effects)
    return (weights / length)[:, block]


def _blocks(exposed: NDArray[np.bool_], target: Floats) -> NDArray[np.int64]:
    """(T,) number the maximal runs of columns in which nothing changes."""
    change = (np.diff(exposed, axis=1) | (np.diff(target, axis=1) != 0)).any(axis=0)
    return np.concatenate([[0], np.cumsum(change)]).astype(np.int64)


def _solve(
    exposed: NDArray[np.bool_],
    count: NDArray[np.int64],
    target: Floats,
    covariance: Floats,
    unit_effects: bool,
) -> Floats:
    """Solve the conditions of the minimum, with the multipliers of the periods as unknowns."""
    labels, periods = exposed.shape
    diagonal = np.count_nonzero(covariance) == periods
    free, given = np.empty((labels, periods, periods)), np.empty((labels, periods))
    for c in range(labels):
        free[c], level = _precision(~exposed[c], covariance, unit_effects, diagonal)
        given[c] = -free[c] @ (covariance @ target[c]) - level * target[c].sum()
    gram = np.einsum("c,cst->st", count.astype(np.float64), free)
    gram += _open_directions(~exposed & (count[:, None] > 0), unit_effects) * np.trace(gram) / periods
    multiplier = np.linalg.solve(gram, count @ (target + given))
    return target + given - free @ multiplier


def _open_directions(untreated: NDArray[np.bool_], unit_effects: bool) -> Floats:
    """Projection (T, T) on what the conditions leave open.

    That are periods without untreated cells and, where constants of units drop out, constants of periods
    that untreated cells connect.
    """
    if not unit_effects:
        return np.diag((~untreated.any(axis=0)).astype(np.float64))
    part = connected_parts(untreated)[1]
    together = part[:, None] == part
    return together / together.sum(axis=1)


def _precision(
    untreated: NDArray[np.bool_], covariance: Floats, unit_effects: bool, diagonal: bool
) -> tuple[Floats, Floats]:
    """Precision of the untreated cells within units (T, T), and how cells share the unit's level (T,)."""
    periods = untreated.size
    inverse, level = np.zeros((periods, periods)), np.zeros(periods)
    if not untreated.any():
        return inverse, level
    if diagonal:
        inverse[untreated, untreated] = 1.0 / covariance[untreated, untreated]
    else:
        inside = np.ix_(untreated, untreated)
        inverse[inside] = np.linalg.inv(covariance[inside])
    if unit_effects:
        level = inverse.sum(axis=1) / inverse.sum()
        inverse -= np.outer(level, inverse.sum(axis=0))
    return inverse, level
