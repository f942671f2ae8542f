"""Ranges in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.model import Quantity, listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.kernel.growth import Bounds
    from specie.model import Message, Ref


def span(ends: Bounds, unit: str, digits: int | None = None) -> Message | Quantity:
    """From the least to the greatest; one number where they are one, one-sided where a side is open."""
    low, high = float(ends.low), float(ends.high)
    if math.isinf(high):
        return say("at least {low}", low=Quantity(low, unit, digits))
    if low == high:
        return Quantity(high, unit, digits)
    return say("{low} to {high}", low=Quantity(low, unit, digits), high=Quantity(high, unit, digits))


def few(refs: Sequence[Ref], most: int = 3) -> Message:
    """Names one after another, the rest counted."""
    if len(refs) <= most:
        return listed(refs)
    return say("{named} and {count} more", named=listed(refs[:most]), count=len(refs) - most)
