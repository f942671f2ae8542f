"""The numbers of the liquidity analysis: sums of booked rows, and what follows from them with its range."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.model import PORTFOLIO, Bound, Estimate, Grade, Quantity, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.liquidity.commitments import Commitment
    from specie.analyses.breaks.liquidity.cuts import Cut
    from specie.analyses.breaks.liquidity.limits import Limit
    from specie.analyses.breaks.liquidity.outlook import Outlook
    from specie.analyses.breaks.liquidity.scope import Scope
    from specie.kernel.money import Range
    from specie.model import Message, Origin


def estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield cash, every scenario, commitments, limits and cuts."""
    yield from _cash(scope)
    for outlook in scope.outlooks:
        yield from of_outlook(scope, outlook)
    for commitment in scope.commitments:
        yield from _of_commitment(scope, commitment)
    for limit in scope.limits:
        yield cut_needed(scope, limit)
    for cut in scope.cuts:
        yield from of_cut(scope, cut)


def ranged(
    measure: str, about: Ref, period: str, amount: Range, unit: str, method: str, origins: tuple[Origin, ...],
    of: Message, *, level: float = 1.0, notes: tuple[Message, ...] = (),
) -> Estimate | None:  # fmt: skip
    """Make an estimate of a range; an infinite end is open, with both open there is nothing to say."""
    if amount.low == amount.high and level == 1.0:
        return exact(
            measure, about, period, amount.low, unit, method, origins, grade=Grade.MODELLED, denominator=of,
            assumptions=notes,
        )  # fmt: skip
    low = amount.low if math.isfinite(amount.low) else None
    high = amount.high if math.isfinite(amount.high) else None
    if low is None and high is None:
        return None
    bound = Bound.EXACT if low is not None and high is not None else Bound.AT_LEAST
    if low is None:
        bound = Bound.AT_MOST
    return Estimate(
        measure, about, period, amount.point, low, high, level, unit, method, Grade.MODELLED, origins, of,
        notes, bound,
    )  # fmt: skip


def _cash(scope: Scope) -> Iterator[Estimate]:
    cash, origins = scope.cash, scope.origins("cash")
    if cash is None:
        return
    of = say("all rows of the last day in {table}", table="cash")
    day = cash.day.isoformat()
    yield exact("cash_now", PORTFOLIO, day, cash.balance, scope.book.currency, "sum", origins, denominator=of)
    if not scope.outlooks and cash.ratio is not None and cash.balance > 0:
        told = say("of {count} months of outflow, too few for a range", count=len(cash.outflows))
        yield exact(
            "months_of_cash", PORTFOLIO, day, cash.ratio, "months", "ratio", origins, denominator=told
        )
    if scope.room is not None:
        made = ranged(
            "headroom_month", PORTFOLIO, scope.today, scope.room, scope.book.currency, "first_passage",
            origins, _of_months(scope), level=scope.settings.level, notes=(_confidence(scope),),
        )  # fmt: skip
        yield from () if made is None else (made,)


def of_outlook(scope: Scope, outlook: Outlook) -> Iterator[Estimate]:
    """Yield the numbers of one scenario."""
    about, currency = outlook.scenario.ref, scope.book.currency
    origins = _origins(scope, outlook)
    notes = tuple(_notes(scope, outlook))
    level, of = scope.settings.level, _of_months(scope)
    at_once = outlook.scenario.one_off
    made = [
        ranged("outflow_month", about, scope.today, outlook.outflow, currency, "months", origins, of,
               level=level, notes=notes),
        ranged("months_of_cash", about, scope.today, outlook.left, "months", "first_passage", origins, of,
               level=level, notes=notes),
    ]  # fmt: skip
    if outlook.scenario.one_off.high > 0:
        steps = say("of {count} steps", count=len(outlook.scenario.steps))
        made.append(
            ranged("one_off", about, scope.today, at_once, currency, "outer", origins, steps, notes=notes)
        )
    if outlook.to_floor is not None and outlook.chance is not None:
        told = (*notes, *_drawn(outlook))
        made += [
            ranged("months_to_floor", about, scope.today, outlook.to_floor, "months", "first_passage",
                   origins, of, level=level, notes=notes),
            ranged("floor_chance", about, scope.today, outlook.chance, "fraction", "first_passage", origins,
                   of, level=level, notes=told),
        ]  # fmt: skip
    yield from (estimate for estimate in made if estimate is not None)


def _origins(scope: Scope, outlook: Outlook) -> tuple[Origin, ...]:
    tables = {"cash"}
    if outlook.scenario.steps:
        tables |= {"contracts", "bills", "costs"}
    if outlook.scenario.supplier is not None:
        tables |= {"dependencies", "exit_steps"}
    if any(step.rule == "revenue falls" for step in outlook.scenario.steps):
        tables |= {"budgets"}
    shock = (scope.shock.origin,) if scope.shock is not None and _uses_shock(outlook) else ()
    return (*scope.origins(*sorted(tables)), *shock)


def _uses_shock(outlook: Outlook) -> bool:
    return any(step.rule == "price rise" for step in outlook.scenario.steps)


def _notes(scope: Scope, outlook: Outlook) -> Iterator[Message]:
    yield say("months to come are like those behind, and independent")
    rules = {step.rule for step in outlook.scenario.steps}
    if _uses_shock(outlook) and scope.shock is not None:
        yield say("prices rise at once as the row {row} of the shipped shocks has it",
                  row=scope.settings.price_shock)  # fmt: skip
    if "usage growth" in rules:
        yield say("scenario, not observation: metered use grows by {share}",
                  share=Quantity(scope.settings.usage_growth, "fraction"))  # fmt: skip
    if "revenue falls" in rules:
        yield say("scenario, not observation: {share} of revenue stays away and no cost falls with it",
                  share=Quantity(scope.settings.inflow_fall, "fraction"))  # fmt: skip
    if outlook.scenario.supplier is not None:
        yield say("scenario, not observation: {who} fails and what is prepaid is lost",
                  who=outlook.scenario.supplier)  # fmt: skip


def _drawn(outlook: Outlook) -> tuple[Message, ...]:
    if outlook.error <= 0:
        return ()
    return (
        say("the middle is drawn, with a standard error of {error}",
            error=Quantity(outlook.error, "fraction")),
    )  # fmt: skip


def _of_months(scope: Scope) -> Message:
    count = len(scope.cash.outflows) if scope.cash is not None else 0
    return say("from {count} months of outflow", count=count)


def _confidence(scope: Scope) -> Message:
    return say(
        "holds the floor for {months} with {confidence}",
        months=Quantity(scope.settings.check_months, "months"),
        confidence=Quantity(scope.confidence, "fraction"),
    )


def _of_commitment(scope: Scope, commitment: Commitment) -> Iterator[Estimate]:
    about, currency = commitment.vendor, scope.book.currency
    origins = scope.origins("contracts", "bills", "costs")
    of = say("of {count} contracts that run", count=len(commitment.contracts))
    if commitment.left.high > 0:
        made = ranged("commitment_left", about, scope.today, commitment.left, currency, "sum", origins, of)
        yield from () if made is None else (made,)
        yield from bound_by(scope, commitment)
    if commitment.unused is not None and commitment.unused.high > 0:
        made = ranged(
            "commitment_unused", about, scope.today, commitment.unused, currency, "outer", origins, of
        )
        yield from () if made is None else (made,)
    if commitment.prepaid > 0:
        yield exact(
            "prepaid_left", about, scope.today, commitment.prepaid, currency, "sum",
            scope.origins("contracts"), denominator=of,
        )  # fmt: skip


def bound_by(scope: Scope, commitment: Commitment) -> Iterator[Estimate]:
    """Yield what commitments bind a month, and of what the supplier is paid."""
    about, origins = commitment.vendor, scope.origins("contracts", "bills", "costs")
    of = say(
        "of {rate} a year at the rate of the last months", rate=Quantity(commitment.rate, scope.book.currency)
    )
    if commitment.month is not None:
        made = ranged(
            "commitment_month",
            about,
            scope.today,
            commitment.month,
            scope.book.currency,
            "outer",
            origins,
            of,
        )
        yield from () if made is None else (made,)
    made = ranged("commitment_share", about, scope.today, commitment.bound, "fraction", "outer", origins, of)
    yield from () if made is None else (made,)


def cut_needed(scope: Scope, limit: Limit) -> Estimate:
    """Make what is to be cut to hold a limit: at least nothing."""
    low, point, high = limit.excess.low, limit.excess.point, limit.excess.high
    floor = None if point is None else max(point, 0.0)
    of = (
        say("of {money} a year, the limit", money=Quantity(limit.money, scope.book.currency))
        if limit.share is None
        else say(
            "of {money} a year, {share} of the IT budget of the fiscal year",
            money=Quantity(limit.money, scope.book.currency), share=Quantity(limit.share, "fraction"),
        )
    )  # fmt: skip
    return Estimate(
        "cut_needed", limit_ref(limit), limit.forecast.period, floor, max(low, 0.0), max(high, 0.0),
        limit.forecast.level, scope.book.currency, "outer", Grade.MODELLED,
        (*limit.forecast.origins, *scope.origins("budgets")), of, limit.forecast.assumptions,
    )  # fmt: skip


def limit_ref(limit: Limit) -> Ref:
    """What a limit is on."""
    return Ref("scenario", limit.id)


def of_cut(scope: Scope, cut: Cut) -> Iterator[Estimate]:
    """Yield what stopping one initiative sets free and what it loses for that."""
    about, origins = cut.initiative.ref, scope.origins("bills", "costs", "contracts")
    of = say("of {rate} a year at the rate of the last months", rate=Quantity(cut.rate, scope.book.currency))
    free = ranged("cut_free", about, scope.today, cut.free, scope.book.currency, "outer", origins, of)
    if free is not None:
        yield free
    if cut.lost is not None and cut.found is not None:
        lost = ranged(
            "cut_lost", about, scope.today, cut.lost, "fraction", "outer",
            (*origins, *(o for e in cut.found.evidence for o in e.origins)),
            say("of the money set free"), level=cut.found.level,
        )  # fmt: skip
        if lost is not None:
            yield lost
