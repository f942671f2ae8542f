"""How far trends may part after the start, measured by how they parted before, until the sign is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.cohorts import make_cohorts
from specie.kernel.causal.events import event_weights
from specie.kernel.causal.imputation import own_residuals
from specie.kernel.causal.permutation import ROUNDING, counting_range, hulls
from specie.kernel.causal.pretrend import lead_table
from specie.kernel.causal.relabelling import relabelled_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]

LARGEST = 64.0
"""Beyond this multiple the sign holds for every purpose."""


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """What remains of an effect when trends were not parallel.

    Attributes
    ----------
    value : float
        Largest multiple of the worst change of trend seen before the start that may occur in any stretch
        after it without the interval reaching zero; 0 where it holds zero anyway, infinite above 64.
    multiple : (G,)
        Multiples for which intervals are given.
    low, high : (G,)
        Intervals for the mean effect after the start; the first is the one under parallel trends.
    point : float
        The mean effect after the start under parallel trends.
    leads : int
        Changes before the start that were compared.
    """

    value: float
    multiple: Floats
    low: Floats
    high: Floats
    point: float
    leads: int


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Sums (n, 2 + L) over relabellings of the mean effect, of an effect of one, and of L earlier changes.

    ``observed`` and ``size`` (2 + L,) are the sums of the observed labels and the scale of rounding.
    """

    sums: Floats
    observed: Floats
    size: Floats
    reach: float
    level: float

    def interval(self, multiple: float) -> tuple[float, float]:
        """Union of intervals over which change before the start was the worst, and its sign."""
        factor = multiple * self.reach * np.repeat([-1.0, 1.0], self.observed.size - 2)
        which = np.tile(np.arange(2, self.observed.size), 2)
        low, high = self._ends(factor, which)
        return float(low.min()), float(high.max())

    def _ends(self, factor: Floats, which: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Intervals (K,) with ``factor`` times the earlier change ``which`` added, all (K,)."""
        slope = float(self.observed[1])
        point = (self.observed[0] + factor * self.observed[which]) / slope
        a = (self.sums[:, 0] + factor[:, None] * self.sums.T[which]) / slope
        rounding = ROUNDING * (self.size[0] + np.abs(factor) * self.size[which]) / slope
        left, right = counting_range(a, self.sums[:, 1] / slope, point[:, None], rounding[:, None])
        return hulls(left, right, self.level)


def breakdown(
    panel: Panel,
    *,
    width: int = 1,
    leads: int = 6,
    level: float = 0.95,
    limit: int = 10_000,
    draws: int = 1_999,
    seed: int = 0,
) -> Breakdown | None:
    r"""Relax parallel trends until the sign of the mean effect after the start is lost.

    Let :math:`\delta` be the difference in trends of treated and untreated, zero just before the start. Its
    changes after the start may be up to :math:`\bar M` times the largest change before it:

    .. math:: |\delta_{k+1} - \delta_k| \le \bar M \max_{s<0} |\delta_{s+1} - \delta_s|, \quad k \ge 0.

    If the worst change before the start was the one at s, the mean effect :math:`\sum_k l_k \theta_k` lies
    within :math:`\bar M \sum_k l_k (k + 1)\,|\delta_{s+1} - \delta_s|` of the mean of the event study. Both
    sums are linear in the readings, so one inverted test gives their interval; the union over all s and both
    signs covers whichever was the worst.

    Parameters
    ----------
    panel : Panel
        N units and T periods.
    width : int
        Periods averaged into one stretch; trends are compared from stretch to stretch.
    leads : int
        Largest number of stretches before the one just before the start.
    level, limit, draws, seed
        As for :func:`specie.kernel.causal.permutation.invert`.

    Returns
    -------
    Breakdown or None
        None where too little was read before the start.

    Notes
    -----
    The union ignores that the change at s was the largest, which makes it wider, never narrower. Changes
    before the start are relabelled with imputed effects taken off, as for
    :func:`specie.kernel.causal.pretrend.pretrend`. Stretches after the start count by their carriers.

    References
    ----------
    Rambachan and Roth (2023), https://doi.org/10.1093/restud/rdad018, section 2.4.1 and 3
    """
    statistics = event_weights(panel, width=width, leads=leads)
    if statistics.after.all():
        return None
    cohorts = make_cohorts(panel)
    share = statistics.carriers[statistics.after] / statistics.carriers[statistics.after].sum()
    mean = np.einsum("k,kct->ct", share, statistics.weights[statistics.after])
    after = np.einsum("qmt,ct->mcq", own_residuals(panel), mean)
    leads_then_base = np.pad(lead_table(panel, statistics), ((0, 0), (0, 0), (0, 1)))
    table = np.concatenate([after, np.diff(leads_then_base, axis=2)], axis=2)
    observed = table[np.arange(cohorts.label.size), cohorts.label].sum(axis=0)
    sums, _ = relabelled_sums(table, cohorts.label, limit=limit, draws=draws, seed=seed)
    reach = float(share @ np.arange(1, share.size + 1))
    return _summary(_Sums(sums, observed, np.abs(table).max(axis=1).sum(axis=0), reach, level))


def _summary(at: _Sums) -> Breakdown:
    grid = np.array([0.0, 0.5, 1.0, 2.0])
    low, high = zip(*[at.interval(float(multiple)) for multiple in grid], strict=True)
    return Breakdown(
        _largest(at),
        grid,
        np.array(low),
        np.array(high),
        float(at.observed[0] / at.observed[1]),
        at.observed.size - 2,
    )


def _largest(at: _Sums) -> float:
    """Largest multiple whose interval leaves out zero, by bisection to one part in a thousand."""
    if _holds_zero(at, 0.0):
        return 0.0
    if not _holds_zero(at, LARGEST):
        return float("inf")
    inside, outside = 0.0, LARGEST
    while outside - inside > 1e-3 * outside and outside > 1e-6:
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if _holds_zero(at, middle) else (middle, outside)
    return inside


def _holds_zero(at: _Sums, multiple: float) -> bool:
    low, high = at.interval(multiple)
    return low <= 0 <= high
