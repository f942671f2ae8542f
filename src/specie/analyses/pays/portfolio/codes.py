"""The stable codes of the portfolio; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "PAY501",
        say("AI as a whole loses money"),
        say("Even at the highest worths the measured cash benefit stays below all AI money of the year."),
        say("Make the moves that recover money, and measure what nobody measures."),
        Severity.ALARM,
    ),
    Code(
        "PAY502",
        say("AI as a whole gains money"),
        say("Even at the lowest worths the measured cash benefit exceeds all AI money of the year."),
        say("Keep measuring, and move money to what pays."),
        Severity.NOTE,
    ),
    Code(
        "PAY503",
        say("The return of the whole is open"),
        say("The interval of the return of all AI money holds zero, or lies around it."),
        say("Narrow down the worths, and measure initiatives that have no measured benefit."),
        Severity.WATCH,
    ),
    Code(
        "PAY504",
        say("A verdict that does not hold among the others"),
        say("It pays when looked at alone, and could be luck once all initiatives are looked at together."),
        say("Do not build a plan on it alone; read it again with more data."),
        Severity.WATCH,
    ),
    Code(
        "PAY505",
        say("Sum of the best overstates"),
        say(
            "Measured benefits of those that look best add up to clearly more than what is left without luck."
        ),
        say("Use the shrunken sum in a budget."),
        Severity.NOTE,
    ),
    Code(
        "PAY506",
        say("Money that can be recovered"),
        say("Initiatives that do not pay still run; what a year of them loses can be recovered."),
        say("Stop each or change what it costs; move the money to what pays."),
        Severity.ALARM,
    ),
    Code(
        "PAY507",
        say("Hours that would carry the cost"),
        say("It does not pay in cash, but the hours it saves are worth more than it loses."),
        say("Turn the hours into a post, a contract or a budget that falls; otherwise stop it."),
        Severity.WATCH,
    ),
    Code(
        "PAY508",
        say("A better experiment before a decision"),
        say("It is in use and nobody can tell whether it pays: cutting it may lose money as keeping it may."),
        say("Pay for an experiment up to what a perfect answer is worth."),
        Severity.WATCH,
    ),
    Code(
        "PAY509",
        say("Build, buy and partner return alike"),
        say("The intervals of their returns overlap, so no approach can be said to return more."),
        say("Do not choose an approach by these returns."),
        Severity.NOTE,
    ),
    Code(
        "PAY510",
        say("Build, buy and partner return unalike"),
        say("The intervals of two approaches do not touch; nobody drew lots for the approach."),
        say("Compare initiatives of the same function and size before drawing a conclusion."),
        Severity.NOTE,
    ),
    Code(
        "PAY511",
        say("Waiting for approval costs cash"),
        say("Initiatives that bring money waited for approval; the days had a price."),
        say("Decide sooner on what promises most; give each cause of waiting an owner."),
        Severity.WATCH,
    ),
    Code(
        "PAY512",
        say("Money that nothing is known about"),
        say("A tenth or more of the money has no measured benefit: no metric, no effect, or no initiative."),
        say("Map the money to initiatives, and measure the largest of them first."),
        Severity.WATCH,
    ),
    Code(
        "PAY513",
        say("Too few to take luck out"),
        say("Fewer than three initiatives have an uncertain measured return, so their spread is not known."),
        say("Read the measured numbers as they are, knowing that the best of them is partly luck."),
        Severity.NOTE,
    ),
    Code(
        "PAY514",
        say("Function that loses for certain"),
        say("What it spends exceeds its cash benefit, the highest worths and the best luck included."),
        say("Look at its initiatives: which can pay, and which should end."),
        Severity.WATCH,
    ),
    Code(
        "PAY515",
        say("New business and efficiency are not told apart"),
        say("Benefits name ledger accounts, and nobody said which of them hold revenue."),
        say("Set new_business_accounts to the beginnings of the revenue accounts."),
        Severity.NOTE,
    ),
)
