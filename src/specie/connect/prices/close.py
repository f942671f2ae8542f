"""A closing price as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Close:
    """The last price of a trading day, in the currency of the listing, and where it was read."""

    ticker: str
    day: date
    price: float
    currency: str
    source: str
