"""Contracts on the book's day: what is promised and left, how long prices hold, when notice falls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from specie.kernel.money import ZERO, Range, certain
from specie.model import Ref, say
from specie.supply.gap import Gap, set_aside
from specie.supply.queries import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from specie.book import Book
    from specie.supply.suppliers import Suppliers

DAYS_IN_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract as it stands on the book's day; money in the book's currency.

    ``left`` is what of the commitment is still to be paid: a range where other contracts of the same vendor
    ran at the same time, because nobody knows which of them a payment drew on (another takes at most what it
    commits); open above where the contract has no first day. ``prepaid`` is what the table says is paid
    ahead and not yet used.
    """

    ref: Ref
    vendor: Ref
    supplier: str
    """Id under which the chain knows the vendor."""
    starts_on: date | None
    ends_on: date | None
    committed: Decimal | None
    paid: Decimal | None
    left: Range | None
    """None where nothing is committed."""
    prepaid: Decimal | None
    price_protection: float | None
    """Highest rise of price a year while the contract runs; 0 is a fixed price, None no protection known."""
    notice_days: int | None
    export_terms: str
    region: str
    place: str
    """File and row."""

    @property
    def id(self) -> str:
        """Its id in the book."""
        return self.ref.id

    def runs(self, day: date) -> bool:
        """Whether it is in force on a day; an end or a beginning that is not known does not end it."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)

    def months_left(self, day: date) -> float | None:
        """Months from a day to its end, 0 once it has ended; None where no end is known."""
        return None if self.ends_on is None else max(0.0, (self.ends_on - day).days / DAYS_IN_MONTH)

    def notice_by(self) -> date | None:
        """Return the last day on which notice can be given; None where end or notice is not known."""
        if self.ends_on is None or self.notice_days is None:
            return None
        return self.ends_on - timedelta(days=self.notice_days)

    def protected_until(self, day: date) -> date | None:
        """Return the last day on which prices are protected; None where they are not on this day."""
        protected = self.price_protection is not None and self.runs(day)
        return self.ends_on if protected else None


def read_contracts(book: Book, suppliers: Suppliers | None = None) -> tuple[Contract, ...]:
    """Read every contract that the book could use; those that end before they start are among its gaps."""
    rows = book.select(query("contracts"), as_of=book.as_of)
    return tuple(_contract(book, row, rows, suppliers) for row in rows)


def main_contract(contracts: Iterable[Contract], supplier: str, day: date) -> Contract | None:
    """Return the contract with a supplier that its prices follow; None where none is in force.

    The one with the largest commitment, then the one that ends last.
    """
    own = [c for c in contracts if c.supplier == supplier and c.runs(day)]
    return max(own, key=lambda c: (c.committed or 0, str(c.ends_on or ""), c.id), default=None)


def contract_gaps(book: Book, contracts: Iterable[Contract]) -> Iterator[Gap]:
    """Name what the contracts do not tell: rows set aside, ends, prepaid money of an ended one."""
    yield from set_aside(book, ("contracts",))
    for contract in contracts:
        yield from _gaps(contract, book.as_of)


def _gaps(contract: Contract, day: date) -> Iterator[Gap]:
    who = contract.vendor
    if contract.ends_on is None:
        message = say("contract {contract} with {who} names no end: fill {column} in {table}",
                      contract=contract.id, who=who, column="ends_on", table="contracts")  # fmt: skip
        yield Gap(who, message, "contracts")
    if contract.starts_on is None and contract.committed is not None:
        message = say(
            "what is left of the commitment in {contract} is not known without its first day: fill {column}"
            " in {table}",
            contract=contract.id, column="starts_on", table="contracts",
        )  # fmt: skip
        yield Gap(who, message, "contracts")
    if contract.prepaid and contract.ends_on is not None and contract.ends_on < day:
        message = say(
            "contract {contract} with {who} ended on {end} with prepaid money: whether it can still be used"
            " is not known",
            contract=contract.id, who=who, end=contract.ends_on,
        )  # fmt: skip
        yield Gap(who, message, "contracts")


def _contract(
    book: Book, row: dict[str, Any], rows: Sequence[dict[str, Any]], suppliers: Suppliers | None
) -> Contract:
    vendor = book.vendor(row["vendor_id"])
    found = suppliers.find(row["vendor_id"]) if suppliers is not None else None
    return Contract(
        Ref("contract", row["contract_id"]),
        vendor,
        found or row["vendor_id"],
        row["starts_on"],
        row["ends_on"],
        row["committed"],
        row["paid"] if row["starts_on"] is not None else None,
        _left(row, rows, book.as_of),
        row["prepaid"],
        row["price_protection"],
        None if row["notice_days"] is None else int(row["notice_days"]),
        row["export_terms"] or "",
        row["region"] or "",
        f"{row['file']}:{row['row']}",
    )


def _left(row: dict[str, Any], rows: Sequence[dict[str, Any]], day: date) -> Range | None:
    """What is still to be paid; nothing once it has ended: what it owes then is a matter of its terms."""
    if row["committed"] is None:
        return None
    if row["ends_on"] is not None and row["ends_on"] < day:
        return ZERO
    if row["starts_on"] is None:
        return Range(0.0, None, math.inf)
    committed, paid = float(row["committed"]), float(row["paid"])
    least = max(0.0, committed - paid)
    elsewhere = sum(_draws(other) for other in rows if other is not row and _beside(row, other))
    most = min(committed, max(0.0, committed - paid + elsewhere))
    return certain(least) if most == least else Range(least, None, most)


def _draws(other: dict[str, Any]) -> float:
    """Most of a payment that another contract may have taken: its commitment, all where it names none."""
    return math.inf if other["committed"] is None else float(other["committed"])


def _beside(row: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether another contract of the vendor ran at the same time."""
    if row["vendor_id"] != other["vendor_id"]:
        return False
    return _starts_before(row, other) and _starts_before(other, row)


def _starts_before(one: dict[str, Any], other: dict[str, Any]) -> bool:
    start, end = one["starts_on"], other["ends_on"]
    return start is None or end is None or start <= end
