"""Read the sheets of all metrics in a few queries."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.effect.metric import read_metrics
from specie.analyses.pays.effect.sheet import GRAINS, Aside, Sheet, slots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from specie.analyses.pays.effect.metric import Metric
    from specie.book import Book

Columns = dict[str, np.ndarray]
FURTHER = "/* further columns */"


def read_sheets(book: Book) -> tuple[tuple[Metric, ...], tuple[Sheet, ...]]:
    """Every metric of the book, and a sheet for each that has readings."""
    metrics = read_metrics(book, _sql("kpis"), _sql("promises"))
    if not book.has("outcomes"):
        return metrics, ()
    units = book.arrays(_sql("units"))
    _begin_with_the_stage(book, metrics, units)
    readings = book.arrays(_readings_sql(book.settings.covariates))
    silent = {row["kpi_id"]: row for row in book.select(_sql("silent"))}
    sheets = (_sheet(metric, units, readings, book, silent) for metric in metrics)
    return metrics, tuple(sheet for sheet in sheets if sheet is not None)


def read_claims(book: Book) -> Mapping[str, int]:
    """Rows of claimed benefits, by initiative."""
    rows = book.select(_sql("claims")) if book.has("benefits") else []
    return {row["initiative_id"]: row["claims"] for row in rows}


def _sql(name: str) -> str:
    return (files(__package__ or "") / f"{name}.sql").read_text("utf-8")


def _readings_sql(covariates: tuple[str, ...]) -> str:
    further = "".join(f', outcomes."{name}" AS further_{n}' for n, name in enumerate(covariates))
    return _sql("readings").replace(FURTHER, further)


def _begin_with_the_stage(book: Book, metrics: tuple[Metric, ...], units: Columns) -> None:
    """Where no unit of a metric is in the roll-out, all of them begin when the initiative does."""
    begun = {row["initiative_id"]: row for row in book.select(_sql("begun"))} if book.has("stages") else {}
    for name in ("treated_on", "left_on"):
        units[name] = units[name].astype("M8[D]")
    for metric in metrics:
        here = units["kpi_id"] == metric.ref.id
        row = begun.get(metric.initiative.id)
        if here.any() and not units["listed"][here].any() and row is not None:
            units["treated_on"][here] = np.datetime64(row["began_on"] or "NaT", "D")
            units["left_on"][here] = np.datetime64(row["stopped_on"] or "NaT", "D")


def _sheet(
    metric: Metric, units: Columns, readings: Columns, book: Book, silent: Mapping[str, Mapping[str, int]]
) -> Sheet | None:
    names = units["kpi_id"].astype(str)
    low, high = (np.searchsorted(names, metric.ref.id, side) for side in ("left", "right"))
    begin, end = np.searchsorted(readings["unit"], [low, high])
    if low == high:
        return None
    own = {name: column[begin:end] for name, column in readings.items()}
    quiet = silent.get(metric.ref.id, {"units": 0, "treated": 0})
    aside = Aside(rows=int(end - begin), silent_units=quiet["units"], silent_treated=quiet["treated"])
    return _fill(metric, {k: v[low:high] for k, v in units.items()}, own, int(low), aside, book)


def _fill(metric: Metric, units: Columns, rows: Columns, offset: int, aside: Aside, book: Book) -> Sheet:
    """Lay the rows of the commonest grain out as units by periods."""
    grain = GRAINS[int(np.bincount(rows["grain"], minlength=len(GRAINS)).argmax())]
    right = rows["grain"] == GRAINS.index(grain)
    whole = rows["period_end"].astype("M8[D]") <= np.datetime64(book.as_of, "D")
    aside = replace(aside, other_grain=int((~right).sum()), unfinished=int((right & ~whole).sum()))
    rows = {name: column[right & whole] for name, column in rows.items()}
    slot, at, column = np.unique(slots(grain, rows["period_start"]), return_index=True, return_inverse=True)
    unit = rows["unit"].astype(np.int64) - offset
    shape = (units["unit_id"].size, slot.size)
    cell = unit * slot.size + column
    aside = replace(aside, repeated=int(cell.size - np.unique(cell).size))
    value, aside = _finite(rows["value"], aside)
    weighted = bool((rows["weight"] > 0).any())
    weight = rows["weight"] if weighted else np.ones(cell.size)
    names = sorted(name for name in rows if name.startswith("further_"))
    return Sheet(
        metric, grain, rows["period_start"][at].astype("M8[D]"), rows["period_end"][at].astype("M8[D]"),
        slot, units["unit_id"], units["listed"].astype(bool), units["treated_on"], units["left_on"],
        units["assigned"], units["cluster_id"], _laid(shape, cell, value), _cases(shape, cell, weight),
        np.array([_laid(shape, cell, rows[name]) for name in names]).reshape(len(names), *shape),
        weighted, aside,
    )  # fmt: skip


def _finite(value: NDArray[np.float64], aside: Aside) -> tuple[NDArray[np.float64], Aside]:
    value = value.astype(np.float64)
    infinite = np.isinf(value)
    aside = replace(aside, empty=int(np.isnan(value).sum()), infinite=int(infinite.sum()))
    return np.where(infinite, np.nan, value), aside


def _laid(shape: tuple[int, int], cell: NDArray[np.int64], value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values in their cells; of two for one cell the first one stays."""
    laid = np.full(shape, np.nan)
    laid.ravel()[cell[::-1]] = value[::-1]
    return laid


def _cases(
    shape: tuple[int, int], cell: NDArray[np.int64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weights in their cells; a row without one has the usual weight of its unit."""
    laid = _laid(shape, cell, np.where(np.isnan(weight), -1.0, weight))
    known = np.where(laid > 0, laid, np.nan)
    counted = np.isfinite(known).sum(axis=1)
    usual = np.nansum(known, axis=1) / np.maximum(counted, 1)
    usual = np.where(counted > 0, usual, usual[counted > 0].mean() if (counted > 0).any() else 1.0)
    return np.where(laid == -1.0, usual[:, None], laid)
