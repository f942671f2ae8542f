"""Shares between two ends, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Quantity, say

if TYPE_CHECKING:
    from specie.companies.comparable import Comparable
    from specie.kernel.growth import Bounds
    from specie.model import Message


def span(share: Bounds, digits: int | None = None) -> Message | Quantity:
    """From the least to the greatest share; one number where they do not differ by a tenth of a percent."""
    low, high = float(share.low), float(share.high)
    if round(low, 3) == round(high, 3):
        return Quantity(high, "fraction", digits)
    return say(
        "{low} to {high}", low=Quantity(low, "fraction", digits), high=Quantity(high, "fraction", digits)
    )


def price_shown(price: Comparable) -> Message | Quantity:
    """The price as stated; from the lowest to the highest report where they differ."""
    if price.stated is not None:
        return Quantity(price.stated, "USD")
    low, high = (Quantity(report, "USD") for report in _ends(price))
    return say("{low} to {high}", low=low, high=high)


def _ends(price: Comparable) -> tuple[float, float]:
    posts = [report.post or 0.0 for report in price.reports]
    return min(posts), max(posts)
