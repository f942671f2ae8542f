"""Invented exchange rates, one a month, and money in exact whole numbers.

Money is counted in millionths of a millionth of a currency unit, so tokens times price needs no rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from specie.example.clock import month_start
from specie.example.streams import stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from specie.example.clock import Clock

PICO = 10**12
CENT = PICO // 100


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of a currency is worth in the book's currency from the first of each month."""

    book: str
    path: Mapping[tuple[str, date], Decimal]

    def at(self, currency: str, day: date) -> Decimal:
        """The rate that holds on a day."""
        return Decimal(1) if currency == self.book else self.path[currency, month_start(day)]

    def to_book(self, pico: int, currency: str, day: date) -> Decimal:
        """Money in the book's currency."""
        return Decimal(pico) * self.at(currency, day) / PICO

    def from_book(self, amount: float, currency: str, day: date) -> int:
        """An amount of book currency paid in another: to the cent, or to the whole dollar in TWD."""
        smallest = PICO if currency == "TWD" else CENT
        return round(amount / float(self.at(currency, day)) * PICO / smallest) * smallest

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """The table of rates."""
        return ((currency, day.isoformat(), str(rate)) for (currency, day), rate in self.path.items())


def make_rates(seed: int, book: str, paths: Mapping[str, Any], clock: Clock) -> Rates:
    """Let each currency walk from its start by small monthly steps."""
    path: dict[tuple[str, date], Decimal] = {}
    for currency, terms in paths.items():
        rng = stream(seed, "rates", currency)
        value = float(terms["start"])
        for month in clock.months():
            path[currency, month] = Decimal(f"{value:.{terms['digits']}f}")
            value *= 1 + terms["step"] * rng.standard_normal()
    return Rates(book, path)


def text(pico: int) -> str:
    """Money as a plain decimal without needless zeros."""
    if pico < 0:
        return "-" + text(-pico)
    whole, rest = divmod(pico, PICO)
    return f"{whole}.{rest:012d}".rstrip("0") if rest else str(whole)


def cents(amount: Decimal) -> Decimal:
    """Round half up to the cent."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
