"""Budgets of the fiscal year: periods of any length, each day counted once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.analyses.pays.spend.ledger import ZERO, query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from specie.analyses.pays.spend.scope import Scope


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of one scope for the fiscal year.

    ``covered`` is the share of the year's days for which the book has one; ``spread`` says whether a period
    reached over the edge of the year and was spread evenly over its days.
    """

    scope: str
    amount: Decimal
    covered: float
    spread: bool

    @property
    def whole(self) -> bool:
        """Whether every day of the fiscal year is covered."""
        return self.covered >= 1.0


def budget_for(scope: Scope, name: str) -> Budget | None:
    """Add up the budget of a scope over the fiscal year, longest periods first; None where there is none."""
    start, end = scope.fiscal
    free = set(range(start.toordinal(), end.toordinal() + 1))
    days, amount, spread = len(free), ZERO, False
    for row in scope.book.select(query("budgets"), scope=name):
        inside = _days(row, start, end) & free
        if inside and row["amount"] is not None:
            length = row["period_end"].toordinal() - row["period_start"].toordinal() + 1
            amount += (
                row["amount"] if len(inside) == length else row["amount"] * len(inside) / Decimal(length)
            )
            spread = spread or len(inside) < length
            free -= inside
    if amount <= 0:
        return None
    return Budget(name, amount, (days - len(free)) / days, spread)


def _days(row: Mapping[str, Any], start: date, end: date) -> set[int]:
    first, last = max(row["period_start"], start), min(row["period_end"], end)
    return set(range(first.toordinal(), last.toordinal() + 1))
