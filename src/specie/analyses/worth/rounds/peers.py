"""Peers at equal age and under an equal basis: what others were priced at when they were as old."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.age import FIRST_ROUND, FOUNDED, starts
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.growth import divide_bounds
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.worth.rounds.multiple import Multiple
    from specie.analyses.worth.rounds.survey import Survey, Valued
    from specie.companies.age import Start
    from specie.companies.comparable import Comparable
    from specie.companies.record import Company
    from specie.kernel.growth import Bounds
    from specie.model import Estimate, Message


@dataclass(frozen=True, slots=True)
class Aged:
    """A price and how old its company was."""

    price: Comparable
    start: Start
    age: Bounds
    """Least and greatest age in years: founding and price may be known to the month or year only."""

    @property
    def middle(self) -> float:
        """The age that is compared."""
        return max(float(self.age.low + self.age.high) / 2, 0.0)


@dataclass(frozen=True, slots=True)
class Peer:
    """A company beside another at equal age; without a price there, ``why`` says so."""

    company: Company
    peer: Company
    own: Aged | None
    other: Aged | None
    ratio: Estimate | None
    multiples: tuple[tuple[Multiple, Multiple], ...] = ()
    """Price to sales of both under one kind of basis, gross and net alike."""
    why: Message | None = None


def peers(survey: Survey, tolerance: float) -> tuple[Peer, ...]:
    """Set every company of the book beside all priced companies of its kind."""
    every = {id_: starts(survey.ledger, id_) for id_ in survey.valued}
    return tuple(
        _peer(valued, other, every, tolerance)
        for valued in survey.focused
        for other in survey.ordered
        if other.company.kind == valued.company.kind and other is not valued
    )


def paths(survey: Survey) -> Iterator[tuple[Valued, tuple[Aged, ...]]]:
    """Yield the prices of each company by its age, from its founding where known."""
    for valued in survey.ordered:
        every = starts(survey.ledger, valued.company.id)
        start = every.get(FOUNDED) or every.get(FIRST_ROUND)
        if start is not None:
            yield valued, tuple(_aged(valued, start))


def _peer(valued: Valued, other: Valued, every: Mapping[str, Mapping[str, Start]], tolerance: float) -> Peer:
    own, peer = every[valued.company.id], every[other.company.id]
    kind = FOUNDED if FOUNDED in own and FOUNDED in peer else FIRST_ROUND
    if kind not in own or kind not in peer:
        why = say("no day is known from which the age of both could be counted")
        return Peer(valued.company, other.company, None, None, None, why=why)
    newest = list(_aged(valued, own[kind]))[-1]
    nearest = min(_aged(other, peer[kind]), key=lambda a: abs(a.middle - newest.middle))
    if abs(nearest.middle - newest.middle) > tolerance:
        why = say(
            "no price within {tolerance} of that age: the nearest is at {age}",
            tolerance=Quantity(tolerance, "years"),
            age=Quantity(round(nearest.middle, 1), "years"),
        )
        return Peer(valued.company, other.company, newest, None, None, why=why)
    return Peer(
        valued.company,
        other.company,
        newest,
        nearest,
        _ratio(valued, other, newest, nearest),
        tuple(_same_basis(valued, other, newest.price, nearest.price)),
    )


def _aged(valued: Valued, start: Start) -> Iterator[Aged]:
    for price in valued.chain:
        yield Aged(price, start, start.on.years_to(price.on))


def _ratio(valued: Valued, other: Valued, own: Aged, peer: Aged) -> Estimate | None:
    a, b = own.price, peer.price
    return between(
        "price_to_peer",
        valued.company.ref,
        f"{a.on.text} {other.company.id} {b.on.text}",
        divide_bounds(a.bounds, b.bounds),
        None if a.stated is None or b.stated is None else a.stated / b.stated,
        unit="x",
        method="equal_age",
        grade=weaker(a.grade, b.grade),
        origins=(*a.origins, *b.origins, own.start.origin, peer.start.origin),
        denominator=say(
            "of the price of {peer} on {date}, at {age} against {own_age} since {start}",
            peer=other.company.ref,
            date=b.on.shown,
            age=Quantity(round(peer.middle, 1), "years"),
            own_age=Quantity(round(own.middle, 1), "years"),
            start=Term(own.start.kind),
        ),
    )


def _same_basis(
    valued: Valued, other: Valued, own: Comparable, peer: Comparable
) -> Iterator[tuple[Multiple, Multiple]]:
    """Pair multiples of one kind of revenue with the same word on gross and net; the voucher may differ."""
    theirs = [m for m in other.multiples if m.price is peer and not m.match.stale]
    for mine in (m for m in valued.multiples if m.price is own and not m.match.stale):
        match = _nearest_of_kind(mine, theirs)
        if match is not None and mine.estimate is not None and match.estimate is not None:
            yield mine, match


def _nearest_of_kind(mine: Multiple, theirs: Sequence[Multiple]) -> Multiple | None:
    basis = mine.match.basis
    same = [
        m for m in theirs
        if (m.match.basis.kind, m.match.basis.gross_net) == (basis.kind, basis.gross_net)
    ]  # fmt: skip
    return min(same, key=lambda m: (m.match.basis.voucher != basis.voucher, m.match.gap_days), default=None)
