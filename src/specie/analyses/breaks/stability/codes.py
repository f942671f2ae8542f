"""Codes of the findings on stability."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK201",
        say("Less cash than your limit"),
        say("At its burn and without new money the supplier's cash may end before min_cash_months are over"),
        say("Ask for its runway in writing; hold less prepaid and test a substitute"),
        Severity.WATCH,
    ),
    Code(
        "BRK202",
        say("Chance of failing above your limit"),
        say("Even the lower end of the chance to fail within 12 months is above failure_limit"),
        say("Plan the exit now: substitute, data, steps, owner"),
        Severity.ALARM,
    ),
    Code(
        "BRK203",
        say("Cannot tell whether the limit on failing holds"),
        say("The chance to fail within 12 months lies below the limit at one end and above it at the other"),
        say("Add the figures that are named: cash, burn, debt or market value"),
        Severity.NOTE,
    ),
    Code(
        "BRK204",
        say("Rests on one customer"),
        say("One customer brings at least customer_limit of the supplier's revenue"),
        say("Ask what the supplier does without that customer; see who that customer rests on"),
        Severity.WATCH,
    ),
    Code(
        "BRK205",
        say("Rests on a rumour or a leak"),
        say("A figure behind a number is a rumour or a leak, so the number is no better"),
        say("Ask the supplier, or wait for the filed figure"),
        Severity.NOTE,
    ),
    Code(
        "BRK206",
        say("Balance sheet in the distress zone"),
        say("Altman's Z'' lies in the zone of firms in distress, at every value its items may have"),
        say("Read the newest accounts before renewing"),
        Severity.WATCH,
    ),
    Code(
        "BRK207",
        say("Supplier has failed"),
        say("An insolvency of the company is a fact"),
        say("Move what still runs on it"),
        Severity.ALARM,
    ),
    Code(
        "BRK208",
        say("Not assessed for lack of figures"),
        say("A method needs figures that no table has"),
        say("Add the items that are named, each with source and date"),
        Severity.NOTE,
    ),
    Code(
        "BRK209",
        say("Figures are old"),
        say("The source of a figure is older than half a year on the day of the book"),
        say("Add a newer figure"),
        Severity.NOTE,
    ),
    Code(
        "BRK210",
        say("Control changed hands"),
        say("The newest price of the company is one of control or of a merged firm"),
        say("Judge the owner: its cash and its wish decide from now on"),
        Severity.NOTE,
    ),
    Code(
        "BRK211",
        say("Nobody behind the vendor"),
        say("A vendor of the book names no company, so nothing is known of it"),
        say("Fill company_id in vendors; add its figures to financials and rounds"),
        Severity.NOTE,
    ),
)
