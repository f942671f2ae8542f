"""The moves that recover money, by shrunken returns only; cannot tell earns an experiment, not a cut."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.combine import add
from specie.analyses.pays.portfolio.scope import assumed_of_sums, weakest
from specie.analyses.pays.portfolio.value import ceiling, less, net_of, wrong
from specie.kernel.portfolio.sums import Total
from specie.model import PORTFOLIO, Estimate, Quantity, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.model import Message


class Kind(StrEnum):
    """What to do with an initiative."""

    STOP = "stop or change"
    CONVERT = "turn hours into cash"
    EXPERIMENT = "better experiment"
    GROW = "grow"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Move:
    """One initiative and what to do with it.

    ``money`` is what a year of it recovers (stop, convert), or what each unit of money put in has brought
    beyond itself so far times the room to grow (grow); None where the move has no amount.
    """

    kind: Kind
    holding: Holding
    money: Total | None


@dataclass(frozen=True, slots=True)
class Mix:
    """Today's mix against a better one: money recovered, and what it may earn where it pays."""

    recovered: Total
    freed: float
    regained: float
    losing: tuple[Move, ...]

    @property
    def misallocated(self) -> tuple[float, float]:
        """Bounds: freed money that earns just itself elsewhere, and as much as its best past use."""
        return max(self.recovered.low, 0.0), max(self.recovered.high, 0.0) + self.regained


def moves(scope: Scope) -> tuple[Move, ...]:
    """One move for every initiative that runs and has a verdict: those that recover most first."""
    found = [m for h in scope.holdings if h.active for m in _move(scope, h)]
    order = list(Kind)
    return tuple(sorted(found, key=lambda m: (order.index(m.kind), -_size(m), m.holding.ref.id)))


def _size(move: Move) -> float:
    return move.money.point if move.money is not None else move.holding.cost


def _move(scope: Scope, holding: Holding) -> Iterator[Move]:
    match holding.verdict:
        case Verdict.DOES_NOT_PAY:
            yield _losing(scope, holding)
        case Verdict.PAYS:
            yield Move(Kind.GROW, holding, _room(scope, holding))
        case Verdict.CANNOT_TELL if holding.in_use:
            yield Move(Kind.EXPERIMENT, holding, None)
        case Verdict.TOO_EARLY if holding.in_use:
            yield Move(Kind.WAIT, holding, None)
        case _:
            return


def _losing(scope: Scope, holding: Holding) -> Move:
    recovered = _negative(_net(scope, holding), holding.once)
    if recovered.point <= 0:
        return Move(Kind.WAIT, holding, None)  # its loss was spent once: nothing of it comes back by a stop
    soft = holding.soft.point if holding.soft is not None else None
    kind = Kind.CONVERT if soft is not None and soft > recovered.point else Kind.STOP
    return Move(kind, holding, recovered)


def _negative(net: Total, once: float) -> Total:
    """What a stop recovers: the loss of a year without what is spent only once."""
    return Total(-net.point - once, -net.high - once, -net.low - once)


def _net(scope: Scope, holding: Holding) -> Total:
    """Shrunken net; the cost alone where no benefit was measured."""
    part = scope.part(holding)
    return net_of(holding, part) if part is not None else Total(*(-holding.cost,) * 3)


def _room(scope: Scope, holding: Holding) -> Total:
    cap = scope.settings.growth_cap
    return Total(*(cap * end for end in _net(scope, holding)))


def mix(scope: Scope, found: Sequence[Move]) -> Mix | None:
    """Weigh today's mix against the better one that is within reach; None where nothing loses for certain.

    Money leaves only what does not pay. It goes where it has paid, the best shrunken return first, up to the
    cap on growth. Past returns are averages: more of the same rarely earns more, so they bound the gain.
    """
    losing = tuple(m for m in found if m.kind in {Kind.STOP, Kind.CONVERT})
    if not losing:
        return None
    parts = [part for m in losing if (part := scope.part(m.holding)) is not None]
    freed = sum(m.holding.cost - m.holding.once for m in losing)
    recovered = _negative(less(add(parts), freed), 0.0)
    return Mix(recovered, freed, _regained(scope, found, freed), losing)


def _regained(scope: Scope, found: Sequence[Move], freed: float) -> float:
    """What the freed money earns beyond itself at the upper end of the returns it goes to."""
    earned, left = 0.0, freed
    growing = [(m.holding, m.money) for m in found if m.kind is Kind.GROW and m.money is not None]
    for holding, money in sorted(growing, key=lambda pair: -pair[1].point / pair[0].cost):
        room = scope.settings.growth_cap * holding.cost
        taken = min(room, left)
        if room > 0 and money.high > 0:
            earned += taken * money.high / room
            left -= taken
    return earned


def move_estimates(scope: Scope, found: Sequence[Move]) -> Iterator[Estimate]:
    """Yield what is recovered, the misallocation with its bounds, and what a wrong decision costs."""
    for holding in scope.holdings:
        yield from _wrong(scope, holding)
    better = mix(scope, found)
    if better is None:
        return
    members = tuple(move.holding for move in better.losing)
    of = say(
        "of {cost} spent in the year on {count} initiatives that do not pay and still run",
        cost=scope.money(better.freed), count=len(members),
    )  # fmt: skip
    yield scope.between(
        "recoverable_year", better.recovered, scope.currency, "mover_shrunken", weakest(members), of,
        assumptions=(*assumed_of_sums(), _again()),
    )  # fmt: skip
    low, high = better.misallocated
    yield Estimate(
        "misallocation_year", PORTFOLIO, scope.period, None, low, high, scope.settings.level,
        scope.currency, "reallocation", weakest(scope.measured), scope.origins, of,
        tuple(_of_mix(scope)),
    )  # fmt: skip


def _again() -> Message:
    return say(
        "the next twelve months would cost and bring what the last twelve did, without what is spent once"
    )


def _of_mix(scope: Scope) -> Iterator[Message]:
    yield _again()
    yield say("at least: the freed money earns just itself elsewhere")
    yield say(
        "at most: it earns what initiatives that pay have earned at the upper end, each growing by at most"
        " {cap} of its cost",
        cap=Quantity(scope.settings.growth_cap, "fraction", 0),
    )


def _wrong(scope: Scope, holding: Holding) -> Iterator[Estimate]:
    amount = wrong(scope, holding)
    if amount is not None and holding.active:
        of = say("the most that a perfect answer on {initiative} is worth a year", initiative=holding.ref)
        yield ceiling(scope, "cost_of_being_wrong", holding.ref, amount, of)
