"""What the draws say: quantiles with their Monte Carlo error, invalid draws counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import ndtri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from specie.kernel.valuation.paths import Floats


class Quantile(NamedTuple):
    """One quantile of the draws and how far another seed would move it."""

    value: float
    low: float
    high: float
    """Order statistics between which the quantile of the model lies with 95 % probability."""

    @property
    def error(self) -> float:
        """Half the width of that interval."""
        return (self.high - self.low) / 2


def quantiles(draws: Floats, at: Sequence[float]) -> tuple[Quantile, ...]:
    r"""Quantiles with intervals that hold whatever the distribution: ranks :math:`nq \pm 1.96\sqrt{nq(1-q)}`.

    Parameters
    ----------
    draws : ndarray, shape (n,)
        At least one draw, all finite.
    at : sequence of float
        Probabilities between 0 and 1.

    Returns
    -------
    tuple of Quantile
        One per probability.

    References
    ----------
    David, H. A., & Nagaraja, H. N. (2003). Order Statistics, 3rd ed. Wiley, ch. 7.
    """
    ordered = np.sort(draws)
    n = len(ordered)
    q = np.asarray(at, dtype=np.float64)
    reach = ndtri(0.975) * np.sqrt(n * q * (1 - q))
    low = np.clip(np.floor(n * q - reach), 0, n - 1).astype(np.int64)
    high = np.clip(np.ceil(n * q + reach), 0, n - 1).astype(np.int64)
    values = np.quantile(ordered, q)
    return tuple(
        Quantile(float(v), float(min(v, ordered[i])), float(max(v, ordered[j])))
        for v, i, j in zip(values, low, high, strict=True)
    )


class Screened(NamedTuple):
    """Which draws count, and how many were set aside for which reason."""

    valid: NDArray[np.bool_]
    counts: tuple[tuple[str, int], ...]
    """Reason and number of draws, the commonest first; a draw may have several reasons."""

    @property
    def set_aside(self) -> int:
        """Number of draws that do not count."""
        return int(len(self.valid) - self.valid.sum())


def screen(broken: Mapping[str, NDArray[np.bool_]]) -> Screened:
    """Set aside the draws that break a constraint, and count them.

    Parameters
    ----------
    broken : mapping of str to ndarray of bool, shape (n,)
        By constraint, at least one.

    Returns
    -------
    Screened
        The rest, and the counts.
    """
    any_broken = np.logical_or.reduce([*broken.values()])
    counts = ((name, int(mask.sum())) for name, mask in broken.items())
    return Screened(~any_broken, tuple(sorted((c for c in counts if c[1]), key=lambda c: -c[1])))
