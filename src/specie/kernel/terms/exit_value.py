r"""Where the value of the firm stands at its exit, as discounted partial moments in closed form.

The value follows a geometric Brownian motion with the risk-free rate as its drift, :math:`x_t = x_0 e^{y_t}`
with :math:`y_t \sim N(\mu t, \sigma^2 t)` and :math:`\mu = r - \sigma^2 / 2`. Valuing a payoff that is linear
in :math:`x` and weighted by a probability that is linear in :math:`\ln x` takes the four partial moments

.. math:: M_{kq}(x) = E[e^{-r T} x_T^k (\ln x_T)^q\, 1\{x_T \le x\}], \qquad k, q \in \{0, 1\}.

At a fixed time they follow from the normal distribution; at an exponential time the discounted density of
:math:`y_T` is an asymmetric Laplace density (a double exponential), and they are sums of exponentials.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np
from scipy.special import ndtr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

_FAR = 1e6
"""Logarithms of 0 and of infinity: so far out that nothing is left, and still finite."""


class ExitValue(Protocol):
    """A distribution of the value at exit."""

    def moments(self, start: Floats, at: Floats) -> Floats:
        """Return :math:`M_{00}, M_{10}, M_{01}, M_{11}` below each value of ``at``.

        Parameters
        ----------
        start : ndarray, shape (starts,)
            Values today, above 0.
        at : ndarray, shape (values,)
            Exit values from 0; ``inf`` is allowed.

        Returns
        -------
        ndarray, shape (4, starts, values)
        """
        ...

    def draw(self, rng: np.random.Generator, paths: int) -> tuple[Floats, Floats]:
        """Return times (years) and gross returns of ``paths`` exits, in antithetic pairs."""
        ...


@dataclass(frozen=True, slots=True)
class AtExponentialTime:
    r"""Exit after an exponential time of the given mean.

    With :math:`\lambda = 1 / mean` the roots :math:`\beta_- < -1 < 0 < \beta_+` of
    :math:`\tfrac12 \sigma^2 \beta^2 - \mu \beta = \lambda + r` are the exponents of the discounted density of
    :math:`y_T`: :math:`A e^{\beta_+ y}` below 0 and :math:`A e^{\beta_- y}` above, with
    :math:`A = \lambda / \sqrt{\mu^2 + 2 \sigma^2 (\lambda + r)}`.

    References
    ----------
    Borodin, A. N., Salminen, P. (2002). Handbook of Brownian Motion, part II.1, no. 1.0.5. Birkhaeuser.
    """

    volatility: float
    rate: float
    mean: float

    def __post_init__(self) -> None:
        _check(self.volatility, self.rate, self.mean)

    def moments(self, start: Floats, at: Floats) -> Floats:
        """Return the four partial moments; see :class:`ExitValue`."""
        y = _log_ratio(start, at)
        variance, drift, speed = self.volatility**2, self.rate - self.volatility**2 / 2, 1 / self.mean
        root = math.sqrt(drift**2 + 2 * variance * (speed + self.rate))
        weight, below, above = speed / root, (drift + root) / variance, (drift - root) / variance
        plain = _two_sided(y, weight, below, above)
        tilted = _two_sided(y, weight, below + 1, above + 1)
        return _unscaled(start, plain, tilted)

    def draw(self, rng: np.random.Generator, paths: int) -> tuple[Floats, Floats]:
        """Return exponential times and the gross returns over them, antithetic in both."""
        half = (paths + 1) // 2
        uniform, normal = rng.random(half).clip(1e-16, 1 - 1e-16), rng.standard_normal(half)
        time = -self.mean * np.log(np.concatenate([uniform, 1 - uniform]))
        return time, _grown(self.volatility, self.rate, time, np.concatenate([normal, -normal]))


@dataclass(frozen=True, slots=True)
class AtFixedTime:
    """Exit after ``years``: the value is lognormal.

    References
    ----------
    Black, F., Scholes, M. (1973). The pricing of options and corporate liabilities. Journal of Political
    Economy 81(3), 637-654. doi:10.1086/260062
    """

    volatility: float
    rate: float
    years: float

    def __post_init__(self) -> None:
        _check(self.volatility, self.rate, self.years)

    def moments(self, start: Floats, at: Floats) -> Floats:
        """Return the four partial moments; see :class:`ExitValue`."""
        return lognormal_moments(start, at, self.volatility, self.rate, np.array(self.years))

    def draw(self, rng: np.random.Generator, paths: int) -> tuple[Floats, Floats]:
        """Return the fixed time and the gross returns over it, in antithetic pairs."""
        normal = rng.standard_normal((paths + 1) // 2)
        time = np.full(2 * normal.size, self.years)
        return time, _grown(self.volatility, self.rate, time, np.concatenate([normal, -normal]))


def lognormal_moments(start: Floats, at: Floats, volatility: float, rate: float, years: Floats) -> Floats:
    """Return the four partial moments of lognormal values; see :class:`ExitValue`.

    Parameters
    ----------
    start : ndarray, shape (starts,)
    at : ndarray, shape (values,)
    volatility, rate : float
    years : ndarray, shape (values,) or ()
        The exit time that belongs to each value of ``at``, above 0.

    Returns
    -------
    ndarray, shape (4, starts, values)
    """
    y = _log_ratio(start, at)
    variance, discount = volatility**2 * years, np.exp(-rate * years)
    drift = rate * years - variance / 2
    plain, tilted = _normal(y, drift, variance), _normal(y, drift + variance, variance)
    return _unscaled(start, (discount * plain[0], discount * plain[1]), tilted)


def _check(volatility: float, rate: float, years: float) -> None:
    if not (volatility > 0 and years > 0 and rate >= 0 and math.isfinite(volatility + rate + years)):
        raise ValueError("volatility and time must be above 0, the rate at least 0")


def _log_ratio(start: Floats, at: Floats) -> Floats:
    if not np.all((start > 0) & np.isfinite(start)):
        raise ValueError("the value today must be above 0")
    with np.errstate(divide="ignore"):
        logs = np.log(at).clip(-_FAR, _FAR)
    return logs - np.log(start)[:, None]


def _two_sided(y: Floats, weight: float, below: float, above: float) -> tuple[Floats, Floats]:
    """Integrals of the two-sided exponential up to y, of 1 and of y; ``below`` > 0 > ``above``."""
    left, right = np.minimum(y, 0.0), np.maximum(y, 0.0)
    rise, fall = np.exp(below * left), np.exp(above * right)
    low, high = rise * (weight / below), (fall - 1) * (weight / above)
    mean = low * (left - 1 / below) - high / above + (weight / above) * right * fall
    return low + high, mean


def _normal(y: Floats, mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Integrals of a normal density up to y, of 1 and of y."""
    spread = np.sqrt(variance)
    z = (y - mean) / spread
    mass = ndtr(z)
    return mass, mean * mass - spread / math.sqrt(2 * math.pi) * np.exp(-z * z / 2)


def _unscaled(start: Floats, plain: tuple[Floats, Floats], tilted: tuple[Floats, Floats]) -> Floats:
    """From moments of y to moments of x and ln x = ln start + y."""
    log_start, scale = np.log(start)[:, None], start[:, None]
    moments = np.empty((4, *plain[0].shape))
    moments[0] = plain[0]
    moments[1] = scale * tilted[0]
    moments[2] = log_start * plain[0] + plain[1]
    moments[3] = scale * (log_start * tilted[0] + tilted[1])
    return moments


def _grown(volatility: float, rate: float, time: Floats, normal: Floats) -> Floats:
    return np.exp((rate - volatility**2 / 2) * time + volatility * np.sqrt(time) * normal)
