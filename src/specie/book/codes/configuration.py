"""Codes of ``specie.toml``."""

from __future__ import annotations

from specie.model import Code, say

CONFIGURATION = (
    Code(
        "CFG001",
        say("specie.toml cannot be read"),
        say(
            "The file is not valid TOML, or not UTF-8 text. Without it the book has no currency and no date."
        ),
        say("Mend the line that is named. Text goes in quotes, dates and numbers do not."),
    ),
    Code(
        "CFG002",
        say("unknown key in specie.toml"),
        say("A key that Specie does not know is not read; a misspelt limit would be no limit at all."),
        say("Correct the spelling or remove the line."),
    ),
    Code(
        "CFG003",
        say("wrong type in specie.toml"),
        say(
            "The key is known, but what it is set to is of another kind, such as text where a number belongs."
        ),
        say("Give the kind of value that the hint names."),
    ),
    Code(
        "CFG004",
        say("required key missing in specie.toml"),
        say(
            "Currency and date have no default: a guessed one would make every figure wrong without a"
            " sign of it."
        ),
        say("Add currency and as_of under [book]."),
    ),
    Code(
        "CFG005",
        say("the book's currency is not a code"),
        say("Currencies are three letters of ISO 4217, such as USD, EUR or TWD."),
        say("Write the code, not the sign or the name."),
    ),
    Code(
        "CFG006",
        say("a date in specie.toml cannot be read"),
        say("as_of is a full date; fiscal_year_start is a month and a day."),
        say('Write as_of = 2026-09-30 and fiscal_year_start = "04-01".'),
    ),
    Code(
        "CFG007",
        say("a limit is out of range"),
        say("Shares and rates are fractions from 0 to 1, so 15 percent is 0.15. The limit is not used."),
        say("Write the limit as a fraction."),
    ),
    Code(
        "CFG008",
        say("unknown encoding"),
        say("The encoding under [read] is none that Python knows; it is not used."),
        say("Name one such as big5, gb18030 or cp1252, or save the files as UTF-8 and remove the key."),
    ),
    Code(
        "CFG010",
        say("no book here"),
        say("A book is a folder with a specie.toml in it; this path is none."),
        say("Check the path, or make a new book with specie init."),
    ),
)
