"""Unit and period effects by least squares, with missing cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class TwoWay:
    """Additive fit ``y[..., i, t] = unit[..., i] + period[..., t]``; NaN where nothing was observed."""

    unit: NDArray[np.float64]
    period: NDArray[np.float64]

    @property
    def fitted(self) -> NDArray[np.float64]:
        """(..., N, T) the sum of both effects."""
        return self.unit[..., :, None] + self.period[..., None, :]


def fit_two_way(y: NDArray[np.float64], used: NDArray[np.bool_], weight: NDArray[np.float64]) -> TwoWay:
    r"""Minimise :math:`\sum_{it} \omega_i u_{it} (y_{it} - \alpha_i - \gamma_t)^2`.

    Parameters
    ----------
    y : (..., N, T)
        Readings of one panel, or of several that miss the same cells; what lies outside ``used`` is ignored.
    used : (N, T)
        Cells to fit.
    weight : (N,)
        Weight of each unit.

    Notes
    -----
    Unit effects are eliminated, which leaves T equations for the period effects. They are singular (a
    constant may move between both effects, and parts that no cell connects stay apart), so the period
    effects of each connected part are made to add up to zero; the sum of both effects is unique there.
    """
    mask = used.astype(np.float64)
    known = np.where(used, y, 0.0)
    cells = np.maximum(mask.sum(axis=1), 1.0)
    mean = known.sum(axis=-1) / cells
    heavy = weight[:, None] * mask
    gram = np.diag(heavy.sum(axis=0)) - heavy.T @ (mask / cells[:, None])
    period = _shortest(gram, (heavy * (known - mean[..., None])).sum(axis=-2), connected_parts(used)[1])
    unit = mean - period @ mask.T / cells
    return TwoWay(np.where(used.any(axis=1), unit, np.nan), np.where(used.any(axis=0), period, np.nan))


def _shortest(
    gram: NDArray[np.float64], right: NDArray[np.float64], part: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Solutions (..., T) for right sides (..., T) whose sum is zero in every connected part of the periods.

    Constants on a part are what the equations leave open; adding their projection makes them definite.
    """
    together = part[:, None] == part
    scale = max(float(np.trace(gram)) / part.size, 1.0)
    definite = gram + together * (scale / together.sum(axis=1))
    return np.linalg.solve(definite, right.reshape(-1, part.size).T).T.reshape(right.shape)


def connected_parts(used: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the parts of a panel that its used cells (N, T) connect: (N,) for units, (T,) for periods."""
    units, periods = used.shape
    if _plainly_connected(used):
        return np.zeros(units, dtype=np.int64), np.zeros(periods, dtype=np.int64)
    unit, period = _lowest_reached(used)
    part = np.unique(np.concatenate([unit, period]), return_inverse=True)[1].astype(np.int64)
    return part[:units], part[units:]


def _lowest_reached(used: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lowest number that every unit (0 to N - 1) and period (from N on) is connected with, itself counted.

    Each round hands the lowest number on to all neighbours, so there are as many as the longest way between
    two readings: two or three in any panel that is not a chain.
    """
    units, periods = used.shape
    unit, period = np.arange(units), units + np.arange(periods)
    last = units + periods
    while True:
        lower = np.minimum(period, np.where(used, unit[:, None], last).min(axis=0, initial=last))
        reached = np.minimum(unit, np.where(used, lower, last).min(axis=1, initial=last))
        if np.array_equal(reached, unit) and np.array_equal(lower, period):
            return unit, period
        unit, period = reached, lower


def _plainly_connected(used: NDArray[np.bool_]) -> bool:
    """Tell whether one period has every unit and no period is empty, or the same the other way round."""
    by_unit, by_period = used.sum(axis=1), used.sum(axis=0)
    units, periods = used.shape
    if used.size == 0 or by_unit.min() == 0 or by_period.min() == 0:
        return False
    return bool(by_period.max() == units or by_unit.max() == periods)


def two_way_residuals(
    y: NDArray[np.float64], seen: NDArray[np.bool_], weight: NDArray[np.float64], *, levels: bool = False
) -> NDArray[np.float64]:
    """Residuals (..., N, T) of the additive model over the cells that were seen, zero in all others.

    A statistic that ignores unit and period constants sees missing cells as if the additive model had
    filled them in. With ``levels`` the effects of units, less their mean, stay in, in missing cells too.
    """
    if y.shape[-1] == 0:
        return np.zeros(y.shape)
    fit = _balanced(y, weight) if seen.all() else fit_two_way(y, seen, weight)
    unit, period = np.nan_to_num(fit.unit), np.nan_to_num(fit.period)
    residual = np.where(seen, y - unit[..., :, None] - period[..., None, :], 0.0)
    return residual + (unit - unit @ weight[:, None] / weight.sum())[..., None] if levels else residual


def _balanced(y: NDArray[np.float64], weight: NDArray[np.float64]) -> TwoWay:
    unit = y.mean(axis=-1)
    return TwoWay(unit, weight @ (y - unit[..., None]) / weight.sum())
