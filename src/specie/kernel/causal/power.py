"""What a roll-out can detect, by simulation with the very test that will judge it.

The statistic of every relabelling is a straight line in the effect. So one panel of pure noise tells its
threshold, the smallest effect that would have been found had it been there, without trying any effect: it is
the end of the interval that the test gives on the noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from specie.kernel.causal.cohorts import make_cohorts
from specie.kernel.causal.imputation import mean_over_treated
from specie.kernel.causal.imputation_weights import imputation_weights
from specie.kernel.causal.panel import make_panel
from specie.kernel.causal.permutation import ROUNDING, counting_range, hulls
from specie.kernel.causal.persistence import Persistence
from specie.kernel.causal.relabelling import assignments, draw_labels
from specie.kernel.causal.sequence import Looks, excluded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

LIMIT, DRAWS = 2_000, 999
"""Up to so many relabellings all are compared, else so many random ones: enough to average over panels."""

BATCH = 16
"""So many panels at a time keep the arrays of all their relabellings within the processor's memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """The test of one roll-out, made ready for many panels.

    Attributes
    ----------
    weights : (C, T)
        Weight of each period's reading under each label.
    dealt : (R, N)
        Label of each unit under each relabelling, the observed one first or anywhere.
    label : (N,)
        Observed labels.
    slope : (R,)
        What an effect of one adds to the statistic of each relabelling.
    """

    weights: Floats
    dealt: Ints
    label: Ints
    slope: Floats

    def statistic(self, noise: Floats) -> tuple[Floats, Floats]:
        """Statistics (S, R) under every relabelling of panels (S, N, T), and the observed ones (S,)."""
        added = _centred(noise) @ self.weights.T
        observed = np.take_along_axis(added, self.label[None, :, None], axis=2)[..., 0].sum(axis=1)
        return _dealt_sums(added, self.dealt), observed


def make_bench(
    start: Ints,
    periods: int,
    *,
    ar: float = 0.0,
    dealt: Ints | None = None,
    label: Ints | None = None,
    seed: int = 0,
) -> Bench:
    """Prepare the test of a roll-out with starts (N,) over so many periods.

    ``ar`` is the autocorrelation that the weights of the estimate reckon with, as they do where chance
    decides who starts when; zero gives the plain imputation estimate.

    ``dealt`` and ``label`` are given to use the same relabellings at several looks: they refer to the paths
    of the final roll-out.

    Raises
    ------
    ValueError
        Nobody is treated, or nobody can be compared with.
    """
    seen = np.minimum(start, periods)
    cohorts = make_cohorts(make_panel(np.zeros((start.size, periods)), seen))
    memory = Persistence(ar, 0.0).covariance(periods) if ar > 0 else None
    weights = imputation_weights(cohorts.exposed, cohorts.count, mean_over_treated(cohorts), memory)
    if label is None or dealt is None:
        label, dealt = cohorts.label, every_label(cohorts.label, seed=seed)
    else:
        opens = np.unique(start)
        weights = weights[np.searchsorted(cohorts.start, np.minimum(opens, periods))]
    exposed = np.arange(periods) >= seen[:, None]
    added = _centred(exposed.astype(np.float64)[None]) @ weights.T
    slope = _dealt_sums(added, dealt)[0]
    own = float(added[0, np.arange(label.size), label].sum())
    return Bench(weights / own, dealt, label, slope / own)


def _centred(values: Floats) -> Floats:
    """Take unit and period means off balanced panels (S, N, T)."""
    centred = values - values.mean(axis=2, keepdims=True)
    return centred - centred.mean(axis=1, keepdims=True)


def _dealt_sums(added: Floats, dealt: Ints) -> Floats:
    """Sum (S, N, C) over units under every relabelling (R, N): (S, R)."""
    out = np.zeros((added.shape[0], dealt.shape[0]))
    for c in range(added.shape[2]):
        out += added[:, :, c] @ (dealt == c).T.astype(np.float64)
    return out


def every_label(label: Ints, *, limit: int = LIMIT, draws: int = DRAWS, seed: int = 0) -> Ints:
    """All distinct relabellings (R, N) where they are few, else the observed labels and random ones."""
    if assignments(label, int(label.max()) + 1) > limit:
        return draw_labels(label, draws, seed)
    rows, left = np.zeros((1, 0), dtype=np.int64), np.bincount(label)[None, :]
    for _ in range(label.size):
        row, choice = np.nonzero(left > 0)
        rows = np.column_stack([rows[row], choice])
        left = left[row] - np.eye(left.shape[1], dtype=np.int64)[choice]
    return rows


def thresholds(bench: Bench, noise: Floats, *, level: float = 0.95) -> Floats:
    r"""Smallest effect that the test would have found on each panel of noise, upward and downward.

    An effect :math:`\delta` planted in noise is found exactly when :math:`-\delta` lies outside the interval
    of the noise. Each relabelling counts between the roots of two straight lines; the end of the interval is
    the root that leaves no more than ``1 - level`` of them.

    Parameters
    ----------
    bench : Bench
    noise : (S, N, T)
        Panels on which nothing happened.

    Returns
    -------
    (2 S,) array
        Infinite where the roll-out can decide nothing.
    """
    reading, own = bench.statistic(noise)
    rounding = ROUNDING * float(np.abs(reading).max(initial=0.0))
    down, up = np.empty(own.size), np.empty(own.size)
    for at in range(0, own.size, BATCH):
        part = slice(at, at + BATCH)
        left, right = counting_range(reading[part], bench.slope, own[part, None], rounding)
        low, high = hulls(left, right, level)
        down[part], up[part] = -low, high
    return np.concatenate([down, up])


def power(found: Floats, effect: float) -> float:
    """Share of panels on which an effect would have been found, from their thresholds."""
    return float((found < abs(effect)).mean())


def smallest_detectable(found: Floats, share: float = 0.8) -> float:
    """Smallest effect that would have been found on ``share`` of the panels; infinite where none is."""
    place = min(int(np.ceil(share * found.size)) - 1, found.size - 1)
    return float(np.partition(found, place)[place])


def quantile_range(found: Floats, share: float = 0.8, level: float = 0.95) -> tuple[float, float]:
    """Interval of :func:`smallest_detectable` for the error of the simulation itself.

    Order statistics whose ranks are binomial; the two thresholds of a panel count as one.
    """
    panels = found.size // 2
    reach = float(ndtri((1.0 + level) / 2.0)) * np.sqrt(share * (1.0 - share) / panels)
    low, high = (min(max(share + side * reach, 1.0 / found.size), 1.0) for side in (-1.0, 1.0))
    return smallest_detectable(found, low), smallest_detectable(found, high)


def first_decided(
    start: Ints,
    noise: Floats,
    effect: float,
    columns: Ints,
    spent: Floats,
    *,
    ar: float = 0.0,
    seed: int = 0,
) -> Ints:
    """Look at which a result that is read at every look is first decided, on each panel of noise.

    Parameters
    ----------
    start : (N,)
        Starts of the roll-out.
    noise : (S, N, T)
        Panels on which nothing happened; the effect is put in.
    effect : float
        Effect in every treated cell.
    columns : (K,)
        Periods known at each look.
    spent : (K,)
        Error spent up to each look.
    ar, seed
        As in :func:`make_bench`.

    Returns
    -------
    (S,) array
        From 0; K where it is never decided.
    """
    label = np.unique(start, return_inverse=True)[1].astype(np.int64)
    dealt = every_label(label, seed=seed)
    benches = [make_bench(start, int(k), ar=ar, dealt=dealt, label=label) for k in columns]
    parts = [b.statistic(noise[:, :, :k]) for b, k in zip(benches, columns, strict=True)]
    slope = np.column_stack([b.slope for b in benches])
    budget = np.floor(spent * dealt.shape[0] + 1e-9).astype(np.int64)
    first = np.full(noise.shape[0], columns.size, dtype=np.int64)
    for s in range(noise.shape[0]):
        reading = np.column_stack([p[0][s] for p in parts])
        looks = Looks(reading, slope, np.array([p[1][s] for p in parts]), budget, enumerated=True)
        out = excluded(looks, -effect)
        first[s] = int(np.argmax(out)) if out.any() else columns.size
    return first
