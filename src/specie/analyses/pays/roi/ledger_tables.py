"""Claims against measurement against the ledger, and the sums that must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.reconcile import spent, unassigned
from specie.analyses.pays.roi.records import NOTHING
from specie.model import Column, Table, Term, say

if TYPE_CHECKING:
    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.model import Cell
    from specie.model.lookup import Known


def claims_table(scope: Scope, known: Known) -> Table:
    """What is claimed, measured and in the ledger, one row an initiative."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("claimed", say("Claimed as cash")),
        Column("measured", say("Measured as cash")),
        Column("booked", say("In the ledger")),
        Column("unbooked", say("Claimed in an account, not in the ledger")),
        Column("unnamed", say("Claimed without an account")),
        Column("soft", say("Claimed as hours")),
        Column("owner", say("Owner")),
    )
    found = sorted((c for c in scope.cases if c.cash.claims), key=lambda c: -c.cash.claimed)
    return Table(
        "claims",
        say("Claimed, measured, booked"),
        columns,
        tuple(_claim_row(scope, case, known) for case in found),
        say(
            "To date. Measured starts with the first use and booked with the first day claimed for, so they"
            " may cover"
            " more time than the claims."
        ),
    )


def _claim_row(scope: Scope, case: Case, known: Known) -> tuple[Cell, ...]:
    cash, about = case.cash, case.initiative.ref
    return (
        about,
        scope.money(cash.claimed),
        known.get("measured", about) or say("not measured"),
        known.get("booked", about) or say("no account named"),
        known.get("not_booked", about),
        scope.money(cash.unnamed) if cash.unnamed else None,
        scope.money(cash.claimed_soft) if cash.claimed_soft else None,
        case.initiative.owner or say("not stated"),
    )


def ledger_table(scope: Scope) -> Table:
    """Every account that claims name, to the cent."""
    columns = (
        Column("account", say("Account")),
        Column("initiatives", say("Claimed by")),
        Column("since", say("Claimed from")),
        Column("lines", say("Lines")),
        Column("credits", say("Income and savings")),
        Column("debits", say("Taken back")),
        Column("net", say("Net")),
        Column("before", say("Before the first claim")),
        Column("whole", say("Whole account")),
        Column("state", say("Reconciles")),
    )
    money = scope.money
    rows = tuple(
        (
            a.account,
            ", ".join(a.initiatives),
            a.since,
            a.n_rows,
            money(a.credits),
            money(-a.debits),
            money(a.net),
            money(a.before),
            money(a.whole),
            Term("yes" if a.reconciles else "no"),
        )
        for a in (scope.records.accounts if scope.book.has("ledger") else ())
    )
    return Table(
        "ledger",
        say("Accounts in which claims should show"),
        columns,
        rows,
        say(
            "Income and savings are positive here; net = income and savings - taken back; net + before ="
            " whole."
        ),
    )


def reconciliation_table(scope: Scope) -> Table:
    """Cost of all initiatives and of none, against all spending."""
    whole = spent(scope)
    own = sum((case.cost.to_date for case in scope.cases), NOTHING)
    none = unassigned(scope)
    every = sum((cell.amount for cell in scope.records.cells), NOTHING)
    columns = (Column("part", say("Part")), Column("amount", say("Amount to date")))
    rows: list[tuple[Cell, ...]] = [
        (say("Cost of all initiatives"), scope.money(own)),
        (say("Bills and costs that name no initiative"), scope.money(none)),
    ]
    if every - own - none:
        rows.append((say("Cost of initiatives that are not in the list"), scope.money(every - own - none)))
    rows.append((say("Together"), scope.money(every)))
    if whole is not None:
        rows.append((say("All AI spending, as told in what AI costs"), scope.money(whole)))
    return Table("reconciliation", say("Cost against spending"), columns, tuple(rows), say("To the cent."))
