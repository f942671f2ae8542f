"""Group-time effects: each cohort's change since just before its start, less that of the untreated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from specie.kernel.causal.cohorts import Cohorts, make_cohorts
from specie.kernel.causal.imputation import NO_COMPARISON, lines_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.lines import Lines
    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]
    Controls = Literal["never", "not yet"]


def callaway_lines(
    panel: Panel, *, controls: Controls = "not yet", by: Literal["cell", "cohort"] = "cell"
) -> Lines:
    r"""Lines of the mean group-time effect of Callaway and Sant'Anna, without covariates.

    .. math:: ATT(g, t) = \bar y_{g,t} - \bar y_{g,g-1} - (\bar y_{0,t} - \bar y_{0,g-1})

    with 0 the carriers that are never treated, or not treated up to t.

    Parameters
    ----------
    panel : Panel
        N units and T periods; missing cells are filled as for
        :func:`specie.kernel.causal.imputation.imputation_lines`.
    controls : {"not yet", "never"}
        Whom to compare with.
    by : {"cell", "cohort"}
        Mean over treated cells ("simple" in the literature), or first within cohorts and then over treated
        carriers ("group").

    Raises
    ------
    ValueError
        No treated cell has an untreated one to compare with.

    References
    ----------
    Callaway and Sant'Anna (2021), https://doi.org/10.1016/j.jeconom.2020.12.001
    """
    cohorts = make_cohorts(panel)
    weights = np.zeros(cohorts.exposed.shape)
    total = 0.0
    for label in np.nonzero(cohorts.exposed.any(axis=1) & (cohorts.start > 0))[0]:
        changes, cells = _cell_changes(cohorts, int(label), controls)
        size = cohorts.count[label] / (1 if by == "cell" or cells == 0 else cells)
        weights += size * changes
        total += size * cells
    if total == 0:
        raise ValueError(NO_COMPARISON)
    return lines_of(panel, cohorts, weights / total)


def _cell_changes(cohorts: Cohorts, label: int, controls: Controls) -> tuple[Floats, int]:
    """Sum of the weights (C, T) of one label's treated cells, and how many of them have controls."""
    column, base = np.nonzero(cohorts.exposed[label])[0], int(cohorts.start[label]) - 1
    begun = np.where(cohorts.exposed.any(axis=1), cohorts.start, cohorts.exposed.shape[1])
    free = begun[:, None] > (column if controls == "not yet" else cohorts.exposed.shape[1] - 1)
    free = np.broadcast_to(free, (begun.size, column.size)).copy()
    free[label] = False
    others = cohorts.count @ free
    column, free, others = column[others > 0], free[:, others > 0], others[others > 0]
    weights = np.zeros(cohorts.exposed.shape)
    weights[:, column] -= free / others
    weights[:, base] += (free / others).sum(axis=1)
    weights[label, column] += 1 / cohorts.count[label]
    weights[label, base] -= column.size / cohorts.count[label]
    return weights, column.size


def change_weights(
    cohorts: Cohorts, label: int, inside: NDArray[np.bool_], base: NDArray[np.bool_], controls: Controls
) -> tuple[Floats, NDArray[np.bool_]]:
    """Weights of the changes of one label's mean from the columns ``base`` (T,), less those of controls.

    Returns (S, C, T) weights, one change for each row of ``inside`` (S, T), and (S,) whether there are such
    columns and a carrier that can serve as a control; else weights are zero.
    """
    periods, column = base.size, np.arange(base.size)
    begun = np.where(cohorts.exposed.any(axis=1), cohorts.start, periods)
    seen = periods if controls == "never" else np.where(inside | base, column, -1).max(axis=1) + 1
    free = begun >= np.broadcast_to(seen, inside.shape[0])[:, None]
    free[:, label] = False
    others = free @ cohorts.count
    known = inside.any(axis=1) & base.any() & (others > 0)
    change = inside / np.maximum(inside.sum(axis=1), 1)[:, None] - base / max(int(base.sum()), 1)
    weights = free[:, :, None] * (-change / np.maximum(others, 1)[:, None])[:, None]
    weights[:, label] = change / cohorts.count[label]
    weights[~known] = 0.0
    return weights, known
