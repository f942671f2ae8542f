"""One series and its own past: what a local level expected of it, as a test like the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.lines import Inverted
from specie.kernel.causal.local_level import local_level_effect
from specie.kernel.causal.series import series_change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

LEAST_BEFORE = 12
"""Readings before the start from which a series is judged by its own past."""
LEAST_CHANGE = 4
"""Readings before the start from which its step is told."""
LONGEST = 4
"""A grid without gaps may have so many times the periods that were read."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The test of a series, and what was expected of it.

    ``expected`` and ``error`` have one value for each column (T,) of the panel, NaN before the start, on the
    scale of comparison.
    """

    test: Inverted
    expected: Floats
    error: Floats


def judge_series(
    panel: Panel,
    level: float,
    slot: Integers | None = None,
    controls: Floats | None = None,
    columns: NDArray[np.bool_] | None = None,
) -> Judged:
    """Judge the mean of all units by its own past.

    Parameters
    ----------
    panel : Panel
        Units that started together.
    level : float
        Coverage.
    slot : (T,), optional
        Place of each period on a grid without gaps; neighbours by default.
    controls : (T, P), optional
        Series that the treatment did not touch; one with gaps is left out.
    columns : (T,), optional
        Periods after the start that are judged; all by default.

    Raises
    ------
    ValueError
        Nothing was read after the start, or too little before it.
    """
    start, grid, place = _series(panel, slot, columns)
    told = local_level_effect(grid, int(place[start]), _on_grid(controls, place), level=level)
    expected, error = np.full((2, place.size), np.nan)
    expected[start:], error[start:] = (
        part[place[start:] - place[start]] for part in (told.expected, told.error)
    )
    test = Inverted(told.effect, told.low, told.high, told.level, told.p_value, 0.0, 0, enumerated=False)
    return Judged(test, expected, error)


def judge_change(
    panel: Panel, level: float, slot: Integers | None = None, columns: NDArray[np.bool_] | None = None
) -> Inverted:
    """Step of one series read too seldom to learn how it wanders; raises ValueError like the other."""
    start, grid, place = _series(panel, slot, columns)
    told = series_change(grid, int(place[start]), level=level)
    return Inverted(told.change, told.low, told.high, level, told.p_value, 0.0, 0, enumerated=False)


def _series(
    panel: Panel, slot: Integers | None, columns: NDArray[np.bool_] | None
) -> tuple[int, Floats, Integers]:
    """First treated column, the mean series on a grid without gaps, and the place of each column there."""
    start, stop = int(panel.start[panel.treated].min()), int(panel.stop[panel.treated].min())
    y = mean_series(panel)
    wanted = np.ones(y.size, dtype=bool) if columns is None else columns
    y[start:] = np.where(wanted[start:] & (np.arange(start, y.size) < stop), y[start:], np.nan)
    place = _places(y.size, slot)
    grid = np.full(place[-1] + 1, np.nan)
    grid[place] = y
    return start, grid, place


def mean_series(panel: Panel) -> Floats:
    """(T,) mean over units by weight, each unit brought to the common level of the time before the start."""
    untreated = np.isfinite(panel.y) & ~panel.exposed
    own = np.where(untreated, panel.y, 0.0).sum(axis=1) / np.maximum(untreated.sum(axis=1), 1)
    weight = panel.weight * (untreated.sum(axis=1) > 0)
    known = np.isfinite(panel.y) & (weight[:, None] > 0)
    heavy = np.where(known, weight[:, None], 0.0)
    moved = np.where(known, panel.y - own[:, None], 0.0)
    total = heavy.sum(axis=0)
    mean = (heavy * moved).sum(axis=0) / np.where(total > 0, total, np.nan)
    return mean + float(weight @ own / weight.sum())


def _places(periods: int, slot: Integers | None) -> Integers:
    """Places on a grid without gaps, unless that would be mostly gaps."""
    if slot is None or slot[-1] - slot[0] >= LONGEST * periods:
        return np.arange(periods)
    return slot - slot[0]


def _on_grid(controls: Floats | None, place: Integers) -> Floats | None:
    if controls is None:
        return None
    whole = controls[:, np.isfinite(controls).all(axis=0)]
    if whole.shape[1] == 0:
        return None
    grid = np.full((place[-1] + 1, whole.shape[1]), np.nan)
    grid[place] = whole
    return grid


def readings_before(panel: Panel) -> int:
    """Periods with a reading before the first start."""
    first = int(panel.start[panel.treated].min(initial=panel.periods))
    return int(np.count_nonzero(np.isfinite(panel.y[:, :first]).any(axis=0)))
