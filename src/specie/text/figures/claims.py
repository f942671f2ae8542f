"""From a quantity to claims: value in base units, and the limits that the wording sets."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model.claim import Claim, Kind, Reach, Span
from specie.text.figures.kinds import kind_of
from specie.text.figures.multiples import second_reading
from specie.text.figures.numerals import DIGITS
from specie.text.figures.reach import Standing, limits, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.text.figures.kinds import Currencies
    from specie.text.figures.part import Part
    from specie.text.figures.quantity import Quantity

_MEGA = Decimal(10) ** 6
_TENTH = re.compile(r"[零一二三四五六七八九]|[ ]?\d(?![\d.,])")
_HALF = re.compile("半(?!年|導|數|個)")
_DURING = re.compile(r"(?<![a-z])over[ ]\Z")
"""Over a length of time means in the course of it."""


def claims_of(
    text: str, masked: str, quantity: Quantity, currencies: Currencies, *, simplified: bool
) -> Iterator[Claim]:
    """Yield the one or two claims of a quantity; nothing where its kind cannot be told."""
    parts = [quantity.first, *([quantity.second] if quantity.second else [])]
    kinds = [kind_of(masked, part, currencies) for part in parts]
    if quantity.lent:
        kinds[0] = (kinds[1][0] or kinds[0][0], kinds[1][1] or kinds[0][1])
    claims = [
        _claim(text, masked, part, kind, unit, simplified=simplified)
        for part, (kind, unit) in zip(parts, kinds, strict=True)
        if kind is not None
    ]
    if quantity.is_range and len(claims) == 2:
        yield _joined(text, *claims)
    elif not quantity.is_range:
        yield from claims


def _joined(text: str, low: Claim, high: Claim) -> Claim:
    """One claim for the two ends of a range; a rate where either end is told as one."""
    span = Span(low.span.start, high.span.end)
    kind = Kind.RATE if Kind.RATE in (low.kind, high.kind) else high.kind
    middle = (low.value + high.value) / 2 if low.value is not None and high.value is not None else None
    return replace(
        high, span=span, kind=kind, text=text[span.start : span.end], value=plain(middle), low=low.value,
        high=high.value, reach=Reach.RANGE,
    )  # fmt: skip


def plain(value: Decimal | None) -> Decimal | None:
    """Return a number without zeros that nobody printed: 1200000000, not 1200000000.0 or 1.2E+9."""
    if value is None:
        return None
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _claim(text: str, masked: str, part: Part, kind: Kind, unit: str, *, simplified: bool) -> Claim:
    part = _finished(masked, part, kind)
    stands = _standing(masked, part, kind)
    value, reach, top = part.value, stands.reach, _top(masked, part, kind)
    if top is not None and kind is Kind.MULTIPLE and value == 1:
        value, top = top, None
    low, high = (value, top) if top is not None else limits(value, part.step, stands)
    claim = Claim(
        Span(part.start, part.end), text[part.start : part.end], kind, plain(value), unit, plain(low),
        plain(high), Reach.RANGE if top is not None else reach,
    )  # fmt: skip
    return _two_megas(claim) if simplified and part.amount.mega else claim


def _standing(masked: str, part: Part, kind: Kind) -> Standing:
    if part.amount.more or (part.unit is not None and part.unit.more):
        return Standing(Reach.AT_LEAST)
    if kind is Kind.DURATION and _DURING.search(masked, max(0, part.start - 6), part.start):
        return Standing(Reach.EXACT)
    return standing(masked, part.start, part.end)


def _top(masked: str, part: Part, kind: Kind) -> Decimal | None:
    """Return the upper value of two digits side by side, or the second reading of a multiple."""
    if part.amount.top is not None:
        return part.amount.top * part.factor
    if kind is not Kind.MULTIPLE or part.unit is None:
        return None
    return second_reading(masked, part.start, part.end, part.unit.word, part.value)


def _two_megas(claim: Claim) -> Claim:
    """兆 in a simplified text is a million or a million millions: both are kept, none is chosen."""
    if claim.value is None:
        return claim
    return replace(claim, value=None, low=plain(claim.value / _MEGA), high=claim.value, reach=Reach.RANGE)


def _finished(text: str, part: Part, kind: Kind) -> Part:
    """Add what stands behind the unit: 八成五, 三年半, 兩倍半; or in it: 個半小時."""
    if part.unit is None:
        return part
    if part.unit.word == "成":
        found = _TENTH.match(text, part.end)
        return _added(part, found.end(), _digit(found.group().strip())) if found else part
    if kind is Kind.DURATION and "半" in part.unit.word:
        return _added(part, part.end, 5)
    if kind in (Kind.DURATION, Kind.MULTIPLE) and _HALF.match(text, part.end):
        return _added(part, part.end + 1, 5)
    return part


def _added(part: Part, end: int, tenths: int) -> Part:
    step = Decimal("0.1")
    amount = replace(part.amount, value=part.amount.value + tenths * step, step=step)
    return replace(part, amount=amount, end=end)


def _digit(sign: str) -> int:
    return int(sign) if sign.isascii() else DIGITS[sign]
