"""What each way of rolling out can decide, and when, on the same simulated noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.power import (
    first_decided,
    make_bench,
    power,
    quantile_range,
    smallest_detectable,
    thresholds,
)
from specie.kernel.causal.sequence import spending

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.rollout_design import Rollout

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

MOST_READINGS = 16
"""So many lengths of reading are tried between the first start and the decision."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What one roll-out can decide.

    Attributes
    ----------
    rollout : Rollout
    decidable : bool
        Whether any effect, however large, could be decided at the error asked for.
    detectable, low, high : float
        Smallest effect found with the power asked for, read once at the decision, and the error of the
        simulation; infinite where nothing can be decided.
    after : (J,)
        Periods since the first start.
    by_then : (J,)
        Smallest effect found with that power, read once, so many periods after the first start.
    power : float or None
        Chance to find the effect that was asked about, at the decision.
    decided : int or None
        Fewest of those periods after which that chance is the power asked for; None where it never is.
    watched : float or None
        Chance that the effect is decided by the decision when the result is read every period.
    watched_median : int or None
        Periods after which half of the panels are decided when read every period; None where it never is.
    """

    rollout: Rollout
    decidable: bool
    detectable: float
    low: float
    high: float
    after: Ints
    by_then: Floats
    power: float | None
    decided: int | None
    watched: float | None
    watched_median: int | None


def outlook(
    rollout: Rollout,
    noise: Floats,
    *,
    ar: float = 0.0,
    effect: float | None = None,
    share: float = 0.8,
    level: float = 0.95,
    seed: int = 0,
) -> Outlook:
    """Try a roll-out on panels of noise, with the test that will judge it.

    Parameters
    ----------
    rollout : Rollout
    noise : (S, N, before + after)
        Panels on which nothing happened.
    ar : float
        Autocorrelation that the estimate reckons with.
    effect : float, optional
        Effect in every treated cell that is asked about.
    share, level : float
        Power asked for, and coverage of the interval.
    """
    steps = min(rollout.after, MOST_READINGS)
    after = np.unique(np.linspace(1, rollout.after, steps).round().astype(np.int64))
    decidable = rollout.smallest_p <= 1.0 - level + 1e-12
    if not decidable:
        endless, none = np.full(after.size, np.inf), None if effect is None else 0.0
        return Outlook(rollout, False, np.inf, np.inf, np.inf, after, endless, none, None, none, None)
    found = [_found(rollout, noise, int(n), ar, level, seed) for n in after]
    by_then = np.array([smallest_detectable(f, share) for f in found])
    low, high = quantile_range(found[-1], share)
    if effect is None:
        return Outlook(rollout, True, float(by_then[-1]), low, high, after, by_then, None, None, None, None)
    enough = np.array([power(f, effect) for f in found]) >= share
    decided = int(after[np.argmax(enough)]) if enough.any() else None
    watched, median = _watched(rollout, noise, effect, ar, level, seed)
    return Outlook(
        rollout, True, float(by_then[-1]), low, high, after, by_then, power(found[-1], effect), decided,
        watched, median,
    )  # fmt: skip


def _found(rollout: Rollout, noise: Floats, after: int, ar: float, level: float, seed: int) -> Floats:
    periods = rollout.before + after
    bench = make_bench(rollout.start, periods, ar=ar, seed=seed)
    return thresholds(bench, noise[:, :, :periods], level=level)


def _watched(
    rollout: Rollout, noise: Floats, effect: float, ar: float, level: float, seed: int
) -> tuple[float, int | None]:
    columns = np.arange(rollout.before + 1, rollout.periods + 1)
    spent = spending(columns.size, level)
    first = first_decided(rollout.start, noise, effect, columns, spent, ar=ar, seed=seed)
    median = int(np.median(first)) + 1
    return float((first < columns.size).mean()), median if median <= columns.size else None
