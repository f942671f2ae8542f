"""Roots of many falling functions at once, each between two ends where its sign differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STEPS, _EXACT = 60, 1e-13


def falling_root(excess: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Root of each row's falling function: the chord, with the end that stays put halved (Illinois).

    Parameters
    ----------
    excess : callable
        Maps (n,) to (n,), each row by itself; not below zero at ``low`` and not above it at ``high``.
    low, high : (n,)
        Ends.

    References
    ----------
    Dowell, M. and Jarratt, P. (1971). BIT Numerical Mathematics 11(2), 168-174.
    """
    above, below = excess(low), excess(high)
    last = np.zeros(low.shape)
    for _ in range(_STEPS):
        gap = above - below
        x = np.where(gap > 0, low + (high - low) * above / np.where(gap > 0, gap, 1.0), high)
        value = excess(x)
        side = np.where(value > 0, 1.0, -1.0)
        above = np.where(side > 0, value, np.where(last < 0, above / 2, above))
        below = np.where(side < 0, value, np.where(last > 0, below / 2, below))
        low, high, last = np.where(side > 0, x, low), np.where(side > 0, high, x), side
        if (np.abs(value) < _EXACT).all():
            return x
    return high
