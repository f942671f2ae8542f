"""An interval for every look: a result that is read every week and may be acted on in any of them.

What is promised. Units (or groups) that start at one date or another were exchangeable: drawn by lot, or as
good as that. Then, if the effect is the same in every treated cell, whatever the readings of a unit have to
do with one another, the chance that any of the planned looks excludes the true effect is at most 1 - level.
Where effects differ between cells the promise holds for "no effect anywhere"; the interval of a look is then
about the mean over the cells treated up to it. No look after the last planned one is covered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.cohorts import make_cohorts
from specie.kernel.causal.imputation import imputation_lines
from specie.kernel.causal.lines import Lines
from specie.kernel.causal.panel import Panel
from specie.kernel.causal.relabelling import relabelled_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

ROUNDING = 1e-9
"""Statistics that differ by less than this share of their size are ties."""
REACH = 60.0
"""Effects this many spreads from the last point are beyond what any look can be asked about."""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Everything the looks taken so far can say.

    Attributes
    ----------
    reading, treatment : (R, K)
        Statistic of each relabelling at each look is ``reading - tau * treatment``.
    point : (K,)
        Estimate at each look.
    budget : (K,)
        How many relabellings may have been excluded up to each look, the looks before it included.
    enumerated : bool
        Whether all relabellings are there.
    """

    reading: Floats
    treatment: Floats
    point: Floats
    budget: Ints
    enumerated: bool


@dataclass(frozen=True, slots=True, eq=False)
class ConfidenceSequence:
    """One interval for each look; together they hold the effect with probability ``level``.

    ``low`` and ``high`` are infinite at looks that cannot exclude anything. ``first`` is the look (counted
    from 0) whose interval was the first without zero, or -1. ``spent`` is the error spent up to each look.
    """

    point: Floats
    low: Floats
    high: Floats
    level: float
    spent: Floats
    first: int
    assignments: int
    enumerated: bool


def spending(looks: int, level: float = 0.95, power: float = 1.0) -> Floats:
    r"""Error spent up to each of the planned looks, :math:`(1 - level)\,(k / K)^{power}`, shape (K,).

    References
    ----------
    Lan and DeMets (1983), https://doi.org/10.1093/biomet/70.3.659; Kim and DeMets (1987),
    https://doi.org/10.1093/biomet/74.1.149, for the power family
    """
    if looks < 1 or power <= 0:
        raise ValueError("at least one look, and a positive power")
    return (1.0 - level) * (np.arange(1, looks + 1) / looks) ** power


def lines_by_look(
    panel: Panel, columns: Ints, estimate: Callable[[Panel], Lines] = imputation_lines
) -> tuple[Lines, ...]:
    """Lines of an estimate from what was known before each of ``columns``, under common labels.

    Parameters
    ----------
    panel : Panel
        Readings up to the latest look.
    columns : (K,)
        Periods known at each look, 1 to T: a look at ``k`` sees columns 0 to k - 1.
    estimate : function
        Lines of a panel, under the labels of its cohorts; what it learns must not depend on who has which
        label.

    Raises
    ------
    ValueError
        Nobody was treated before the first look, or had nobody to be compared with.
    """
    final = make_cohorts(panel)
    return tuple(
        _at(panel, int(column), final.start, final.stop, final.label, estimate) for column in columns
    )


def _at(
    panel: Panel, column: int, start: Ints, stop: Ints, label: Ints, estimate: Callable[[Panel], Lines]
) -> Lines:
    """Lines at one look: paths that differ only later still look the same."""
    known = Panel(
        panel.y[:, :column], np.minimum(panel.start, column), np.minimum(panel.stop, column),
        panel.weight, panel.group, panel.covariates,
    )  # fmt: skip
    lines, seen = estimate(known), make_cohorts(known)
    if lines.label.size != label.size:
        raise ValueError("who is exchangeable with whom must not change between looks")
    began, ended = np.minimum(start, column), np.minimum(stop, column)
    never = began >= ended
    began, ended = np.where(never, column, began), np.where(never, column, ended)
    same = (began[:, None] == seen.start) & (ended[:, None] == seen.stop)
    which = np.argmax(same, axis=1)
    return Lines(lines.a[:, which], lines.b[:, which], label)


def take_looks(
    lines: Sequence[Lines],
    spent: Floats,
    *,
    limit: int = 5_000,
    draws: int = 1_999,
    seed: int = 0,
) -> Looks:
    """Gather the statistic of every relabelling at every look taken so far.

    Parameters
    ----------
    lines : K sequences of Lines
        One for each look, under the same labels.
    spent : (K,)
        Error spent up to each look, from :func:`spending` with the number of *planned* looks.
    limit, draws, seed
        All relabellings are compared while there are no more than ``limit``, else ``draws`` random ones and
        the observed; the same at every look.
    """
    tables = np.concatenate(
        [np.stack([at.a for at in lines], axis=2), np.stack([at.b for at in lines], axis=2)], axis=2
    )
    sums, enumerated = relabelled_sums(tables, lines[0].label, limit=limit, draws=draws, seed=seed)
    reading, treatment = sums[:, : len(lines)], sums[:, len(lines) :]
    budget = np.floor(np.asarray(spent) * reading.shape[0] + ROUNDING).astype(np.int64)
    return Looks(reading, treatment, np.array([at.point for at in lines]), budget, enumerated)


def excluded(looks: Looks, effect: float) -> NDArray[np.bool_]:
    r"""Tell which looks exclude an effect, (K,).

    Under the effect every relabelling was as likely as the observed one. At each look those with the largest
    :math:`|A_c - \tau B_c|` among the ones not excluded before are excluded, as many as the error spent so
    far allows; ties are excluded together or not at all. The observed labels are among the excluded at any
    look with probability at most the error spent, whatever the dependence between looks.

    References
    ----------
    Plamadeala and Rosenberger (2012), https://doi.org/10.1214/11-AOS941, for sequential monitoring by the
    joint distribution of randomisation tests
    """
    size = np.abs(looks.reading - effect * looks.treatment)
    own = np.abs(looks.point - effect)
    alive = np.ones(size.shape[0], dtype=np.bool_)
    out = np.zeros(own.size, dtype=np.bool_)
    for k in range(own.size):
        room = int(looks.budget[k]) - int((~alive).sum())
        bar = _bar(size[alive, k], room)
        alive &= size[:, k] <= bar
        out[k] = own[k] > bar
    return out


def _bar(sizes: Floats, room: int) -> float:
    """Return what a statistic must exceed so that no more than ``room`` of them do."""
    if room <= 0 or sizes.size <= room:
        return np.inf
    place = sizes.size - room - 1
    return float(np.partition(sizes, place)[place]) * (1.0 + ROUNDING)


def confidence_sequence(looks: Looks, level: float = 0.95, grid: int = 161) -> ConfidenceSequence:
    """Interval of every look: the hull of the effects that it does not exclude.

    Effects are tried on a grid, dense around the last point; each end is moved out to the next effect that is
    excluded, so the intervals are never too short. The end of the last look is refined by halving.
    """
    effects = _grid(looks, grid)
    kept = ~np.array([excluded(looks, effect) for effect in effects])
    ends = np.concatenate([[-np.inf], effects, [np.inf]])
    low = ends[np.argmax(kept, axis=0)]
    high = ends[kept.shape[0] - np.argmax(kept[::-1], axis=0) + 1]
    low, high = np.minimum(low, looks.point), np.maximum(high, looks.point)
    low[-1], high[-1] = (_refined(looks, effects, kept[:, -1], side) for side in (-1, 1))
    zero = excluded(looks, 0.0) & ((low > 0) | (high < 0))
    return ConfidenceSequence(
        looks.point, low, high, level, looks.budget / looks.reading.shape[0],
        int(np.argmax(zero)) if zero.any() else -1, looks.reading.shape[0], looks.enumerated,
    )  # fmt: skip


def _grid(looks: Looks, size: int) -> Floats:
    """Effects around the last point, spaced more widely with the distance."""
    spread = float(np.sqrt((looks.reading[:, -1] ** 2).mean())) or 1.0
    half = np.sinh(np.linspace(0.0, np.arcsinh(REACH * 4.0), size // 2 + 1)[1:]) / 4.0
    return looks.point[-1] + spread * np.concatenate([-half[::-1], [0.0], half])


def _refined(looks: Looks, effects: Floats, kept: NDArray[np.bool_], side: int) -> float:
    """Halve between the outermost effect that is kept and its excluded neighbour, rounding outward."""
    order = np.flatnonzero(kept)
    inner = int(order[-1] if side > 0 else order[0]) if order.size else effects.size // 2
    outer = inner + side
    if not 0 <= outer < effects.size:
        return side * np.inf
    inside, outside = float(effects[inner]), float(effects[outer])
    for _ in range(20):
        middle = (inside + outside) / 2
        if excluded(looks, middle)[-1]:
            outside = middle
        else:
            inside = middle
    return outside
