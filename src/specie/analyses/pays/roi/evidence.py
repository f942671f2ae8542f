"""What ``pays/effect`` has published on each metric, and whether a verdict may rest on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import Range, widened
from specie.model import Grade, Message, Ref, Status, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Cell, Estimate, Inputs, Result

EFFECT = "pays/effect"
COMPARED = frozenset({Grade.A, Grade.B})
"""Grades on which a verdict may rest whatever the design is called."""
WEAK_DESIGNS = frozenset({"one series", "before and after only", "claims only", "no design"})
"""Designs that compare nobody with anybody: no verdict rests on them alone, whatever their grade."""
FEW_FREEDOM = 3.0
"""Degrees of freedom where nobody says how many units were compared."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The improvement of one metric, in its unit times cases; positive is better.

    ``level`` is the coverage of the ends; ``smallest_p`` the smallest p-value the design can give;
    ``freedom`` a cautious number of degrees of freedom; ``cases`` the treated ones of the last twelve months.
    """

    estimate: Estimate
    year: Range
    to_date: Range | None
    level: float
    grade: Grade
    compared: bool
    smallest_p: float
    freedom: float
    cases: float | None

    def at(self, wanted: float) -> tuple[Range, Range | None, float]:
        """Return the improvement of the year and to date at a level, and the level that is reached.

        A design that cannot reach the level is not stretched beyond what it can say.
        """
        reached = max(self.level, min(wanted, 1.0 - self.smallest_p))
        if wanted <= self.level:
            return self.year, self.to_date, self.level
        year = widened(self.year, self.level, reached, self.freedom)
        to_date = None if self.to_date is None else widened(self.to_date, self.level, reached, self.freedom)
        return year, to_date, reached


@dataclass(frozen=True, slots=True)
class Design:
    """How a metric was compared, and what would make it better evidence."""

    name: str
    upgrade: Message | None


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is measured, by metric; ``designs`` how each was compared."""

    result: Result | None
    designs: Mapping[str, Design]
    told: Mapping[tuple[str, str], Estimate]

    @property
    def assessed(self) -> bool:
        """Whether effects were looked for at all."""
        return self.result is not None and self.result.status is Status.OK

    def of(self, kpi_id: str) -> Measured | None:
        """Return what is measured of a metric; None where no improvement was published."""
        year = self._find("improvement_year", kpi_id)
        if year is None:
            return None
        to_date = self._find("improvement_to_date", kpi_id)
        treated, compared = self._number("units_treated", kpi_id), self._number("units_compared", kpi_id)
        return Measured(
            year,
            as_range(year),
            None if to_date is None else as_range(to_date),
            year.level,
            year.grade,
            year.exact or self._compared(kpi_id, year.grade, compared),
            self._number("smallest_p_value", kpi_id) or 0.0,
            max(1.0, min(treated, compared) - 1) if treated and compared else FEW_FREEDOM,
            self._number("readings_treated_year", kpi_id),
        )

    def has_comparison(self, kpi_id: str) -> bool:
        """Whether units were compared with others."""
        return bool(self._number("units_compared", kpi_id))

    def _compared(self, kpi_id: str, grade: Grade, units: float | None) -> bool:
        if grade in COMPARED:
            return True
        design = self.designs.get(kpi_id)
        return grade is Grade.C and bool(units) and not (design and design.name in WEAK_DESIGNS)

    def _find(self, measure: str, kpi_id: str) -> Estimate | None:
        return self.told.get((measure, kpi_id))

    def _number(self, measure: str, kpi_id: str) -> float | None:
        found = self._find(measure, kpi_id)
        return None if found is None else found.point


def read_evidence(inputs: Inputs) -> Evidence:
    """Find what was published; nothing where effects were not assessed."""
    result = inputs.results.get(EFFECT)
    if result is None:
        return Evidence(None, {}, {})
    told = {(e.measure, e.subject.id): e for e in result.estimates if e.subject.kind == "kpi"}
    return Evidence(result, _designs(result), told)


def as_range(estimate: Estimate) -> Range:
    """The ends of an estimate; an open side is infinite."""
    low = -math.inf if estimate.low is None else estimate.low
    high = math.inf if estimate.high is None else estimate.high
    return Range(low, estimate.point, high)


def _designs(result: Result) -> dict[str, Design]:
    """The table of designs, one row a metric."""
    table = next((table for table in result.tables if table.id == "designs"), None)
    keys = [] if table is None else [column.key for column in table.columns]
    if table is None or not {"kpi", "design"} <= set(keys):
        return {}
    rows = (dict(zip(keys, row, strict=True)) for row in table.rows)
    return {
        row["kpi"].id: _design(row["design"], row.get("upgrade"))
        for row in rows
        if isinstance(row["kpi"], Ref)
    }


def _design(name: Cell, upgrade: Cell) -> Design:
    return Design(
        name.id if isinstance(name, Term) else str(name), upgrade if isinstance(upgrade, Message) else None
    )
