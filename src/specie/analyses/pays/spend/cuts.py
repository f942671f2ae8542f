"""What could be cut if a limit is passed: the arithmetic of the largest lines, and no word on their value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.spend.changes import QUARTER
from specie.analyses.pays.spend.ledger import ZERO, by, query

if TYPE_CHECKING:
    from specie.analyses.pays.spend.cap import Cap
    from specie.analyses.pays.spend.scope import Scope

RUNNING = frozenset({"production", "scaled"})
"""Stages in which others already rely on an initiative: what stands in them is not called discretionary."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not in production: what it costs a month and would still cost this fiscal year."""

    initiative_id: str | None
    stage: str | None
    monthly: Decimal
    rest: Decimal
    cumulative: Decimal


@dataclass(frozen=True, slots=True)
class Cuts:
    """Lines by size; ``excess`` is by how much the middle forecast of the year passes the limit."""

    lines: tuple[Line, ...]
    excess: Decimal
    months: Decimal

    @property
    def enough(self) -> int | None:
        """How many lines together cover the excess; None where all of them do not."""
        covering = (k for k, line in enumerate(self.lines, start=1) if line.cumulative >= self.excess)
        return next(covering, None)


def cuts(scope: Scope, cap: Cap) -> Cuts | None:
    """List what is not in production by its run rate; None without an outlook on the rest of the year."""
    if cap.outlook is None or not cap.outlook.in_year or cap.limit is None:
        return None
    months = Decimal(str(round(float(cap.outlook.weights.sum()), 4)))
    middle = Decimal(str(round(float(np.median(cap.outlook.year_totals)), 2)))
    return Cuts(_lines(scope, months), max(middle - cap.limit, ZERO), months)


def _lines(scope: Scope, months: Decimal) -> tuple[Line, ...]:
    stages = {row["initiative_id"]: row["stage"] for row in scope.book.select(query("stages_now"))}
    recent = set(scope.months[-QUARTER:])
    sums = by((c for c in scope.ledger.cells if c.month in recent), lambda cell: cell.initiative_id)
    lines: list[Line] = []
    so_far = ZERO
    for initiative_id, amount in sums.items():
        stage = stages.get(initiative_id) if initiative_id else None
        if stage not in RUNNING and amount > 0:
            monthly = amount / len(recent)
            so_far += monthly * months
            lines.append(Line(initiative_id, stage, monthly, monthly * months, so_far))
    return tuple(lines)
