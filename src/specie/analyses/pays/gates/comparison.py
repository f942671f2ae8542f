"""From readings to a panel that can be compared: the scale, who is treated when, who cannot be compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal import scaling
from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.rollout import (
    assignment_groups,
    standard_covariates,
    treated_columns,
    usual_size,
    weakest_assignment,
    whole_groups,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.pays.gates.history import History

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

FINE = frozenset({"days", "weeks"})
"""Periods so short that one treated in part may pass for an untreated one."""


class Scale(StrEnum):
    """How readings are compared between units."""

    LEVEL = "level"
    LOG = "log"
    RATIO = "ratio to own mean before"


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A panel on one scale, and how it was decided who starts when.

    ``begun`` is the first column in which a unit of the panel is treated; the number of columns where none
    is.
    """

    panel: Panel
    scale: Scale
    assigned: str
    begun: int
    rows: Ints
    """(N,) places of the panel's units in the history."""
    early_mean: float
    """Mean reading before anybody started, in the metric's own unit; NaN where there is none."""


def compare(history: History) -> Comparison:
    """Make the panel; units that were never read untreated drop out, those never read treated compare."""
    start, stop = columns(history)
    order = np.lexsort((*_keys(history), stop, start))
    history, start, stop = history.rows(order), start[order], stop[order]
    group, by_group = assignment_groups(history.cluster, history.treated_on, start < stop)
    if by_group:
        start, stop = whole_groups(group, start, stop)
    value = _settled(history)
    column = np.arange(value.shape[1])
    exposed = (column >= start[:, None]) & (column < stop[:, None])
    known = np.isfinite(value)
    before, during = (known & ~exposed).any(axis=1), (known & exposed).any(axis=1)
    start, stop = (np.where(before & ~during, value.shape[1], edge) for edge in (start, stop))
    nobody = min([value.shape[1], *start[start < stop].tolist()])
    scale, y = _scaled(history.metric.scale, value[before], column < nobody)
    early = value[:, :nobody][known[:, :nobody]]
    panel = make_panel(
        y, start[before], stop=stop[before], weight=usual_size(history.cases[before]),
        group=np.unique(group[before], return_inverse=True)[1].astype(np.int64),
        covariates=standard_covariates(history.further[:, before], nobody),
    )  # fmt: skip
    begun = min([value.shape[1], *panel.start[panel.treated].tolist()])
    mean = float(early.mean()) if early.size else float("nan")
    return Comparison(panel, scale, weakest_assignment(history.assigned), begun, order[before], mean)


def columns(history: History) -> tuple[Ints, Ints]:
    """First whole period under treatment, and first that is not wholly under it any more."""
    return treated_columns(history.first, history.last, history.treated_on, history.left_on)


def _keys(history: History) -> list[Floats]:
    """Order units by what they did, never by what they are called: draws then do not depend on names."""
    return list(np.nan_to_num(history.value.T[::-1], nan=-np.inf))


def _settled(history: History) -> Floats:
    """Readings without those of no case, and without long periods in which a unit started part-way."""
    value = np.where(history.cases == 0, np.nan, history.value)
    if history.grain in FINE:
        return value
    day = history.treated_on[:, None]
    return np.where((history.first < day) & (day <= history.last), np.nan, value)


def _scaled(scale: str, value: Floats, before: NDArray[np.bool_]) -> tuple[Scale, Floats]:
    """Compare as declared; shares are compared as they are."""
    chosen = scaling.choose_scaling(scale, value, before)
    share = chosen.comparison is scaling.Comparison.SHARE
    return Scale.LEVEL if share else Scale(chosen.comparison.value), chosen.forward(value)
