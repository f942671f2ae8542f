"""Codes of cells."""

from __future__ import annotations

from specie.model import Code, say

CELLS = (
    Code(
        "DAT012",
        say("not a number"),
        say("The cell holds something else than a number. The row is set aside."),
        say(
            "Write a plain number with a decimal point; currency has its own column, unknown is an"
            " empty cell."
        ),
    ),
    Code(
        "DAT013",
        say("a number that can be read two ways"),
        say(
            '"1,234" is one thousand in one country and one and a bit in another, and nothing else in'
            " the column"
            " tells which. The row is set aside rather than guessed."
        ),
        say("Write numbers without thousands separators and with a decimal point."),
    ),
    Code(
        "DAT014",
        say("not a whole number"),
        say("The column counts things; a fraction of one does not exist. The row is set aside."),
        say("Write a whole number."),
    ),
    Code(
        "DAT015",
        say("out of range"),
        say(
            "The value cannot be: below zero where nothing is, above the top of its scale, or a year"
            " that cannot be"
            " meant. The row is set aside."
        ),
        say("Correct the value; the hint names the range."),
    ),
    Code(
        "DAT016",
        say("not a date"),
        say("The cell holds something else than a date. The row is set aside."),
        say("Write year, month, day: 2026-09-30."),
    ),
    Code(
        "DAT017",
        say("a date that can be read two ways"),
        say(
            "03/04/2026 is the third of April or the fourth of March. The row is set aside rather than"
            " guessed."
        ),
        say("Write year, month, day: 2026-04-03."),
    ),
    Code(
        "DAT018",
        say("a date that does not exist"),
        say("There is no such day, month, quarter or week in the calendar. The row is set aside."),
        say("Correct the date."),
    ),
    Code(
        "DAT019",
        say("a date in another form"),
        say("The date can be read in one way only, so it was; but it is not written as year-month-day."),
        say("Write year, month, day: 2026-09-30."),
    ),
    Code(
        "DAT020",
        say("not a period"),
        say("The cell holds something else than a year, quarter, month, week or day. The row is set aside."),
        say("Write 2026, 2026-Q3, 2026-09, 2026-W39 or 2026-09-30."),
    ),
    Code(
        "DAT021",
        say("neither true nor false"),
        say("The column answers yes or no. The row is set aside."),
        say("Write true or false; leave the cell empty where it is not known."),
    ),
    Code(
        "DAT022",
        say("not one of the known words"),
        say("The column takes words from a short list. The row is set aside."),
        say("Choose one of the words that the hint lists."),
    ),
    Code(
        "DAT023",
        say("a required cell is empty"),
        say("The row cannot be used without it. An empty cell is unknown, never zero."),
        say("Fill the cell, or remove the row."),
    ),
    Code(
        "DAT024",
        say("a word for unknown"),
        say("NULL, N/A, a dash and the like were read as unknown, as an empty cell is."),
        say("Nothing has to be done; an empty cell says the same."),
    ),
    Code(
        "DAT025",
        say("a number or id in another form"),
        say(
            "Thousands separators, decimal commas, currency signs, percent signs, brackets or"
            " full-width characters"
            " were understood and read."
        ),
        say("Write plain numbers and ids; look at the first few that were read."),
    ),
    Code(
        "DAT026",
        say("a formula error"),
        say("The cell holds #N/A, #DIV/0! or another error of a spreadsheet. The row is set aside."),
        say("Mend the formula, or leave the cell empty where the value is unknown."),
    ),
    Code(
        "DAT030",
        say("not a currency code"),
        say("Currencies are three letters of ISO 4217. The row is set aside."),
        say("Write USD, EUR, TWD and so on."),
    ),
    Code(
        "DAT034",
        say("later than the book's date"),
        say("Nothing later than as_of is read, so that results can be made again. These rows are set aside."),
        say("Move as_of in specie.toml if they should count."),
    ),
    Code(
        "DAT035",
        say("a year of the Republic of China"),
        say("A three-digit year was read as the calendar of the Republic of China: 115 is 2026."),
        say("Write the year with four digits."),
    ),
    Code(
        "DAT036",
        say("a day number instead of a date"),
        say(
            "Spreadsheets keep dates as day numbers; in a text file a bare number is no date. The row"
            " is set aside."
        ),
        say("Format the column as a date before exporting it."),
    ),
)
