"""From readings to a panel that can be compared: the scale, who is treated when, who cannot be compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.panel import Panel, make_panel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.pays.gates.history import History

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

TOGETHER_DAYS = 31
"""Days within which the units of a group start where the group was assigned as a whole."""
LOG_COUNTS, BASE_COUNTS = 20.0, 100.0
"""Mean count from which logarithms compare counts; counts before the start that make a steady base."""
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
    group, by_group = _groups(history, start < stop)
    if by_group:
        start, stop = _whole_groups(group, start, stop)
    value = _settled(history)
    column = np.arange(value.shape[1])
    exposed = (column >= start[:, None]) & (column < stop[:, None])
    known = np.isfinite(value)
    before, during = (known & ~exposed).any(axis=1), (known & exposed).any(axis=1)
    start, stop = (np.where(before & ~during, value.shape[1], edge) for edge in (start, stop))
    nobody = min([value.shape[1], *start[start < stop].tolist()])
    scale, y = _scaled(history.metric.scale, value[before], nobody)
    early = value[:, :nobody][known[:, :nobody]]
    panel = make_panel(
        y, start[before], stop=stop[before], weight=_weights(history.cases[before]),
        group=np.unique(group[before], return_inverse=True)[1].astype(np.int64),
        covariates=_covariates(history.further[:, before], nobody),
    )  # fmt: skip
    begun = min([value.shape[1], *panel.start[panel.treated].tolist()])
    mean = float(early.mean()) if early.size else float("nan")
    return Comparison(panel, scale, _assigned(history), begun, order[before], mean)


def columns(history: History) -> tuple[Ints, Ints]:
    """First whole period under treatment, and first that is not wholly under it any more."""
    periods = history.first.size
    never, stays = np.isnat(history.treated_on), np.isnat(history.left_on)
    far = np.datetime64("9999-01-01", "D")
    start = np.searchsorted(history.first, np.where(never, far, history.treated_on))
    stop = np.searchsorted(history.last, np.where(stays | never, far, history.left_on))
    start = np.where(never, periods, start).astype(np.int64)
    return start, np.maximum(stop, start).astype(np.int64)


def _keys(history: History) -> list[Floats]:
    """Order units by what they did, never by what they are called: draws then do not depend on names."""
    return list(np.nan_to_num(history.value.T[::-1], nan=-np.inf))


def _groups(history: History, treated: NDArray[np.bool_]) -> tuple[Ints, bool]:
    """Number the groups; tell whether treatment came to whole groups at a time."""
    alone = np.arange(history.units.size)
    if any(name is None for name in history.cluster.tolist()):
        return alone, False
    names, first, number = np.unique(history.cluster.astype(str), return_index=True, return_inverse=True)
    if names.size in {1, history.units.size} or not treated.any():
        return alone, False
    rank = np.empty(names.size, dtype=np.int64)
    rank[np.argsort(first)] = np.arange(names.size)
    group, days = rank[number], history.treated_on.astype(np.int64)
    whole = all(
        treated[group == g].all() and np.ptp(days[group == g]) <= TOGETHER_DAYS
        for g in np.unique(group[treated]).tolist()
    )
    return group, bool(whole)


def _whole_groups(group: Ints, start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """A group is treated from its first unit's start on: what was assigned, not who was late."""
    first = np.full(group.max() + 1, np.iinfo(np.int64).max)
    last = np.zeros(group.max() + 1, dtype=np.int64)
    np.minimum.at(first, group, start)
    np.maximum.at(last, group, stop)
    return first[group], last[group]


def _settled(history: History) -> Floats:
    """Readings without those of no case, and without long periods in which a unit started part-way."""
    value = np.where(history.cases == 0, np.nan, history.value)
    if history.grain in FINE:
        return value
    day = history.treated_on[:, None]
    return np.where((history.first < day) & (day <= history.last), np.nan, value)


def _scaled(scale: str, value: Floats, begun: int) -> tuple[Scale, Floats]:
    """Compare as declared; counts by logarithm where they are many, else by the unit's own mean before."""
    if scale == "log":
        return Scale.LOG, _logarithm(value)
    if scale != "count" or not np.isfinite(value).any():
        return Scale.LEVEL, value
    if np.nanmin(value) > 0 and np.nanmean(value) >= LOG_COUNTS:
        return Scale.LOG, _logarithm(value)
    early = value[:, :begun]
    total, known = np.nansum(early, axis=1), np.isfinite(early).sum(axis=1)
    if begun and (total >= BASE_COUNTS).all():
        return Scale.RATIO, value / (total / known)[:, None]
    return Scale.LEVEL, value


def _logarithm(value: Floats) -> Floats:
    positive = value > 0
    return np.where(positive, np.log(np.where(positive, value, 1.0)), np.nan)


def _weights(cases: Floats) -> Floats:
    """Usual number of cases of each unit, one where it is not known."""
    known = np.where(cases > 0, cases, np.nan)
    count = np.isfinite(known).sum(axis=1)
    mean = np.nansum(known, axis=1) / np.maximum(count, 1)
    return np.where(mean > 0, mean, 1.0)


def _covariates(further: Floats, begun: int) -> Floats:
    """(N, P) means of further columns before anybody started, in standard units; unknown is the mean."""
    early = further[:, :, : max(begun, 1)]
    known = np.isfinite(early)
    mean = np.nansum(early, axis=2) / np.maximum(known.sum(axis=2), 1)
    mean = np.where(known.any(axis=2), mean, np.nan)
    told = [row for row in mean if np.isfinite(row).any() and np.nanstd(row) > 0]
    scaled = [np.nan_to_num((row - np.nanmean(row)) / np.nanstd(row)) for row in told]
    return np.array(scaled).T if scaled else np.empty((further.shape[1], 0))


def _assigned(history: History) -> str:
    """How it was decided who starts when; of different answers the weakest."""
    said = {word for word in history.assigned.tolist() if word}
    return next((word for word in ("chosen", "staggered", "randomised") if word in said), "")
