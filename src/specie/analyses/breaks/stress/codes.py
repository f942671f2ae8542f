"""What the codes of the stress analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK501",
        say("A limit breaks"),
        say("The chance that the cap, the cash floor or critical work breaks reaches break_chance."),
        say("See by which fall it breaks, and which dependency carries it."),
        Severity.WATCH,
    ),
    Code(
        "BRK502",
        say("One supplier brings most of the tail"),
        say("More than half of the expected shortfall comes from one supplier."),
        say("Test a substitute for the work that stops with it."),
        Severity.WATCH,
    ),
    Code(
        "BRK503",
        say("The one edge whose removal helps most"),
        say("Without this dependency, or this deal, the expected shortfall falls more than without another."),
        say("Test a substitute for this need first."),
        Severity.WATCH,
    ),
    Code(
        "BRK504",
        say("Failures hand each other on"),
        say("Suppliers fail not only by themselves but because other firms of the deal graph do."),
        say("Read breaks/contagion for the deals that carry it."),
        Severity.WATCH,
    ),
    Code(
        "BRK505",
        say("Chances of failing not known"),
        say("A supplier has no chance of failing from breaks/stability, so it never fails here."),
        say("Name its company in vendors, and add its cash, burn or market_cap to financials."),
        Severity.NOTE,
    ),
    Code(
        "BRK506",
        say("Left out for lack of a figure"),
        say("A benefit, a cost to move, a limit or a price is not known, so its loss is not assessed."),
        say("Add the table or column named."),
        Severity.NOTE,
    ),
    Code(
        "BRK507",
        say("Position without a price"),
        say("A position has neither a close in prices nor a value of its class: it is not assessed."),
        say("Add closes to prices, or terms and rounds for a private class."),
        Severity.NOTE,
    ),
    Code(
        "BRK508",
        say("Unknown preset"),
        say("A preset is no row of the shipped analogues."),
        say("Use an analogue_id of the shipped table."),
        Severity.NOTE,
    ),
    Code(
        "BRK509",
        say("Positions taken to fall as the market does"),
        say("No market_ticker is set, or prices are too few, so beta is taken to be 1."),
        say("Set market_ticker to the ticker of an index in prices."),
        Severity.NOTE,
    ),
)
