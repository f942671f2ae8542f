"""The tables of the return: a row for each initiative, the most money first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.detail_tables import cost_table, measurable_table, worth_table
from specie.analyses.pays.roi.ledger_tables import claims_table, ledger_table, reconciliation_table
from specie.analyses.pays.roi.reasons import VERDICT_WORDS, reason
from specie.analyses.pays.roi.settling import settle
from specie.model import Column, Quantity, Table, Verdict, say

if TYPE_CHECKING:
    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.known import Known
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.verdict import Judgement
    from specie.model import Cell, Message, Ref

ORDER = (Verdict.DOES_NOT_PAY, Verdict.PAYS, Verdict.CANNOT_TELL, Verdict.TOO_EARLY)


def tables(scope: Scope, known: Known) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (
        _verdicts(scope, known),
        _returns(scope, known),
        claims_table(scope, known),
        ledger_table(scope),
        cost_table(scope),
        worth_table(scope, known),
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
        Column("reason", say("Reason")),
        Column("settle", say("What would settle it, or what follows")),
    )
    ranked = sorted(
        scope.judged,
        key=lambda pair: (ORDER.index(pair[1].verdict), -pair[0].cost.year, -pair[0].cost.to_date),
    )
    return Table(
        "verdicts",
        say("Does it pay? The verdicts"),
        columns,
        tuple(_verdict_row(scope, case, judgement, known) for case, judgement in ranked),
        say(
            "{start} to {end}. Pays and does not pay are said only where the whole interval lies on one"
            " side of zero;"
            " at most {share} of such verdicts are wrong. Hours are shown beside the cash and never added"
            " to it.",
            start=scope.records.year.start, end=scope.records.year.end,
            share=Quantity(scope.settings.wrong_verdicts, "fraction"),
        ),
    )  # fmt: skip


def _verdict_row(scope: Scope, case: Case, judgement: Judgement, known: Known) -> tuple[Cell, ...]:
    about = case.initiative.ref
    return (
        about,
        VERDICT_WORDS[judgement.verdict.value],
        known.get("net_cash_year", about),
        known.get("hard_benefit_year", about),
        known.get("cost_year", about),
        known.get("soft_benefit_year", about),
        case.benefit.hard.grade.value if case.benefit.hard.n else None,
        reason(scope, case, judgement, known),
        settle(scope, case, judgement, known),
    )


def _returns(scope: Scope, known: Known) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("roi_year", say("Return, last twelve months")),
        Column("roi_to_date", say("Return to date")),
        Column("net_to_date", say("Net cash to date")),
        Column("payback", say("Payback from the first cost")),
        Column("npv_to_date", say("Present value to date")),
        Column("npv", say("Present value with the months ahead")),
    )
    measures = ("roi_year", "roi_to_date", "net_cash_to_date", "payback_months", "npv_to_date", "npv")
    rows = [(case.initiative.ref, *_numbers(case.initiative.ref, measures, known)) for case in scope.cases]
    return Table(
        "returns",
        say("Return, payback and present value"),
        columns,
        tuple(row for row in rows if any(cell is not None for cell in row[1:])),
        _returns_note(scope),
    )


def _numbers(about: Ref, measures: tuple[str, ...], known: Known) -> tuple[Cell, ...]:
    """Numbers of a subject; a payback that no course reaches is said in words."""
    found = {measure: known.get(measure, about) for measure in measures}
    never = found.get("net_cash_to_date") is not None and found["payback_months"] is None
    return tuple(
        say("not in sight") if measure == "payback_months" and never else estimate
        for measure, estimate in found.items()
    )


def _returns_note(scope: Scope) -> Message:
    ahead = Quantity(scope.settings.horizon_months, "months")
    if scope.rate is None:
        return say("No hurdle rate is set, so there is no present value.")
    return say(
        "Present value is at the hurdle rate of {rate}, in money of the first month; the {time} ahead are"
        " the last"
        " twelve continued.",
        rate=Quantity(scope.rate, "fraction"), time=ahead,
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
