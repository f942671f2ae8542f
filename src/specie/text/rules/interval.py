"""What a printed figure leaves possible: closed intervals of decimals, open sides as infinity."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specie.model.claim import Kind, Reach

if TYPE_CHECKING:
    from specie.model.claim import Claim

ENDLESS: Final = Decimal("Infinity")
_SLACK: Final = Decimal("0.02")
"""How far a worded bound ("more than 40 %") may be off before it is called wrong."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Every value from ``low`` to ``high``; arithmetic is for values that are not negative."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Tell whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval) -> Interval:
        """Every sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Every difference."""
        return Interval(_difference(self.low, other.high), _difference(self.high, other.low))

    def over(self, other: Interval) -> Interval:
        """Every ratio; unbounded where the other may be zero."""
        high = ENDLESS if other.low <= 0 or self.high == ENDLESS else self.high / other.low
        return Interval(Decimal(0) if other.high == ENDLESS else self.low / other.high, high)

    def shifted(self, by: Decimal) -> Interval:
        """Every value and a constant more."""
        return Interval(self.low + by, self.high + by)

    def scaled(self, by: Decimal) -> Interval:
        """Every value times a positive constant."""
        return Interval(self.low * by, self.high * by)

    def size(self) -> Interval:
        """Every value without its sign."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return Interval(-self.high, -self.low)
        return Interval(Decimal(0), max(-self.low, self.high))


def _difference(one: Decimal, other: Decimal) -> Decimal:
    return one if abs(one) == ENDLESS else one - other


def point(value: Decimal | int) -> Interval:
    """Return the interval that holds one value."""
    return Interval(Decimal(value), Decimal(value))


def printed(claim: Claim) -> Interval | None:
    """Return what the wording of a figure allows; None for a figure without value."""
    if claim.value is None:
        return None
    low, high = claim.low, claim.high
    if low is None and high is None and claim.reach in (Reach.EXACT, Reach.ABOUT):
        low = high = claim.value
    if low is None:
        low = Decimal(0) if claim.value >= 0 else -ENDLESS
    return Interval(low, ENDLESS if high is None else high)


def derived(claim: Claim) -> Interval | None:
    """Return what a figure allows that its writer worked out from others: cut off instead of rounded as well.

    A printed 2.9 may come from 2.97, so the half unit of the last digit becomes a whole one, and a worded
    bound gets two parts in a hundred.
    """
    room = printed(claim)
    if room is None or claim.value is None or claim.reach is Reach.RANGE:
        return room
    if claim.reach is Reach.ABOUT:
        return room
    if claim.reach is Reach.AT_LEAST:
        return Interval(room.low - abs(room.low) * _SLACK, room.high)
    if claim.reach is Reach.AT_MOST:
        return Interval(room.low, room.high + abs(room.high) * _SLACK)
    return Interval(2 * room.low - claim.value, 2 * room.high - claim.value)


def quoted(claim: Claim) -> Interval | None:
    """Return what a figure allows that was copied from elsewhere: rounded, or cut off behind a digit."""
    room = printed(claim)
    if room is None or claim.value is None or claim.reach not in (Reach.EXACT, Reach.ABOUT):
        return derived(claim)
    if claim.value < 0:
        return Interval(2 * room.low - claim.value, room.high)
    return Interval(room.low, 2 * room.high - claim.value)


def positive(claim: Claim) -> Interval | None:
    """Return what the wording allows of a figure above zero; None for any other."""
    room = printed(claim)
    return (
        room if room is not None and room.low >= 0 and claim.value is not None and claim.value > 0 else None
    )


def same_unit(one: Claim, other: Claim) -> bool:
    """Tell whether two figures are of one kind and unit; a currency that neither names is the same one."""
    percent = {Kind.SHARE, Kind.RATE}
    kinds = one.kind is other.kind or {one.kind, other.kind} <= percent
    return kinds and one.unit == other.unit and (one.unit != "" or one.kind is not Kind.COUNT)
