"""What would settle a verdict, or what follows from it, in words."""

from __future__ import annotations

from datetime import timedelta
from math import ceil, floor
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.measurable import NEEDED
from specie.analyses.pays.roi.reasons import judged_benefit, metric
from specie.analyses.pays.roi.verdict import Reason, at_point_worth
from specie.kernel.money import minus
from specie.model import Quantity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.verdict import Judgement
    from specie.model import Message
    from specie.model.lookup import Known

    Words = Callable[[Scope, Case, Judgement, Known], Message]

MOST_TIMES = 20.0
"""How many times the readings are worth asking for; beyond that the difference is too small to find."""
BOOKED_ENOUGH = 0.9
THINGS = {
    "metric": Term("metric"),
    "baseline": Term("baseline"),
    "counterfactual": Term("counterfactual"),
    "owner": Term("owner"),
    "date": Term("date of decision"),
}


def settle(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    """Say what to do next."""
    return WORDS[judgement.reason](scope, case, judgement, known)


def _pays(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement, known
    booked, gained = case.cash.booked, case.benefit.hard.to_date
    if booked is None or gained is None or gained.point is None:
        return say("keep it, and name the ledger account in which the benefit can be seen")
    if float(booked) < BOOKED_ENOUGH * gained.point:
        return say(
            "keep it, and have the rest booked: of about {measured} measured the ledger shows {booked} so"
            " far",
            measured=scope.money(round(gained.point)),
            booked=scope.money(booked),
        )
    return say("keep it, and keep some units without it until the next review")


def _below(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement
    for worth in case.benefit.cash_worths:
        needed = known.get("break_even_effect", worth.kpi.ref)
        if needed is not None:
            return say(
                "stop it, or make it cheaper or better: it breaks even at an improvement of {metric} of"
                " {needed} in"
                " each case",
                metric=worth.kpi.ref, needed=needed,
            )  # fmt: skip
    return say(
        "stop it, or bring its cost below {benefit} a year", benefit=scope.money(judged_benefit(case).high)
    )


def _harm(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, judgement, known
    return say("stop it, or go back to the state before until the cause is found")


def _not_cash(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, judgement
    share = known.get("soft_to_break_even", case.initiative.ref)
    if share is None:
        return say("name what its benefit becomes: a post, a contract, a budget; or make it cheaper")
    if share.low is not None and share.low > 1:
        return say("make it cheaper or stop it: even all of its hours as cash would not carry the cost")
    return say(
        "turn hours into a post, a contract or a budget: it takes {share} of them to carry the cost",
        share=share,
    )


def _not_started(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, judgement, known
    missing = [name for name in NEEDED if name in case.measurable.missing and name != "counterfactual"]
    if missing:
        return say("before it starts, settle its {what}", what=things(missing))
    return say("start units in an order that chance decides, and keep some without it")


def things(names: list[str]) -> Message:
    """List what a verdict needs, as words of the vocabulary."""
    return listed([THINGS[name] for name in names])


def _few_weeks(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement, known
    start = case.initiative.started_on or scope.book.as_of
    return say(
        "wait until {day}, and keep units without it until then",
        day=start + timedelta(weeks=scope.settings.least_weeks),
    )


def _ramp(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del case, judgement, known
    return say(
        "wait for {time}, and keep units without it until then",
        time=Quantity(scope.settings.ramp_weeks, "weeks"),
    )


def _no_metric(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, judgement, known
    return say(
        "name a metric with a worth and a cash class, read it by unit, and list in the roll-out who started"
        " when"
    )


def _not_measured(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del known
    found = upgrade(scope, judgement)
    if found is not None and metric(judgement).id in scope.records.read:
        return found
    if case.initiative.treated and metric(judgement).id not in scope.records.read:
        return say(
            "add readings of {metric} by unit and period, from before the start on", metric=metric(judgement)
        )
    return say(
        "add readings of {metric} by unit and period, and list in the roll-out who started when",
        metric=metric(judgement),
    )


def upgrade(scope: Scope, judgement: Judgement) -> Message | None:
    """What would make the evidence on a metric better, as its design says."""
    design = scope.evidence.designs.get(metric(judgement).id)
    return None if design is None else design.upgrade


def _no_class(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, known
    return say("fill {column} of {metric}", column="cash_class", metric=metric(judgement))


def _missing(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    if judgement.worth is not None and judgement.worth.kpi.worth is None:
        return say(
            "fill {column} of {metric}, with the lowest and highest that are still believable",
            column="value_per_unit", metric=metric(judgement),
        )  # fmt: skip
    return _not_measured(scope, case, judgement, known)


def _no_comparison(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del case, known
    return upgrade(scope, judgement) or say("let some units start later than others, and keep their readings")


def _few_units(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del case, known
    return upgrade(scope, judgement) or say(
        "read more units, and start several of them in an order that chance decides"
    )


def _not_priced(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, judgement, known
    return say("add the price of {kind} to the bills or costs", kind=case.cost.unpriced[0])


def _bills(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, judgement, known
    return say("map the bills without an initiative in specie.toml")


def _worth_unsure(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    """Name the worth from which the answer is certain at the effect that was measured."""
    del known
    gained = at_point_worth(case)
    worths = [worth for worth in case.benefit.cash_worths if worth.counted]
    moved = (
        None if judgement.worth is None or judgement.worth.measured is None else judgement.worth.measured.year
    )
    if moved is None or gained is None or len(worths) > 1 or case.over_long_ago:
        return say("narrow down what one unit of {metric} is worth", metric=metric(judgement))
    cost = case.cost.year_range
    if gained.low > cost.high:
        return say(
            "narrow down what one unit of {metric} is worth: it pays from {turn} up",
            metric=metric(judgement), turn=_turn(scope, cost.high / moved.low, ceil),
        )  # fmt: skip
    return say(
        "narrow down what one unit of {metric} is worth: it does not pay up to {turn}",
        metric=metric(judgement), turn=_turn(scope, cost.low / moved.high, floor),
    )  # fmt: skip


def _turn(scope: Scope, worth: float, to: Callable[[float], int]) -> Quantity:
    """A worth to the cent, rounded to the safe side."""
    return Quantity(to(worth * 100) / 100, scope.currency, 2)


def _effect_unsure(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, known
    if judgement.worth is None:
        return say("add what it costs, and what it brings")
    times = readings_needed(case)
    if times is None:
        return say("more units or more weeks of {metric}", metric=metric(judgement))
    if times > MOST_TIMES:
        return say(
            "it is so close to break-even that more readings will not settle it: lower its cost, or weigh"
            " the risk"
        )
    return say(
        "about {times} the readings of {metric} would settle it: more units or more weeks",
        times=Quantity(times, "x"), metric=metric(judgement),
    )  # fmt: skip


def readings_needed(case: Case) -> float | None:
    """How many times the readings it takes for the interval to leave zero: it shrinks with their root."""
    gained = at_point_worth(case)
    if gained is None:
        return None
    net = minus(gained, case.cost.to_date_range if case.over_long_ago else case.cost.year_range)
    if net.point is None or net.point == 0:
        return None
    half = (net.point - net.low) if net.point > 0 else (net.high - net.point)
    return max((half / net.point) ** 2, 1.1)


WORDS: dict[Reason, Words] = {
    Reason.ABOVE_COST: _pays,
    Reason.BELOW_COST: _below,
    Reason.HARM: _harm,
    Reason.NOT_CASH: _not_cash,
    Reason.NOT_STARTED: _not_started,
    Reason.FEW_WEEKS: _few_weeks,
    Reason.RAMP: _ramp,
    Reason.NO_METRIC: _no_metric,
    Reason.NOT_MEASURED: _not_measured,
    Reason.NO_CLASS: _no_class,
    Reason.METRIC_MISSING: _missing,
    Reason.NO_COMPARISON: _no_comparison,
    Reason.TOO_FEW_UNITS: _few_units,
    Reason.NOT_PRICED: _not_priced,
    Reason.BILLS_UNASSIGNED: _bills,
    Reason.WORTH_UNSURE: _worth_unsure,
    Reason.EFFECT_UNSURE: _effect_unsure,
}
