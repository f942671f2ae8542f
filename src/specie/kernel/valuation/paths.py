"""Paths of the drivers over the years: growth that fades, margins that converge, rates that settle."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = Floats | np.float64 | float
"""One number for all draws, or one for each."""


def growth_path(growth: Numbers, held: Numbers, terminal: Numbers, years: int) -> Floats:
    r"""Hold a growth rate, then let it fade in a straight line to the terminal rate.

    :math:`g_t = g + (g_\infty - g)\,\min(1, \max(0, (t - h) / (T - h)))`; a rate held to the end does not
    fade within the explicit years.

    Parameters
    ----------
    growth : array_like, shape (n,) or scalar
        Growth a year while it is held, a fraction above -1.
    held : array_like, shape (n,) or scalar
        Years h for which it is held, at least 0.
    terminal : array_like, shape (n,) or scalar
        Growth a year after the last explicit year, a fraction.
    years : int
        Explicit years T.

    Returns
    -------
    ndarray, shape (years, n)
        Growth of each year, fractions.

    References
    ----------
    Damodaran, A. (2012). Investment Valuation, 3rd ed. Wiley, ch. 12.
    """
    high, hold, low = _rows(growth), _rows(held), _rows(terminal)
    return high + (low - high) * _faded(hold, years)


def margin_path(start: Numbers, target: Numbers, reached: Numbers, years: int) -> Floats:
    r"""Move a margin in a straight line from today's to its target: :math:`m_t = m^* - (m^* - m_0)(N-t)^+/N`.

    Parameters
    ----------
    start, target : array_like, shape (n,) or scalar
        Operating margin today and in the long run, fractions of revenue; either may be negative.
    reached : array_like, shape (n,) or scalar
        Years N until the target is reached, above 0.
    years : int
        Explicit years.

    Returns
    -------
    ndarray, shape (years, n)
        Operating margin of each year.
    """
    goal, span = _rows(target), _rows(reached)
    return goal - (goal - _rows(start)) * np.maximum(0.0, 1.0 - _year_numbers(years) / span)


def scaled_margins(margin: Floats, target: Numbers, revenue: Floats, effect: Numbers) -> Floats:
    r"""Let costs that do not grow with sales weigh less as sales grow.

    What a margin lacks to its target shrinks with scale: :math:`m^* - m_t` becomes
    :math:`(m^* - m_t)\,(R_0 / R_t)^\kappa`. With :math:`\kappa = 0` time alone brings a firm to its target,
    with 1 the excess costs of today stay what they are in money. A margin at or above its target is left
    alone.

    Parameters
    ----------
    margin : ndarray, shape (years, n)
        Margins that converge with time.
    target : array_like, shape (n,) or scalar
        Margin in the long run.
    revenue : ndarray, shape (1 + years or more, n)
        Revenue from year 0, above 0.
    effect : array_like, shape (n,) or scalar
        Scale effect, at least 0.

    Returns
    -------
    ndarray, shape (years, n)
        Margins.
    """
    power = np.asarray(effect, dtype=np.float64)
    if not power.any():
        return margin
    lacking = _rows(target) - margin
    weight = np.exp(-_rows(power) * np.log(revenue[1 : 1 + len(margin)] / revenue[0]))
    return margin + np.maximum(lacking, 0.0) * (1.0 - weight)


def settling_path(start: Numbers, stable: Numbers, years: int) -> Floats:
    """Keep a rate for half of the explicit years, then move it in a straight line to its stable level.

    Parameters
    ----------
    start, stable : array_like, shape (n,) or scalar
        Rate now and after the last explicit year (cost of capital, tax rate), fractions.
    years : int
        Explicit years.

    Returns
    -------
    ndarray, shape (years, n)
        Rate of each year.
    """
    first = _rows(start)
    return first + (_rows(stable) - first) * _faded(np.full((1, 1), years / 2), years)


def revenue_path(revenue: Numbers, growth: Floats, terminal: Numbers, beyond: int) -> Floats:
    """Compound revenue from today, and some years beyond the last explicit one at the terminal rate.

    Parameters
    ----------
    revenue : array_like, shape (n,) or scalar
        Revenue of year 0, money.
    growth : ndarray, shape (years, n)
        Growth of each explicit year.
    terminal : array_like, shape (n,) or scalar
        Growth beyond.
    beyond : int
        Years beyond, at least 0.

    Returns
    -------
    ndarray, shape (1 + years + beyond, n)
        Revenue of year 0, 1, ..., money.
    """
    width = np.broadcast_shapes(growth.shape[1:], np.shape(revenue), np.shape(terminal))
    steps = np.empty((1 + len(growth) + beyond, *width))
    steps[0] = revenue
    steps[1 : 1 + len(growth)] = 1.0 + growth
    steps[1 + len(growth) :] = 1.0 + np.asarray(terminal, dtype=np.float64)
    return np.multiply.accumulate(steps, axis=0, out=steps)


def _faded(hold: Floats, years: int) -> Floats:
    """Share of the way to the terminal rate that each year has gone."""
    left = np.where(hold < years, years - hold, np.inf)
    return np.clip((_year_numbers(years) - hold) / left, 0.0, 1.0)


def _year_numbers(years: int) -> Floats:
    return np.arange(1.0, years + 1.0)[:, None]


def _rows(values: Numbers) -> Floats:
    """One row of values, so that years run down and draws run across."""
    return np.atleast_1d(np.asarray(values, dtype=np.float64))[None, :]
