"""What moved in the last three months, and which months stand out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.spend.ledger import ZERO, suppliers_of, total
from specie.analyses.pays.spend.months import add_months, month_end, months_between, named
from specie.analyses.pays.spend.totals import DIMENSIONS, subject
from specie.kernel.outlier import neighbour_scores
from specie.model import PORTFOLIO, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from specie.analyses.pays.spend.ledger import Cell
    from specie.analyses.pays.spend.scope import Scope
    from specie.model import Estimate, Ref

QUARTER = 3
LEAST_MONTHS = 7
MOVING = ("initiative", "vendor", "cost_type")
SPIKY = "usage"
"""Cost type in which a month of one initiative is called a spike; one-off types jump by nature."""


@dataclass(frozen=True, slots=True)
class Move:
    """Money of the last three complete months beside the three before."""

    kind: str
    key: str | None
    before: Decimal
    now: Decimal

    @property
    def change(self) -> Decimal:
        """Rise (or fall) in money over three months."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Spike:
    """A month that stands out; ``initiative_id`` is None for the portfolio."""

    initiative_id: str | None
    month: date
    amount: Decimal
    expected: float
    score: float


def moves(scope: Scope) -> tuple[Move, ...]:
    """Every change of every kind, the largest first; none with fewer than six complete months."""
    recent, prior = scope.months[-QUARTER:], scope.months[-2 * QUARTER : -QUARTER]
    if len(prior) < QUARTER or set(scope.missing) & {*recent, *prior}:
        return ()
    found = [
        Move(kind, key, before.get(key, ZERO), now.get(key, ZERO))
        for kind in MOVING
        for before, now in [(_sums(scope, kind, prior), _sums(scope, kind, recent))]
        for key in {**now, **before}
        if key is not None or kind != "vendor"
    ]
    return tuple(sorted(found, key=lambda move: (-abs(move.change), move.kind, str(move.key))))


def move_estimates(scope: Scope, found: tuple[Move, ...]) -> Iterator[Estimate]:
    """Yield the change of everything that moved."""
    if not found:
        return
    first, last = scope.months[-QUARTER], scope.months[-1]
    period = f"{named(first)}/{named(last)}"
    earlier = f"{named(add_months(first, -QUARTER))}/{named(add_months(first, -1))}"
    for move in found:
        of = say("against {before} in {period}", before=scope.money(move.before), period=earlier)
        yield exact(
            "change_3_months", subject(scope, move.kind, move.key), period, move.change, scope.currency,
            "difference", scope.origins, denominator=of,
        )  # fmt: skip


def spikes(scope: Scope) -> tuple[Spike, ...]:
    """Months of the whole and of one initiative's use that stand out, the latest first."""
    all_money = scope.monthly()
    found = list(_stand_out(scope, None, all_money, all_money))
    mine = [cell for cell in scope.ledger.cells if cell.initiative_id and cell.cost_type == SPIKY]
    for initiative_id in sorted({cell.initiative_id for cell in mine if cell.initiative_id}):
        series = _series(scope, [cell for cell in mine if cell.initiative_id == initiative_id])
        found.extend(_stand_out(scope, initiative_id, series, all_money))
    return tuple(sorted(found, key=lambda spike: (spike.month, spike.amount), reverse=True))


def spike_estimates(scope: Scope, found: tuple[Spike, ...]) -> Iterator[Estimate]:
    """Yield the money of the months that stand out."""
    yield from (spike_estimate(scope, spike) for spike in found)


def spike_estimate(scope: Scope, spike: Spike) -> Estimate:
    """Make the estimate of one month that stands out."""
    period = f"{spike.month.isoformat()}/{month_end(spike.month).isoformat()}"
    of = say("the months around it have {usual} in the middle", usual=scope.money(round(spike.expected, 2)))
    return exact(
        "month_that_stands_out", about(scope, spike), period, spike.amount, scope.currency, "neighbours",
        scope.origins, denominator=of,
    )  # fmt: skip


def about(scope: Scope, spike: Spike) -> Ref:
    """Name what stands out."""
    return scope.book.initiative(spike.initiative_id) if spike.initiative_id else PORTFOLIO


def _sums(scope: Scope, kind: str, months: tuple[date, ...]) -> dict[str | None, Decimal]:
    if kind == "vendor":
        return suppliers_of(p for p in scope.ledger.paid if p.month in months)
    sums: dict[str | None, Decimal] = {}
    for cell in scope.ledger.cells:
        if cell.month in months:
            key = DIMENSIONS[kind](cell)
            sums[key] = sums.get(key, ZERO) + cell.amount
    return sums


def _series(scope: Scope, cells: list[Cell]) -> dict[date, Decimal]:
    """Monthly sums from the first month to the last complete one; a month without use counts as zero."""
    first = min(cell.month for cell in cells)
    return {
        month: total(cell for cell in cells if cell.month == month)
        for month in months_between(first, scope.months[-1] if scope.months else first)
    }


def _stand_out(
    scope: Scope, initiative_id: str | None, series: dict[date, Decimal], all_money: dict[date, Decimal]
) -> Iterator[Spike]:
    if len(series) < LEAST_MONTHS:
        return
    amounts = list(series.values())
    scores = neighbour_scores(np.array([float(amount) for amount in amounts]))
    for month, amount, usual, score in zip(series, amounts, scores.expected, scores.score, strict=True):
        above = float(amount) - float(usual)
        whole = float(all_money.get(month, ZERO))
        material = max(scope.settings.spike_share * float(usual), scope.settings.spike_of_all * whole)
        if score > scope.settings.spike_score and above > max(material, 0.0):
            yield Spike(initiative_id, month, amount, float(usual), float(score))
