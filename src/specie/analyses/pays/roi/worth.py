"""Effect to money: what each metric is worth, and what an initiative brings in cash and beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import ZERO, Range, left, over, times, total
from specie.model import CashClass, Grade

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specie.analyses.pays.roi.evidence import Evidence, Measured
    from specie.analyses.pays.roi.read import Records
    from specie.analyses.pays.roi.records import Initiative, Kpi
    from specie.analyses.pays.roi.settings import Settings

ORDER = (Grade.BOOKED, Grade.RECORDED, Grade.A, Grade.B, Grade.C, Grade.D, Grade.E)
"""From certain to opinion: a sum is as good as its weakest part."""


@dataclass(frozen=True, slots=True)
class Worth:
    """One metric of an initiative: its improvement and that in money; None where either is not known."""

    kpi: Kpi
    measured: Measured | None

    @property
    def counted(self) -> bool:
        """Whether its benefit is known in money."""
        return self.measured is not None and self.kpi.worth is not None

    def money(self, improvement: Range | None) -> Range | None:
        """An improvement in money: every worth it may have times every size it may have."""
        if improvement is None or self.kpi.worth is None:
            return None
        return times(improvement, self.kpi.worth)

    @property
    def year(self) -> Range | None:
        """Money of the last twelve months, at the level that was published."""
        return None if self.measured is None else self.money(self.measured.year)


@dataclass(frozen=True, slots=True)
class Sum:
    """Money of several metrics at a joint level; nothing, for certain, where there are none."""

    year: Range
    to_date: Range | None
    level: float
    grade: Grade
    n: int


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an initiative brings: cash, and what did not become cash; the two are never added."""

    worths: tuple[Worth, ...]
    hard: Sum
    soft: Sum

    @property
    def cash_worths(self) -> tuple[Worth, ...]:
        """Metrics whose benefit is cash."""
        return tuple(worth for worth in self.worths if worth.kpi.cash)

    @property
    def measured(self) -> bool:
        """Whether any metric has a measured improvement."""
        return any(worth.measured is not None for worth in self.worths)

    def of_class(self, cash_class: CashClass) -> tuple[Worth, ...]:
        """Metrics of one cash class with money."""
        return tuple(w for w in self.worths if w.kpi.cash_class is cash_class and w.counted)


def benefit_of(initiative: Initiative, records: Records, evidence: Evidence, settings: Settings) -> Benefit:
    """Value every metric of an initiative, and add up cash and the rest apart."""
    worths = tuple(
        Worth(kpi, evidence.of(kpi.ref.id)) for kpi in records.kpis if kpi.initiative_id == initiative.ref.id
    )
    hard = [worth for worth in worths if worth.kpi.cash and worth.counted]
    soft = [worth for worth in worths if not worth.kpi.cash and worth.counted]
    return Benefit(worths, add(hard, settings.level), add(soft, settings.level))


def add(worths: Iterable[Worth], level: float) -> Sum:
    """Add money of several metrics so that the sum still covers at ``level``.

    Each interval is first taken to the level that n of them need together, 1 - (1 - level) / n, as far as its
    design can reach it; the ends are then added. What is left is never below 1 minus the sum of what each
    may miss, whatever their dependence.
    """
    parts = [(worth, worth.measured) for worth in worths]
    known = [(worth, measured) for worth, measured in parts if measured is not None]
    if not known:
        return Sum(ZERO, ZERO, 1.0, Grade.RECORDED, 0)
    each = 1.0 - (1.0 - level) / len(known)
    at = [(worth, *measured.at(each)) for worth, measured in known]
    years = [worth.money(year) for worth, year, _, _ in at]
    dates = [worth.money(to_date) for worth, _, to_date, _ in at]
    return Sum(
        total(year for year in years if year is not None),
        None if None in dates else total(money for money in dates if money is not None),
        left(reached for _, _, _, reached in at),
        max((measured.grade for _, measured in known), key=_rank),
        len(known),
    )


def break_even(worth: Worth, cost: Range, others: Range) -> Range | None:
    """Improvement in one case at which the cash benefit equals the cost; None where no case is treated.

    The cost that the other metrics do not carry, over worth of one unit and cases.
    """
    cases = worth.measured.cases if worth.measured is not None else None
    value = worth.kpi.worth
    if not cases or value is None or value.high <= 0 or value.low < 0:
        return None
    needed = total([cost, times(others, Range(-1.0, -1.0, -1.0))])
    return over(needed, times(value, Range(cases, cases, cases)))


def _rank(grade: Grade) -> int:
    return ORDER.index(grade) if grade in ORDER else len(ORDER)
