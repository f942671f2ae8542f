"""Shares between two ends, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Quantity, say

if TYPE_CHECKING:
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
