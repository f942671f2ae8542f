"""What the codes of the contagion analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK401",
        say("A supplier is hit by another firm's failure"),
        say("By one channel it would lose more than watch_share of its worth or of its revenue."),
        say("Ask the supplier how much of its money and sales hang on that firm."),
        Severity.WATCH,
    ),
    Code(
        "BRK402",
        say("One failure brings down others"),
        say("Another firm would lose all it is worth, or could not pay its debts with what is left."),
        say("Treat the firms as one when you spread work over suppliers."),
        Severity.WATCH,
    ),
    Code(
        "BRK403",
        say("Deals not assessed"),
        say("A deal without an amount, or a contract without its days, carries a loss nobody can tell."),
        say("Add the deal with its amount and days to deals."),
        Severity.NOTE,
    ),
    Code(
        "BRK404",
        say("Firms that own one another entirely"),
        say("Nobody outside owns any part of them, so they are not seen through; direct stakes still count."),
        say("Check the amounts of the stakes in deals."),
        Severity.WATCH,
    ),
    Code(
        "BRK405",
        say("Negative equity"),
        say("Its accounts show more debts than assets: it is taken to be worth nothing."),
        say("Check the figure in financials; read its row as a firm that has nothing left to lose."),
        Severity.WATCH,
    ),
    Code(
        "BRK406",
        say("Stakes cost more than all shares are worth"),
        say("More was paid for parts of the firm than its newest price; the parts are scaled to the whole."),
        say("Add a newer price to rounds, or a market_cap to financials."),
        Severity.NOTE,
    ),
    Code(
        "BRK407",
        say("Worth not known"),
        say("A firm that would lose has no comparable price: its share and its failure are not assessed."),
        say("Add its market_cap to financials, or its newest round to rounds."),
        Severity.NOTE,
    ),
    Code(
        "BRK408",
        say("The loss rests on deals that are not closed"),
        say("More than half of it comes from deals that are committed, or only talked about."),
        say("Read the figure for closed deals beside it."),
        Severity.NOTE,
    ),
    Code(
        "BRK409",
        say("Loans exceed all means"),
        say("A firm has lent more than its debts and its worth together: one of the figures is wrong."),
        say("Check its price and its loans in rounds, financials and deals."),
        Severity.WATCH,
    ),
    Code(
        "BRK410",
        say("A supplier is in no deal"),
        say("No deal names it, so nothing is known of what its failure or that of others would do."),
        say("Add its deals to deals."),
        Severity.NOTE,
    ),
)
