"""The readings of one metric as they stood on any day, laid out as units by periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from specie.book import Book

    Floats = NDArray[np.float64]
    Days = NDArray[np.datetime64]

GRAINS = ("years", "quarters", "months", "weeks", "days")
"""Units of time in the order in which ``readings.sql`` numbers them."""
GRAIN_DAYS = {"years": 365, "quarters": 91, "months": 30, "weeks": 7, "days": 1}
FURTHER = "/* further columns */"


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of ``kpis``; ``sign`` is 1 where more is better and -1 where less is."""

    ref: Ref
    initiative: Ref
    unit: str
    sign: int
    scale: str


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """N units in T whole periods.

    ``value`` and ``cases`` are (N, T), NaN where there is no reading (no weight); ``first`` and ``last`` the
    days of each period; ``treated_on`` and ``left_on`` (N,) are NaT where a unit never starts or stays.
    """

    metric: Metric
    grain: str
    first: Days
    last: Days
    units: NDArray[np.object_]
    cluster: NDArray[np.object_]
    assigned: NDArray[np.object_]
    treated_on: Days
    left_on: Days
    value: Floats
    cases: Floats
    further: Floats
    """(P, N, T) further columns that the book declares."""

    def until(self, day: date) -> History:
        """What was known at the end of a day: periods that were over, starts that had happened."""
        over = self.last <= np.datetime64(day, "D")
        limit = np.datetime64(day, "D")
        never, stays = np.datetime64("NaT", "D"), np.datetime64("NaT", "D")
        return replace(
            self, first=self.first[over], last=self.last[over], value=self.value[:, over],
            cases=self.cases[:, over], further=self.further[:, :, over],
            treated_on=np.where(self.treated_on > limit, never, self.treated_on),
            left_on=np.where(self.left_on > limit, stays, self.left_on),
        )  # fmt: skip

    def ahead(self, day: date) -> History:
        """The same with empty periods of the usual length up to a day that is still to come."""
        step = GRAIN_DAYS[self.grain]
        count = int(max((np.datetime64(day, "D") - self.last[-1]).astype(np.int64), 0)) // step
        first = self.last[-1] + 1 + step * np.arange(count)
        empty = np.full((self.units.size, count), np.nan)
        return replace(
            self, first=np.append(self.first, first), last=np.append(self.last, first + (step - 1)),
            value=np.hstack([self.value, empty]), cases=np.hstack([self.cases, empty]),
            further=np.concatenate([self.further, np.full((*self.further.shape[:2], count), np.nan)], axis=2),
        )  # fmt: skip

    def rows(self, keep: NDArray[np.int64]) -> History:
        """Only some units, in the order given."""
        return replace(
            self, units=self.units[keep], cluster=self.cluster[keep], assigned=self.assigned[keep],
            treated_on=self.treated_on[keep], left_on=self.left_on[keep], value=self.value[keep],
            cases=self.cases[keep], further=self.further[:, keep],
        )  # fmt: skip


def read_metric(book: Book, kpi_id: str) -> Metric | None:
    """Read a metric's declaration; None where the book has none of that name."""
    return read_metrics(book).get(kpi_id)


def read_metrics(book: Book) -> dict[str, Metric]:
    """Read the declaration of every metric, by its name."""
    rows = book.select("SELECT * FROM kpis") if book.has("kpis") else ()
    return {row["kpi_id"]: _metric(book, row) for row in rows}


def _metric(book: Book, row: Mapping[str, Any]) -> Metric:
    return Metric(
        Ref("kpi", row["kpi_id"], row["name"]),
        book.initiative(row["initiative_id"]),
        row["unit"] or "",
        1 if row["better"] == "higher" else -1,
        row["scale"],
    )


def read_history(book: Book, metric: Metric) -> History | None:
    """Read a metric's readings; None where there are none."""
    return read_histories(book, [metric]).get(metric.ref.id)


def read_histories(book: Book, metrics: Iterable[Metric]) -> dict[str, History]:
    """Read the readings of metrics in two queries; metrics without any are left out.

    Periods of the commonest length count, and of them those that were over on the day of the book; a unit of
    which the roll-out says nothing is left out where it says something of others.
    """
    by_id = {metric.ref.id: metric for metric in metrics}
    if not by_id or not book.has("outcomes"):
        return {}
    units = book.arrays(_sql("units"), kpis=list(by_id))
    further = "".join(f', "{name}" AS further_{n}' for n, name in enumerate(book.settings.covariates))
    rows = book.arrays(_sql("readings").replace(FURTHER, further), kpis=list(by_id))
    ends = np.flatnonzero(np.append(units["kpi_id"][1:] != units["kpi_id"][:-1], True)) + 1
    found: dict[str, History] = {}
    for low, high in pairwise([0, *ends.tolist()] if units["unit_id"].size else []):
        metric = by_id[units["kpi_id"][low]]
        begin, end = np.searchsorted(rows["unit"], [low, high])
        own = {name: column[begin:end] for name, column in rows.items()} | {
            "unit": rows["unit"][begin:end] - low
        }
        found[metric.ref.id] = _history(book, metric, {k: v[low:high] for k, v in units.items()}, own)
    return found


def _history(
    book: Book, metric: Metric, units: dict[str, np.ndarray], rows: dict[str, np.ndarray]
) -> History:
    """Lay out the readings of one metric that count."""
    grain = int(np.bincount(rows["grain"].astype(np.int64), minlength=len(GRAINS)).argmax())
    over = rows["period_end"].astype("M8[D]") <= np.datetime64(book.as_of, "D")
    used = (rows["grain"] == grain) & over
    history = _laid_out(metric, GRAINS[grain], units, {name: column[used] for name, column in rows.items()})
    listed = units["listed"].astype(bool)
    return history if listed.all() or not listed.any() else history.rows(np.flatnonzero(listed))


def _sql(name: str) -> str:
    return (files(__package__ or "") / f"{name}.sql").read_text("utf-8")


def _laid_out(
    metric: Metric, grain: str, units: dict[str, np.ndarray], rows: dict[str, np.ndarray]
) -> History:
    first, at, column = np.unique(
        rows["period_start"].astype("M8[D]"), return_index=True, return_inverse=True
    )
    shape = (units["unit_id"].size, first.size)
    place = rows["unit"].astype(np.int64) * first.size + column
    names = sorted(name for name in rows if name.startswith("further_"))
    weight = rows["weight"].astype(np.float64)
    return History(
        metric, grain, first, rows["period_end"][at].astype("M8[D]"), units["unit_id"],
        units["cluster_id"], units["assigned"], units["treated_on"].astype("M8[D]"),
        units["left_on"].astype("M8[D]"), _cells(shape, place, rows["value"]),
        _cells(shape, place, weight if (weight > 0).any() else np.ones(place.size)),
        np.array([_cells(shape, place, rows[name]) for name in names]).reshape(len(names), *shape),
    )  # fmt: skip


def _cells(shape: tuple[int, int], place: NDArray[np.int64], value: np.ndarray) -> Floats:
    """Values in their cells; of two for one cell the first stays; what is not finite is unknown."""
    cells = np.full(shape, np.nan)
    number = value.astype(np.float64)
    cells.ravel()[place[::-1]] = np.where(np.isfinite(number), number, np.nan)[::-1]
    return cells
