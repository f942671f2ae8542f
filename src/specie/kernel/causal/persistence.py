"""How a unit's errors hang together in time, learnt where nobody is treated yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

RHO = np.append(np.arange(0.0, 0.96, 0.05), 0.975)
SPREAD = np.array([0.0, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 64.0])
SHORTEST = 4
"""Fewer periods than this tell nothing about persistence."""


@dataclass(frozen=True, slots=True)
class Persistence:
    """First-order autocorrelation of errors, and variance of unit levels as a multiple of that of errors."""

    rho: float
    spread: float

    def covariance(self, periods: int, *, levels: bool = False) -> Floats:
        """Covariance (T, T) of one unit's errors, with ``levels`` that of its level added."""
        column = np.arange(periods)
        errors = self.rho ** np.abs(column[:, None] - column[None, :]).astype(np.float64)
        return errors + self.spread if levels else errors


def fit_persistence(readings: Floats) -> Persistence:
    r"""Fit :math:`r_{it} = u_i + e_{it}`, with e autoregressive of order one, to readings without treatment.

    Maximum likelihood over a grid, in closed form from the matrix of cross products: the precision of an
    autoregressive process is tridiagonal, and the level of a unit adds a matrix of ones. The autocorrelation
    is fitted by restricted likelihood, in which levels drop out, so that few periods do not bias it.

    Parameters
    ----------
    readings : (M, P)
        Readings less period means of M carriers in P periods, zero where missing.

    References
    ----------
    Hamilton (1994), Time Series Analysis, section 5.2; Patterson and Thompson (1971), Biometrika 58, 545-554.
    """
    carriers, periods = readings.shape
    if periods < SHORTEST or carriers < 3 or not readings.any():
        return Persistence(0.0, float(SPREAD[-1]))
    cross = readings.T @ readings / (carriers - 1)
    log_size, ones, within, level = _quadratics(cross, RHO)
    least = np.finfo(np.float64).tiny
    restricted = log_size + np.log(ones) + (periods - 1) * np.log(np.maximum(within - level / ones, least))
    best = int(np.argmin(restricted))
    shrunk = within[best] - SPREAD / (1 + SPREAD * ones[best]) * level[best]
    full = np.log1p(SPREAD * ones[best]) + periods * np.log(np.maximum(shrunk, least))
    return Persistence(float(RHO[best]), float(SPREAD[np.argmin(full)]))


def _quadratics(cross: Floats, rho: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    r"""Return :math:`\log|R|, 1'R^{-1}1, \mathrm{tr}(R^{-1}S), 1'R^{-1}SR^{-1}1` for each value."""
    periods = cross.shape[0]
    diagonal, ends = np.trace(cross), cross[0, 0] + cross[-1, -1]
    beside = np.trace(cross, offset=1)
    log_size = (periods - 1) * np.log1p(-(rho**2))
    within = (diagonal + rho**2 * (diagonal - ends) - 2 * rho * beside) / (1 - rho**2)
    inner = np.where(np.isin(np.arange(periods), (0, periods - 1)), 1.0, 1.0 - rho[:, None])
    share = inner / (1 + rho[:, None])
    return log_size, share.sum(axis=1), within, np.einsum("ks,st,kt->k", share, cross, share)
