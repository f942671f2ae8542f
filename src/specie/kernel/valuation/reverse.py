"""What must be true: the growth that makes the model return a price, at every margin and number of years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from specie.kernel.valuation.firm import YEARS, Business, Setting, business_plan, value_of
from specie.kernel.valuation.paths import growth_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specie.kernel.valuation.paths import Floats, Numbers

LEAST, MOST = -0.5, 4.0
"""Growth that is searched: from halving every year to fivefold every year."""
_STEPS = 48
_PASSES = 7
"""Each pass narrows the bracket 47-fold: 4.5 / 47**7 is below 1e-11, and the last step is a secant."""


class Surface(NamedTuple):
    """Growth needed at each margin (rows) and each number of years it is held (columns)."""

    growth: Floats
    """Shape (margins, years); nan where no growth in the searched range is enough."""
    year_ten: Floats
    """Revenue of the last explicit year that this takes, same shape, money."""


def solve_growth(value: Callable[[Floats], Floats], target: Numbers, shape: tuple[int, ...]) -> Floats:
    """Find the least growth at which a value reaches a target, for many cases at once.

    The value need not rise with growth everywhere (growth that earns less than its capital costs destroys
    value): the range is cut into steps, the first step on which the target is crossed from below is cut
    again, and so on; the last bracket is closed by a secant.

    Parameters
    ----------
    value : callable
        Takes growth of shape (steps, *shape) and returns values of that shape.
    target : array_like, broadcastable to ``shape``
        Values to reach.
    shape : tuple of int
        Shape of the cases.

    Returns
    -------
    ndarray, shape ``shape``
        Growth; nan where the target is not reached, or is exceeded already at the least growth searched.
    """
    goal = np.broadcast_to(np.asarray(target, dtype=np.float64), shape)
    low, high = np.full(shape, LEAST), np.full(shape, MOST)
    solved = np.ones(shape, dtype=np.bool_)
    ends = np.zeros((2, *shape))
    for _ in range(_PASSES):
        steps = np.linspace(low, high, _STEPS)
        gap = value(steps) - goal
        crossed = (gap[:-1] < 0) & (gap[1:] >= 0)
        solved &= crossed.any(axis=0)
        first = crossed.argmax(axis=0)[None]
        low, high = (np.take_along_axis(steps, first + i, axis=0)[0] for i in (0, 1))
        ends = np.concatenate([np.take_along_axis(gap, first + i, axis=0) for i in (0, 1)])
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = low - ends[0] * (high - low) / (ends[1] - ends[0])
    return np.where(solved, np.where(np.isfinite(inside), inside, high), np.nan)


def growth_needed(
    price: Numbers,
    business: Business,
    setting: Setting,
    margins: Sequence[float],
    held: Sequence[float],
    lag: int = 1,
) -> Surface:
    """Solve for the growth that supports a price at each margin and each number of years it is held.

    Parameters
    ----------
    price : array_like, broadcastable to (m, y)
        Price of all shares, money above 0.
    business, setting : Business, Setting
        Everything else, scalars; growth, margin and growth years of ``business`` are replaced.
    margins : sequence of float, length m
        Long-run operating margins.
    held : sequence of float, length y
        Years for which growth is held before it fades.
    lag : int
        Years by which capital leads sales.

    Returns
    -------
    Surface
        Shapes (m, y). Put back into the forward model, every growth returns the price.
    """
    m, h = np.meshgrid(np.asarray(margins, float), np.asarray(held, float), indexing="ij")

    def filled(growth: Floats) -> Business:
        flat = growth.reshape(-1)
        many = len(flat) // m.size
        return business._replace(
            growth=flat, margin=np.tile(m.ravel(), many), growth_years=np.tile(h.ravel(), many)
        )

    def value(growth: Floats) -> Floats:
        plan = business_plan(filled(growth), setting.terminal_growth, lag)
        return shortfall_free(value_of(plan, setting).operations, setting).reshape(growth.shape)

    growth = solve_growth(value, price, m.shape)
    sales = business_plan(filled(np.nan_to_num(growth)), setting.terminal_growth, lag).revenue[YEARS - 1]
    return Surface(growth, np.where(np.isnan(growth), np.nan, sales.reshape(m.shape)))


def shortfall_free(operations: Floats, setting: Setting) -> Floats:
    """Equity before the floor at zero, so that a solver sees which way to go.

    Parameters
    ----------
    operations : ndarray, shape (n,)
        Value of the operations, money.
    setting : Setting
        Cash, debt and minority.

    Returns
    -------
    ndarray, shape (n,)
        Money, may be negative.
    """
    return operations + setting.cash - setting.debt - setting.minority


def average_growth(growth: Numbers, held: Numbers, terminal: Numbers, years: int) -> Floats:
    """Compound growth a year over the first years of a path that is held and then fades.

    Parameters
    ----------
    growth, held, terminal : array_like, shape (n,) or scalar
        Growth while held, years held, growth after the explicit years.
    years : int
        Years to average over, from 1 to the explicit ones.

    Returns
    -------
    ndarray, shape (n,)
        Fraction a year.
    """
    path = growth_path(growth, held, terminal, YEARS)[:years]
    return np.multiply.reduce(1.0 + path, axis=0) ** (1.0 / years) - 1.0
