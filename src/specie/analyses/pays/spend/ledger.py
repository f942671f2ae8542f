"""The one ledger of all AI money as exact cells, read in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from specie.book import Book

ZERO = Decimal(0)
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Cell:
    """Money of one month in one combination of everything it is grouped by."""

    month: date
    in_year: bool
    source: str
    initiative_id: str | None
    function: str | None
    stage: str | None
    cost_type: str
    amount: Decimal
    n_rows: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Paid:
    """Money of one month paid to a vendor, to an issuer without a row in vendors, or to nobody named."""

    month: date
    vendor_id: str | None
    issuer: str | None
    amount: Decimal

    @property
    def supplier(self) -> str | None:
        """Id of the supplier: its vendor, else the name on the invoice."""
        return self.vendor_id or self.issuer


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """All cells, and who was paid."""

    cells: tuple[Cell, ...]
    paid: tuple[Paid, ...]

    @property
    def first_on(self) -> date:
        """Day of the earliest row."""
        return min(cell.first_on for cell in self.cells)

    @property
    def last_on(self) -> date:
        """Day of the latest row."""
        return max(cell.last_on for cell in self.cells)


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.pays.spend") / f"{name}.sql").read_text("utf-8")


def read_ledger(book: Book, fiscal_start: date) -> Ledger:
    """Read the ledger, split where the fiscal year begins."""
    cells = book.select(query("cells"), fiscal_start=fiscal_start)
    paid = book.select(query("suppliers"))
    return Ledger(
        tuple(Cell(**row) for row in cells if row["amount"] is not None),
        tuple(Paid(**row) for row in paid if row["amount"] is not None),
    )


def total(cells: Iterable[Cell | Paid]) -> Decimal:
    """Exact sum."""
    return sum((cell.amount for cell in cells), ZERO)


def by(cells: Iterable[Cell], key: Callable[[Cell], Key]) -> dict[Key, Decimal]:
    """Exact sums by a key, the largest first."""
    sums: dict[Key, Decimal] = {}
    for cell in cells:
        sums[key(cell)] = sums.get(key(cell), ZERO) + cell.amount
    return largest_first(sums)


def suppliers_of(paid: Iterable[Paid]) -> dict[str | None, Decimal]:
    """Exact sums by supplier, the largest first; None is money paid to nobody named."""
    sums: dict[str | None, Decimal] = {}
    for row in paid:
        sums[row.supplier] = sums.get(row.supplier, ZERO) + row.amount
    return largest_first(sums)


def largest_first(sums: dict[Key, Decimal]) -> dict[Key, Decimal]:
    """Order sums by size, then by name."""
    return dict(sorted(sums.items(), key=lambda item: (-item[1], str(item[0]))))
