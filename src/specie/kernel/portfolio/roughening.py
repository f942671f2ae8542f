r"""What the true effects are likely to be, without assuming a shape: smoothing by roughening.

The distribution of the true effects starts as the normal one that :func:`fit_spread` finds and is then made
rougher by a few steps of the EM algorithm towards the nonparametric maximum likelihood,

.. math:: g_{t+1}(u) = \frac{1}{m} \sum_i \frac{g_t(u)\,\phi_{\sigma_i}(Y_i - u)}
    {\sum_v g_t(v)\,\phi_{\sigma_i}(Y_i - v)}.

Stopped early it lies between a normal and a nonparametric prior: with portfolios that hold two camps, or a
few very good initiatives, linear shrinkage takes too much from the best, and the maximum likelihood itself
too little from everybody. The number of steps grows as twice the logarithm of the number of initiatives, so
that few of them cannot draw a shape of their own; that pace is ours and checked by simulation.

Laird, N. M. and Louis, T. A. (1991). Smoothing the non-parametric estimate of a prior distribution by
roughening: a computational study. Computational Statistics and Data Analysis 12(1), 27-37.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.portfolio.shrinkage import Spread

_POINTS = 401
_TAILS = 5.0


@dataclass(frozen=True, slots=True)
class Posterior:
    """For each of m initiatives the probability of each of G possible effects.

    ``grid`` is (G,), ``prior`` (G,) the distribution over all initiatives, ``mass`` (m, G).
    """

    grid: NDArray[np.float64]
    prior: NDArray[np.float64]
    mass: NDArray[np.float64]

    @property
    def mean(self) -> NDArray[np.float64]:
        """(m,) expected effect."""
        return self.mass @ self.grid

    @property
    def gain(self) -> NDArray[np.float64]:
        """(m,) expected effect above zero: E max(effect, 0)."""
        return self.mass @ np.maximum(self.grid, 0.0)

    @property
    def loss(self) -> NDArray[np.float64]:
        """(m,) expected effect below zero, as a positive number: E max(-effect, 0)."""
        return self.mass @ np.maximum(-self.grid, 0.0)

    def quantile(self, probability: float) -> NDArray[np.float64]:
        """(m,) effect that is not passed with this probability."""
        return self._quantiles(self.mass, probability)

    def typical_quantile(self, probability: float) -> float:
        """Effect that an initiative nobody has measured yet does not pass with this probability."""
        return float(self._quantiles(self.prior[None, :], probability)[0])

    @property
    def typical(self) -> float:
        """Expected effect of an initiative nobody has measured yet."""
        return float(self.prior @ self.grid)

    def _quantiles(self, mass: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
        below = np.cumsum(mass, axis=1) >= probability - 1e-12
        return self.grid[below.argmax(axis=1)]


def roughen(estimate: ArrayLike, error: ArrayLike, spread: Spread, steps: int | None = None) -> Posterior:
    """Fit the distribution of the true effects and apply it to each estimate.

    Parameters
    ----------
    estimate, error : array_like, shape (m,)
        Estimates and their standard errors, all above 0.
    spread : Spread
        Mean and second moment to start from.
    steps : int, optional
        Steps of roughening; twice the logarithm of m when None. 0 keeps the normal distribution.

    Returns
    -------
    Posterior
    """
    y, s = np.asarray(estimate, dtype=np.float64), np.asarray(error, dtype=np.float64)
    if y.size == 0 or y.shape != s.shape or not (s > 0).all():
        raise ValueError("need estimates, each with a standard error above 0")
    grid = _grid(y, spread)
    prior = _normal(grid, spread.mean, math.sqrt(spread.variance))
    prior /= prior.sum()
    likelihood = _normal(y[:, None], grid[None, :], s[:, None])
    for _ in range(_steps(y.size) if steps is None else steps):
        prior = _posterior(prior, likelihood).mean(axis=0)
    return Posterior(grid, prior, _posterior(prior, likelihood))


def _steps(m: int) -> int:
    return round(2 * math.log(m))


def _grid(y: NDArray[np.float64], spread: Spread) -> NDArray[np.float64]:
    reach = _TAILS * math.sqrt(spread.variance)
    low, high = min(float(y.min()), spread.mean - reach), max(float(y.max()), spread.mean + reach)
    return np.linspace(low, high, _POINTS)


def _normal(
    x: NDArray[np.float64], mean: NDArray[np.float64] | float, sd: NDArray[np.float64] | float
) -> NDArray[np.float64]:
    """Normal density up to its constant; narrow ones are held above zero so that no row is empty."""
    return np.exp(np.maximum(-0.5 * ((x - mean) / sd) ** 2, -700.0))


def _posterior(prior: NDArray[np.float64], likelihood: NDArray[np.float64]) -> NDArray[np.float64]:
    joint = prior * likelihood
    return joint / joint.sum(axis=1, keepdims=True)
