"""What the codes of the liquidity analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK601",
        say("Cash may fall below your floor"),
        say("At today's outflow the chance to be below min_cash_months within check_months is above what your"
            " confidence allows."),
        say("Cut the money a month that is shown, or bring money in, before the month that is shown."),
        Severity.WATCH,
    ),
    Code(
        "BRK602",
        say("A scenario takes cash below your floor"),
        say("As things are the floor holds; under the scenario it is more likely broken than not."),
        say("Decide now what you would cut first: the list shows the order."),
        Severity.WATCH,
    ),
    Code(
        "BRK603",
        say("A limit on spending asks for cuts"),
        say("The forecast of AI spending is above the limit you set."),
        say("Stop what loses least for the money it sets free, or raise the limit on purpose."),
        Severity.WATCH,
    ),
    Code(
        "BRK604",
        say("Commitments that cannot be cut"),
        say("Money promised to suppliers is due whatever is stopped."),
        say("Count it as fixed; ask for a lower commitment at the next renewal."),
        Severity.NOTE,
    ),
    Code(
        "BRK605",
        say("Commitment that will not be used"),
        say("At today's rate of spending a commitment ends with money that bought nothing."),
        say("Move work there, or agree on a longer term for the rest."),
        Severity.WATCH,
    ),
    Code(
        "BRK606",
        say("Price protection ends soon"),
        say("Within notice_window days prices of a supplier are no longer held."),
        say("Agree on prices before that day."),
        Severity.WATCH,
    ),
    Code(
        "BRK607",
        say("Cash moved otherwise than its outflow says"),
        say("The change of cash between two months is not the monthly outflow: money came in or went out"
            " beside it."),
        say("Check both columns; money from lenders or owners is no income."),
        Severity.NOTE,
    ),
    Code(
        "BRK608",
        say("Too little cash data for a range"),
        say("Fewer than three months of outflow, or an old last row, tell too little of what leaves in a"
            " month."),
        say("Add month-ends to cash."),
        Severity.NOTE,
    ),
    Code(
        "BRK609",
        say("Left out for lack of a table or column"),
        say("A part of the answer needs a table, a column or a limit that the book does not have."),
        say("Add what is named."),
        Severity.NOTE,
    ),
    Code(
        "BRK610",
        say("Cash is below your floor"),
        say("The cash of the last row covers fewer months of outflow than min_cash_months."),
        say("Stop what loses least for the money it sets free; the list shows the order."),
        Severity.ALARM,
    ),
)  # fmt: skip
