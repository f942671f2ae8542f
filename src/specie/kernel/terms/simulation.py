"""The same values by simulation: the check on the closed form, with its error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.terms.exit_payoff import exit_payoff

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.terms.exit_value import ExitValue
    from specie.kernel.terms.ipo_chance import IpoChance
    from specie.kernel.terms.share_classes import ShareClasses

    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Simulated:
    """Mean and standard error of the discounted payoff of each class, shape (classes,)."""

    values: Floats
    errors: Floats
    paths: int


def simulated(
    classes: ShareClasses,
    chance: IpoChance,
    exit_value: ExitValue,
    firm: float,
    *,
    rate: float,
    paths: int,
    rng: np.random.Generator,
) -> Simulated:
    """Value classes of shares by drawing exits in antithetic pairs.

    Payoffs are read off the waterfall at every drawn value, the kind of exit is averaged by its probability.
    Exit values after an exponential time have so heavy a tail that their variance may be infinite; far out
    every class has converted, so what is drawn is the difference between the payoff and the class's part of
    the whole, which is bounded, and the part itself is known to be worth that part of the firm. Claims that
    grow are taken at the drawn time, path by path, so use few paths there.

    Parameters
    ----------
    classes : ShareClasses
    chance : IpoChance
    exit_value : ExitValue
    firm : float
        Value of the firm today.
    rate : float
        Risk-free rate a year, for discounting.
    paths : int
        How many exits, rounded up to an even number.
    rng : numpy.random.Generator

    Returns
    -------
    Simulated
    """
    time, growth = exit_value.draw(rng, paths)
    at = firm * growth
    paid = _paid_over_time(classes, time, at) if classes.accrues else exit_payoff(classes)(at)
    likely = chance(at)[:, None]
    part = classes.shares / classes.shares.sum()
    expected = (1 - likely) * paid[0] + likely * paid[1]
    value = (expected - part * at[:, None]) * np.exp(-rate * time)[:, None]
    half = value.shape[0] // 2
    pairs = (value[:half] + value[half:]) / 2
    error = pairs.std(axis=0, ddof=1) / np.sqrt(half)
    return Simulated(part * firm + pairs.mean(axis=0), error, value.shape[0])


def _paid_over_time(classes: ShareClasses, time: Floats, at: Floats) -> tuple[Floats, Floats]:
    every = [exit_payoff(classes, float(t))(x) for t, x in zip(time, at, strict=True)]
    return np.vstack([paid[0] for paid in every]), np.vstack([paid[1] for paid in every])
