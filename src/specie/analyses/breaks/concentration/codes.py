"""What the codes of the concentration analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK101",
        say("Supplier above your limit"),
        say("A supplier holds more of the money of a layer than max_vendor_share allows."),
        say("Move work to another supplier, test a substitute, or raise the limit on purpose."),
        Severity.WATCH,
    ),
    Code(
        "BRK102",
        say("Hidden concentration"),
        say("A supplier is within the limit on the invoices but above it underneath, behind resellers."),
        say("Judge suppliers by who hosts and who made the model, not by who sends the invoice."),
        Severity.ALARM,
    ),
    Code(
        "BRK103",
        say("Cannot tell whether the limit holds"),
        say("Depending on who holds the unknown money, a supplier is below or above the limit."),
        say("Fill dependencies for the initiatives with the most money, or use tags on bills."),
        Severity.NOTE,
    ),
    Code(
        "BRK104",
        say("Single point of failure"),
        say("The loss of one supplier stops critical initiatives that have no tested substitute."),
        say("Name a substitute of another supplier for each and test it; start with the quickest move."),
        Severity.WATCH,
    ),
    Code(
        "BRK105",
        say("Critical dependency without a tested substitute"),
        say("Nobody has named, or nobody has tested, what would replace it."),
        say("Run the test and write its date into substitute_tested_on."),
        Severity.WATCH,
    ),
    Code(
        "BRK106",
        say("Test of a substitute out of date"),
        say("The last test is longer ago than stale_days; models and prices have changed since."),
        say("Repeat the test."),
        Severity.WATCH,
    ),
    Code(
        "BRK107",
        say("Contract ends or notice is due"),
        say("A contract ends, or its day of notice falls, within notice_window days."),
        say("Decide on renewal before the day of notice; use it to ask for exit terms."),
        Severity.WATCH,
    ),
    Code(
        "BRK108",
        say("Highly concentrated"),
        say("The HHI of a layer is above hhi_high, whatever the unknown money turns out to be."),
        say("Orientation only: the bands were made for markets. Compare with your own limit."),
        Severity.NOTE,
    ),
    Code(
        "BRK109",
        say("Left out for lack of a table"),
        say("A part of the answer needs a table or a column that the book does not have."),
        say("Add the table named."),
        Severity.NOTE,
    ),
    Code(
        "BRK110",
        say("One region"),
        say("Most of the money goes to suppliers of one home region."),
        say("Check what a trade or export rule of that region would stop."),
        Severity.NOTE,
    ),
    Code(
        "BRK111",
        say("The tested move that spreads most"),
        say("Of all moves to tested substitutes, this one lowers the HHI of a layer most."),
        say("Weigh it against its weeks and cost; a move to a tested substitute needs no new test."),
        Severity.NOTE,
    ),
    Code(
        "BRK112",
        say("A move that concentrates"),
        say("A move you asked for raises the HHI of a highly concentrated layer by hhi_change or more."),
        say("Choose another goal, or accept it on purpose."),
        Severity.WATCH,
    ),
    Code(
        "BRK113",
        say("One company behind several suppliers"),
        say(
            "By deals that bind, suppliers with more of the money than max_vendor_share buy from one company."
        ),
        say("Ask each supplier what it does if that company fails it; keep one that rests on another."),
        Severity.WATCH,
    ),
    Code(
        "BRK114",
        say("Move not understood"),
        say("A part of the parameter moves names no dependency, no substitute or no vendor of the book."),
        say("Write initiative:from>to with names of the book."),
        Severity.WATCH,
    ),
    Code(
        "BRK115",
        say("Nothing known behind a supplier"),
        say("No deal that binds says from whom a supplier buys what it runs on."),
        say("Ask the supplier for its subcontractors, and add them to deals."),
        Severity.NOTE,
    ),
)
