"""Unit and period effects by least squares, with missing cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class TwoWay:
    """Additive fit ``y[i, t] = unit[i] + period[t]``; where nothing is observed an effect is NaN."""

    unit: NDArray[np.float64]
    period: NDArray[np.float64]

    @property
    def fitted(self) -> NDArray[np.float64]:
        """(N, T) the sum of both effects."""
        return self.unit[:, None] + self.period[None, :]


def fit_two_way(y: NDArray[np.float64], used: NDArray[np.bool_], weight: NDArray[np.float64]) -> TwoWay:
    r"""Minimise :math:`\sum_{it} \omega_i u_{it} (y_{it} - \alpha_i - \gamma_t)^2`.

    Parameters
    ----------
    y : (N, T)
        Readings; what lies outside ``used`` is ignored.
    used : (N, T)
        Cells to fit.
    weight : (N,)
        Weight of each unit.

    Notes
    -----
    Unit effects are eliminated, which leaves T equations for the period effects. They are singular (a
    constant may move between both effects, and parts that no cell connects stay apart), so the shortest
    solution is taken; within a connected part the sum of both effects is unique.
    """
    mask = used.astype(np.float64)
    known = np.where(used, y, 0.0)
    cells = np.maximum(mask.sum(axis=1), 1.0)
    mean = known.sum(axis=1) / cells
    heavy = weight[:, None] * mask
    gram = np.diag(heavy.sum(axis=0)) - heavy.T @ (mask / cells[:, None])
    period = _shortest(gram, (heavy * (known - mean[:, None])).sum(axis=0))
    unit = mean - mask @ period / cells
    return TwoWay(np.where(used.any(axis=1), unit, np.nan), np.where(used.any(axis=0), period, np.nan))


def _shortest(gram: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.linalg.lstsq(gram, right, rcond=1e-11)[0], dtype=np.float64)


def two_way_residuals(
    y: NDArray[np.float64], seen: NDArray[np.bool_], weight: NDArray[np.float64], *, levels: bool = False
) -> NDArray[np.float64]:
    """Residuals (N, T) of the additive model over the cells that were seen, zero in all others.

    A statistic that ignores unit and period constants sees missing cells as if the additive model had
    filled them in. With ``levels`` the effects of units, less their mean, stay in, in missing cells too.
    """
    if y.shape[1] == 0:
        return np.zeros(y.shape)
    fit = _balanced(y, weight) if seen.all() else fit_two_way(y, seen, weight)
    unit, period = np.nan_to_num(fit.unit), np.nan_to_num(fit.period)
    residual = np.where(seen, np.nan_to_num(y) - unit[:, None] - period, 0.0)
    return residual + (unit - weight @ unit / weight.sum())[:, None] if levels else residual


def _balanced(y: NDArray[np.float64], weight: NDArray[np.float64]) -> TwoWay:
    unit = y.mean(axis=1)
    return TwoWay(unit, weight @ (y - unit[:, None]) / weight.sum())
