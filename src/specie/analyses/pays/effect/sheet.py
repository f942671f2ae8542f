"""The readings of one metric as a sheet: units by periods, as they stand in the book."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.pays.effect.metric import Metric


class Grain(StrEnum):
    """How long a period of readings is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


GRAINS = tuple(Grain)
"""In the order in which ``readings.sql`` numbers them."""
FINE = frozenset({Grain.DAY, Grain.WEEK})
"""Grains in which a period that was treated in part may pass for an untreated one."""
PER_YEAR = {Grain.YEAR: 1, Grain.QUARTER: 4, Grain.MONTH: 12, Grain.WEEK: 52, Grain.DAY: 365}


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows that were read and not used, by reason; ``empty`` rows have no value."""

    rows: int = 0
    empty: int = 0
    infinite: int = 0
    other_grain: int = 0
    unfinished: int = 0
    repeated: int = 0
    partly_treated: int = 0
    unlisted_rows: int = 0
    unlisted_units: int = 0
    silent_units: int = 0
    silent_treated: int = 0

    @property
    def used(self) -> int:
        """Rows that are used."""
        lost = self.empty + self.infinite + self.other_grain + self.unfinished + self.repeated
        return self.rows - lost - self.partly_treated - self.unlisted_rows


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """N units in T periods.

    ``value`` is in the metric's own unit, NaN where it is unknown; ``cases`` is the weight of a reading, NaN
    where no row is; ``first`` and ``last`` are the days of a period, ``slot`` its place on a grid without
    gaps. ``treated_on`` and ``left_on`` are NaT where they are not known; ``listed`` tells whether the unit
    is in the roll-out at all.
    """

    metric: Metric
    grain: Grain
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    slot: NDArray[np.int64]
    units: NDArray[np.object_]
    listed: NDArray[np.bool_]
    treated_on: NDArray[np.datetime64]
    left_on: NDArray[np.datetime64]
    assigned: NDArray[np.object_]
    cluster: NDArray[np.object_]
    value: NDArray[np.float64]
    cases: NDArray[np.float64]
    further: NDArray[np.float64]
    """(P, N, T) further columns that the book declares."""
    weighted: bool
    aside: Aside

    @property
    def known(self) -> NDArray[np.bool_]:
        """(N, T) cells with a value."""
        return ~np.isnan(self.value)

    def rows(self, keep: NDArray[np.int64]) -> Sheet:
        """Only some units, in the order given."""
        return replace(
            self, units=self.units[keep], listed=self.listed[keep], treated_on=self.treated_on[keep],
            left_on=self.left_on[keep], assigned=self.assigned[keep], cluster=self.cluster[keep],
            value=self.value[keep], cases=self.cases[keep], further=self.further[:, keep],
        )  # fmt: skip


def slots(grain: Grain, first: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Number the periods of a grain, so that neighbours differ by one."""
    if grain is Grain.DAY:
        return first.astype("M8[D]").astype(np.int64)
    if grain is Grain.WEEK:
        return (first.astype("M8[D]").astype(np.int64) + 3) // 7  # 1970-01-01 was a Thursday
    if grain is Grain.YEAR:
        return first.astype("M8[Y]").astype(np.int64)
    months = first.astype("M8[M]").astype(np.int64)
    return months // 3 if grain is Grain.QUARTER else months
