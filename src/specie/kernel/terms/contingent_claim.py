r"""What classes of shares are worth today: expected discounted payoffs over sale and IPO.

On each segment of the exit value a payoff is :math:`a + b x` and the chance of an IPO
:math:`p = c + d \ln x`, so the expected payoff is a combination of 1, :math:`x`, :math:`\ln x` and
:math:`x \ln x`, whose discounted partial moments are known (:mod:`specie.kernel.terms.exit_value`). The
value is their sum over segments: no simulation, no grid. Where claims grow with time (cumulative dividends)
the exit time is integrated numerically and everything given the time stays exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from specie.kernel.terms.exit_payoff import exit_payoff
from specie.kernel.terms.exit_value import AtExponentialTime, AtFixedTime, lognormal_moments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.terms.exit_value import ExitValue
    from specie.kernel.terms.ipo_chance import IpoChance
    from specie.kernel.terms.share_classes import ShareClasses

    Floats: TypeAlias = NDArray[np.float64]
    Bools: TypeAlias = NDArray[np.bool_]

NODES = 20
"""Exit times over which claims that grow are integrated; 20 reach 1e-6 of the value of the firm."""
LONGEST = 27.0
"""Mean exit times after which the rest of the distribution, 2e-12, is left out."""


class Valuation(Protocol):
    """The value of each class as a function of the value of the firm."""

    def __call__(self, firm: ArrayLike) -> Floats:
        """Return values of shape (firms, classes) for values of the firm of shape (firms,)."""
        ...


@dataclass(frozen=True, slots=True)
class _Expected:
    """Expected payoffs on segments of the exit value, as coefficients (4, segments, classes)."""

    edges: Floats
    coefficients: Floats

    def over(self, exit_value: ExitValue) -> _Exact:
        """Take the expectation over where the value ends."""
        return _Exact(self, exit_value)


@dataclass(frozen=True, slots=True)
class _Exact:
    """Expected payoffs over one distribution of the exit value."""

    payoff: _Expected
    exit_value: ExitValue

    def __call__(self, firm: ArrayLike) -> Floats:
        start = np.atleast_1d(np.asarray(firm, dtype=np.float64))
        below = self.exit_value.moments(start, np.append(self.payoff.edges, np.inf))
        within = np.diff(below, axis=2).transpose(1, 0, 2).reshape(start.size, -1)
        return within @ self.payoff.coefficients.reshape(within.shape[1], -1)


@dataclass(frozen=True, slots=True)
class _OverTime:
    """Expected payoffs at several exit times in a row, weights included, each ending at infinity."""

    ends: Floats
    years: Floats
    inside: Bools
    """Whether the step from one end to the next stays within an exit time."""
    coefficients: Floats
    exit_value: AtExponentialTime

    def __call__(self, firm: ArrayLike) -> Floats:
        start = np.atleast_1d(np.asarray(firm, dtype=np.float64))
        volatility, rate = self.exit_value.volatility, self.exit_value.rate
        below = lognormal_moments(start, self.ends, volatility, rate, self.years)
        within = np.diff(below, axis=2)[:, :, self.inside].transpose(1, 0, 2).reshape(start.size, -1)
        return within @ self.coefficients.reshape(within.shape[1], -1)


def valuation(classes: ShareClasses, chance: IpoChance, exit_value: ExitValue) -> Valuation:
    """Return the function from the value of the firm to the values of its classes.

    Parameters
    ----------
    classes : ShareClasses
    chance : IpoChance
        In the unit of money of the classes.
    exit_value : ExitValue
        :class:`AtExponentialTime` for the model of Gornall and Strebulaev, :class:`AtFixedTime` for the
        option-pricing method.

    Returns
    -------
    Valuation
        The values of all classes add up to the value of the firm.

    References
    ----------
    Gornall, W., Strebulaev, I. A. (2020). Squaring venture capital valuations with reality. Journal of
    Financial Economics 135(1), 120-143. doi:10.1016/j.jfineco.2018.04.015
    """
    return next(valuations(classes, chance, [exit_value]))


def valuations(
    classes: ShareClasses, chance: IpoChance, exit_values: Iterable[ExitValue]
) -> Iterator[Valuation]:
    """Yield the valuation under each distribution of the exit; payoffs that know no time are made once."""
    timeless = None if classes.accrues else _expected(classes, chance, 0.0)
    for exit_value in exit_values:
        if timeless is not None:
            yield timeless.over(exit_value)
        elif isinstance(exit_value, AtFixedTime):
            yield _expected(classes, chance, exit_value.years).over(exit_value)
        elif isinstance(exit_value, AtExponentialTime):
            yield _over_time(exit_value, lambda years: _expected(classes, chance, years))
        else:
            raise TypeError("claims that grow with time need a distribution whose times are known")


def _expected(classes: ShareClasses, chance: IpoChance, years: float) -> _Expected:
    payoff = exit_payoff(classes, years, chance.at)
    middle = np.append((payoff.edges[1:] + payoff.edges[:-1]) / 2, 2 * payoff.edges[-1] + 1.0)
    level, slope = (part[:, None] for part in chance.lines(middle))
    gain_level, gain_slope = payoff.level[1] - payoff.level[0], payoff.slope[1] - payoff.slope[0]
    coefficients = np.stack(
        [
            payoff.level[0] + level * gain_level,
            payoff.slope[0] + level * gain_slope,
            slope * gain_level,
            slope * gain_slope,
        ]
    )
    return _Expected(payoff.edges, coefficients)


def _over_time(exit_value: AtExponentialTime, at: Callable[[float], _Expected]) -> _OverTime:
    """Integrate over the root of the time, in which prices of options are smooth at 0."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    root = (nodes + 1) / 2 * np.sqrt(LONGEST)
    weight = weights * root * np.exp(-(root**2))
    weight /= weight.sum()
    times = exit_value.mean * root**2
    parts = [at(float(time)) for time in times]
    counts = [part.edges.size + 1 for part in parts]
    last = np.cumsum(counts) - 1
    inside = np.ones(last[-1], dtype=np.bool_)
    inside[last[:-1]] = False
    return _OverTime(
        np.concatenate([np.append(part.edges, np.inf) for part in parts]),
        np.repeat(times, counts),
        inside,
        np.concatenate([w * part.coefficients for w, part in zip(weight, parts, strict=True)], axis=1),
        exit_value,
    )
