"""Parts against their whole: amounts told to sum to a total, shares told to be all of it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from specie.model import Quantity, say
from specie.model.claim import Kind, Reach
from specie.text.rules.interval import Interval, derived, point, positive, printed, same_unit
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.patterns import Match
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_NOTHING: Final = point(0)
_EVERYTHING: Final = Interval(Decimal("0.999"), Decimal("1.001"))


def amounts(reading: Reading) -> Iterator[Outcome]:
    """Fire where the amounts of one list do not add up to the total that the sentence says they make.

    The total must be called one of these parts ("for a total of", 合計), or the list must end with "the
    remaining". Totals to date and parts of parts ("including") make it abstain.
    """
    judged: set[Claim] = set()
    for name, last in (("parts.total", True), ("parts.rest", False), ("parts.comprise", False)):
        for match in matches(reading.shape, name):
            whole = match["whole"]
            parts = _listed(reading, match, last=last)
            if parts and whole not in judged:
                judged.add(whole)
                yield from _summed(parts, whole)


def _listed(reading: Reading, match: Match, *, last: bool) -> tuple[Claim, ...]:
    """Return the parts: those before the total in its sentence, or from the whole to the rest of it."""
    whole = match["whole"]
    if last:
        start, _ = reading.shape.sentence(match.start)
        found = reading.shape.between(start, match.end)
    else:
        found = reading.shape.between(match.start, match.end)
    parts = tuple(c for c in found if c is not whole and c.kind is whole.kind and c.unit == whole.unit)
    rest = match.get("rest")
    told = rest is None or (rest.kind is whole.kind and rest.unit == whole.unit)
    exact = all(c.reach in (Reach.EXACT, Reach.ABOUT, Reach.AT_MOST) for c in parts)
    fits = whole.reach in (Reach.EXACT, Reach.ABOUT) and same_unit(whole, whole)
    return parts if len(parts) >= 2 and exact and fits and told else ()


def _summed(parts: tuple[Claim, ...], whole: Claim) -> Iterator[Outcome]:
    total, rooms = derived(whole), [_room(c) for c in parts]
    if total is None or None in rooms:
        return
    summed = _sum(tuple(room for room in rooms if room is not None))
    if summed.meets(total):
        yield from holds(say("the parts add up to {whole}", whole=whole.text), *parts, whole)
        return
    value = sum((c.value for c in parts if c.value is not None), Decimal(0))
    message = say("the parts add up to {sum}, not to {whole}", sum=_amount(value, whole), whole=whole.text)
    yield from fails("TXT104", message, *parts, whole)


def _room(part: Claim) -> Interval | None:
    """Return what a part may be; one of "up to" so much is summed at its most."""
    if part.reach is Reach.AT_MOST and part.value is not None and part.value > 0:
        return Interval(part.value * Decimal("0.995"), part.value * Decimal("1.005"))
    return positive(part)


def _amount(value: Decimal, like: Claim) -> Quantity:
    return Quantity(value, like.unit if like.kind is Kind.MONEY else "index")


def _sum(rooms: tuple[Interval, ...]) -> Interval:
    total = _NOTHING
    for room in rooms:
        total = total.plus(room)
    return total


def shares(reading: Reading) -> Iterator[Outcome]:
    """Fire where shares that are told as all parts of one whole do not add up to a hundred percent.

    Either the sentence says that they are all ("the rest", "together", 合計), or it lists three or more as
    a mix, a split or shares of one market and they exceed the whole. Shares of a share ("of those") and
    questions with several answers make it abstain; so does a list of which the last few add up.
    """
    judged: set[Claim] = set()
    for name in ("parts.rest_share", "parts.all_shares", "parts.mix"):
        for match in matches(reading.shape, name):
            found = _all_shares(reading, match)
            if len(found) >= (2 if name == "parts.rest_share" else 3) and not judged.intersection(found):
                judged.update(found)
                yield from _whole(found, exactly=name != "parts.mix")


def _all_shares(reading: Reading, match: Match) -> tuple[Claim, ...]:
    start, end = reading.shape.sentence(match.start)
    last = match.get("last")
    found = reading.shape.between(start, match.end if last is not None else end)
    listed = tuple(c for c in found if c.unit == "fraction" and c.kind is Kind.SHARE)
    return listed if all(c.reach in (Reach.EXACT, Reach.ABOUT) for c in listed) else ()


def _whole(listed: tuple[Claim, ...], *, exactly: bool) -> Iterator[Outcome]:
    rooms = [room for c in listed if (room := printed(c)) is not None]
    if len(rooms) != len(listed) or any(one.span.end > other.span.start for one, other in pairwise(listed)):
        return
    summed = _sum(tuple(rooms))
    tails = [_sum(tuple(rooms[i:])) for i in range(len(rooms) - 1)]
    if any(tail.meets(_EVERYTHING) for tail in tails):
        yield from holds(say("the shares add up to the whole"), *listed)
    elif exactly or summed.low > _EVERYTHING.high:
        value = sum((c.value for c in listed if c.value is not None), Decimal(0))
        message = say(
            "these shares are told as the whole and add up to {sum}", sum=Quantity(value, "fraction")
        )
        yield from fails("TXT105", message, *listed)
