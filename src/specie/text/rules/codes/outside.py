"""Codes of figures that do not fit what is known, lack a ruler, or are a known error; and of what is left."""

from __future__ import annotations

from specie.model import Code, Severity, say

_SOURCE = say("Compare with the source that is named, and correct the text or say why it differs.")

OUTSIDE = (
    Code(
        "TXT301",
        say("a value differs from what is known"),
        say(
            "The shipped facts hold this figure with its source, and every one of them differs from the text."
        ),
        _SOURCE,
        Severity.ALARM,
    ),
    Code(
        "TXT302",
        say("a decimal or a unit slipped"),
        say(
            "The figure has the digits of the known one and is ten, a hundred or a thousand times off, as"
            " when 億 (a hundred million) is read as billion."
        ),
        _SOURCE,
        Severity.ALARM,
    ),
    Code(
        "TXT303",
        say("a date differs from what is known"),
        say("The shipped facts date the event, and the day told is another."),
        _SOURCE,
        Severity.ALARM,
    ),
    Code(
        "TXT304",
        say("a figure on another basis than told"),
        say(
            "The value is known on another basis: a run-rate is not the revenue of a year, a price before the"
            " money is not the price after it."
        ),
        say("Name the basis the source gives."),
        Severity.ALARM,
    ),
    Code(
        "TXT305",
        say("a rumour or a lapsed plan told as done"),
        say("The figure is known only as a rumour, a plan or a deal that lapsed, and is told as a fact."),
        say("Say how firm it is."),
        Severity.WATCH,
    ),
    Code(
        "TXT306",
        say("a floor told from below"),
        say("What is known is a bound, and the figure lies on the wrong side of it."),
        _SOURCE,
        Severity.ALARM,
    ),
    Code(
        "TXT307",
        say("a study did not find this"),
        say("The study that is named has this statement with another figure."),
        _SOURCE,
        Severity.ALARM,
    ),
    Code(
        "TXT311",
        say("a figure differs from your own tables"),
        say("The book that was given holds this figure, and the text has another one."),
        say("Correct the text, or the rows that are named."),
        Severity.ALARM,
    ),
    Code(
        "TXT401",
        say("a share of what?"),
        say("A percentage decides nothing until it is said what it is a share of and what was counted."),
        say("Name the denominator and the definition, or leave the figure out."),
        Severity.WATCH,
    ),
    Code(
        "TXT402",
        say("a multiple of what?"),
        say("So many times means nothing without what it is a multiple of, and between which dates."),
        say("Name the basis: which revenue, which measure, from when."),
        Severity.WATCH,
    ),
    Code(
        "TXT403",
        say("a forecast without source or horizon"),
        say("A forecast can only be judged when it is known who made it and by when it should be true."),
        say("Name who forecasts, and the year it is for."),
        Severity.WATCH,
    ),
    Code(
        "TXT404",
        say("a cause is asserted for a move of the market"),
        say("Prices move every day; that one thing caused a move is a claim, and nothing here tests it."),
        say("Say that the two came together, or name the test."),
        Severity.WATCH,
    ),
    Code(
        "TXT501",
        say("a statistic that its source does not support"),
        say("This sentence is repeated widely, and the source it is credited to says something else."),
        say("Use what the source says, with its population and definition."),
        Severity.ALARM,
    ),
    Code(
        "TXT901",
        say("what could not be checked"),
        say(
            "These figures were found and compared with nothing: no alarm about them does not mean they hold."
        ),
        say("Look at the source of each, or give a book with your own tables."),
        Severity.NOTE,
    ),
)
