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
class _Peaked:
    """Two bounds and the likeliest value between them."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _check(self.low <= self.mode <= self.high, self.low, self.mode, self.high)

    def at(self, normal: Floats) -> Floats:
        """Return the quantile of each standard normal."""
        width = self.high - self.low
        if width == 0:
            return np.full_like(normal, self.low)
        return self.low + width * self._share(normal, (self.mode - self.low) / width)

    def _share(self, normal: Floats, peak: float) -> Floats:
        """Return how far from the lower bound to the upper the quantile lies; the peak lies at ``peak``."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Triangular(_Peaked):
    """Between two bounds, likeliest at one value, straight lines between."""

    def _share(self, normal: Floats, peak: float) -> Floats:
        r"""Return :math:`\sqrt{u p}` up to the peak, mirrored above."""
        u = ndtr(normal)
        return np.where(u < peak, np.sqrt(u * peak), 1 - np.sqrt((1 - u) * (1 - peak)))


@dataclass(frozen=True, slots=True)
class Pert(_Peaked):
    """Beta distribution between two bounds with mean ``(low + 4 mode + high) / 6`` (Malcolm et al. 1959)."""

    def _share(self, normal: Floats, peak: float) -> Floats:
        """Return the quantile of the beta distribution, from a table of its inverse."""
        return np.interp(normal, *_beta_table(1 + 4 * peak, 1 + 4 * (1 - peak)))


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
