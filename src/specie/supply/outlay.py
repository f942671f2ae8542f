"""Money an initiative pays to whom and for what: the last twelve months, and the rate of the last months."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from specie.model import PORTFOLIO, Quantity, Term, Window, say
from specie.model.window import twelve_months_to
from specie.supply.gap import Gap, set_aside
from specie.supply.queries import query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.book import Book
    from specie.supply.suppliers import Suppliers

NOTHING = Decimal(0)
METERED = frozenset({"usage"})
"""Kinds that are paid by what is used."""
SEATS = frozenset({"licence", "purchase"})
"""Kinds that are paid by the seat or ahead."""
TO_SUPPLIERS = METERED | SEATS
"""Kinds that a supplier's price changes: not labour, not the state's tax, not work of one's own."""


@dataclass(frozen=True, slots=True)
class Line:
    """Money of one initiative (None: of none), supplier (None: one's own work) and kind."""

    initiative_id: str | None
    supplier: str | None
    cost_type: str | None
    year: Decimal
    """The last twelve months."""
    rate: Decimal
    """The last whole months of the ledger, scaled to a year."""
    n_rows: int


@dataclass(frozen=True, slots=True, eq=False)
class Outlay:
    """All AI money of the book, in the book's currency; the lines add up to the ledger to the cent."""

    lines: tuple[Line, ...]
    year: Window
    recent: Window | None
    """The months behind the rate; None where the ledger is empty."""
    currency: str
    gaps: tuple[Gap, ...]

    def sum(
        self,
        *,
        initiative: str | None = None,
        supplier: str | None = None,
        kinds: frozenset[str] | None = None,
        rate: bool = False,
    ) -> Decimal:
        """Add up what fits; ``rate`` takes the rate a year in place of the last twelve months."""
        fitting = (
            line
            for line in self.lines
            if initiative in (None, line.initiative_id)
            and supplier in (None, line.supplier)
            and (kinds is None or line.cost_type in kinds)
        )
        return sum((line.rate if rate else line.year for line in fitting), NOTHING)

    def table(
        self, kinds: frozenset[str] = TO_SUPPLIERS, *, rate: bool = False
    ) -> Mapping[tuple[str, str], Decimal]:
        """Money by initiative and supplier where both are known."""
        found: dict[tuple[str, str], Decimal] = defaultdict(lambda: NOTHING)
        for line in self.lines:
            if line.initiative_id and line.supplier and line.cost_type in kinds:
                found[line.initiative_id, line.supplier] += line.rate if rate else line.year
        return dict(found)


def read_outlay(book: Book, suppliers: Suppliers | None = None, *, recent_months: int = 3) -> Outlay:
    """Read the ledger; the rate a year is that of the last whole months that have money.

    Twelve over the number of those months times their sum: three by default, fewer where the ledger is
    younger. The last month counts as whole where the book's day is its last day or a later month.
    """
    if recent_months < 1:
        raise ValueError(f"recent_months must be at least 1, not {recent_months}")
    year = twelve_months_to(book.as_of)
    (span,) = book.select(query("ledger_span"), as_of=book.as_of)
    recent = _recent(span["first_month"], span["last_month"], book.as_of, recent_months)
    months = 0 if recent is None else _index(recent.end) - _index(recent.start) + 1
    found = book.select(
        query("outlay"),
        **year.dates,
        recent_start=None if recent is None else recent.start,
        recent_end=None if recent is None else recent.end,
    )
    lines = _lines(found, suppliers, months)
    return Outlay(lines, year, recent, book.currency, tuple(_gaps(book, lines, span["unpriced"])))


def _lines(found: list[dict[str, Any]], suppliers: Suppliers | None, months: int) -> tuple[Line, ...]:
    """Vendors of one company become one supplier."""
    sums: dict[tuple[str | None, str | None, str | None], list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        vendor: str | None = row["vendor_id"]
        supplier = vendor if suppliers is None else suppliers.find(vendor)
        sums[row["initiative_id"], supplier, row["cost_type"]].append(row)
    return tuple(_line(key, rows, months) for key, rows in sums.items())


def _line(key: tuple[str | None, str | None, str | None], rows: list[dict[str, Any]], months: int) -> Line:
    year, recent = (sum((row[name] for row in rows), NOTHING) for name in ("year", "recent"))
    rate = recent * 12 / months if months else NOTHING
    return Line(*key, year, rate, sum(row["n_rows"] for row in rows))


def _recent(first: date | None, last: date | None, as_of: date, wanted: int) -> Window | None:
    """First days of the first and last month behind the rate."""
    if first is None or last is None:
        return None
    end = _index(last)
    if end == _index(as_of) and not _ends_month(as_of):
        end -= 1
    start = max(_index(first), end - wanted + 1)
    return Window(_month(start), _month(max(start, end)))


def _gaps(book: Book, lines: tuple[Line, ...], unpriced: int) -> Iterator[Gap]:
    yield from set_aside(book, ("bills", "costs"))
    if unpriced:
        message = say("{count} rows of money have no amount in the book's currency: add {table}",
                      count=Quantity(unpriced, "count"), table="rates")  # fmt: skip
        yield Gap(PORTFOLIO, message, "rates", unpriced)
    for line in lines:
        if line.initiative_id is None and line.cost_type in TO_SUPPLIERS and line.year > 0:
            message = say(
                "{money} paid to suppliers for {kind} names no initiative: use tags on bills",
                money=Quantity(line.year, book.currency), kind=Term(line.cost_type or "usage"),
            )  # fmt: skip
            yield Gap(PORTFOLIO, message, "bills", line.n_rows)


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
