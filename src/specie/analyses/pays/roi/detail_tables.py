"""What the verdicts are made of: cost by type, worth metric by metric, the five things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.measurable import NEEDED
from specie.analyses.pays.roi.records import NOTHING
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.worth import Worth
    from specie.model import Cell
    from specie.model.lookup import Known

KINDS = {
    "usage": say("Usage"),
    "licence": say("Licences"),
    "labour": say("Labour"),
    "integration": say("Integration"),
    "data": say("Data"),
    "change": say("Change"),
    "review": say("Review"),
    "wind_down": say("Winding down"),
}
NEEDED_TITLES = {
    "metric": say("Metric"),
    "baseline": say("Baseline"),
    "counterfactual": say("Counterfactual"),
    "owner": say("Owner"),
    "date": say("Date of decision"),
}
CLASSES = {
    "booked": Term("booked"),
    "released": Term("released"),
    "avoided": Term("avoided"),
    "redeployed": Term("redeployed"),
    "unconverted": Term("unconverted"),
}


def cost_table(scope: Scope) -> Table:
    """Cost of the last twelve months by type; a kind that is used and not priced is said, not zero."""
    columns = (
        Column("initiative", say("Initiative")),
        *(Column(kind, title) for kind, title in KINDS.items()),
        Column("other", say("Taxes, credits and other")),
        Column("year", say("Last twelve months")),
        Column("to_date", say("To date")),
    )
    ranked = sorted(scope.cases, key=lambda case: (-case.cost.year, -case.cost.to_date))
    return Table(
        "cost_by_type",
        say("Full cost by type"),
        columns,
        tuple(_cost_row(scope, case) for case in ranked if case.cost.n_rows or case.cost.unpriced),
        say("An empty cell has no row: nothing was booked, which is not the same as free."),
    )


def _cost_row(scope: Scope, case: Case) -> tuple[Cell, ...]:
    cost, unpriced = case.cost, {kind.id for kind in case.cost.unpriced}
    other = [amount for kind, amount in cost.kinds.items() if kind not in KINDS]
    year = {kind: scope.money(cost.kinds[kind]) for kind in KINDS if kind in cost.kinds}
    return (
        case.initiative.ref,
        *(say("no price") if kind in unpriced else year.get(kind) for kind in KINDS),
        scope.money(sum(other, NOTHING)) if other else None,
        scope.money(cost.year),
        scope.money(cost.to_date),
    )


def worth_table(scope: Scope) -> Table:
    """What one unit of each metric is worth, as declared."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("kpi", say("Metric")),
        Column("class", say("Becomes")),
        Column("unit", say("Unit")),
        Column("worth", say("Worth of one unit")),
        Column("low", say("At least")),
        Column("high", say("At most")),
    )
    return Table(
        "worth",
        say("What one unit is worth, in one case"),
        columns,
        tuple(_worth_row(scope, case, worth) for case, worth in _metrics(scope)),
        say("As declared; no value between its ends is taken to be likelier."),
    )


def _worth_row(scope: Scope, case: Case, worth: Worth) -> tuple[Cell, ...]:
    kpi, value = worth.kpi, worth.kpi.worth
    ends = (None, None, None) if value is None else (value.point, value.low, value.high)
    point, low, high = (None if n is None else Quantity(n, scope.currency, 2) for n in ends)
    return (
        case.initiative.ref,
        kpi.ref,
        CLASSES[kpi.cash_class.value] if kpi.cash_class else say("not stated"),
        kpi.unit,
        say("not stated") if value is None else point,
        low,
        high,
    )


def value_table(scope: Scope, known: Known) -> Table:
    """From effect to money, metric by metric."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("kpi", say("Metric")),
        Column("improvement", say("Improvement")),
        Column("unit", say("in cases times")),
        Column("value", say("In money")),
        Column("break_even", say("Breaks even at")),
    )
    return Table(
        "value",
        say("From effect to money"),
        columns,
        tuple(_value_row(case, worth, known) for case, worth in _metrics(scope)),
        say("Last twelve months; positive is better. Break-even is an improvement in each case."),
    )


def _value_row(case: Case, worth: Worth, known: Known) -> tuple[Cell, ...]:
    kpi = worth.kpi
    return (
        case.initiative.ref,
        kpi.ref,
        worth.measured.estimate if worth.measured else say("not measured"),
        kpi.unit,
        known.get("value_year", kpi.ref),
        known.get("break_even_effect", kpi.ref),
    )


def _metrics(scope: Scope) -> Iterator[tuple[Case, Worth]]:
    yield from ((case, worth) for case in scope.cases for worth in case.benefit.worths)


def measurable_table(scope: Scope) -> Table:
    """Which of the five things a verdict needs each initiative has."""
    columns = (
        Column("initiative", say("Initiative")),
        *(Column(name, title) for name, title in NEEDED_TITLES.items()),
        Column("passed", say("Of five")),
    )
    ranked = sorted(scope.cases, key=lambda case: case.measurable.passed)
    rows = tuple(
        (
            case.initiative.ref,
            *(Term("no") if name in case.measurable.missing else Term("yes") for name in NEEDED),
            case.measurable.passed,
        )
        for case in ranked
    )
    return Table(
        "measurable",
        say("Could it be judged at all?"),
        columns,
        rows,
        say(
            "Baseline: readings or a plan from before the start. Counterfactual: units that started later"
            " or never."
        ),
    )
