"""What can be compared in a sheet: who is treated from which period, who is left out, in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.effect.scaling import Scaling, choose_scaling
from specie.analyses.pays.effect.sheet import FINE
from specie.kernel.causal.panel import make_panel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.pays.effect.sheet import Sheet
    from specie.kernel.causal.panel import Panel

    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

TOGETHER_DAYS = 31
"""Days within which the units of a group start where the group was assigned as a whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """A sheet whose units stand in an order that does not depend on names, and the panel made of it.

    ``start`` and ``stop`` are by unit of the sheet; ``rows`` are the sheet's units that are in the panel,
    ``always`` those that were treated in every period with a reading, ``lonely`` others that cannot be
    compared (no reading before they started, or none at all).
    """

    sheet: Sheet
    start: Integers
    stop: Integers
    by_group: bool
    assigned: str
    scaling: Scaling
    panel: Panel
    rows: Integers
    always: Integers
    lonely: Integers

    @property
    def exposed(self) -> Flags:
        """(N, T) cells of the sheet under treatment."""
        column = np.arange(self.sheet.slot.size)
        return (column >= self.start[:, None]) & (column < self.stop[:, None])


def make_study(sheet: Sheet) -> Study:
    """Find who is treated when, leave out who cannot be compared, and bring readings to one scale."""
    sheet = _listed_only(sheet)
    start, stop = _columns(sheet)
    order = _order(sheet, start, stop)
    sheet, start, stop = sheet.rows(order), start[order], stop[order]
    group, by_group = _groups(sheet, start < stop)
    if by_group:
        start, stop = _by_group(group, start, stop)
    sheet = _whole_periods(sheet)
    sheet = _known_cases(sheet)
    known = sheet.known
    exposed = _exposed(start, stop, sheet.slot.size)
    before = (known & ~exposed).sum(axis=1) > 0
    during = (known & exposed).sum(axis=1) > 0
    start, stop = _never_where_unread(start, stop, before & ~during, sheet.slot.size)
    always, lonely = np.flatnonzero(~before & during), np.flatnonzero(~before & ~during)
    rows = np.flatnonzero(before)
    first = min([sheet.slot.size, *start[start < stop].tolist()])
    scaling = choose_scaling(sheet.metric.scale, sheet.value[rows], np.arange(sheet.slot.size) < first)
    panel = _panel(sheet, rows, start, stop, group, scaling, first)
    return Study(sheet, start, stop, by_group, _assigned(sheet), scaling, panel, rows, always, lonely)


def _listed_only(sheet: Sheet) -> Sheet:
    """Leave out units of which the roll-out does not say whether they were treated."""
    if sheet.listed.all() or not sheet.listed.any():
        return sheet
    unlisted = ~sheet.listed
    lost = replace(
        sheet.aside,
        unlisted_units=int(unlisted.sum()),
        unlisted_rows=int(sheet.known[unlisted].sum()),
    )
    return replace(sheet.rows(np.flatnonzero(sheet.listed)), aside=lost)


def _columns(sheet: Sheet) -> tuple[Integers, Integers]:
    """First whole period under treatment, and first period that is not wholly under it any more."""
    periods = sheet.slot.size
    never = np.isnat(sheet.treated_on)
    start = np.searchsorted(sheet.first, np.where(never, sheet.first[:1], sheet.treated_on))
    start = np.where(never, periods, start)
    stays = np.isnat(sheet.left_on)
    stop = np.searchsorted(sheet.last, np.where(stays, sheet.last[:1], sheet.left_on))
    stop = np.where(stays | never, periods, stop)
    return start.astype(np.int64), np.maximum(stop, start).astype(np.int64)


def _order(sheet: Sheet, start: Integers, stop: Integers) -> Integers:
    """Order units by what they did, never by what they are called: draws then do not depend on names."""
    readings = np.nan_to_num(sheet.value, nan=-np.inf)
    keys = [readings[:, column] for column in range(readings.shape[1] - 1, -1, -1)]
    return np.lexsort((*keys, stop, start))


def _groups(sheet: Sheet, treated: Flags) -> tuple[Integers, bool]:
    """Number the groups; tell whether treatment came to whole groups at a time."""
    alone = np.arange(sheet.units.size)
    if any(name is None for name in sheet.cluster.tolist()):
        return alone, False
    names, first, number = np.unique(sheet.cluster.astype(str), return_index=True, return_inverse=True)
    rank = np.empty(names.size, dtype=np.int64)
    rank[np.argsort(first)] = np.arange(names.size)
    group = rank[number]
    if names.size in {1, sheet.units.size}:
        return alone, False
    days = sheet.treated_on.astype(np.int64)
    whole = all(
        treated[group == g].all() and np.ptp(days[group == g]) <= TOGETHER_DAYS
        for g in np.unique(group[treated]).tolist()
    )
    return group, bool(whole and treated.any())


def _by_group(group: Integers, start: Integers, stop: Integers) -> tuple[Integers, Integers]:
    """A group is treated from its first unit's start on: what was assigned, not who was late."""
    first = np.full(group.max() + 1, np.iinfo(np.int64).max)
    last = np.zeros(group.max() + 1, dtype=np.int64)
    np.minimum.at(first, group, start)
    np.maximum.at(last, group, stop)
    return first[group], last[group]


def _whole_periods(sheet: Sheet) -> Sheet:
    """Leave out long periods in which a unit started part-way: neither before nor after."""
    if sheet.grain in FINE:
        return sheet
    with np.errstate(invalid="ignore"):
        day = sheet.treated_on[:, None]
        inside = (sheet.first < day) & (day <= sheet.last)
    partly = inside & sheet.known
    lost = replace(sheet.aside, partly_treated=int(partly.sum()))
    return replace(sheet, value=np.where(partly, np.nan, sheet.value), aside=lost)


def _known_cases(sheet: Sheet) -> Sheet:
    """A reading with no case behind it says nothing."""
    return replace(sheet, value=np.where(sheet.cases == 0, np.nan, sheet.value))


def _exposed(start: Integers, stop: Integers, periods: int) -> Flags:
    column = np.arange(periods)
    return (column >= start[:, None]) & (column < stop[:, None])


def _never_where_unread(
    start: Integers, stop: Integers, unread: Flags, periods: int
) -> tuple[Integers, Integers]:
    """A unit with no reading under treatment is compared as one that has not started."""
    return np.where(unread, periods, start), np.where(unread, periods, stop)


def _assigned(sheet: Sheet) -> str:
    """How it was decided who starts when; of different answers the weakest."""
    said = {word for word in sheet.assigned.tolist() if word}
    return next((word for word in ("chosen", "staggered", "randomised") if word in said), "")


def _panel(
    sheet: Sheet,
    rows: Integers,
    start: Integers,
    stop: Integers,
    group: Integers,
    scaling: Scaling,
    first: int,
) -> Panel:
    y = scaling.forward(sheet.value[rows])
    cases = np.where(sheet.cases[rows] > 0, sheet.cases[rows], np.nan)
    counted = np.maximum(np.isfinite(cases).sum(axis=1), 1)
    weight = np.nansum(cases, axis=1) / counted
    return make_panel(
        y, start[rows], stop=stop[rows], weight=np.where(weight > 0, weight, 1.0),
        group=np.unique(group[rows], return_inverse=True)[1].astype(np.int64) if rows.size else None,
        covariates=_covariates(sheet.further[:, rows], first),
    )  # fmt: skip


def _covariates(further: NDArray[np.float64], first: int) -> NDArray[np.float64]:
    """(N, P) means of further columns before anybody started, in standard units; unknown is the mean."""
    early = further[:, :, : max(first, 1)]
    known = np.isfinite(early)
    mean = np.nansum(early, axis=2) / np.maximum(known.sum(axis=2), 1)
    mean = np.where(known.any(axis=2), mean, np.nan)
    told = [row for row in mean if np.isfinite(row).any() and np.nanstd(row) > 0]
    scaled = [np.nan_to_num((row - np.nanmean(row)) / np.nanstd(row)) for row in told]
    return np.array(scaled).T if scaled else np.empty((further.shape[1], 0))
