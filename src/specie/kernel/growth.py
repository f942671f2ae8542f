"""Ratios and growth between two dated figures of which only bounds may be known."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64] | np.float64
DAYS_PER_YEAR = 365.25


class Bounds(NamedTuple):
    """Least and greatest possible value; an open side is ``-inf`` or ``inf``."""

    low: Floats
    high: Floats


def bounds_of(value: ArrayLike, bound: str) -> Bounds:
    """Return what a stated non-negative figure leaves possible.

    Parameters
    ----------
    value : array_like, shape (...)
        The stated figure, at least 0.
    bound : {"=", ">=", "<="}
        Whether it is the value itself, a floor or a ceiling.

    Returns
    -------
    Bounds
        ``[value, value]``, ``[value, inf]`` or ``[0, value]``.
    """
    stated = np.asarray(value, dtype=np.float64)
    if not np.all(stated >= 0):
        raise ValueError("bounds are read off figures that cannot be negative")
    if bound not in ("=", ">=", "<="):
        raise ValueError(f"a bound is =, >= or <=, not {bound!r}")
    low = np.zeros_like(stated) if bound == "<=" else stated
    high = np.full_like(stated, np.inf) if bound == ">=" else stated
    return Bounds(low[()], high[()])


def divide_bounds(numerator: Bounds, denominator: Bounds) -> Bounds:
    r"""Divide two non-negative figures known only within bounds: a floor below is a ceiling on the ratio.

    For :math:`a \in [a_l, a_h] \subseteq [0, \infty]` and :math:`b \in [b_l, b_h] \subseteq [0, \infty]` the
    tightest enclosure is :math:`[a_l / b_h, a_h / b_l]`, with :math:`x / \infty = 0` for finite x and
    :math:`x / 0 = \infty` for x above 0. Where a limit is undetermined (:math:`0/0`, :math:`\infty/\infty`)
    that side is open: 0 below, infinity above.

    Parameters
    ----------
    numerator, denominator : Bounds, shape (...)
        Bounds of the two figures, at least 0.

    Returns
    -------
    Bounds
        Bounds of the ratio.

    References
    ----------
    Moore, R. E. (1966). Interval Analysis. Prentice-Hall, ch. 2.
    IEEE Std 1788-2015, Interval Arithmetic. doi:10.1109/IEEESTD.2015.7140721
    """
    top, bottom = _ordered(numerator), _ordered(denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = top.low / bottom.high, top.high / bottom.low
    low = np.where(np.isnan(low) | ((top.low == 0) & (bottom.high == 0)), 0.0, low)
    return Bounds(low[()], np.where(np.isnan(high), np.inf, high)[()])


def subtract_bounds(first: Bounds, second: Bounds) -> Bounds:
    r"""Subtract a figure known within bounds from another: :math:`[a_l - b_h, a_h - b_l]`.

    Parameters
    ----------
    first, second : Bounds, shape (...)
        Bounds of the two figures, of either sign; a side where infinity meets infinity stays open.

    Returns
    -------
    Bounds
        Bounds of ``first - second``.

    References
    ----------
    Moore, R. E. (1966). Interval Analysis. Prentice-Hall, ch. 2.
    """
    a, b = (Bounds(np.asarray(x.low, float), np.asarray(x.high, float)) for x in (first, second))
    if not np.all((a.low <= a.high) & (b.low <= b.high)):
        raise ValueError("need low <= high")
    with np.errstate(invalid="ignore"):
        low, high = a.low - b.high, a.high - b.low
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    return Bounds(low[()], high[()])


def years_between(
    first_start: ArrayLike, first_end: ArrayLike, last_start: ArrayLike, last_end: ArrayLike
) -> Bounds:
    """Return the years between two events of which each is known to lie within a span of days.

    Parameters
    ----------
    first_start, first_end, last_start, last_end : array_like of datetime64[D], shape (...)
        First and last day each event may have happened on; equal where the day is known.

    Returns
    -------
    Bounds
        Least and greatest distance in years of 365.25 days; the least may be 0 or negative.
    """
    a, b, c, d = (
        np.asarray(x, dtype="datetime64[D]") for x in (first_start, first_end, last_start, last_end)
    )
    day = np.timedelta64(1, "D")
    return Bounds((c - b) / day / DAYS_PER_YEAR, (d - a) / day / DAYS_PER_YEAR)


def annualised(ratio: Bounds, years: Bounds) -> Bounds:
    r"""Return the compound growth rate a year: :math:`g = r^{1/t} - 1`.

    :math:`g` rises with the ratio; with the time it falls where the ratio is above 1 and rises where it is
    below. So the least rate is at the least ratio, over the longest time if that ratio is above 1, else over
    the shortest; the greatest rate the other way round.

    Parameters
    ----------
    ratio : Bounds, shape (...)
        Last figure over first figure, at least 0.
    years : Bounds, shape (...)
        Time between them. Where it may be 0 or less that side is open: ``inf`` above, -1 below.

    Returns
    -------
    Bounds
        Rates as fractions a year, at least -1.
    """
    ratio, shortest = _ordered(ratio), np.asarray(years.low, dtype=np.float64)
    longest = np.asarray(years.high, dtype=np.float64)
    if not np.all((shortest <= longest) & (longest > 0)):
        raise ValueError("the later figure must be able to be later")
    low = _rate(ratio.low, np.where(ratio.low >= 1, longest, shortest))
    high = _rate(ratio.high, np.where(ratio.high >= 1, shortest, longest))
    return Bounds(low, high)


def cagr(first: ArrayLike, last: ArrayLike, years: ArrayLike) -> Floats:
    """Return the compound annual growth rate between two known figures.

    Parameters
    ----------
    first, last : array_like, shape (...)
        Figures, above 0.
    years : array_like, shape (...)
        Time between them, above 0.

    Returns
    -------
    ndarray, shape (...)
        ``(last / first) ** (1 / years) - 1``, a fraction a year.
    """
    a, b, t = (np.asarray(x, dtype=np.float64) for x in (first, last, years))
    if not np.all((a > 0) & (b > 0) & (t > 0)):
        raise ValueError("growth needs figures and a time above zero")
    return np.power(b / a, 1 / t) - 1


def _rate(ratio: Floats, years: Floats) -> Floats:
    """Rate at one corner; no time at all multiplies any change without limit."""
    with np.errstate(divide="ignore", over="ignore"):
        grown = np.power(ratio, np.where(years > 0, 1 / np.where(years > 0, years, 1.0), np.inf))
    return grown - 1


def _ordered(figure: Bounds) -> Bounds:
    low, high = np.asarray(figure.low, dtype=np.float64), np.asarray(figure.high, dtype=np.float64)
    if not np.all((low >= 0) & (low <= high)):
        raise ValueError("need 0 <= low <= high")
    return Bounds(low, high)
