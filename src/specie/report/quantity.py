"""A number with its unit, and an estimate with its interval and bound, in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from specie.model import Bound, Estimate, Quantity, Term
from specie.report.number import fixed, to_decimal, trimmed
from specie.report.scale import Scale, marked, precise_scale, scale_of

if TYPE_CHECKING:
    from specie.model import Number
    from specie.report.language import Language


_UNIT_WITH_RANGE = frozenset({"fraction", "x"})
"""Units that are repeated behind an interval: ``37 % (31–44 %)`` but ``90 days (60–120)``."""


def write_quantity(language: Language, quantity: Quantity) -> str:
    """Write a quantity: ``USD 1,234,567``, ``37.5 %``, ``36.6x``, ``90 days``."""
    scale = scale_of(quantity.unit, [quantity.value], quantity.digits)
    return in_pattern(language, scale, scale.digits_of(quantity.value))


def write_estimate(language: Language, estimate: Estimate) -> str:
    """Write an estimate: ``37 % (31–44 %, 90 % interval)``, ``at most 36.6x``, an exact one alone."""
    scale = estimate_scale(estimate)
    value = estimate_value(language, estimate, scale)
    span = estimate_range(language, estimate, scale, bare=estimate.unit not in _UNIT_WITH_RANGE)
    if not span:
        return value
    if estimate.point is None:
        span = estimate_range(language, estimate, scale)
        level = estimate_level(estimate)
        return language(marked("{range} ({level} interval)"), range=span, level=level) if level else span
    if estimate.level >= 1:
        return language(marked("{point} (between {range})"), point=value, range=span)
    return language(
        marked("{point} ({range}, {level} interval)"), point=value, range=span, level=estimate_level(estimate)
    )


def estimate_scale(estimate: Estimate) -> Scale:
    """Choose the scale: as many digits as the interval leaves meaningful."""
    return _scale_between(estimate.unit, estimate.point, estimate.low, estimate.high, exact=estimate.exact)


@lru_cache(maxsize=20_000)
def _scale_between(
    unit: str, point: float | None, low: float | None, high: float | None, *, exact: bool
) -> Scale:
    """Choose the scale of a point and its interval; a page writes each number in several places."""
    ends = [n for n in (point, low, high) if n is not None]
    if exact or low is None or high is None:
        return scale_of(unit, ends[:1])
    return precise_scale(unit, point if point is not None else high, (high - low) / 2)


def estimate_value(language: Language, estimate: Estimate, scale: Scale, *, bare: bool = False) -> str:
    """Write the value alone, with "at most" or "at least" where it is a bound; the range if no point."""
    known = main_number(estimate)
    if known is None:
        return estimate_range(language, estimate, scale, bare=bare)
    digits = scale.digits_of(known)
    text = digits if bare else in_pattern(language, scale, digits)
    match effective_bound(estimate):
        case Bound.AT_MOST:
            return language(marked("at most {value}"), value=text)
        case Bound.AT_LEAST:
            return language(marked("at least {value}"), value=text)
        case _:
            return text


def main_number(estimate: Estimate) -> float | None:
    """Return the point, or the only end there is; None for a range without a point."""
    if estimate.point is not None:
        return estimate.point
    if estimate.low is None or estimate.high is None:
        return estimate.high if estimate.low is None else estimate.low
    return None


def effective_bound(estimate: Estimate) -> Bound:
    """Return the bound as stated, or as the open side of a range without a point implies."""
    if estimate.point is None and estimate.low is None:
        return Bound.AT_MOST
    if estimate.point is None and estimate.high is None:
        return Bound.AT_LEAST
    return estimate.bound


def estimate_range(language: Language, estimate: Estimate, scale: Scale, *, bare: bool = False) -> str:
    """Write the interval alone (``31–44 %``); empty where it is exact or a side is open."""
    if estimate.exact or estimate.low is None or estimate.high is None:
        return ""
    low, high = scale.digits_of(estimate.low), scale.digits_of(estimate.high)
    if estimate.low >= 0:
        text = f"{low}–{high}"
        return text if bare else in_pattern(language, scale, text)
    if not bare:
        low, high = in_pattern(language, scale, low), in_pattern(language, scale, high)
    return language(marked("{low} to {high}"), low=low, high=high)


def estimate_level(estimate: Estimate) -> str:
    """Write the coverage of the interval (``90 %``); empty where it is certain."""
    return percent(estimate.level) if estimate.level < 1 else ""


def percent(share: Number) -> str:
    """Write a share as a percentage without needless zeros."""
    number = to_decimal(share) * 100
    return f"{fixed(number, trimmed(number, 2))} %"


def in_pattern(language: Language, scale: Scale, digits: str) -> str:
    """Set written digits into the pattern of their unit; no line break in between."""
    pattern = _with_unit(language, scale.pattern, scale.unit)
    return pattern.replace(" ", language.glue).replace("{number}", digits)


def unit_header(language: Language, scale: Scale) -> str:
    """Name the unit alone, for the head of a column or an axis."""
    return _with_unit(language, scale.header, scale.unit)


def _with_unit(language: Language, pattern: str, unit: str) -> str:
    translated = language.translate(pattern)
    return translated.replace("{unit}", language.term(Term(unit))) if "{unit}" in translated else translated
