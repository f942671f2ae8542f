"""Codes of figures that do not fit other figures of the same text."""

from __future__ import annotations

from specie.model import Code, Severity, say

_AGAIN = say("Work it out again from the figures named, and correct the one that is wrong.")
_WHICH = say("Look up which of them is right, and use it throughout.")

INSIDE = (
    Code(
        "TXT101",
        say("a change does not follow from its two ends"),
        say(
            "The text names two values and how one changed into the other. No values that round to those"
            " printed give the change that is told."
        ),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT102",
        say("times and percent are confused"),
        say(
            "To grow by 300 percent is to become four times as much. The figure told is the ratio of the two"
            " values, written as if it were their growth."
        ),
        say("Write the ratio as times, or take a hundred percent off for the growth."),
        Severity.ALARM,
    ),
    Code(
        "TXT103",
        say("a yearly growth rate does not follow from its series"),
        say(
            "The value at the start, grown at the rate told for the years told, does not give the value at"
            " the end, whichever way the years are counted."
        ),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT104",
        say("parts do not add up to their whole"),
        say("Amounts that are told as the parts of a total do not add up to it."),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT105",
        say("shares do not add up to the whole"),
        say("Shares that are told as all parts of one whole do not add up to a hundred percent."),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT106",
        say("a multiple does not follow from price and revenue"),
        say("The price, divided by the revenue that stands beside it, is not the multiple that is told."),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT107",
        say("a raise and a price that do not fit"),
        say("The money raised, set against the price of the company, gives a stake that cannot be."),
        say("Check the unit of both, and whether the price is before or after the money."),
        Severity.ALARM,
    ),
    Code(
        "TXT108",
        say("a raise that would buy most of the company"),
        say(
            "Rounds of financing seldom sell more than a third; beyond 60 percent a unit has mostly slipped."
        ),
        say("Check the unit of both figures, and whether this was a sale of control."),
        Severity.WATCH,
    ),
    Code(
        "TXT109",
        say("the price before the money and the raise do not give the price after it"),
        say("The price after a round is the price before it and the money that came in."),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT110",
        say("a share does not follow from its parts"),
        say("The text names a part, a whole and the share of one in the other, and they do not agree."),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT111",
        say("a figure for one does not follow from the total"),
        say("The total, divided by how many share it, is not what is told for each."),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT112",
        say("a length of time does not fit its dates"),
        say("The days between the two dates are fewer or more than the length that is told."),
        _AGAIN,
        Severity.ALARM,
    ),
    Code(
        "TXT113",
        say("percent is said of percentage points"),
        say("Between two shares, the difference is in percentage points; in percent it is another number."),
        say("Say percentage points, or work out the change as a part of the first share."),
        Severity.WATCH,
    ),
    Code(
        "TXT201",
        say("one thing with two values"),
        say("The text gives two values for the same thing at the same time, and they cannot both hold."),
        _WHICH,
        Severity.ALARM,
    ),
    Code(
        "TXT202",
        say("one event with two dates"),
        say("The text dates the same event twice, and the dates do not meet."),
        _WHICH,
        Severity.ALARM,
    ),
    Code(
        "TXT203",
        say("a table and the prose do not agree"),
        say("A figure in the sentences differs from the cell of the text's own table that it speaks of."),
        _WHICH,
        Severity.ALARM,
    ),
    Code(
        "TXT204",
        say("one percentage for two different bases"),
        say("A share of one population is used again as a share of another: it is not known to hold there."),
        say("Keep the base that the source names."),
        Severity.ALARM,
    ),
    Code(
        "TXT205",
        say("one thing in two units"),
        say(
            "Two figures for the same thing differ by exactly ten, a hundred or a thousand times: a unit was"
            " taken for another between them (億 is a hundred million, not a billion)."
        ),
        _WHICH,
        Severity.ALARM,
    ),
)
