"""The tables of the return: a row for each initiative, the most money first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.detail_tables import cost_table, measurable_table, value_table, worth_table
from specie.analyses.pays.roi.ledger_tables import claims_table, ledger_table, reconciliation_table
from specie.analyses.pays.roi.reasons import VERDICT_WORDS, reason
from specie.analyses.pays.roi.settling import settle
from specie.model import Column, Quantity, Table, Verdict, say

if TYPE_CHECKING:
    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.verdict import Judgement
    from specie.model import Cell, Message
    from specie.model.lookup import Known

ORDER = (Verdict.DOES_NOT_PAY, Verdict.PAYS, Verdict.CANNOT_TELL, Verdict.TOO_EARLY)


def tables(scope: Scope, known: Known) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (
        _verdicts(scope, known),
        _reasons(scope, known),
        _returns(scope, known),
        claims_table(scope, known),
        ledger_table(scope),
        cost_table(scope),
        worth_table(scope),
        value_table(scope, known),
        measurable_table(scope),
        reconciliation_table(scope),
        *(_page(scope, case, judgement, known) for case, judgement in scope.judged),
    )
    return tuple(table for table in made if table.rows)


def _verdicts(scope: Scope, known: Known) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("verdict", say("Verdict")),
        Column("net", say("Net cash")),
        Column("benefit", say("Cash benefit")),
        Column("cost", say("Full cost")),
        Column("soft", say("Hours, not cash")),
        Column("grade", say("Evidence")),
    )
    return Table(
        "verdicts",
        say("Does it pay? The verdicts"),
        columns,
        tuple(_verdict_row(case, judgement, known) for case, judgement in _ranked(scope)),
        say(
            "{start} to {end}. Pays and does not pay are said only where the whole interval lies on one"
            " side of zero;"
            " at most {share} of such verdicts are wrong. Hours are shown beside the cash and never added"
            " to it.",
            start=scope.records.year.start, end=scope.records.year.end,
            share=Quantity(scope.settings.wrong_verdicts, "fraction"),
        ),
    )  # fmt: skip


def _ranked(scope: Scope) -> list[tuple[Case, Judgement]]:
    """By verdict, the dearest first."""
    return sorted(
        scope.judged,
        key=lambda pair: (ORDER.index(pair[1].verdict), -pair[0].cost.year, -pair[0].cost.to_date),
    )


def _verdict_row(case: Case, judgement: Judgement, known: Known) -> tuple[Cell, ...]:
    about, benefit = case.initiative.ref, case.benefit
    rests_on = benefit.hard if benefit.hard.n else benefit.soft
    return (
        about,
        VERDICT_WORDS[judgement.verdict.value],
        known.get("net_cash_year", about),
        known.get("hard_benefit_year", about),
        known.get("cost_year", about),
        known.get("soft_benefit_year", about),
        rests_on.grade.value if rests_on.n else None,
    )


def _reasons(scope: Scope, known: Known) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("verdict", say("Verdict")),
        Column("reason", say("Reason")),
        Column("settle", say("What would settle it, or what follows")),
    )
    rows = tuple(
        (
            case.initiative.ref,
            VERDICT_WORDS[judgement.verdict.value],
            reason(scope, case, judgement, known),
            settle(scope, case, judgement, known),
        )
        for case, judgement in _ranked(scope)
    )
    return Table("reasons", say("Why, and what would settle it"), columns, rows)


def _returns(scope: Scope, known: Known) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("roi_year", say("Return, a year")),
        Column("roi_to_date", say("Return to date")),
        Column("payback", say("Payback")),
        Column("npv_to_date", say("Net present value")),
        Column("npv", say("With the months ahead")),
    )
    rows = tuple(_return_row(case, known) for case in scope.cases if case.valued)
    return Table("returns", say("Return, payback and present value"), columns, rows, _returns_note(scope))


def _return_row(case: Case, known: Known) -> tuple[Cell, ...]:
    """Numbers of an initiative; a payback that never comes, or that nobody can date, is said in words."""
    about = case.initiative.ref
    words = say("first cost unknown") if case.cost.unseen_from else say("not in sight")
    return (
        about,
        known.get("roi_year", about),
        known.get("roi_to_date", about),
        known.get("payback_months", about) or (words if known.get("net_cash_to_date", about) else None),
        known.get("npv_to_date", about),
        known.get("npv", about),
    )


def _returns_note(scope: Scope) -> Message:
    if scope.rate is None:
        return say(
            "The year is the last twelve months; payback counts from the first cost. No hurdle rate is set,"
            " so"
            " there is no present value."
        )
    return say(
        "The year is the last twelve months; payback counts from the first cost. Present value is at the"
        " hurdle rate of {rate}, in money of the first month; the {time} ahead are the last twelve"
        " continued.",
        rate=Quantity(scope.rate, "fraction"), time=Quantity(scope.settings.horizon_months, "months"),
    )  # fmt: skip


def _page(scope: Scope, case: Case, judgement: Judgement, known: Known) -> Table:
    """From effect to verdict, line by line, for the page of one initiative."""
    about = case.initiative.ref
    lines = (
        (say("Cash benefit, last twelve months"), known.get("hard_benefit_year", about)),
        (say("Full cost, last twelve months"), known.get("cost_year", about)),
        (say("Net cash, last twelve months"), known.get("net_cash_year", about)),
        (say("Benefit that is not cash, last twelve months"), known.get("soft_benefit_year", about)),
        (say("Cash benefit measured to date"), known.get("measured", about)),
        (say("Full cost to date"), known.get("cost_to_date", about)),
        (say("Net cash to date"), known.get("net_cash_to_date", about)),
    )
    rows = tuple((label, estimate) for label, estimate in lines if estimate is not None)
    return Table(
        f"case-{about.id}",
        say("From benefit to verdict: {verdict}", verdict=VERDICT_WORDS[judgement.verdict.value]),
        (Column("line", say("Line")), Column("amount", say("Amount"))),
        rows,
        reason(scope, case, judgement, known),
        about,
    )
