"""The answer in three sentences that a finance chief can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.moves import Kind
from specie.analyses.pays.portfolio.organisation import Return
from specie.model import PORTFOLIO, Quantity, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.model import Message


def headline(found: Assessed) -> Iterator[Message]:
    """Say what the whole returns, how many truly pay, and what to do about it."""
    yield from _whole(found)
    yield from _share(found)
    yield from _moves(found)


def _whole(found: Assessed) -> Iterator[Message]:
    whole = found.whole
    net = found.known.get("organisation_return_year", PORTFOLIO)
    declared = found.known.get("organisation_return_declared_year", PORTFOLIO)
    if whole is None or net is None or declared is None:
        return
    spend = found.scope.money(whole.spend)
    if not found.scope.measured:
        yield say(
            "{spend} went into AI in twelve months, and no cash benefit of it is measured.", spend=spend
        )
    elif whole.answer is Return.UNKNOWN:
        yield say(
            "Of {spend} that went into AI in twelve months, measured cash benefit leaves {declared} net if"
            " every unit is worth what its owner declared, and {net} if not: the sign is open.",
            spend=spend, declared=declared, net=_range(found, net.low, net.high),
        )  # fmt: skip
    else:
        yield say(
            "Of {spend} that went into AI in twelve months, measured cash benefit leaves {net} net.",
            spend=spend, net=net,
        )  # fmt: skip


def _range(found: Assessed, low: float | None, high: float | None) -> Message:
    return say(
        "anything from {low} to {high}",
        low=found.scope.money(low or 0.0),
        high=found.scope.money(high or 0.0),
    )


def _share(found: Assessed) -> Iterator[Message]:
    share = found.share
    if share is None:
        return
    pays, loses = (
        sum(h.in_use for h in found.scope.with_verdict(v)) for v in (Verdict.PAYS, Verdict.DOES_NOT_PAY)
    )
    yield say(
        "Between {low} and {high} of {count} initiatives in use truly pay; {pays} are proven to and {loses}"
        " proven not to.",
        low=share.low, high=share.high, count=share.of, pays=pays, loses=loses,
    )  # fmt: skip


def _moves(found: Assessed) -> Iterator[Message]:
    recovered = found.known.get("recoverable_year", PORTFOLIO)
    losing = [m for m in found.moves if m.kind in {Kind.STOP, Kind.CONVERT}]
    asking = [m for m in found.moves if m.kind is Kind.EXPERIMENT]
    if recovered is not None and asking:
        yield say(
            "Stopping or changing the {count} that do not pay recovers {amount} a year; {asking} more, which"
            " cost {cost}, need a better experiment and not a cut.",
            count=len(losing), amount=recovered, asking=len(asking),
            cost=Quantity(sum(m.holding.cost for m in asking), found.scope.currency),
        )  # fmt: skip
    elif recovered is not None:
        yield say(
            "Stopping or changing the {count} that do not pay recovers {amount} a year.",
            count=len(losing), amount=recovered,
        )  # fmt: skip
    elif asking:
        yield say(
            "Nothing is proven to lose money; {asking} that cost {cost} a year need a better experiment and"
            " not a cut.",
            asking=len(asking), cost=Quantity(sum(m.holding.cost for m in asking), found.scope.currency),
        )  # fmt: skip
