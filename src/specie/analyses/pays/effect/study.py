"""What can be compared in a sheet: who is treated from which period, who is left out, in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.effect.sheet import FINE
from specie.kernel.causal.panel import make_panel
from specie.kernel.causal.rollout import (
    assignment_groups,
    standard_covariates,
    treated_columns,
    usual_size,
    weakest_assignment,
    whole_groups,
)
from specie.kernel.causal.scaling import Scaling, choose_scaling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.pays.effect.sheet import Sheet
    from specie.kernel.causal.panel import Panel

    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]


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
    start, stop = treated_columns(sheet.first, sheet.last, sheet.treated_on, sheet.left_on)
    order = _order(sheet, start, stop)
    sheet, start, stop = sheet.rows(order), start[order], stop[order]
    group, by_group = assignment_groups(sheet.cluster, sheet.treated_on, start < stop)
    if by_group:
        start, stop = whole_groups(group, start, stop)
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
    assigned = weakest_assignment(sheet.assigned)
    return Study(sheet, start, stop, by_group, assigned, scaling, panel, rows, always, lonely)


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


def _order(sheet: Sheet, start: Integers, stop: Integers) -> Integers:
    """Order units by what they did, never by what they are called: draws then do not depend on names."""
    readings = np.nan_to_num(sheet.value, nan=-np.inf)
    keys = [readings[:, column] for column in range(readings.shape[1] - 1, -1, -1)]
    return np.lexsort((*keys, stop, start))


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


def _panel(
    sheet: Sheet,
    rows: Integers,
    start: Integers,
    stop: Integers,
    group: Integers,
    scaling: Scaling,
    first: int,
) -> Panel:
    return make_panel(
        scaling.forward(sheet.value[rows]), start[rows], stop=stop[rows],
        weight=usual_size(sheet.cases[rows]),
        group=np.unique(group[rows], return_inverse=True)[1].astype(np.int64) if rows.size else None,
        covariates=standard_covariates(sheet.further[:, rows], first),
    )  # fmt: skip
