"""Roots of many rising functions at once: Newton's steps between two ends, halved where a step fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Curve: TypeAlias = Callable[[Floats], tuple[Floats, Floats]]

_STEPS, _DOUBLINGS = 200, 60
_EXACT = 1e-14


def rising_root(curve: Curve, low: Floats, high: Floats, start: Floats) -> Floats:
    """Root of each element's function, which is below zero left of it and above zero right of it.

    A Newton step is taken where it stays between the ends and is less than half the one before; elsewhere the
    interval is halved. So a bad slope, an overflow or a flat stretch costs time and never the answer.

    Parameters
    ----------
    curve : callable
        Maps (...) to the values and the slopes, each of shape (...), each element by itself. Values may be
        infinite but not NaN; slopes may be anything.
    low, high : (...)
        Ends with a value not above and not below zero.
    start : (...)
        First guess; moved between the ends.

    Returns
    -------
    (...) array
        Exact to 1e-14 of the argument, or as far as the rounding of the values allows.
    """
    at, last = np.clip(start, low, high), np.full(low.shape, np.inf)
    at, low, high = np.broadcast_arrays(at, low, high)
    for _ in range(_STEPS):
        with np.errstate(all="ignore"):
            value, slope = curve(at)
            step = value / slope
        low, high = np.where(value <= 0, at, low), np.where(value >= 0, at, high)
        newton = at - step
        # Steps as small as rounding must not send an element back to halving a wide interval.
        there = np.abs(step) <= _EXACT * (1 + np.abs(at))
        good = there | ((newton > low) & (newton < high) & (np.abs(step) < last / 2))
        new = np.where(good, newton, low + (high - low) / 2)
        last = np.abs(new - at)
        at = np.clip(new, low, high)
        if (there | (last <= _EXACT * (1 + np.abs(at)))).all():
            break
    return at


def bracket(curve: Curve, start: Floats, width: float = 1.0) -> tuple[Floats, Floats]:
    """Ends around a root of each element's rising function, by widening an interval twofold.

    Parameters
    ----------
    curve : callable
        As in :func:`rising_root`.
    start : (...)
        Anywhere.
    width : float
        Half the first interval.

    Returns
    -------
    low, high : (...) arrays
        Where a side has no change of sign after sixty doublings the end is as far as the search went.
    """
    low, high, reach = start - width, start + width, width
    for _ in range(_DOUBLINGS):
        with np.errstate(all="ignore"):
            short, long = curve(low)[0] > 0, curve(high)[0] < 0
        if not (short.any() or long.any()):
            break
        reach *= 2
        low, high = np.where(short, low - reach, low), np.where(long, high + reach, high)
    return low, high
