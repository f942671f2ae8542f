"""What the codes of the spend analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "PAY101",
        say("Spending without an initiative"),
        say("More of the money than the parameter unassigned_limit allows belongs to no initiative."),
        say("Map tags, accounts, SKUs or services to initiatives under [bills] in specie.toml."),
        Severity.WATCH,
    ),
    Code(
        "PAY102",
        say("A bill does not reconcile"),
        say(
            "The billed total of a file is not what the ledger holds of it, or not assigned plus unassigned."
        ),
        say("Do not use these figures; report the file: the difference must be exactly zero."),
        Severity.ALARM,
    ),
    Code(
        "PAY103",
        say("Rows of bills or costs set aside"),
        say("Some rows could not be used, so their money is in no sum."),
        say("See the problems of the book: each names file, row and column."),
        Severity.WATCH,
    ),
    Code(
        "PAY104",
        say("Limit passed"),
        say("Booked spending of the fiscal year is already above the limit."),
        say("Stop new commitments, raise the limit on purpose, or cut lines that are not in production."),
        Severity.ALARM,
    ),
    Code(
        "PAY105",
        say("Limit likely to be passed"),
        say("The chance of passing the limit before the fiscal year ends is above breach_watch."),
        say("Decide before the month named: raise the limit on purpose, or cut lines not in production."),
        Severity.WATCH,
    ),
    Code(
        "PAY106",
        say("Budget does not cover the fiscal year"),
        say("Budgets of a scope leave days of the fiscal year without a budget, so no share is told."),
        say("Add the missing periods to budgets."),
        Severity.NOTE,
    ),
    Code(
        "PAY107",
        say("A month stands out"),
        say("Spending in a month is far above that of the months around it."),
        say("Find the cause on the bill: a runaway job, a one-off, or a late invoice."),
        Severity.WATCH,
    ),
    Code(
        "PAY108",
        say("What could be cut"),
        say("Lines that are not in production, by what they would still cost; arithmetic, not a judgement."),
        say("Weigh each line's effect before cutting: the list knows nothing of benefits."),
        Severity.NOTE,
    ),
    Code(
        "PAY109",
        say("Left out for lack of a table"),
        say("A part of the answer needs a table that the book does not have."),
        say("Add the table named."),
        Severity.NOTE,
    ),
    Code(
        "PAY110",
        say("No forecast"),
        say("The complete months do not carry a forecast."),
        say("Add older bills and costs, or the missing month."),
        Severity.NOTE,
    ),
    Code(
        "PAY111",
        say("Fast riser"),
        say("Something costs markedly more in the last three complete months than in the three before."),
        say("Ask its owner whether the rise was planned."),
        Severity.WATCH,
    ),
    Code(
        "PAY112",
        say("Billed and effective cost differ"),
        say("Prepayments or commitments shift cost between months: invoices and use tell different stories."),
        say("Use billed cost for cash, effective cost for the price of use."),
        Severity.NOTE,
    ),
    Code(
        "PAY113",
        say("Months without any row"),
        say("Complete months have no row in bills or costs; unknown is not zero."),
        say("Add the missing bills."),
        Severity.WATCH,
    ),
)
