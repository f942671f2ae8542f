"""Distributions a driver may follow, each as its quantile at a standard normal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.special import betaincinv, ndtr

if TYPE_CHECKING:
    from specie.kernel.valuation.paths import Floats

_REACH = 6.0
_NODES = 2049
"""Nodes of the tabulated beta quantile, six standard deviations either way; error below 1e-5 of the range."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A driver that is known."""

    value: float

    def at(self, normal: Floats) -> Floats:
        """Return the value for every draw."""
        return np.full_like(normal, self.value)


@dataclass(frozen=True, slots=True)
class Uniform:
    """Anything between two bounds, none likelier: only the bounds are known."""

    low: float
    high: float

    def __post_init__(self) -> None:
        _check(self.low <= self.high, self.low, self.high)

    def at(self, normal: Floats) -> Floats:
        """Return the quantile of each standard normal."""
        return self.low + (self.high - self.low) * ndtr(normal)


@dataclass(frozen=True, slots=True)
class Triangular:
    """Between two bounds, likeliest at one value, straight lines between."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _check(self.low <= self.mode <= self.high, self.low, self.mode, self.high)

    def at(self, normal: Floats) -> Floats:
        r"""Return the quantile: :math:`a + \sqrt{u (b-a)(c-a)}` up to the mode, mirrored above."""
        width = self.high - self.low
        if width == 0:
            return np.full_like(normal, self.low)
        u, split = ndtr(normal), (self.mode - self.low) / width
        below = u < split
        reach = width * np.sqrt(np.where(below, u * split, (1 - u) * (1 - split)))
        return np.where(below, self.low + reach, self.high - reach)


@dataclass(frozen=True, slots=True)
class Pert:
    """Beta distribution between two bounds with mean ``(low + 4 mode + high) / 6`` (Malcolm et al. 1959)."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _check(self.low <= self.mode <= self.high, self.low, self.mode, self.high)

    def at(self, normal: Floats) -> Floats:
        """Return the quantile of each standard normal, from a table of the inverse beta function."""
        width = self.high - self.low
        if width == 0:
            return np.full_like(normal, self.low)
        z, share = _beta_table(
            1 + 4 * (self.mode - self.low) / width, 1 + 4 * (self.high - self.mode) / width
        )
        return self.low + width * np.interp(normal, z, share)


@dataclass(frozen=True, slots=True)
class Lognormal:
    """Above zero, with a given median and standard deviation of the logarithm."""

    median: float
    spread: float

    def __post_init__(self) -> None:
        _check(self.median > 0 and self.spread >= 0, self.median, self.spread)

    def at(self, normal: Floats) -> Floats:
        """Return the quantile of each standard normal."""
        return self.median * np.exp(self.spread * normal)


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A distribution known at some points only: straight lines between printed shares, no curve assumed.

    ``shares`` are the shares of cases below ``values``, rising from 0 to 1.
    """

    values: tuple[float, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        rising = all(np.diff(self.values) >= 0) and all(np.diff(self.shares) >= 0)
        whole = len(self.values) == len(self.shares) > 1 and self.shares[0] == 0 and self.shares[-1] == 1
        _check(rising and whole, *self.values, *self.shares)

    def at(self, normal: Floats) -> Floats:
        """Return the quantile of each standard normal."""
        return np.interp(ndtr(normal), self.shares, self.values)


Marginal: TypeAlias = Fixed | Uniform | Triangular | Pert | Lognormal | Tabulated


def middle(marginal: Marginal) -> float:
    """Return the median of a distribution.

    Parameters
    ----------
    marginal : Marginal
        Any of them.

    Returns
    -------
    float
        Its value at a standard normal of zero.
    """
    return float(marginal.at(np.zeros(1))[0])


@cache
def _beta_table(a: float, b: float) -> tuple[Floats, Floats]:
    z = np.linspace(-_REACH, _REACH, _NODES)
    return z, betaincinv(a, b, ndtr(z))


def _check(holds: bool, *numbers: float) -> None:
    if not holds or not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"not a distribution: {numbers}")
