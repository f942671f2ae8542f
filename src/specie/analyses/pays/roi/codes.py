"""The stable codes of the return."""

from __future__ import annotations

from specie.model import Code, Severity, Verdict, say

CODES = (
    Code(
        "PAY401",
        say("Pays"),
        say("Its measured cash benefit exceeds its full cost of the last twelve months with certainty."),
        say("Keep it, and have the benefit booked."),
        Severity.NOTE,
        Verdict.PAYS,
    ),
    Code(
        "PAY402",
        say("Does not pay"),
        say("Its cash benefit stays below its full cost of the last twelve months with certainty."),
        say("Change what it costs or what becomes of the benefit, or stop it."),
        Severity.ALARM,
        Verdict.DOES_NOT_PAY,
    ),
    Code(
        "PAY403",
        say("Too early"),
        say("It has not started, not run for least_weeks, or most of its units have only just started."),
        say("Wait for the day named; keep units without it until then."),
        Severity.NOTE,
        Verdict.TOO_EARLY,
    ),
    Code(
        "PAY404",
        say("Cannot tell"),
        say("What is known leaves both answers possible; the reason says what is missing."),
        say("Do what the finding says would settle it."),
        Severity.WATCH,
        Verdict.CANNOT_TELL,
    ),
    Code(
        "PAY411",
        say("Claimed and never booked"),
        say("A benefit is claimed in a ledger account that shows nothing of it."),
        say("Book it, change its cash class, or withdraw the claim."),
        Severity.ALARM,
    ),
    Code(
        "PAY412",
        say("Booked in part"),
        say("The ledger shows less than nine tenths of what is claimed in its accounts."),
        say("Ask the owner where the rest is."),
        Severity.WATCH,
    ),
    Code(
        "PAY413",
        say("Claimed as cash without an account"),
        say("A released or avoided cost is claimed as cash and names no account in which it could be seen."),
        say("Name the account, or the budget or contract line that fell."),
        Severity.NOTE,
    ),
    Code(
        "PAY414",
        say("Claimed beyond what was measured"),
        say(
            "Claims for part of the last twelve months exceed the highest cash benefit measured for all of"
            " them."
        ),
        say("Correct the claim to what was measured."),
        Severity.WATCH,
    ),
    Code(
        "PAY415",
        say("Claimed as hours"),
        say("Hours and capacity are claimed in money; nothing of it is cash."),
        say("Name what the hours became: a post, a contract, a budget; or leave them out of the return."),
        Severity.NOTE,
    ),
    Code(
        "PAY416",
        say("Account shared by several initiatives"),
        say("Several initiatives claim the same ledger account, so nobody can say whose the money is."),
        say("Give each its own account or cost centre."),
        Severity.NOTE,
    ),
    Code(
        "PAY421",
        say("Cost is a floor"),
        say("Something is used for which neither bills nor costs show a price."),
        say("Add the bill, the licence or the labour; until then it cannot be said to pay."),
        Severity.WATCH,
    ),
    Code(
        "PAY422",
        say("Costs after the end"),
        say("A stopped initiative still costs money that is not for winding it down."),
        say("End the contract or the use, or book the money where it belongs."),
        Severity.WATCH,
    ),
    Code(
        "PAY424",
        say("Worth without a range"),
        say("A metric has one worth and no lowest or highest, as if it were certain."),
        say("Fill value_low and value_high with what is still believable."),
        Severity.NOTE,
    ),
    Code(
        "PAY426",
        say("Not measurable"),
        say("An initiative in use lacks a metric, baseline, counterfactual, owner or date."),
        say("Complete the five before more is spent."),
        Severity.WATCH,
    ),
    Code(
        "PAY427",
        say("Readings stop early"),
        say(
            "The readings of a metric end more than a month before the book: the rest of the benefit is"
            " missing."
        ),
        say("Add the latest readings."),
        Severity.NOTE,
    ),
    Code(
        "PAY428",
        say("Part of the answer is missing"),
        say("A table or a setting that this part of the answer needs is not there."),
        say("Add what the finding names."),
        Severity.NOTE,
    ),
    Code(
        "PAY430",
        say("Does not reconcile"),
        say("A sum differs from the same sum made in another way."),
        say("Do not use the figures; report the fault."),
        Severity.ALARM,
    ),
)
