"""The answer in one to three sentences."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from specie.analyses.pays.spend.cap import breach_month
from specie.analyses.pays.spend.limit_findings import chance, limit_name
from specie.analyses.pays.spend.totals import shown, sums, unassigned
from specie.model import PORTFOLIO, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.spend.assessed import Assessed
    from specie.analyses.pays.spend.cap import Cap
    from specie.model import Estimate, Message


MOST = 3
"""Sentences that fit the first screen."""


def headline(found: Assessed, known: Mapping[tuple[str, str, str], Estimate]) -> tuple[Message, ...]:
    """Say what AI costs and on what, whether the limits hold, and what is not accounted for."""
    return tuple(islice(_sentences(found, known), MOST))


def _sentences(found: Assessed, known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Message]:
    yield _cost(found)
    cap = found.cap("it")
    ahead = known.get(("it_share_forecast", "portfolio", PORTFOLIO.id))
    if cap is not None and cap.limit is not None:
        yield _limit(found, cap, ahead)
    elif (year := known.get(("forecast_12_months", "portfolio", PORTFOLIO.id))) is not None:
        yield say("If the past months go on, the next twelve cost {forecast}.", forecast=year)
    ai = found.cap("ai")
    if ai is not None and (ai.probability or 0.0) >= found.scope.settings.breach_alarm:
        limit = found.scope.money(ai.limit or 0)
        yield say(
            "The AI budget of {limit} does not last the year: {when}.",
            limit=limit, when=breach_month(found.scope, ai) or "",
        )  # fmt: skip
    amount, whole = unassigned(found.scope), found.scope.year.total
    if whole > 0 and amount / whole > found.scope.settings.unassigned_limit:
        yield say(
            "{share} of all spending belongs to no initiative, so nobody can say what it brings.",
            share=Quantity(amount / whole, "fraction"),
        )


def _cost(found: Assessed) -> Message:
    scope = found.scope
    window = {"spend": scope.money(scope.year.total), "start": scope.year.start, "end": scope.year.end}
    for kind in ("function", "vendor"):
        named = {key: amount for key, amount in sums(scope, kind, scope.year).items() if key is not None}
        if named and scope.year.total > 0:
            first, amount = next(iter(named.items()))
            share, who = Quantity(amount / scope.year.total, "fraction"), shown(scope, kind, first)
            if kind == "function":
                return say(
                    "AI cost {spend} from {start} to {end}; {who} used the largest part, {share}.",
                    **window, share=share, who=who,
                )  # fmt: skip
            return say(
                "AI cost {spend} from {start} to {end}; {who} was paid the largest part, {share}.",
                **window, share=share, who=who,
            )  # fmt: skip
    return say("AI cost {spend} from {start} to {end}.", **window)


def _limit(found: Assessed, cap: Cap, ahead: Estimate | None) -> Message:
    when = breach_month(found.scope, cap)
    if cap.breached_on is not None:
        return say("AI passed {what} on {day}.", what=limit_name(cap), day=cap.breached_on)
    if ahead is None or when is None:
        booked = Quantity(cap.booked / cap.budget.amount, "fraction")
        return say(
            "{booked} of the IT budget is booked; {what} holds so far.", booked=booked, what=limit_name(cap)
        )
    limit = Quantity(cap.share or 0, "fraction")
    if (cap.probability or 0.0) < found.scope.settings.breach_watch:
        return say(
            "The fiscal year is heading for {ahead} of the IT budget; the limit of {limit} holds, with a"
            " chance of passing it {chance}.",
            ahead=ahead, limit=limit, chance=chance(cap),
        )  # fmt: skip
    return say(
        "The fiscal year is heading for {ahead} of the IT budget against a limit of {limit}; the chance of"
        " passing it is {chance}: {when}.",
        ahead=ahead, limit=limit, chance=chance(cap), when=when,
    )  # fmt: skip
