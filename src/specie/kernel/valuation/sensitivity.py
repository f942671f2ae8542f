"""Which driver moves the value most: shares of its variance, read off the draws that were made anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from specie.kernel.valuation.paths import Floats


class Influence(NamedTuple):
    """What knowing one driver would settle."""

    share: float
    """First-order index: share of the variance that would go if the driver were known, at least 0."""
    low: float
    """Mean value where the driver is in its lowest tenth."""
    high: float
    """Mean value where the driver is in its highest tenth."""


def influence(driver: Floats, value: Floats, bins: int = 40) -> Influence:
    r"""First-order sensitivity index :math:`S = Var(E[Y|X]) / Var(Y)` from given draws.

    Draws are sorted by the driver and cut into bins of equal number; the variance of the bin means, less what
    chance alone puts there, estimates the variance of the conditional mean. With dependent drivers the index
    includes what a driver tells about the others, so the indices need not add up to one.

    Parameters
    ----------
    driver, value : ndarray, shape (n,)
        Draws of one driver and of the value.
    bins : int
        Bins, at most half the number of draws.

    Returns
    -------
    Influence
        Share and the means at both ends; a share of 0 where nothing varies.

    References
    ----------
    Saltelli, A., et al. (2008). Global Sensitivity Analysis: The Primer. Wiley. doi:10.1002/9780470725184
    Saltelli, A., et al. (2010). Computer Physics Communications 181(2). doi:10.1016/j.cpc.2009.09.018
    """
    order = np.argsort(driver, kind="stable")
    sorted_value = value[order]
    n, tenth = len(sorted_value), max(1, len(sorted_value) // 10)
    ends = float(sorted_value[:tenth].mean()), float(sorted_value[-tenth:].mean())
    bins = min(bins, n // 2)
    if bins < 2 or driver[order[0]] == driver[order[-1]]:
        return Influence(0.0, *ends)
    edges = np.linspace(0, n, bins + 1).astype(np.int64)
    counts = np.diff(edges)
    centred = sorted_value - sorted_value.mean()
    means = np.add.reduceat(centred, edges[:-1]) / counts
    total = float(centred @ centred)
    between = float(counts @ means**2)
    if total <= 0:
        return Influence(0.0, *ends)
    # Epsilon squared: bin means of pure noise vary too, by the variance within the bins.
    by_chance = (bins - 1) * (total - between) / (n - bins)
    return Influence(min(1.0, max(0.0, (between - by_chance) / total)), *ends)
