"""Digits: the same string in every language; only what stands around them is translated."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.model import Number

MINUS = "\u2212"


def to_decimal(value: Number) -> Decimal:
    """Return the number as the reader would type it: 0.1 is 0.1, not its binary neighbour."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def fixed(value: Number, digits: int) -> str:
    """Write a number with thousands separators; negative ``digits`` round to tens, hundreds and so on.

    >>> fixed(1234567.891, 1), fixed(-0.04, 1), fixed(1234567, -4)
    ('1,234,567.9', '0.0', '1,230,000')
    """
    rounded = rounded_to(to_decimal(value), digits)
    text = f"{rounded:,.{max(digits, 0)}f}"
    return MINUS + text[1:] if text.startswith("-") and rounded else text.lstrip("-")


def rounded_to(value: Decimal, digits: int) -> Decimal:
    """Round half away from zero, as accounts do."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def order(value: Decimal) -> int:
    """Return the power of ten of the first digit that is not zero (0 for zero)."""
    return value.adjusted() if value else 0


def is_whole(value: Decimal) -> bool:
    """Tell whether nothing but zeros stands behind the point."""
    return value == value.to_integral_value()


def trimmed(value: Decimal, digits: int) -> int:
    """Return how many of ``digits`` places are left when trailing zeros go."""
    rounded = rounded_to(value, digits)
    while digits > 0 and is_whole(rounded.scaleb(digits - 1)):
        digits -= 1
    return digits
