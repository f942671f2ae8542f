"""What can be wrong with a charge, as conditions over its typed cells.

All conditions of a row become one number, a bit each, that is a key of the roll-up: the same scan that sums
the money counts the faults, and rows read always equal rows used plus rows set aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.book.bills_cells import missing
from specie.model import Level

if TYPE_CHECKING:
    from datetime import date

    from specie.book.bills_source import BillSource

TOLERANCE = 1e-6
"""Rounding allowed between a cost and price times quantity: this much, and this much of the cost."""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A fault of one row: its code, the FOCUS column it is shown at, and when it holds.

    ``needs`` are columns without which it cannot be checked; ``aside`` says whether the row is not used;
    ``grouped`` conditions look at key texts only, so they hold for whole groups.
    """

    code: str
    column: str
    level: Level
    where: str
    needs: tuple[str, ...]
    aside: bool = False
    grouped: bool = False
    summed: str = ""
    """For faults told as one sum: SQL for the money each row is off by."""


def row_checks(source: BillSource, as_of: date) -> tuple[RowCheck, ...]:
    """Every check the file has the columns for; the place in the list is the bit."""
    possible = (*_unreadable(source), *_periods(as_of), *_read_another_way(source), *_amounts())
    return tuple(check for check in possible if all(source.has(name) for name in check.needs))


def _unreadable(source: BillSource) -> list[RowCheck]:
    checks: list[RowCheck] = []
    for name, value, codes, aside in (
        ("BilledCost", "billed", ("DAT320", "DAT321"), True),
        ("ChargePeriodStart", "starts", ("DAT324", "DAT325"), True),
        ("ChargePeriodEnd", "ends", ("DAT328", "DAT328"), False),
        ("EffectiveCost", "effective", ("DAT331", "DAT331"), False),
    ):
        level = Level.ERROR if aside else Level.WARNING
        blank = missing(source, name) if source.has(name) else "true"
        absent, unread = codes
        if absent == unread:
            checks.append(RowCheck(absent, name, level, f"{value} IS NULL", (name,), aside))
        else:
            checks.append(RowCheck(absent, name, level, f"{value} IS NULL AND {blank}", (name,), aside))
            checks.append(RowCheck(unread, name, level, f"{value} IS NULL AND NOT {blank}", (name,), aside))
    checks.append(
        RowCheck(
            "DAT322",
            "BillingCurrency",
            Level.ERROR,
            "bill_text(currency) IS NULL",
            ("BillingCurrency",),
            aside=True,
            grouped=True,
        )
    )
    return checks


def _periods(as_of: date) -> list[RowCheck]:
    start, both = "ChargePeriodStart", ("ChargePeriodStart", "ChargePeriodEnd")
    billing = (start, "BillingPeriodStart", "BillingPeriodEnd")
    outside = "(starts < bill_starts OR starts >= bill_ends) AND NOT (" + CORRECTION + ")"
    late = f"starts >= TIMESTAMP '{as_of.isoformat()}' + INTERVAL 1 DAY"
    return [
        RowCheck("DAT326", "ChargePeriodEnd", Level.ERROR, "ends < starts", both, aside=True),
        RowCheck("DAT327", start, Level.NOTE, late, (start,), aside=True),
        RowCheck("DAT333", start, Level.WARNING, outside, billing),
    ]


def _read_another_way(source: BillSource) -> list[RowCheck]:
    """Amounts as text that are no plain number and could still be read."""
    if not source.has("BilledCost") or not source.is_text("BilledCost"):
        return []
    odd = f"try_cast({source.cells['BilledCost']} AS DECIMAL(38, 18)) IS NULL AND billed IS NOT NULL"
    return [RowCheck("DAT330", "BilledCost", Level.WARNING, odd, ("BilledCost",))]


CORRECTION = "coalesce(lower(trim(class)) = 'correction', false)"
NO_REDUCTION = "NOT coalesce(lower(trim(category)) IN ('credit', 'adjustment'), false)"


def _amounts() -> list[RowCheck]:
    refund = f"billed < 0 AND {NO_REDUCTION} AND NOT {CORRECTION}"
    listed, contracted = "list_price * quantity - list_cost", "contracted_price * quantity - contracted_cost"
    credit = "CAST(contracted_cost - CAST(billed AS DOUBLE) AS DOUBLE)"
    is_credit = "category = 'Credit'"
    return [
        RowCheck("DAT332", "BilledCost", Level.WARNING, refund, ("BilledCost", "ChargeCategory")),
        RowCheck(
            "DAT334",
            "ListCost",
            Level.WARNING,
            _off(listed, "list_cost"),
            ("ListCost", "ListUnitPrice", "PricingQuantity"),
            summed=listed,
        ),
        RowCheck(
            "DAT335",
            "ContractedCost",
            Level.WARNING,
            _off(contracted, "contracted_cost"),
            ("ContractedCost", "ContractedUnitPrice", "PricingQuantity"),
            summed=contracted,
        ),
        RowCheck(
            "DAT336",
            "ContractedCost",
            Level.WARNING,
            f"{is_credit} AND {_off(credit, 'contracted_cost')}",
            ("ContractedCost", "BilledCost", "ChargeCategory"),
            summed=credit,
        ),
    ]


def _off(difference: str, cost: str) -> str:
    return f"abs({difference}) > {TOLERANCE} + {TOLERANCE} * abs({cost}) AND isfinite({difference})"


def fault_mask(checks: tuple[RowCheck, ...], *, grouped: bool | None = None) -> str:
    """Return SQL for faults as one number; it is worked out only where there are any.

    ``grouped`` takes only the conditions on whole groups, or only the others.
    """
    wanted = [(bit, check) for bit, check in enumerate(checks) if grouped in (None, check.grouped)]
    if not wanted:
        return "0"
    some = " OR ".join(f"({check.where})" for _, check in wanted)
    bits = " + ".join(f"CASE WHEN {check.where} THEN {1 << bit} ELSE 0 END" for bit, check in wanted)
    return f"CASE WHEN {some} THEN CAST({bits} AS INTEGER) ELSE 0 END"


def aside_bits(checks: tuple[RowCheck, ...]) -> int:
    """Return the bits of faults that set a row aside."""
    return sum(1 << bit for bit, check in enumerate(checks) if check.aside)
