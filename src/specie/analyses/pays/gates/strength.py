"""What a plan can detect: power at its minimum effect, on noise like the user's own untreated readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.gates.comparison import columns
from specie.kernel.causal.cohorts import make_cohorts
from specie.kernel.causal.noise import memory_of, noise_like, untreated_residuals
from specie.kernel.causal.power import make_bench, quantile_range, smallest_detectable, thresholds

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from specie.analyses.pays.gates.comparison import Comparison
    from specie.analyses.pays.gates.history import History
    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]

LONGEST = 400
"""Periods that are simulated at most; a longer plan is read over its last ones."""


@dataclass(frozen=True, slots=True)
class Strength:
    """On the scale of comparison, positive effects.

    ``found`` holds the threshold of every simulated panel; ``low`` and ``high`` span the simulation's own
    error of ``detectable``. ``drawn`` tells whether noise was drawn from the user's own readings.
    """

    found: Floats
    detectable: float
    low: float
    high: float
    smallest_p: float
    spread: float
    ar: float
    drawn: bool

    @property
    def panels(self) -> int:
        """Panels that were simulated: each gives a threshold upward and one downward."""
        return self.found.size // 2


def strength(
    history: History,
    decide_on: date,
    now: Comparison,
    simulations: int,
    share: float,
    level: float,
    seed: int,
) -> Strength | None:
    """Simulate the plan with the starts in the roll-out up to the decision; None where nothing can be said.

    Parameters
    ----------
    history : History
        Everything in the book, with starts that are still to come.
    decide_on : date
    now : Comparison
        The panel as it is known; its untreated readings are the noise.
    simulations : int
        Panels of noise.
    share, level : float
        Power asked for, and coverage of the test.
    """
    starts, periods = _planned(history, decide_on, now)
    treated = starts < periods
    if starts.size < 2 or not treated.any() or starts.min() < 1:
        return None
    residuals = _carried(now.panel)
    if np.isfinite(residuals).sum() < 2 * starts.size or not np.nanstd(residuals) > 0:
        return None
    cut = max(periods - LONGEST, 0)
    noise, drawn = noise_like(residuals, (simulations, starts.size, periods - cut), seed)
    memory = memory_of(residuals)
    ar = memory.ar if now.assigned == "randomised" else 0.0
    try:
        bench = make_bench(np.maximum(starts - cut, 0), periods - cut, ar=ar, seed=seed)
    except ValueError:
        return None
    found = thresholds(bench, noise, level=level)
    low, high = quantile_range(found, share)
    least = float((np.abs(bench.slope) >= 1.0 - 1e-9).mean())
    return Strength(
        found, smallest_detectable(found, share), low, high, least, memory.spread, memory.ar, drawn
    )


def _planned(history: History, decide_on: date, now: Comparison) -> tuple[NDArray[np.int64], int]:
    """Start of every carrier, and periods, until the decision; the calendar goes on as it was."""
    whole = history.ahead(decide_on)
    start, cohorts = columns(whole)[0][now.rows], make_cohorts(now.panel)
    carried = np.full(cohorts.label.size, whole.first.size)
    np.minimum.at(carried, cohorts.member, start)
    return carried, int((whole.last <= np.datetime64(decide_on, "D")).sum())


def _carried(panel: Panel) -> Floats:
    """Residuals (M, T) of carriers: means over the units of a group where groups were assigned."""
    residuals, cohorts = untreated_residuals(panel), make_cohorts(panel)
    known = np.isfinite(residuals)
    total = cohorts.totals(np.where(known, residuals, 0.0))
    count = cohorts.totals(known.astype(np.float64))
    return np.where(count > 0, total / np.maximum(count, 1.0), np.nan)
