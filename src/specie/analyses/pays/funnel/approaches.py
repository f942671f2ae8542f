"""Build, buy and partner side by side, from pilot on; no ranking unless their intervals come apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.conversion import median_stay, moved_on, naive
from specie.analyses.pays.funnel.passage import Passage, passage
from specie.model import Ref, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.funnel.scope import Scope
    from specie.model import Estimate, Message

NOT_STATED = Term("not stated").id
NAMED = ("build", "buy", "partner")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The pilots of one approach."""

    approach: str
    pilots: Passage
    naive: Estimate
    moved_on: Estimate | None
    """None where no pilot of this approach was followed for the main horizon."""
    median: Estimate | None

    @property
    def subject(self) -> Ref:
        """The approach as a thing a number can be about."""
        return Ref("approach", self.approach)


def sides(scope: Scope) -> tuple[Side, ...]:
    """Follow the pilots of each approach that has any; those without one come last."""
    found = (_side(approach, scope) for approach in (*NAMED, NOT_STATED))
    return tuple(side for side in found if side is not None)


def _side(approach: str, scope: Scope) -> Side | None:
    members = [j for j in scope.journeys if (j.approach or NOT_STATED) == approach]
    pilots = passage("pilot", members, scope.as_of, scope.settings.observed_from)
    if not pilots.entered:
        return None
    subject, months = Ref("approach", approach), scope.settings.main_horizon
    return Side(
        approach,
        pilots,
        naive(pilots, subject, scope),
        moved_on(pilots, subject, months, scope),
        median_stay(pilots, subject, scope),
    )


def side_estimates(found: Sequence[Side]) -> Iterator[Estimate]:
    """Yield the estimates of every side."""
    for side in found:
        yield from (e for e in (side.naive, side.moved_on, side.median) if e is not None)


def apart(found: Sequence[Side]) -> list[tuple[Side, Side]]:
    """List the pairs of named approaches whose intervals do not overlap, the better one first."""
    pairs: list[tuple[Side, Side]] = []
    for one, other in combinations([side for side in found if side.approach != NOT_STATED], 2):
        if _above(one, other):
            pairs.append((one, other))
        elif _above(other, one):
            pairs.append((other, one))
    return pairs


def _above(one: Side, other: Side) -> bool:
    low = one.moved_on.low if one.moved_on else None
    high = other.moved_on.high if other.moved_on else None
    return low is not None and high is not None and low > high


def caveat() -> Message:
    """Say why a difference would not be an effect of the approach."""
    return say(
        "nobody drew lots for the approach: easier or riskier work may have gone to one of them, so a"
        " difference here is not what switching would bring"
    )
