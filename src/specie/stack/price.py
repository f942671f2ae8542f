"""What a model costs by the price list, and what it cost a year ago."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Origin
from specie.model.stack import Pricing
from specie.supply.lifecycle import identify
from specie.supply.list_price import find_price, source

if TYPE_CHECKING:
    from datetime import date

    from specie.supply.list_price import ListPrice

YEAR = timedelta(days=365)
_SELLER = {"vertex": "google"}
"""Providers whose prices stand under another name in the list."""


def pricing(server: str, written: str, on: date) -> Pricing | None:
    """Return the price of a model at its provider on a day; None where the list has none for tokens.

    The mean over the hours of the day is taken where prices hang on the time, and the price of a short
    request where they hang on its length.
    """
    seller = _SELLER.get(server, server)
    asked = identify(written)
    found = (find_price(seller, name) for name in (written, asked.name, asked.key) if seller)
    price = next((price for price in found if price is not None), None)
    now = price.at(on) if price is not None else None
    if price is None or now is None:
        return None
    before = _before(price, on)
    return Pricing(
        price.provider,
        price.model,
        _money(now[0][1]),
        _money(now[2][1]),
        None if before is None else _money(before[0][1]),
        None if before is None else _money(before[2][1]),
        tuple(day for day in price.starts if on - YEAR < day <= on),
        Origin(source()),
    )


def _before(price: ListPrice, on: date) -> tuple[tuple[float, float, float], ...] | None:
    """Prices a year before; None where the list has only one step and so says nothing of that day."""
    return price.at(on - YEAR) if price.starts else None


def _money(value: float) -> Decimal:
    return Decimal(repr(round(value, 6)))
