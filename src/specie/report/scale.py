"""How the numbers of one unit and size are written: factor, digits, and the pattern around them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.report.number import fixed, is_whole, order, to_decimal, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Number

MILLION = Decimal(1_000_000)
IN_MILLIONS = 100 * MILLION
"""Amounts from here on are written in millions."""
WITH_CENTS = Decimal(1000)
"""Amounts below this are written with cents."""
SPANS = frozenset({"days", "weeks", "months", "years"})


def marked(template: str) -> str:
    """Return the template as it is; the call marks it for the translators' catalogue."""
    return template


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers are multiplied by ``factor``, written with ``digits`` and set into ``pattern``.

    ``header`` is the pattern of the unit alone, for the head of a column or an axis; ``unit`` is the word of
    the vocabulary that both name.
    """

    unit: str
    factor: Decimal
    digits: int
    pattern: str
    header: str

    def digits_of(self, value: Number) -> str:
        """Write the bare number."""
        return fixed(to_decimal(value) * self.factor, self.digits)


def is_currency(unit: str) -> bool:
    """Tell whether a unit is an ISO 4217 code."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def scale_of(unit: str, values: Sequence[Number], digits: int | None = None) -> Scale:
    """Choose one scale for numbers that are read together: a quantity, an interval, a column."""
    numbers = [to_decimal(v) for v in values]
    factor = _factor(unit, numbers)
    if digits is None:
        digits = max((_digits(unit, n * factor, factor) for n in numbers), default=0)
    one = len(numbers) == 1 and numbers[0] == 1 and digits == 0
    pattern, header = _patterns(unit, factor, one=one)
    return Scale(unit, factor, digits, pattern, header)


def column_scale(unit: str, values: Sequence[Number], digits: int | None = None) -> Scale:
    """Choose one scale for a column or an axis: the same places behind the point in every row."""
    numbers = [to_decimal(v) for v in values]
    factor = _factor(unit, numbers)
    if digits is None:
        digits = _column_digits(unit, [abs(n * factor) for n in numbers], factor)
    pattern, header = _patterns(unit, factor, one=False)
    return Scale(unit, factor, digits, pattern, header)


def _column_digits(unit: str, numbers: list[Decimal], factor: Decimal) -> int:
    largest = max(numbers, default=Decimal(0))
    if is_currency(unit):
        return 0 if largest >= (100_000 if factor == 1 else 1000) else (2 if factor == 1 else 1)
    if unit == "fraction":
        return 1 if largest >= 1 or not largest else _digits(unit, largest, factor)
    return max((_digits(unit, n, factor) for n in numbers), default=0)


def precise_scale(unit: str, point: Number, half_width: Number) -> Scale:
    """Choose a scale whose last digit still means something under an uncertainty of ``half_width``."""
    scale = scale_of(unit, [point])
    width = abs(to_decimal(half_width)) * scale.factor
    if not width:
        return scale
    meaningful = -order(width) + (1 if is_currency(unit) or unit in {"index", "x"} else 0)
    least = -12 if is_currency(unit) or unit == "points" else 0
    digits = max(least, min(meaningful, 3))
    pattern, header = _patterns(unit, scale.factor, one=False)
    return Scale(unit, scale.factor, digits, pattern, header)


def _factor(unit: str, numbers: list[Decimal]) -> Decimal:
    if unit == "fraction":
        return Decimal(100)
    if is_currency(unit) and any(abs(n) >= IN_MILLIONS for n in numbers):
        return 1 / MILLION
    return Decimal(1)


def _digits(unit: str, number: Decimal, factor: Decimal) -> int:
    """Count the digits behind the point that a number of this unit deserves on its own."""
    if is_currency(unit):
        return _money_digits(abs(number), in_millions=factor != 1)
    if unit in {"count", "points"} or unit in SPANS:
        return 0 if is_whole(number) or unit == "points" else 1
    if unit == "fraction":
        return trimmed(number, 1 if abs(number) >= 1 or not number else min(4, 1 - order(number)))
    if unit == "x":
        return 1 if abs(number) < 1000 else 0
    return trimmed(number, max(0, 3 - order(abs(number))) if number else 0)


def _money_digits(number: Decimal, *, in_millions: bool) -> int:
    if in_millions:
        return 0 if number >= 100 or not number else 1
    if number >= WITH_CENTS or not number:
        return 0
    return 2 if number >= Decimal("0.1") else 2 - order(number)


def _patterns(unit: str, factor: Decimal, *, one: bool) -> tuple[str, str]:
    if is_currency(unit):
        if factor == 1:
            return marked("{unit} {number}"), marked("{unit}")
        return marked("{unit} {number} million"), marked("{unit} million")
    if one and unit in _ONE:
        return _ONE[unit], _UNITS[unit][1]
    return _UNITS.get(unit, (marked("{number} {unit}"), marked("{unit}")))


_UNITS: dict[str, tuple[str, str]] = {
    "fraction": (marked("{number} %"), marked("%")),
    "count": (marked("{number}"), ""),
    "index": (marked("{number}"), ""),
    "x": (marked("{number}x"), marked("x")),
    "days": (marked("{number} days"), marked("days")),
    "weeks": (marked("{number} weeks"), marked("weeks")),
    "months": (marked("{number} months"), marked("months")),
    "years": (marked("{number} years"), marked("years")),
    "points": (marked("{number} points"), marked("points")),
}
_ONE: dict[str, str] = {
    "days": marked("{number} day"),
    "weeks": marked("{number} week"),
    "months": marked("{number} month"),
    "years": marked("{number} year"),
    "points": marked("{number} point"),
}
