"""Every code of a data or configuration problem, in words for ``specie explain``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from specie.model import Code, say

_CONFIGURATION = (
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
            "Currency and date have no default: a guessed one would make every figure wrong without a sign of it."
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
        "CFG009",
        say("a bill rule points to nothing"),
        say(
            "A rule under [bills] names an initiative or vendor that is in no table, so its rows stay unassigned."
        ),
        say("Correct the id, or add the initiative or vendor."),
    ),
    Code(
        "CFG010",
        say("no book here"),
        say("A book is a folder with a specie.toml in it; this path is none."),
        say("Check the path, or make a new book with specie init."),
    ),
)

_FILES = (
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
            "The table has rows in two files, or in a file and in book.xlsx. Adding them up could count twice, so"
            " only the first place is used."
        ),
        say("Keep the rows in one place."),
    ),  # fmt: skip
    Code(
        "DAT003",
        say("the file is not UTF-8"),
        say(
            "The bytes are in another encoding. Reading them with the wrong one would spoil names without a sign,"
            " so no row is used."
        ),
        say("Save the file as UTF-8, or name its encoding under [read] in specie.toml."),
    ),  # fmt: skip
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
            "Correct the spelling or remove the column. Numeric covariates of outcomes are declared in specie.toml."
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
            "Everything else hangs on the list of initiatives; without it no analysis can say what money was for."
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

_CELLS = (
    Code(
        "DAT012",
        say("not a number"),
        say("The cell holds something else than a number. The row is set aside."),
        say(
            "Write a plain number with a decimal point; currency has its own column, unknown is an empty cell."
        ),
    ),
    Code(
        "DAT013",
        say("a number that can be read two ways"),
        say(
            '"1,234" is one thousand in one country and one and a bit in another, and nothing else in the column'
            " tells which. The row is set aside rather than guessed."
        ),
        say("Write numbers without thousands separators and with a decimal point."),
    ),  # fmt: skip
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
            "The value cannot be: below zero where nothing is, above the top of its scale, or a year that cannot be"
            " meant. The row is set aside."
        ),
        say("Correct the value; the hint names the range."),
    ),  # fmt: skip
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
            "03/04/2026 is the third of April or the fourth of March. The row is set aside rather than guessed."
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
            "Thousands separators, decimal commas, currency signs, percent signs, brackets or full-width characters"
            " were understood and read."
        ),
        say("Write plain numbers and ids; look at the first few that were read."),
    ),  # fmt: skip
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
            "Spreadsheets keep dates as day numbers; in a text file a bare number is no date. The row is set aside."
        ),
        say("Format the column as a date before exporting it."),
    ),
)

_ROWS = (
    Code(
        "DAT101",
        say("a key is there twice"),
        say(
            "Two rows have the same key, and one of them must be wrong. The first is used, the later set aside."
        ),
        say("Keep one of them, or give the second its own key."),
    ),
    Code(
        "DAT102",
        say("an id that points to nothing"),
        say(
            "The row belongs to something that is in no table, so it cannot be counted anywhere. It is set aside."
        ),
        say("Correct the id, or add the row it points to."),
    ),
    Code(
        "DAT103",
        say("the same row twice"),
        say("Two rows agree in every column. Both are used, since two equal costs on a day can be."),
        say("Remove one of them if it is the same event."),
    ),
    Code(
        "DAT104",
        say("an end before its start"),
        say("The last day lies before the first. The row is set aside."),
        say("Exchange the days, or mend the year."),
    ),
    Code(
        "DAT105",
        say("negative spend"),
        say("Costs hold what was spent. A negative amount would hide spend. The row is set aside."),
        say("Record refunds and savings in benefits."),
    ),
    Code(
        "DAT106",
        say("a stage goes backwards"),
        say(
            "The initiative had been further already. The row is set aside, so that time in stage keeps its meaning."
        ),
        say("Mend the dates; give a new attempt its own initiative."),
    ),
    Code(
        "DAT107",
        say("a stage is entered twice"),
        say("An initiative enters each stage once. The later row is set aside."),
        say("Keep the first entry."),
    ),
    Code(
        "DAT108",
        say("a unit started before its initiative"),
        say(
            "The unit was treated before the pilot, or before any stage. Its comparison would be false, so the row is"
            " set aside."
        ),
        say("Mend the day in rollout or in stages."),
    ),  # fmt: skip
    Code(
        "DAT109",
        say("an owner is missing"),
        say(
            "Each initiative needs one person who answers for the benefit and one who answers for the system."
        ),
        say("Name both."),
    ),
    Code(
        "DAT110",
        say("a range is upside down"),
        say("The low end is above the value or the high end. The row is set aside."),
        say("Put low, value and high in order."),
    ),
    Code(
        "DAT111",
        say("a reading off its scale"),
        say("A share lies from 0 to 1, a count is whole, a log scale is above 0. The reading is set aside."),
        say("Correct the reading, or the scale in kpis. Percentages are written as fractions."),
    ),
    Code(
        "DAT112",
        say("an initiative without a stage"),
        say("Nothing says when it began, so it is in no funnel and no time in stage."),
        say("Add its first stage to stages."),
    ),
    Code(
        "DAT113",
        say("no exchange rate"),
        say(
            "The row is in another currency, and rates has none for it on or before its day. It is set aside."
        ),
        say("Add a line to rates."),
    ),
    Code(
        "DAT114",
        say("budgets overlap"),
        say(
            "Two budgets of one scope cover the same days and would be counted twice. The later row is set aside."
        ),
        say("Use years, or quarters, or months, but not two of them."),
    ),
    Code(
        "DAT115",
        say("pre-money above post-money"),
        say("The value before the money cannot be above the value after it. The row is set aside."),
        say("Look at the source: the two may have been exchanged."),
    ),
    Code(
        "DAT116",
        say("a benefit's account is not in the ledger"),
        say("The benefit names an account that no ledger line has, so it cannot be confirmed."),
        say("Correct the account, or add its lines to ledger."),
    ),
    Code(
        "DAT117",
        say("a booked benefit without an account"),
        say("Booked means that the general ledger shows it; without an account nobody can look."),
        say("Name the account, or choose another cash class."),
    ),
    Code(
        "DAT118",
        say("a holding of nothing"),
        say("The row names neither a company nor a ticker. It is set aside."),
        say("Fill in one of them."),
    ),
    Code(
        "DAT119",
        say("more tokens cached than sent"),
        say("Input tokens include the cached ones. The row is set aside."),
        say("Add the cached tokens to the input tokens."),
    ),
    Code(
        "DAT120",
        say("a round does not add up"),
        say("Value before the money plus the amount is not the value after it, by more than one percent."),
        say("Leave empty what the source does not state."),
    ),
    Code(
        "DAT121",
        say("the AI budget is above the IT budget"),
        say("The share of AI in IT would be above one."),
        say("Look whether the scopes were exchanged."),
    ),
    Code(
        "DAT122",
        say("a rate for the book's own currency"),
        say("One unit of the book's currency is worth one. The row is set aside."),
        say(
            "Remove the line; if the rates are the other way round, turn them: per_unit is in the book's currency."
        ),
    ),
    Code(
        "DAT123",
        say("a unit without readings"),
        say("The unit is in rollout but has no reading, so it says nothing about the effect."),
        say("Look whether rollout and outcomes spell it the same way."),
    ),
    Code(
        "DAT124",
        say("a unit that is not in rollout"),
        say("It has readings, but nothing says whether or when it started, so it can be no comparison."),
        say("Add it to rollout; leave treated_on empty if it never started."),
    ),
    Code(
        "DAT125",
        say("an unknown supplier"),
        say("The supplier is not in vendors. The row is used; concentration cannot say which company it is."),
        say("Add the supplier to vendors, or correct the id."),
    ),
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.id: code
        for code in (*_CONFIGURATION, *sorted((*_FILES, *_CELLS, *_ROWS), key=lambda code: code.id))
    }
)
"""Code id to its words, in order."""
