"""The value of the firm at which a class is worth what was paid for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.terms.contingent_claim import Valuation

    Floats: TypeAlias = NDArray[np.float64]
    Excess: TypeAlias = Callable[[Floats], Floats]

_WIDEST = 10.0 ** np.arange(1, 13)
_CLOSE = 1e-12
_ROUNDS = 80


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Values of the firm at which the price is fair: one, or the lowest and highest where there are several.

    ``values`` (classes,) are what the classes are worth at the lowest.
    """

    firm: float
    highest: float
    values: Floats

    @property
    def unique(self) -> bool:
        """Whether one value only makes the price fair."""
        return self.highest == self.firm


def break_even(valuation: Valuation, newest: int, price: float, guess: float) -> BreakEven | None:
    """Find the values of the firm at which a class is worth its price.

    A class is worth nothing in a worthless firm and any amount in a firm of enough worth. In between its
    value need not rise everywhere: a class that a sale protects better than an IPO can lose by what makes an
    IPO likelier. So the range is scanned for every change of sign, and each is narrowed by sections that
    cannot lose it.

    Parameters
    ----------
    valuation : Valuation
    newest : int
        Place of the class whose price is known.
    price : float
        What was paid for the whole class, above 0.
    guess : float
        A value of the firm to start from, above 0, such as the headline.

    Returns
    -------
    BreakEven or None
        None where no value up to a trillion times the guess makes the price fair.
    """
    if not (price > 0 and guess > 0 and np.isfinite(price) and np.isfinite(guess)):
        raise ValueError("the price and the first guess must be above 0")

    def excess(firm: Floats) -> Floats:
        return valuation(firm)[:, newest] - price

    grid = _grid(excess, guess)
    if grid is None:
        return None
    above = excess(grid) >= 0
    turns = np.flatnonzero(above[1:] != above[:-1])
    firm = _narrowed(excess, float(grid[turns[0]]), float(grid[turns[0] + 1]))
    highest = firm
    if turns.size > 1:
        highest = _narrowed(excess, float(grid[turns[-1]]), float(grid[turns[-1] + 1]))
    return BreakEven(firm, highest, valuation(np.array([firm]))[0])


def _grid(excess: Excess, guess: float) -> Floats | None:
    """A grid over which the sign changes, wider the farther the answer lies from the guess."""
    for width in _WIDEST:
        ends = np.array([guess / width, guess * width])
        low, high = excess(ends)
        if low < 0 <= high:
            return np.geomspace(float(ends[0]), float(ends[1]), 16 * (1 + int(np.log10(width))) + 1)
    return None


def _narrowed(excess: Excess, low: float, high: float) -> float:
    """Narrow a bracket by false position; an end that stays twice counts half (Illinois), so both move."""
    at_low, at_high = (float(value) for value in excess(np.array([low, high])))
    middle, kept = low, 0
    for _ in range(_ROUNDS):
        before, middle = middle, float((low * at_high - high * at_low) / (at_high - at_low))
        at_middle = float(excess(np.array([middle]))[0])
        if at_middle == 0 or abs(middle - before) <= _CLOSE * middle:
            break
        if (at_middle > 0) == (at_high > 0):
            high, at_high = middle, at_middle
            at_low, kept = (at_low / 2 if kept == -1 else at_low), -1
        else:
            low, at_low = middle, at_middle
            at_high, kept = (at_high / 2 if kept == 1 else at_high), 1
    return middle
