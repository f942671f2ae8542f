"""Who is exchangeable with whom: paths of treatment as labels, and the units or groups that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.two_way import connected_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel


@dataclass(frozen=True, eq=False)
class Cohorts:
    """M exchangeable carriers (units, or groups where treatment was assigned by group) and their C labels.

    Attributes
    ----------
    member : (N,)
        Carrier of each unit, 0 to M - 1.
    label : (M,)
        Label of each carrier, 0 to C - 1; labels are ordered by start, then stop; "never" comes last.
    start, stop : (C,)
        Path of each label; both are T for "never".
    exposed : (C, T)
        Cells under treatment for each label.
    by_group : bool
        Whether the carriers are groups.
    """

    member: NDArray[np.int64]
    label: NDArray[np.int64]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    exposed: NDArray[np.bool_]
    by_group: bool

    @cached_property
    def count(self) -> NDArray[np.int64]:
        """(C,) carriers of each label."""
        return np.bincount(self.label, minlength=self.start.size)

    @property
    def unit_label(self) -> NDArray[np.int64]:
        """(N,) label of each unit."""
        return self.label[self.member]

    def totals(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum values of units (..., N, P) over the units of each carrier (..., M, P)."""
        if not self.by_group:
            return values
        belongs = self.member == np.arange(self.label.size)[:, None]
        return belongs.astype(np.float64) @ values


@lru_cache(maxsize=8)
def make_cohorts(panel: Panel) -> Cohorts:
    """Read labels and carriers from a panel; every statistic of a panel asks, so the last ones are kept.

    Whole groups are the carriers where every group has one path and groups are fewer than units: then
    treatment was assigned by group, and only whole groups may be relabelled.
    """
    path, label = _paths(panel)
    group, member = np.unique(panel.group, return_inverse=True)
    first = np.unique(member, return_index=True)[1]
    by_group = group.size < label.size and bool((label == label[first][member]).all())
    if not by_group:
        member, first = np.arange(label.size), np.arange(label.size)
    column = np.arange(panel.periods)
    exposed = (column >= path[:, :1]) & (column < path[:, 1:])
    return Cohorts(member, label[first], path[:, 0], path[:, 1], exposed, by_group)


def _paths(panel: Panel) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return distinct (start, stop) in order, and which of them each unit has."""
    never = (panel.start >= panel.stop) | (panel.start >= panel.periods)
    base = panel.periods + 1
    path = panel.start * base + np.minimum(panel.stop, panel.periods)
    path[never] = panel.periods * base + panel.periods
    distinct, label = np.unique(path, return_inverse=True)
    return np.column_stack(np.divmod(distinct, base)), label


def comparable(exposed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the treated cells (C, T) whose untreated mean follows from unit and period effects.

    A label's effect and a period's effect are known relative to one another exactly where untreated cells
    connect them: in the graph of labels and periods with one edge for each untreated cell, both lie in one
    component.
    """
    label_part, period_part = connected_parts(~exposed)
    return exposed & (label_part[:, None] == period_part)
