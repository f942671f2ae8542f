"""Codes of the findings."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "WOR201",
        say("Not valued"),
        say("A fact without which no cash flow can be laid out is missing, too old or not positive"),
        say("Add the fact with its date, basis and bound"),
        Severity.NOTE,
    ),
    Code(
        "WOR202",
        say("Price above every supported range"),
        say("The price lies above the upper end under every view of growth, at the declared assumptions"),
        say("Ask which assumption would have to be wrong, and by how much"),
        Severity.WATCH,
    ),
    Code(
        "WOR203",
        say("The price needs growth that few firms reached"),
        say("The growth that supports the price was reached by fewer firms of that size than the limit"),
        say("Read the surface: a higher margin or more years need less growth"),
        Severity.WATCH,
    ),
    Code(
        "WOR204",
        say("No growth supports the price"),
        say("At the declared margin no growth up to fivefold a year makes the model return the price"),
        say("Look at margin and capital first: growth that earns less than it costs adds nothing"),
        Severity.WATCH,
    ),
    Code(
        "WOR205",
        say("Draws set aside"),
        say("Draws of the drivers break a constraint of the model and do not count"),
        say("Narrow the assumption that is named"),
        Severity.WATCH,
    ),
    Code(
        "WOR206",
        say("The facts it starts from are wide"),
        say("Sources disagree, a figure is only a floor, or the newest one is old: the range carries it"),
        say("Add a figure with an exact date, basis and bound"),
        Severity.NOTE,
    ),
    Code(
        "WOR207",
        say("No price to compare with"),
        say("The company can be valued, but no price of it is in the tables"),
        say("Add a market value to your financials, or a round"),
        Severity.NOTE,
    ),
    Code(
        "WOR208",
        say("Supported only if its own plan comes true"),
        say("The price lies within the range of the company's own plan and above that of every other view"),
        say("Follow the plan's first year against what is reported"),
        Severity.WATCH,
    ),
    Code(
        "WOR209",
        say("An assumption of yours was not used"),
        say("It names no driver of the model, or its numbers are no range"),
        say("Correct the row or the parameter"),
        Severity.WATCH,
    ),
    Code(
        "WOR210",
        say("Figures in another unit were not used"),
        say("Only figures in US dollars or as fractions enter a valuation; others have no rate"),
        say("Convert them, and say in the note at which rate"),
        Severity.WATCH,
    ),
)
