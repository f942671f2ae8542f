"""Everything worked out about suppliers, before it is put into words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.layers import (
    Held,
    Layer,
    Line,
    hold,
    make_layers,
    make_rule,
    points,
    read_lines,
)
from specie.analyses.breaks.concentration.reliance import (
    LAYERS,
    Losses,
    Reliance,
    critical_initiatives,
    losses,
    read_reliances,
)
from specie.analyses.breaks.concentration.suppliers import query
from specie.analyses.breaks.concentration.token_share import token_splits
from specie.supply.chain import read_known_suppliers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.breaks.concentration.settings import Settings
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Origin
    from specie.supply.suppliers import Suppliers

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One book on one day: money by layer between two days, and what rests on whom."""

    book: Book
    settings: Settings
    suppliers: Suppliers
    span: tuple[date, date] | None
    lines: tuple[Line, ...]
    held: Mapping[str, tuple[Held, ...]]
    """Money by layer, initiative and holder: what a move changes."""
    layers: tuple[Layer, ...]
    points: Mapping[str, float]
    """HHI of each layer as one number, by which moves are compared."""
    reliances: tuple[Reliance, ...]
    critical: tuple[str, ...]
    all_layers: Losses
    by_layer: Mapping[str, Losses]

    @property
    def money_origins(self) -> tuple[Origin, ...]:
        """Where the money was read."""
        return (*self.book.origins("bills"), *self.book.origins("costs"))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where the dependencies were read."""
        return self.book.origins("dependencies")

    @property
    def period(self) -> str:
        """The days of the money as an ISO 8601 interval."""
        return "/".join(day.isoformat() for day in self.span) if self.span else self.today

    @property
    def today(self) -> str:
        """The day of the book."""
        return self.book.as_of.isoformat()

    def layer(self, name: str) -> Layer | None:
        """Return the money of one layer."""
        return next((layer for layer in self.layers if layer.name == name), None)

    def spend(self, initiatives: tuple[str, ...]) -> Decimal:
        """Money of some initiatives, costs without a supplier included."""
        chosen = set(initiatives)
        return sum((line.amount for line in self.lines if line.initiative_id in chosen), ZERO)


def make_scope(book: Book, facts: Facts, settings: Settings) -> Scope:
    """Read and work out everything."""
    suppliers = read_known_suppliers(book, facts)
    reliances = read_reliances(book, suppliers, settings.critical)
    span = _span(book, settings.months)
    lines = read_lines(book, *span) if span else ()
    # Use may have begun before its first bill: look at the whole stretch, not only from the first payment.
    months = settings.months
    splits = token_splits(book, reliances, _start(span[1], months), span[1]) if span else {}
    held = hold(lines, make_rule(suppliers, reliances, splits))
    layers = tuple(make_layers(held))
    return Scope(
        book=book,
        settings=settings,
        suppliers=suppliers,
        span=span,
        lines=lines,
        held=held,
        layers=layers,
        points={layer.name: points(layer) for layer in layers},
        reliances=reliances,
        critical=critical_initiatives(reliances),
        all_layers=losses(reliances),
        by_layer={name: losses(reliances, name) for name in LAYERS},
    )


def _span(book: Book, months: int) -> tuple[date, date] | None:
    """Return the last months up to the latest row, whatever the day of the book is."""
    (row,) = book.select(query("span"))
    last = row["last_on"]
    if last is None:
        return None
    return max(row["first_on"], _start(last, months)), last


def _start(last: date, months: int) -> date:
    return _months_before(last, months) + timedelta(days=1)


def _months_before(day: date, months: int) -> date:
    """Return the same day some months earlier; the end of a month stays an end."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    length = monthrange(year, month)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if at_end else min(day.day, length))
