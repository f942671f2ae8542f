r"""One step of a supplier's price in a year: up, down or none, as often and as far as recorded steps went.

Steps up and steps down each have a law through their 10th, 50th and 90th percentile, straight in the log of
the ratio and continued straight to both ends. Which one a year brings follows the counts of the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_AT = (0.0, 0.1, 0.5, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Steps:
    """Recorded steps; ratios of new to old price at the 10th, 50th and 90th percentile.

    ``up`` and ``down`` are counts of steps, ``flat`` of changes that left the price as it was.
    """

    rise: tuple[float, float, float]
    cut: tuple[float, float, float]
    up: float
    down: float
    flat: float

    def __post_init__(self) -> None:
        """Refuse rises below 1, cuts above 1 and percentiles out of order."""
        if not 1 <= self.rise[0] <= self.rise[1] <= self.rise[2]:
            raise ValueError("a rise is a ratio of at least 1, percentiles in order")
        if not 0 < self.cut[0] <= self.cut[1] <= self.cut[2] <= 1:
            raise ValueError("a cut is a ratio above 0 and of at most 1, percentiles in order")
        if min(self.up, self.down, self.flat) < 0 or not self.up + self.down + self.flat > 0:
            raise ValueError("counts are at least 0, and one is needed")


def price_ratio(of: Steps, chance: ArrayLike) -> Floats:
    """Return the ratio of new to old price at a chance: cuts first, then none, then rises.

    Parameters
    ----------
    of : Steps
    chance : array_like, shape (...)
        Uniform draws; high is dear.
    """
    u = np.asarray(chance, dtype=np.float64)
    total = of.up + of.down + of.flat
    down, up = of.down / total, 1 - of.up / total
    cut = np.minimum(_law(of.cut, u / down), 1.0) if down else np.ones_like(u)
    rise = np.maximum(_law(of.rise, (u - up) / (1 - up)), 1.0) if up < 1 else np.ones_like(u)
    return np.where(u < down, cut, np.where(u > up, rise, 1.0))


def _law(percentiles: tuple[float, float, float], chance: Floats) -> Floats:
    low, middle, high = np.log(percentiles)
    ends = (low - (middle - low) / 4, low, middle, high, high + (high - middle) / 4)
    return np.exp(np.interp(chance, _AT, ends))
