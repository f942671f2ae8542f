"""Why a verdict is what it is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.verdict import Reason, weeks_in_use
from specie.kernel.money import ZERO
from specie.model import PORTFOLIO, Quantity, Ref, Term, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.verdict import Judgement
    from specie.kernel.money import Range
    from specie.model import Message, Value
    from specie.model.lookup import Known

    Words = Callable[[Scope, Case, Judgement, Known], Message]


def reason(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    """Say why; the sentence names neither the initiative nor the verdict."""
    return WORDS[judgement.reason](scope, case, judgement, known)


def metric(judgement: Judgement) -> Ref:
    """The metric that the verdict hangs on."""
    return PORTFOLIO if judgement.worth is None else judgement.worth.kpi.ref


def judged_cost(scope: Scope, case: Case) -> Quantity:
    """Cost of the time that is judged."""
    return scope.money(case.cost.to_date if case.over_long_ago else case.cost.year)


def judged_benefit(case: Case) -> Range:
    """Return the cash benefit of the time that is judged."""
    hard = case.benefit.hard
    return (hard.to_date or ZERO) if case.over_long_ago else hard.year


def net_of(scope: Scope, case: Case, known: Known) -> Value:
    """Net cash of the time that is judged, with its interval where it has one."""
    found = known.get("net_cash_to_date" if case.over_long_ago else "net_cash_year", case.initiative.ref)
    return scope.money(0) if found is None else found


def _weighed(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement
    measure = "measured" if case.over_long_ago else "hard_benefit_year"
    benefit = known.get(measure, case.initiative.ref)
    return say(
        "{benefit} of cash benefit against {cost} of full cost {time} leaves {net}",
        benefit=scope.money(0) if benefit is None else benefit, cost=judged_cost(scope, case),
        time=scope.span(case), net=net_of(scope, case, known),
    )  # fmt: skip


def _harm(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement
    counted = [worth for worth in case.benefit.cash_worths if worth.counted]
    worst = min(counted, key=lambda worth: worth.year.high if worth.year else 0.0)
    return say(
        "{metric} got worse under it; with its cost of {cost} that leaves {net} {time}",
        metric=worst.kpi.ref, cost=judged_cost(scope, case), net=net_of(scope, case, known),
        time=scope.span(case),
    )  # fmt: skip


def _not_cash(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement
    soft = known.get("soft_benefit_year", case.initiative.ref)
    cost, time = judged_cost(scope, case), scope.span(case)
    if soft is None:
        return say("none of its metrics is cash, and it cost {cost} {time}", cost=cost, time=time)
    return say(
        "it cost {cost} {time}, and nothing of its benefit became cash: {soft} in hours or capacity",
        cost=cost, time=time, soft=soft,
    )  # fmt: skip


def _not_started(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement, known
    return say("no unit uses it yet; it has cost {cost} so far", cost=scope.money(case.cost.to_date))


def _few_weeks(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement, known
    return say(
        "it has been in use for {weeks}, and a verdict takes {least}",
        weeks=Quantity(weeks_in_use(case) or 0, "weeks"), least=Quantity(scope.settings.least_weeks, "weeks"),
    )  # fmt: skip


def _ramp(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement, known
    return say(
        "{fresh} of its {treated} units started in the last {time}, so the effect may still be growing",
        fresh=case.initiative.fresh, treated=case.initiative.treated,
        time=Quantity(scope.settings.ramp_weeks, "weeks"),
    )  # fmt: skip


def _no_metric(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, judgement, known
    return say("it has no metric")


def _not_measured(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del case, known
    if not scope.evidence.assessed:
        return say("effects were not assessed, so that of {metric} is not known", metric=metric(judgement))
    return say("no effect on {metric} is measured", metric=metric(judgement))


def _no_class(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, known
    return say("nobody says what becomes of the improvement of {metric}", metric=metric(judgement))


def _missing(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, known
    if judgement.worth is not None and judgement.worth.kpi.worth is None:
        return say("nobody says what one unit of {metric} is worth", metric=metric(judgement))
    return say("{metric} would be cash and is not measured", metric=metric(judgement))


def _no_comparison(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del scope, case, known
    return say("{metric} was compared with nothing but its own past", metric=metric(judgement))


def _few_units(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del known
    return say(
        "so few units can be compared on {metric} that the most it can ever be certain is {level}, and a"
        " verdict"
        " takes {needed}",
        metric=metric(judgement), level=Quantity(case.benefit.hard.level, "fraction"),
        needed=Quantity(scope.settings.level, "fraction"),
    )  # fmt: skip


def _not_priced(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement, known
    return say(
        "it would pay at the {cost} booked {time}, but {kind} has no price",
        cost=judged_cost(scope, case), time=scope.span(case), kind=case.cost.unpriced[0],
    )  # fmt: skip


def _bills(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    del judgement, known
    return say(
        "it would pay at the {cost} booked {time}, but not if {amount} of bills without an initiative were"
        " its own",
        cost=judged_cost(scope, case), time=scope.span(case), amount=scope.money(case.cost.reach_year),
    )  # fmt: skip


def _worth_unsure(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    worth = None if judgement.worth is None else judgement.worth.kpi.worth
    return say(
        "net cash {time} is {net}: both answers are possible while one unit of {metric} is worth between"
        " {low} and {high}",
        time=scope.span(case), net=net_of(scope, case, known), metric=metric(judgement),
        low=scope.money(worth.low if worth else 0), high=scope.money(worth.high if worth else 0),
    )  # fmt: skip


def _effect_unsure(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Message:
    if judgement.worth is None:
        return say("there is neither cost nor cash to weigh {time}", time=scope.span(case))
    return say("net cash {time} is {net}", time=scope.span(case), net=net_of(scope, case, known))


WORDS: dict[Reason, Words] = {
    Reason.ABOVE_COST: _weighed,
    Reason.BELOW_COST: _weighed,
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

VERDICT_WORDS = {
    "pays": Term("pays"),
    "does not pay": Term("does not pay"),
    "too early": Term("too early"),
    "cannot tell": Term("cannot tell"),
}
