"""Intervals of sums whose parts each have an interval of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


class Total(NamedTuple):
    """A sum and its interval."""

    point: float
    low: float
    high: float


def total(point: ArrayLike, low: ArrayLike, high: ArrayLike) -> Total:
    r"""Add independent estimates and recover the interval of their sum from the intervals of the parts.

    .. math:: L = \sum \hat\theta_i - \sqrt{\sum (\hat\theta_i - l_i)^2}, \qquad
        U = \sum \hat\theta_i + \sqrt{\sum (u_i - \hat\theta_i)^2}

    For normal estimates this is the usual interval of the sum; the two sides are kept apart, so parts whose
    intervals are lopsided give a lopsided sum. The level is that of the parts.

    Parameters
    ----------
    point, low, high : array_like, shape (n,)
        Estimates with their intervals, all at the same level; n may be 0.

    References
    ----------
    Zou, G. Y. and Donner, A. (2008). Statistics in Medicine 27(10), 1693-1702. doi:10.1002/sim.3095
    """
    p, a, b = (np.asarray(part, dtype=np.float64) for part in (point, low, high))
    if not (p.shape == a.shape == b.shape) or not ((a <= p) & (p <= b)).all():
        raise ValueError("every estimate needs an interval that holds it")
    middle = float(p.sum())
    return Total(middle, middle - float(np.hypot.reduce(p - a)), middle + float(np.hypot.reduce(b - p)))
