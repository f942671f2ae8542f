"""What an initiative costs, as numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.number import between
from specie.analyses.pays.roi.stated import of_cost
from specie.kernel.money import Range
from specie.model import Grade, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.model import Estimate

TABLES = ("bills", "costs")


def cost_estimates(scope: Scope, case: Case) -> Iterator[Estimate]:
    """Yield the cost of the last twelve months and to date, and the bills that may be its own."""
    unpriced, unseen = bool(case.cost.unpriced), case.cost.unseen_from is not None
    yield _cost(scope, case, "cost_year", scope.records.year.period, case.cost.year, floor=unpriced)
    ever = to_date(scope, case)
    yield _cost(scope, case, "cost_to_date", ever, case.cost.to_date, floor=unpriced or unseen)
    if case.cost.reach_year:
        yield exact(
            "cost_reach_year", case.initiative.ref, scope.records.year.period, case.cost.reach_year,
            scope.currency, "sum", scope.origins("bills"),
            denominator=say("usage and purchases on bills that name no initiative"),
        )  # fmt: skip


def to_date(scope: Scope, case: Case) -> str:
    """The time from its first cost or use to the date of the book, as an ISO 8601 interval."""
    days = [cell.first_on for cell in scope.records.of.get(case.initiative.ref.id, ())]
    start = case.initiative.started_on
    if start is not None:
        days.append(start)
    first = min(days, default=scope.book.as_of)
    return f"{min(first, scope.book.as_of).isoformat()}/{scope.book.as_of.isoformat()}"


def _cost(
    scope: Scope, case: Case, measure: str, period: str, amount: Decimal, *, floor: bool
) -> Estimate:  # fmt: skip
    """An exact sum of rows, or a floor where something is used that nobody priced."""
    of = say("all rows of bills and costs of the initiative in the period")
    origins = scope.origins(*TABLES)
    if not floor:
        return exact(
            measure, case.initiative.ref, period, amount, scope.currency, "sum", origins, denominator=of
        )
    found = between(
        measure, case.initiative.ref, period, Range(float(amount), float(amount), math.inf), scope.currency,
        "sum", origins, level=1.0, grade=Grade.BOOKED, denominator=of,
        assumptions=tuple(of_cost(scope, case)),
    )  # fmt: skip
    assert found is not None, "a floor is closed below"
    return found
