"""The tables of the liquidity analysis: scenarios, their steps, what to cut, commitments, days that come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity.cuts import enough
from specie.analyses.breaks.liquidity.estimates import limit_ref, ranged
from specie.analyses.breaks.liquidity.words import TOGETHER
from specie.kernel.money import Range
from specie.model import PORTFOLIO, Column, Quantity, Ref, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.liquidity.cuts import Cut
    from specie.analyses.breaks.liquidity.limits import Limit
    from specie.analyses.breaks.liquidity.scenario import Scenario, Step
    from specie.analyses.breaks.liquidity.scope import Scope
    from specie.model import Cell, Estimate


def tables(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (
        _scenarios(scope, known), _steps(scope), _failures(scope), _limits(scope, known), _cuts(scope, known),
        _commitments(scope, known), _days(scope),
    )  # fmt: skip
    return tuple(table for table in made if table.rows)


def _scenarios(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("scenario", say("Scenario")),
        Column("months", say("Months until cash has run out")),
        Column("floor", say("Months until it is below your floor")),
        Column("chance", say("Chance to be below it within check_months")),
        Column("outflow", say("Leaves in a month")),
        Column("one_off", say("Taken at once")),
    )
    measures = ("months_of_cash", "months_to_floor", "floor_chance", "outflow_month", "one_off")
    rows = tuple(
        (
            Term(outlook.scenario.id),
            *(known.get((measure, outlook.scenario.ref.id)) for measure in measures),
        )
        for outlook in scope.outlooks
    )
    text = say(
        "Scenarios, not forecasts. Ranges hold mean, spread and path together; those of a scenario also hold"
        " its least and greatest severity. Nothing is cut and nobody lends."
    )
    return Table("scenarios", say("Cash under each scenario"), columns, rows, text)


def _steps(scope: Scope) -> Table:
    """The parts of every scenario: they add up to what it takes."""
    columns = (
        Column("scenario", say("Scenario")),
        Column("rule", say("Because")),
        Column("supplier", say("Supplier")),
        Column("initiative", say("Initiative")),
        Column("month", say("Money a month")),
        Column("once", say("Money at once")),
        Column("start", say("From month")),
        Column("owner", say("Owner")),
    )
    owners = {cut.initiative.id: cut.initiative.business_owner for cut in scope.cuts}
    shown = [o.scenario for o in scope.outlooks if len(o.scenario.steps) and o.scenario.id != TOGETHER]
    rows = tuple(_step(scope, s, step, owners) for s in shown for step in s.steps)
    text = say("The parts of a scenario add up to its outflow and to what it takes at once.")
    return Table("steps", say("What each scenario is the sum of"), columns, rows, text)


def _step(scope: Scope, scenario: Scenario, step: Step, owners: Mapping[str, str]) -> tuple[Cell, ...]:
    money = _money(scope, scenario.ref, step)
    once = step.from_month is None
    return (
        Term(scenario.id),
        Term(step.rule),
        step.supplier,
        step.initiative,
        None if once else money,
        money if once else None,
        None if step.from_month is None else Quantity(round(step.from_month, 1), "months"),
        (owners.get(step.initiative.id) or Term("not assessed")) if step.initiative else None,
    )  # fmt: skip


def _money(scope: Scope, about: Ref, step: Step) -> Estimate | None:
    return ranged(
        "one_off" if step.from_month is None else "outflow_month", about, scope.today, step.money,
        scope.book.currency, "outer", scope.origins("contracts", "bills", "costs", "dependencies", "budgets",
                                                    "exit_steps") or scope.origins("cash"),
        say("one step of the scenario"),
    )  # fmt: skip


def _failures(scope: Scope) -> Table:
    columns = (
        Column("supplier", say("Supplier fails")),
        Column("at_once", say("Taken at once")),
        Column("prepaid", say("Of it prepaid money")),
        Column("untold", say("Initiatives with a cost or benefit not told")),
    )
    rows = tuple(
        (
            scenario.supplier,
            ranged("one_off", scenario.supplier or PORTFOLIO, scope.today, scenario.one_off,
                   scope.book.currency, "outer", scope.origins("contracts", "dependencies", "exit_steps"),
                   say("of {count} steps", count=len(scenario.steps))),
            _sum(scope, scenario, "prepaid lost"),
            untold,
        )
        for scenario, untold in scope.failures
    )  # fmt: skip
    text = say(
        "Each failure alone. A cost to move or a benefit that nobody told is not in it: it may be more."
    )
    return Table("failures", say("What the failure of each supplier takes"), columns, rows, text)


def _sum(scope: Scope, scenario: Scenario, rule: str) -> Quantity:
    found = sum(step.money.high for step in scenario.steps if step.rule == rule)
    return Quantity(round(found), scope.book.currency)


def _limits(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("limit", say("Limit")),
        Column("money", say("Money it allows")),
        Column("forecast", say("Forecast")),
        Column("cut", say("To be cut")),
        Column("chance", say("Chance to pass it in the fiscal year")),
        Column("months", say("Months until it is passed")),
    )
    rows = tuple(
        (
            Term(limit.id), Quantity(limit.money, scope.book.currency), limit.forecast,
            known.get(("cut_needed", limit_ref(limit).id)), limit.chance, limit.months,
        )
        for limit in scope.limits
    )  # fmt: skip
    text = say(
        "Forecasts, chances and months are those of {analysis}. The cap is held against the twelve months"
        " ahead, the AI budget against the fiscal year.",
        analysis="pays/spend",
    )
    return Table("limits", say("Limits on spending, and what they ask for"), columns, rows, text)


def needed(scope: Scope) -> tuple[Limit | None, float]:
    """Return the limit that asks for the most cuts, and how much in the middle case."""
    asked = [(limit, limit.excess.point or 0.0) for limit in scope.limits]
    return max(asked, key=lambda pair: pair[1], default=(None, 0.0))


def _cuts(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("place", say("Order")),
        Column("initiative", say("Initiative")),
        Column("verdict", say("Verdict")),
        Column("free", say("Money a year set free")),
        Column("so_far", say("Set free so far")),
        Column("lost", say("Net cash lost for each unit set free")),
        Column("bound", say("Bound by commitments")),
        Column("state", say("For the limit")),
    )
    _, money = needed(scope)
    taken = set(enough(scope.cuts, money) or ()) if money > 0 else set()
    rows = tuple(_cut_rows(scope, known, taken, money))
    text = say(
        "What loses least net cash for the money it sets free comes first; where nobody measured the benefit"
        " it stands last, in no order. Commitments stay due. Verdicts and benefits are those of {analysis}.",
        analysis="pays/roi",
    )
    return Table("cuts", say("What to cut first"), columns, rows, text)


def _cut_rows(
    scope: Scope, known: Mapping[tuple[str, str], Estimate], taken: set[Cut], money: float
) -> Iterator[tuple[Cell, ...]]:
    so_far = 0.0
    for place, cut in enumerate(scope.cuts, start=1):
        so_far += cut.free.low
        state = "cut" if cut in taken else "keep" if taken or money <= 0 else "not enough"
        yield (
            place if cut.benefit is not None else None,
            cut.initiative.ref,
            Term(cut.verdict.value) if cut.verdict else Term("no verdict"),
            known.get(("cut_free", cut.initiative.id)),
            Quantity(round(so_far), scope.book.currency),
            known.get(("cut_lost", cut.initiative.id)) or _no_loss(cut),
            _span(scope, cut.initiative.ref, cut.bound),
            Term(state) if cut.lost is not None else _no_loss(cut),
        )  # fmt: skip


def _no_loss(cut: Cut) -> Term:
    return Term("not assessed" if cut.benefit is None else "sets nothing free")


def _span(scope: Scope, about: Ref, amount: Range) -> Estimate | None:
    if amount.high <= 0:
        return None
    return ranged("commitment_month", about, scope.today, amount, scope.book.currency, "outer",
                  scope.origins("contracts"), say("a year, at today's commitments"))  # fmt: skip


def _commitments(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("supplier", say("Supplier")),
        Column("contracts", say("Contracts")),
        Column("left", say("Left of the commitments")),
        Column("month", say("Bound a month")),
        Column("rate", say("Paid a month now")),
        Column("bound", say("Share that cannot be cut")),
        Column("unused", say("Will not be used")),
        Column("prepaid", say("Prepaid")),
    )
    rows = tuple(
        (
            c.vendor,
            ", ".join(contract.id for contract in c.contracts),
            known.get(("commitment_left", c.vendor.id)),
            known.get(("commitment_month", c.vendor.id)),
            Quantity(round(c.rate / 12), scope.book.currency),
            known.get(("commitment_share", c.vendor.id)),
            known.get(("commitment_unused", c.vendor.id)),
            known.get(("prepaid_left", c.vendor.id)),
        )
        for c in scope.commitments
    )  # fmt: skip
    text = say("Commitments stay due when an initiative is stopped: they can only be renewed lower.")
    return Table("commitments", say("What cannot be cut"), columns, rows, text)


def _days(scope: Scope) -> Table:
    columns = (
        Column("day", say("Day")),
        Column("what", say("What")),
        Column("supplier", say("Supplier")),
        Column("contract", say("Contract")),
        Column("ahead", say("Ahead")),
        Column("rate", say("Paid a year now")),
    )
    rates = {c.supplier: c.rate for c in scope.commitments}
    rows = tuple(
        (
            day.day,
            Term(day.what),
            day.contract.vendor,
            day.contract.id,
            Term("has passed") if day.day < scope.book.as_of
            else Quantity((day.day - scope.book.as_of).days, "days"),
            Quantity(round(rates.get(day.contract.supplier, 0.0)), scope.book.currency),
        )
        for day in scope.days
    )  # fmt: skip
    return Table("days", say("Days of contracts that come next"), columns, rows)
