"""What every part of the spend analysis needs: the ledger, the windows, the settings, the origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.spend.ledger import Cell, Ledger, by, total
from specie.analyses.pays.spend.months import (
    add_months,
    fiscal_year,
    last_complete_month,
    month_end,
    month_of,
    months_between,
)
from specie.model import PORTFOLIO, Quantity, exact, say

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from specie.analyses.pays.spend.ledger import Paid
    from specie.analyses.pays.spend.settings import Settings
    from specie.book import Book
    from specie.model import Estimate, Message, Origin, Ref

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days with its cells; ``id`` is the suffix of the measures told of it."""

    id: str
    start: date
    end: date
    cells: tuple[Cell, ...]

    @property
    def period(self) -> str:
        """The stretch as an ISO 8601 interval."""
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def total(self) -> Decimal:
        """Exact sum of its cells."""
        return total(self.cells)


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The spending of one book on one day.

    ``months`` are the months that are over and have begun to show rows, gaps included; ``missing`` the
    complete months without any row, ``late`` those of them between the last row and the day of the book.
    """

    book: Book
    ledger: Ledger
    settings: Settings
    origins: tuple[Origin, ...]
    fiscal: tuple[date, date]
    months: tuple[date, ...]
    missing: tuple[date, ...]
    late: tuple[date, ...]
    everything: Window
    year: Window
    fiscal_year: Window | None

    @property
    def currency(self) -> str:
        """Currency of the book."""
        return self.book.currency

    @property
    def paid(self) -> tuple[Paid, ...]:
        """Who was paid in the last twelve complete months."""
        return tuple(p for p in self.ledger.paid if self.year.start <= p.month <= self.year.end)

    def monthly(self) -> dict[date, Decimal]:
        """Exact total of every complete month that has rows."""
        complete = frozenset(self.months)
        sums = by((c for c in self.ledger.cells if c.month in complete), lambda c: c.month)
        return dict(sorted(sums.items()))

    def money(self, amount: Decimal | float) -> Quantity:
        """An amount in the currency of the book."""
        return Quantity(amount, self.currency)

    def sum(
        self, measure: str, window: Window, amount: Decimal, subject: Ref = PORTFOLIO,
        denominator: Message | None = None,
    ) -> Estimate:  # fmt: skip
        """Make the exact estimate of a sum of booked rows."""
        of = denominator or say("all rows of bills and costs in the period")
        return exact(
            measure, subject, window.period, amount, self.currency, "sum", self.origins, denominator=of
        )

    def share(self, measure: str, window: Window, part: Decimal, whole: Decimal, subject: Ref) -> Estimate:
        """Make the exact share of a part in a whole above zero."""
        of = say("of {total} of AI spending in the period", total=self.money(whole))
        value = part / whole
        return exact(
            measure, subject, window.period, value, "fraction", "share", self.origins, denominator=of
        )


def make_scope(book: Book, ledger: Ledger, settings: Settings) -> Scope:
    """Cut the ledger into its windows."""
    fiscal = fiscal_year(book.as_of, book.fiscal_year_start)
    first, last = month_of(ledger.first_on), month_of(ledger.last_on)
    over = last_complete_month(book.as_of)
    end = min(last, over) if first <= over else last
    months = months_between(first, min(end, over))
    seen = {cell.month for cell in ledger.cells}
    return Scope(
        book=book,
        ledger=ledger,
        settings=settings,
        origins=(*book.origins("bills"), *book.origins("costs")),
        fiscal=fiscal,
        months=months,
        missing=tuple(month for month in months if month not in seen),
        late=months_between(add_months(end, 1), over),
        everything=Window("all", ledger.first_on, ledger.last_on, ledger.cells),
        year=_last_year(ledger, first, end),
        fiscal_year=_fiscal(ledger, fiscal[0], book.as_of),
    )


def _last_year(ledger: Ledger, first: date, end: date) -> Window:
    start = max(first, add_months(end, 1 - MONTHS_IN_YEAR))
    cells = tuple(cell for cell in ledger.cells if start <= cell.month <= end)
    return Window("12_months", start, month_end(end), cells)


def _fiscal(ledger: Ledger, start: date, as_of: date) -> Window | None:
    cells = tuple(cell for cell in ledger.cells if cell.in_year)
    return Window("fiscal_year", start, as_of, cells) if cells else None
