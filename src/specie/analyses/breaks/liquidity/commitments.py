"""What is promised to each supplier, how much of its spending that binds, and what will not be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import Range, total
from specie.supply.outlay import TO_SUPPLIERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from specie.model import Ref
    from specie.supply.contracts import Contract
    from specie.supply.outlay import Outlay


@dataclass(frozen=True, slots=True)
class Commitment:
    """All running contracts with one supplier."""

    supplier: str
    vendor: Ref
    contracts: tuple[Contract, ...]
    rate: float
    """What it is paid a year at the rate of the last months."""
    left: Range
    month: Range | None
    """What the commitments bind a month; None where a contract with a commitment names no end."""
    unused: Range | None
    prepaid: float

    @property
    def bound(self) -> Range:
        """Share of its spending that cannot be cut: all of it where an end is not known."""
        if self.left.high <= 0:
            return Range(0.0, 0.0, 0.0)
        if self.month is None or self.rate <= 0:
            return Range(0.0, None, 1.0)
        low, high = (min(12 * side / self.rate, 1.0) for side in (self.month.low, self.month.high))
        middle = None if self.month.point is None else min(12 * self.month.point / self.rate, 1.0)
        return Range(low, middle, high)


def commitments(contracts: Iterable[Contract], outlay: Outlay, day: date) -> Iterator[Commitment]:
    """Yield one per supplier with a running contract, the largest amount left first."""
    by: dict[str, list[Contract]] = {}
    for contract in contracts:
        if contract.runs(day):
            by.setdefault(contract.supplier, []).append(contract)
    made = [_commitment(supplier, tuple(found), outlay, day) for supplier, found in by.items()]
    yield from sorted(made, key=lambda c: (-c.left.high, c.supplier))


def _commitment(supplier: str, contracts: tuple[Contract, ...], outlay: Outlay, day: date) -> Commitment:
    rate = float(outlay.sum(supplier=supplier, kinds=TO_SUPPLIERS, rate=True))
    promised = [c for c in contracts if c.left is not None and c.left.high > 0]
    months = [c.months_left(day) for c in promised]
    known = None not in months
    return Commitment(
        supplier,
        contracts[0].vendor,
        contracts,
        rate,
        total(c.left for c in promised if c.left is not None),
        total(_a_month(c, day) for c in promised) if known else None,
        _unused(promised, rate, day) if known and promised else None,
        sum(float(c.prepaid or 0) for c in contracts),
    )


def _a_month(contract: Contract, day: date) -> Range:
    """What is left, over the months that are left; less than one month counts as one."""
    months, left = max(contract.months_left(day) or 0.0, 1.0), contract.left or Range(0.0, 0.0, 0.0)
    return Range(left.low / months, None if left.point is None else left.point / months, left.high / months)


def _unused(promised: list[Contract], rate: float, day: date) -> Range:
    """Largest shortfall by the end of any contract: what is due until then less what will be spent."""
    ordered = sorted(promised, key=lambda c: c.months_left(day) or 0.0)
    ends = [Range(0.0, 0.0, 0.0)]
    for k, contract in enumerate(ordered):
        due = total(c.left for c in ordered[: k + 1] if c.left is not None)
        spent = rate / 12 * (contract.months_left(day) or 0.0)
        point = None if due.point is None else due.point - spent
        ends.append(Range(due.low - spent, point, due.high - spent))
    points = [e.point for e in ends]
    point = None if None in points else max(p for p in points if p is not None)
    return Range(max(e.low for e in ends), point, max(e.high for e in ends))
