"""Bill files against the ledger: to the cent, or an alarm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.spend.ledger import ZERO, query
from specie.model import PORTFOLIO, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from specie.analyses.pays.spend.scope import Scope
    from specie.model import Estimate, Origin


@dataclass(frozen=True, slots=True)
class BillFile:
    """One bill file in the currency of the book; ``effective`` is None where it states no effective cost."""

    file: str
    first_on: date
    last_on: date
    n_rows: int
    billed: Decimal
    effective: Decimal | None
    assigned: Decimal
    unassigned: Decimal
    ledger: Decimal

    @property
    def differences(self) -> tuple[Decimal, Decimal]:
        """Billed less ledger, and billed less assigned and unassigned; both are zero when it reconciles."""
        return self.billed - self.ledger, self.billed - self.assigned - self.unassigned

    @property
    def reconciles(self) -> bool:
        """Whether both differences are exactly zero."""
        return self.differences == (ZERO, ZERO)

    @property
    def period(self) -> str:
        """Its first and last charge day."""
        return f"{self.first_on.isoformat()}/{self.last_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Billed:
    """What a file bills in one currency."""

    file: str
    currency: str
    billed: Decimal
    effective: Decimal | None


def bill_files(scope: Scope) -> tuple[BillFile, ...]:
    """Every bill file, the largest first."""
    rows = scope.book.select(query("bill_files"))
    return tuple(BillFile(**row) for row in rows if row["billed"] is not None)


def billed_currencies(scope: Scope) -> tuple[Billed, ...]:
    """Every bill file by the currency on it."""
    return tuple(Billed(**row) for row in scope.book.select(query("bill_currencies")))


def bill_estimates(scope: Scope, bills: tuple[BillFile, ...]) -> Iterator[Estimate]:
    """Yield what each file bills, its difference to the ledger, and billed against effective cost."""
    for bill in bills:
        about, origins = Ref("bill", bill.file), origin_of(scope, bill)
        of = say("all used rows of the file")
        yield exact(
            "bill_total", about, bill.period, bill.billed, scope.currency, "sum", origins, denominator=of
        )
        gap = max(bill.differences, key=abs)
        yield exact(
            "bill_difference", about, bill.period, gap, scope.currency, "sum", origins, denominator=of
        )
    if bills:
        yield from _billed_and_effective(scope, bills)


def origin_of(scope: Scope, bill: BillFile) -> tuple[Origin, ...]:
    """Where the file itself was read."""
    origins = scope.book.origins("bills")
    return tuple(o for o in origins if o.place == bill.file or o.place.endswith(f"/{bill.file}")) or origins


def _billed_and_effective(scope: Scope, bills: tuple[BillFile, ...]) -> Iterator[Estimate]:
    period = f"{min(b.first_on for b in bills).isoformat()}/{max(b.last_on for b in bills).isoformat()}"
    of = say("all rows of all bills")
    figures = {"billed_cost": sum((b.billed for b in bills), ZERO)}
    if all(bill.effective is not None for bill in bills):
        figures["effective_cost"] = sum((b.effective for b in bills if b.effective is not None), ZERO)
    for measure, amount in figures.items():
        yield exact(
            measure,
            PORTFOLIO,
            period,
            amount,
            scope.currency,
            "sum",
            scope.book.origins("bills"),
            denominator=of,
        )
