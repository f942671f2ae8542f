"""The market table as series: points by date, each from the lowest to the highest figure that is given."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.companies.span import Span
from specie.kernel.growth import Bounds
from specie.model import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from specie.facts import Fact, Facts
    from specie.model import Origin

FOREIGN = "unnamed"
"""The publisher of a series that nobody signs."""
OTHER_SUM = ("cumulative", "_gap_")
"""Parts of the ids of series that sum over years or are the difference of others."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date of a series with every figure the publisher gave for it, oldest source first."""

    on: Span
    rows: tuple[Fact, ...]

    @property
    def bounds(self) -> Bounds:
        """From the lowest to the highest figure, printed ranges included."""
        ends = [_range(row) for row in self.rows]
        return Bounds(np.float64(min(low for low, _ in ends)), np.float64(max(high for _, high in ends)))

    @property
    def stated(self) -> float | None:
        """The one figure; None where vintages differ."""
        values = {row.number("value") for row in self.rows}
        return values.pop() if len(values) == 1 else None

    @property
    def newest(self) -> Fact:
        """The row of the newest source."""
        return self.rows[-1]

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every row behind it."""
        return tuple(row.origin for row in self.rows)

    @property
    def grade(self) -> Grade:
        """Modelled where it is foreseen or estimated, else what kind of document says so."""
        if self.newest.text("status") != "actual":
            return Grade.MODELLED
        return Grade.COMPANY if self.newest.quality == "primary" else Grade.PRESS


@dataclass(frozen=True, slots=True)
class Series:
    """One published series; points in order of date."""

    id: str
    definition: str
    unit: str
    points: tuple[Point, ...]
    printed_growth: float | None

    @property
    def usable(self) -> bool:
        """Signed, and not marked as an example of what not to use."""
        rows = [row for point in self.points for row in point.rows]
        return all(row.text("publisher") != FOREIGN and "do_not_use" not in row.marks for row in rows)

    @property
    def yearly(self) -> bool:
        """Whether a point stands for one year or one day, not for a sum over several years."""
        summed = any(part in self.id for part in OTHER_SUM)
        return not summed and "one year" not in self.points[-1].newest.note


def read_series(facts: Facts, as_of: date) -> Mapping[str, Series]:
    """Read every series; rows whose source is younger than the day are kept, points are not cut."""
    grouped: dict[str, list[Fact]] = {}
    for row in facts.rows("market"):
        grouped.setdefault(row.text("series"), []).append(row)
    told = _told()["growth"]
    found = (
        Series(id_, rows[0].text("definition"), _unit(rows[0]), tuple(_points(rows, as_of)), told.get(id_))
        for id_, rows in grouped.items()
    )
    return {series.id: series for series in found if series.points}


def _points(rows: Sequence[Fact], as_of: date) -> Iterator[Point]:
    """Group rows by date; what is said to have happened after the day is not known on it."""
    dated: dict[str, list[Fact]] = {}
    for row in rows:
        start = row.start("date")
        if start is not None and (row.text("status") != "actual" or start <= as_of):
            dated.setdefault(row.text("date"), []).append(row)
    for text, same in sorted(dated.items(), key=lambda item: (_start(item[1][0]), item[0])):
        ordered = tuple(sorted(same, key=lambda row: row.as_of))
        yield Point(Span(_start(same[0]), _end(same[0]), text), ordered)


def _start(row: Fact) -> date:
    start = row.start("date")
    assert start is not None
    return start


def _end(row: Fact) -> date:
    end = row.end("date")
    assert end is not None
    return end


def _unit(row: Fact) -> str:
    return {"usd": "USD", "ratio": "x"}.get(row.text("unit"), row.text("unit"))


def _range(row: Fact) -> tuple[float, float]:
    value = row.number("value") or 0.0
    return _told()["range"].get((row.text("series"), row.text("date"), value), (value, value))


@cache
def _told() -> dict[str, dict[Any, Any]]:
    raw = tomllib.loads((files("specie.analyses.worth.market") / "series.toml").read_text("utf-8"))
    return {
        "range": {(r["series"], r["date"], float(r["value"])): (r["low"], r["high"]) for r in raw["range"]},
        "growth": {row["series"]: row["growth"] for row in raw["printed_growth"]},
    }
