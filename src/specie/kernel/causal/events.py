"""The event study: what changed how long after, and how long before, the start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.cohorts import Cohorts, make_cohorts
from specie.kernel.causal.group_time import change_weights
from specie.kernel.causal.imputation import NO_COMPARISON, carrier_residuals, imputation_effect
from specie.kernel.causal.permutation import ROUNDING, counting_range, hulls
from specie.kernel.causal.relabelling import relabelled_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.group_time import Controls
    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class EventWeights:
    """Statistics of K stretches of time around the start.

    Attributes
    ----------
    first, last : (K,)
        Periods since start, 0 for the first treated one; the stretch just before the start, which all others
        are compared with, is not among them.
    weights : (K, C, T)
        What each cell adds to the mean change of all cohorts that can be compared.
    moved : (K, C, T)
        Cells of the stretch.
    carriers : (K,)
        Carriers whose change is averaged.
    """

    first: Ints
    last: Ints
    weights: Floats
    moved: NDArray[np.bool_]
    carriers: Ints

    @property
    def after(self) -> NDArray[np.bool_]:
        """(K,) stretches from the start on."""
        return self.first >= 0


@dataclass(frozen=True, slots=True, eq=False)
class EventStudy:
    """Mean change at each of K distances from the start, with a pointwise interval each.

    Attributes
    ----------
    first, last : (K,)
        Periods since start that a row averages; negative before the start.
    point, low, high : (K,)
        Estimate and interval, in the unit of the readings.
    level : float
        Coverage of each interval on its own.
    carriers : (K,)
        Treated carriers behind each row.
    """

    first: Ints
    last: Ints
    point: Floats
    low: Floats
    high: Floats
    level: float
    carriers: Ints


def event_width(panel: Panel, stretches: int = 12) -> int:
    """Periods in a stretch for which the longest time under treatment makes about ``stretches``."""
    treated = panel.treated
    longest = int((np.minimum(panel.stop, panel.periods) - panel.start)[treated].max(initial=1))
    return max(1, round(longest / stretches))


@lru_cache(maxsize=4)
def event_weights(panel: Panel, *, width: int = 1, leads: int = 6) -> EventWeights:
    """Make the statistics of an event study with stretches of ``width`` periods.

    Compared are never treated carriers where they are a quarter of all or more, else those not yet treated.
    A stretch before the start counts where at least half of the treated carriers have it in full, at most
    ``leads`` of them; a stretch after it where any cohort can be compared.

    Raises
    ------
    ValueError
        No stretch after the start can be compared.
    """
    cohorts = make_cohorts(panel)
    never = cohorts.count[~cohorts.exposed.any(axis=1)].sum()
    controls: Controls = "never" if 4 * never >= cohorts.label.size else "not yet"
    longest = int((cohorts.stop - cohorts.start).max())
    step = np.array([*range(-leads - 1, -1), *range(-(-longest // width))], dtype=np.int64)
    weights, moved, carriers = _mean_changes(cohorts, step, width, controls)
    half = int(cohorts.count[cohorts.exposed.any(axis=1)].sum()) / 2
    kept = (carriers > 0) & ((step >= 0) | (carriers >= half))
    if not (kept & (step >= 0)).any():
        raise ValueError(NO_COMPARISON)
    first = step[kept] * width
    return EventWeights(first, first + width - 1, weights[kept], moved[kept], carriers[kept])


def _mean_changes(
    cohorts: Cohorts, step: Ints, width: int, controls: Controls
) -> tuple[Floats, NDArray[np.bool_], Ints]:
    """Weights and cells (S, C, T) of all stretches over all cohorts, and how many carriers are in each."""
    shape = (step.size, *cohorts.exposed.shape)
    weights, moved = np.zeros(shape), np.zeros(shape, dtype=bool)
    carriers = np.zeros(step.size, dtype=np.int64)
    for label in np.nonzero(cohorts.exposed.any(axis=1))[0].tolist():
        inside, base = _columns(cohorts, label, step, width)
        change, known = change_weights(cohorts, label, inside, base, controls)
        weights += cohorts.count[label] * change
        moved[:, label] = inside & known[:, None]
        carriers += cohorts.count[label] * known
    return weights / np.maximum(carriers, 1)[:, None, None], moved, carriers


def _columns(
    cohorts: Cohorts, label: int, step: Ints, width: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Columns (S, T) of stretches, which before the start must be whole, and (T,) of that just before it."""
    start, stop, column = cohorts.start[label], cohorts.stop[label], np.arange(cohorts.exposed.shape[1])
    first = start + step * width
    last = np.where(step < 0, first + width, np.minimum(first + width, stop))
    inside = (first[:, None] >= 0) & (column >= first[:, None]) & (column < last[:, None])
    return inside, (column >= start - width) & (column < start)


def event_study(
    panel: Panel,
    *,
    width: int = 1,
    leads: int = 6,
    level: float = 0.95,
    limit: int = 10_000,
    draws: int = 1_999,
    seed: int = 0,
) -> EventStudy:
    r"""Estimate the change at every distance from the start, with intervals from inverted tests.

    Each row is the mean over cohorts of the change since the stretch just before the start, less the change
    of carriers without treatment (Callaway and Sant'Anna's event study with a fixed base). Its interval holds
    the effects at that distance which relabelling does not reject, given that the effects at all other
    distances are as the imputation estimate has them. Rows before the start should be zero.

    Parameters
    ----------
    panel : Panel
        N units and T periods.
    width : int
        Periods in a row; see :func:`event_width`.
    leads : int
        Largest number of rows before the start.
    level, limit, draws, seed
        As for :func:`specie.kernel.causal.permutation.invert`.

    References
    ----------
    Callaway and Sant'Anna (2021), https://doi.org/10.1016/j.jeconom.2020.12.001
    """
    statistics = event_weights(panel, width=width, leads=leads)
    cohorts = make_cohorts(panel)
    moved = statistics.moved[:, cohorts.unit_label]
    readings = np.where(moved & panel.exposed, panel.y, without_effects(panel))
    residual = carrier_residuals(panel, cohorts, np.concatenate([readings, moved.astype(np.float64)]))
    table = np.einsum("kmt,kct->mck", residual, np.tile(statistics.weights, (2, 1, 1)))
    sums, _ = relabelled_sums(table, cohorts.label, limit=limit, draws=draws, seed=seed)
    observed = table[np.arange(cohorts.label.size), cohorts.label].sum(axis=0)
    rows = statistics.first.size
    size = np.abs(table).max(axis=1).sum(axis=0)
    slope = observed[rows:]
    point = observed[:rows] / slope
    left, right = counting_range(
        (sums[:, :rows] / slope).T, (sums[:, rows:] / slope).T, point[:, None], ROUNDING * size[:rows, None]
    )
    low, high = hulls(left, right, level)
    return EventStudy(statistics.first, statistics.last, point, low, high, level, statistics.carriers)


@lru_cache(maxsize=4)
def without_effects(panel: Panel) -> Floats:
    """Readings (N, T) less the imputed mean effect at their distance from the start, where it is known."""
    found = imputation_effect(panel)
    longest = np.zeros(panel.periods + 1)
    longest[: found.event.max() + 1] = found.att
    longest[found.event] = found.event_effect
    distance = np.clip(np.arange(panel.periods) - panel.start[:, None], 0, panel.periods)
    return panel.y - np.where(panel.exposed, longest[distance], 0.0)
