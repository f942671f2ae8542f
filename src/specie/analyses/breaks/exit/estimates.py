"""The numbers of the exit analysis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.breaks.exit.prepared import MET, OPEN
from specie.analyses.breaks.exit.running import over_models
from specie.kernel.money import Range, total
from specie.model import PORTFOLIO, Bound, Estimate, Grade, Origin, Quantity, exact, say
from specie.supply.list_price import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.exit.choice import Chosen
    from specie.analyses.breaks.exit.plan import Plan
    from specie.analyses.breaks.exit.prepared import Prepared
    from specie.analyses.breaks.exit.scope import Scope
    from specie.model import Message, Ref
    from specie.supply.failure import Failure

LOSS_TABLES = ("dependencies", "contracts", "exit_steps", "bills", "costs")


def estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield weeks, money, preparedness and prices of every plan; every failure; what the measures cost."""
    for plan, ready in zip(scope.plans, scope.ready, strict=True):
        yield from _of_plan(scope, plan)
        yield of_ready(scope, ready)
        yield from _of_running(scope, plan)
    for failure in scope.chosen.failures:
        yield from _of_failure(scope, failure)
    yield from _of_choice(scope)
    yield from _bad_year(scope)


def ranged(
    scope: Scope, measure: str, about: Ref, amount: Range, unit: str, method: str,
    origins: tuple[Origin, ...], of: Message, *, period: str = "", notes: tuple[Message, ...] = (),
    floor: bool = False,
) -> Estimate:  # fmt: skip
    """Make an estimate of a range that is certain given its tables; a floor has no upper end."""
    when = period or scope.today
    if amount.low == amount.high and not floor:
        return exact(measure, about, when, amount.low, unit, method, origins, grade=Grade.MODELLED,
                     denominator=of, assumptions=notes)  # fmt: skip
    high = None if floor or math.isinf(amount.high) else amount.high
    return Estimate(
        measure, about, when, None if floor else amount.point, amount.low, high, 1.0, unit, method,
        Grade.MODELLED, origins, of, notes, Bound.EXACT if high is not None else Bound.AT_LEAST,
    )  # fmt: skip


def _of_plan(scope: Scope, plan: Plan) -> Iterator[Estimate]:
    origins = scope.origins("dependencies", "exit_steps")
    of = say("{moves} initiatives and {steps} steps", moves=len(plan.moves), steps=len(plan.steps))
    if plan.weeks is not None:
        notes = (say("initiatives move side by side; where a substitute was never tested up to {weeks}",
                     weeks=Quantity(scope.settings.exit_weeks[1], "weeks")),)  # fmt: skip
        yield ranged(scope, "exit_weeks", plan.vendor, plan.weeks, "weeks", "trace", origins, of, notes=notes)
    money, untold = plan.money
    if money > 0:
        notes = (say("{count} of them tell no money", count=untold),) if untold else ()
        amount = Range(money, money, money)
        yield ranged(scope, "exit_money", plan.vendor, amount, scope.book.currency, "sum", origins, of,
                     notes=notes, floor=untold > 0)  # fmt: skip


def of_ready(scope: Scope, ready: Prepared) -> Estimate:
    """Make the share of items that are met."""
    of = say("of {all} items, {open} of them not assessed", all=len(ready.items), open=ready.count(OPEN))
    return exact(
        "prepared", ready.plan.vendor, scope.today, ready.count(MET) / len(ready.items), "fraction", "count",
        scope.origins("dependencies", "exit_steps", "contracts"), grade=Grade.RECORDED, denominator=of,
    )  # fmt: skip


def _of_running(scope: Scope, plan: Plan) -> Iterator[Estimate]:
    offers = scope.running.of(plan.supplier)
    moves = list(dict.fromkeys(offer.move.initiative.id for offer in offers))
    if not moves:
        return
    by = {i: [o for o in offers if o.move.initiative.id == i] for i in moves}
    of = say("of {part} of {all} initiatives that run on it, those with tokens and a known substitute",
             part=len(moves), all=len(plan.moves))  # fmt: skip
    origins = (*scope.origins("usage"), Origin(source()))
    currency = scope.book.currency
    own = [by[i][0].own for i in moves]
    if None not in own:
        amount = total(r for r in own if r is not None)
        yield ranged(scope, "list_cost_year", plan.vendor, amount, currency, "list_price", origins, of,
                     period=scope.outlay.year.period)  # fmt: skip
    notes = (say("another tokenizer makes up to {share} more or fewer tokens of the same text",
                 share=Quantity(scope.settings.spread, "fraction")),)  # fmt: skip
    days = (("substitute_cost_today", scope.running.today), ("substitute_cost_later", scope.running.later))
    for k, (measure, day) in enumerate(days):
        each = [over_models([(o.today, o.later)[k] for o in by[i]]) for i in moves]
        if None not in each:
            amount = total(r for r in each if r is not None)
            yield ranged(scope, measure, plan.vendor, amount, currency, "list_price", origins, of,
                         period=day.isoformat(), notes=notes)  # fmt: skip


def _of_failure(scope: Scope, failure: Failure) -> Iterator[Estimate]:
    about, origins = scope.supplier(failure.supplier), (*scope.origins(*LOSS_TABLES), *failure.origins)
    of = say("of {count} parts", count=len(failure.net))
    notes = [say("scenario, not observation: the supplier fails")]
    if failure.untold:
        notes.append(say("of {count} initiatives a cost or a benefit is not told", count=failure.untold))
    currency = scope.book.currency
    yield ranged(scope, "failure_loss", about, failure.money, currency, "trace", origins, of,
                 notes=tuple(notes))  # fmt: skip
    if scope.chosen.choice is not None:
        yield ranged(scope, "loss_after", about, scope.chosen.left(failure), currency, "cheapest_set",
                     (*origins, *scope.book.origins("exit_measures")), of, notes=tuple(notes))  # fmt: skip


def _bad_year(scope: Scope) -> Iterator[Estimate]:
    """What is left of a bad year, each supplier's part with its own error, in proportion to its failure."""
    chosen = scope.chosen
    if chosen.bad_year is None or chosen.choice is None:
        return
    kept = _kept(chosen)
    told = [(e, kept[name]) for name, e in scope.shortfall.items() if name in kept]
    low, high = (sum(max(x or 0.0, 0.0) * s for x, s in rows) for rows in (
        [(e.low, s) for e, s in told], [(e.high, s) for e, s in told]))  # fmt: skip
    point = min(max(float(chosen.choice.left[-1]), low), high)
    yield Estimate(
        "shortfall_after", PORTFOLIO, scope.today, point, low, high, min(e.level for e, _ in told),
        scope.book.currency, "cheapest_set", Grade.MODELLED, scope.origins("exit_measures", *LOSS_TABLES),
        say("of {whole} that suppliers take in a bad year",
            whole=Quantity(round(chosen.bad_year), scope.book.currency)),
        (say("measures act on a supplier's part of {analysis} as on its failure alone",
             analysis="breaks/stress"),),
    )  # fmt: skip


def _kept(chosen: Chosen) -> dict[str, float]:
    """Share of the dearest cases of each failure that is left with the measures chosen."""
    if chosen.choice is None:
        return {}
    whole = chosen.asked.loss[: len(chosen.failures)].sum(axis=1)
    pairs = zip(chosen.failures, whole.tolist(), chosen.choice.left.tolist(), strict=False)
    return {failure.supplier: left / money for failure, money, left in pairs if money > 0}


def _of_choice(scope: Scope) -> Iterator[Estimate]:
    chosen = scope.chosen
    if chosen.choice is None or chosen.limit is None:
        return
    origins = scope.origins("exit_measures", *LOSS_TABLES)
    of = say("of {count} measures whose cost is told; limit {limit}, {source}", count=len(chosen.able),
             limit=Quantity(chosen.limit.money, scope.book.currency), source=chosen.limit.source)  # fmt: skip
    notes = tuple(_reserve_note(scope))
    for measure, money in (
        ("measures_cost", chosen.choice.cost), ("reserve_held", chosen.choice.reserve),
    ):  # fmt: skip
        yield exact(measure, PORTFOLIO, scope.today, round(money, 2), scope.book.currency, "cheapest_set",
                    origins, grade=Grade.MODELLED, denominator=of, assumptions=notes)  # fmt: skip


def _reserve_note(scope: Scope) -> Iterator[Message]:
    rate = scope.book.policy.hurdle_rate
    if scope.settings.reserve and rate is not None:
        yield say("a reserve costs {rate} a year, your hurdle rate", rate=Quantity(rate, "fraction"))
