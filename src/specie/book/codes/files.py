"""Codes of files and their headers."""

from __future__ import annotations

from specie.model import Code, say

FILES = (
    Code(
        "DAT001",
        say("a file that is no table"),
        say("The file looks like data but has no table's name or format, so it is not read."),
        say("Rename it to the table it holds, or move it elsewhere."),
    ),
    Code(
        "DAT002",
        say("a table in two places"),
        say(
            "The table has rows in two files, or in a file and in book.xlsx. Adding them up could count"
            " twice, so"
            " only the first place is used."
        ),
        say("Keep the rows in one place."),
    ),
    Code(
        "DAT003",
        say("the file is not UTF-8"),
        say(
            "The bytes are in another encoding. Reading them with the wrong one would spoil names"
            " without a sign,"
            " so no row is used."
        ),
        say("Save the file as UTF-8, or name its encoding under [read] in specie.toml."),
    ),
    Code(
        "DAT004",
        say("a row with a NUL byte"),
        say("Text has no NUL bytes: the file is damaged, or is no text."),
        say("Export it again."),
    ),
    Code(
        "DAT005",
        say("the file is empty"),
        say("Not even the line with the column names is there."),
        say("Remove the file, or fill it; the template shows the columns."),
    ),
    Code(
        "DAT006",
        say("a column is there twice"),
        say("Two columns have one name, and nothing says which holds: no row of the file is used."),
        say("Rename or remove one of them."),
    ),
    Code(
        "DAT007",
        say("unknown column"),
        say("The table has no column of that name; its cells are not read."),
        say(
            "Correct the spelling or remove the column. Numeric covariates of outcomes are declared in"
            " specie.toml."
        ),
    ),
    Code(
        "DAT008",
        say("a required column is missing"),
        say("Every row needs the column, so no row of the file is used."),
        say("Add the column."),
    ),
    Code(
        "DAT009",
        say("a column name was folded"),
        say(
            "The name differs from the schema in case, spaces or width only and was read as the column meant."
        ),
        say("Nothing has to be done."),
    ),
    Code(
        "DAT010",
        say("a row with too many fields"),
        say("The row has more fields than the header, so it is not known which cell belongs where."),
        say("Put quotes around cells that hold the delimiter."),
    ),
    Code(
        "DAT011",
        say("a row with too few fields"),
        say("The row ends early. The fields it lacks are unknown; the others are used."),
        say("Add the delimiters of the empty cells, or look whether the line was cut."),
    ),
    Code(
        "DAT027",
        say("broken quotation marks"),
        say("A quotation mark is not closed, or stands inside a quoted cell without being doubled."),
        say('Close it; inside a quoted cell write "" for a quotation mark.'),
    ),
    Code(
        "DAT029",
        say("merged cells"),
        say("In a merged area only the first cell has a value; the others read as empty."),
        say("Unmerge the cells and fill each of them."),
    ),
    Code(
        "DAT031",
        say("a sheet that is no table"),
        say("A sheet of book.xlsx has no table's name, so it is not read."),
        say("Rename the sheet to the table it holds; start its name with _ if it is meant to be left alone."),
    ),
    Code(
        "DAT032",
        say("the file cannot be read"),
        say("The file is damaged, locked with a password, or not of the format its name says."),
        say("Export it again in that format."),
    ),
    Code(
        "DAT033",
        say("there are no initiatives"),
        say(
            "Everything else hangs on the list of initiatives; without it no analysis can say what"
            " money was for."
        ),
        say("Fill initiatives: initiative_id and name are enough to begin."),
    ),
    Code(
        "DAT037",
        say("a column without a name"),
        say("A column has cells but no name in the header, so it is not read."),
        say("Name the column or clear it."),
    ),
)
