"""From the metric's unit to the scale on which units are compared, and back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOG_COUNTS = 20.0
"""Mean count from which the logarithm of a Poisson count has hardly any bias (half of 1 / mean)."""
BASE_COUNTS = 100.0
"""Counts in the common time before from which a unit's own mean is a steady base."""


class Comparison(StrEnum):
    """How readings are compared between units."""

    LEVEL = "level"
    SHARE = "share"
    LOG = "log"
    RATIO = "ratio to own mean before"


@dataclass(frozen=True, slots=True, eq=False)
class Scaling:
    """The comparison and, for a ratio, each unit's mean before anybody started (N,)."""

    comparison: Comparison
    base: Floats

    def forward(self, value: Floats) -> Floats:
        """(N, T) from the metric's unit."""
        if self.comparison is Comparison.LOG:
            with np.errstate(divide="ignore", invalid="ignore"):
                return np.where(value > 0, np.log(np.where(value > 0, value, 1.0)), np.nan)
        return value / self.base[:, None]

    def back(self, series: Floats) -> Floats:
        """(T,) from the scale of comparison, with the base of the first unit."""
        return np.exp(series) if self.comparison is Comparison.LOG else series * self.base[0]


def choose_scaling(scale: str, value: Floats, before: NDArray[np.bool_]) -> Scaling:
    """Choose how to compare: as declared, and for counts by how many there are.

    Counts are compared by logarithm where they are many and none is zero; else, where there is a time before
    anybody started with enough of them, as a ratio to the unit's own mean of that time, which has no bias at
    small counts; else as they are.

    Parameters
    ----------
    scale : str
        As declared: level, log, share or count.
    value : (N, T)
        Readings, NaN where unknown.
    before : (T,)
        Periods before anybody started.
    """
    one = np.ones(value.shape[0])
    if scale == "log":
        return Scaling(Comparison.LOG, one)
    if scale == "share":
        return Scaling(Comparison.SHARE, one)
    if scale != "count" or not np.isfinite(value).any():
        return Scaling(Comparison.LEVEL, one)
    if np.nanmin(value) > 0 and np.nanmean(value) >= LOG_COUNTS:
        return Scaling(Comparison.LOG, one)
    early = value[:, before]
    total, known = np.nansum(early, axis=1), np.isfinite(early).sum(axis=1)
    if early.size and (total >= BASE_COUNTS).all():
        return Scaling(Comparison.RATIO, total / known)
    return Scaling(Comparison.LEVEL, one)
