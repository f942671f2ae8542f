"""How likely an exit is an IPO, by the value of the firm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

Tail: TypeAlias = Literal["clamped", "continued", "certain"]
"""Beyond the last knot: the last probability, the last slope up to 1, or 1 at once."""


@dataclass(frozen=True, slots=True)
class IpoChance:
    """Probability of an IPO, linear in the logarithm of the exit value between knots.

    Parameters
    ----------
    at : ndarray, shape (knots,)
        Exit values, above 0, rising.
    chance : ndarray, shape (knots,)
        Probabilities there; below the first knot the first holds.
    """

    at: Floats
    chance: Floats

    def __post_init__(self) -> None:
        rising = np.all(np.diff(self.at) >= 0) and np.all(self.at > 0)
        if self.at.shape != self.chance.shape or not rising:
            raise ValueError("knots are values above 0 in rising order, each with its probability")
        if not np.all((self.chance >= 0) & (self.chance <= 1)):
            raise ValueError("a probability lies between 0 and 1")

    def __call__(self, exit_value: ArrayLike) -> Floats:
        """Return probabilities of the shape of ``exit_value``."""
        x = np.asarray(exit_value, dtype=np.float64)
        level, slope = self.lines(x)
        return level + slope * np.log(np.where(x > 0, x, 1.0))

    def lines(self, exit_value: Floats) -> tuple[Floats, Floats]:
        """Return ``c`` and ``d`` of ``p = c + d ln x`` for the piece each exit value lies on."""
        logs = np.log(self.at)
        widths = np.diff(logs)
        steps = np.divide(np.diff(self.chance), widths, out=np.zeros_like(widths), where=widths > 0)
        slope = np.concatenate([[0.0], steps, [0.0]])
        level = np.concatenate([self.chance[:1], self.chance[:-1] - steps * logs[:-1], self.chance[-1:]])
        piece = np.searchsorted(self.at, exit_value, side="right")
        return level[piece], slope[piece]


NEVER = IpoChance(np.array([1.0]), np.array([0.0]))
"""Every exit is a sale, as the option-pricing method has it."""


def published_chance(tail: Tail = "clamped", unit: float = 1.0) -> IpoChance:
    """Return the probability of an IPO of Gornall and Strebulaev: 0 at $32m, 0.65 at $1bn, 0.85 at $100bn.

    The two published codes differ beyond $100bn: the authors' goes on rising at the same rate until it is 1
    (at $3.2tn), the independent replication sets it to 1 at once. ``clamped`` keeps 0.85.

    Parameters
    ----------
    tail : {"clamped", "continued", "certain"}
    unit : float
        Dollars in one unit of the exit value, such as 1e6 where values are in millions.

    References
    ----------
    Gornall, W., Strebulaev, I. A. (2020). Squaring venture capital valuations with reality. Journal of
    Financial Economics 135(1), 120-143. doi:10.1016/j.jfineco.2018.04.015
    Their code: https://github.com/wgornall/Squaring_Venture_Capital_Valuations_With_Reality
    """
    at, chance = [32e6, 1e9, 1e11], [0.0, 0.65, 0.85]
    if tail == "continued":
        at, chance = [*at, 10**12.5], [*chance, 1.0]
    elif tail == "certain":
        at, chance = [*at, 1e11], [*chance, 1.0]
    return IpoChance(np.array(at) / unit, np.array(chance))
