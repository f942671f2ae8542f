"""Every code of a connector, in words for ``specie explain``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from specie.model import Code, say

_ASKED = (
    Code(
        "SRC101",
        say("no ticker"),
        say("What was asked for is neither a ticker nor a number at the SEC."),
        say("Write a ticker, a CIK number, or either with = and your company's id."),
    ),
    Code(
        "SRC102",
        say("an unknown ticker"),
        say("Nobody files with the SEC under the ticker."),
        say("Give the company's number at the SEC (CIK) instead."),
    ),
    Code(
        "SRC103",
        say("one company twice"),
        say("Two tickers lead to one company, as two classes of shares do."),
        say("Name one ticker for each company."),
    ),
    Code(
        "SRC104",
        say("a company without a known id"),
        say("Neither the shipped facts nor your holdings list the ticker, so its rows go by the ticker."),
        say("Choose the id yourself with TICKER=COMPANY."),
    ),
    Code(
        "SRC105",
        say("no company facts"),
        say("The source has no company facts under the number."),
        say("Check the ticker or the number."),
    ),
    Code(
        "SRC106",
        say("the source refused"),
        say("The source answered with an error, after several tries."),
        say("Wait, give a contact that can be reached, ask for fewer companies."),
    ),
    Code(
        "SRC107",
        say("no JSON"),
        say("The answer or file cannot be read as JSON; it may be cut short."),
        say("Fetch it again."),
    ),
    Code(
        "SRC108",
        say("a file that is not there"),
        say("The folder lacks the file, or it cannot be opened."),
        say("Put it there under the name the SEC gives it."),
    ),
    Code(
        "SRC109",
        say("the source cannot be reached"),
        say("There was no answer, after several tries."),
        say("Check the network, or read files fetched before with --from."),
    ),
)
_READ = (
    Code(
        "SRC201",
        say("not the shape of company facts"),
        say("The parts cik and facts are not both there."),
        say("Fetch the file again."),
    ),
    Code(
        "SRC202",
        say("no figures"),
        say("None of the tags that are looked for has a figure."),
        say("Funds and companies that have not filed accounts have none."),
    ),
    Code(
        "SRC203",
        say("figures in another currency"),
        say("Only US dollars go into the table, so these are not used."),
        say("Convert them yourself, with the day of the rate."),
    ),
    Code(
        "SRC204",
        say("a damaged entry"),
        say("An entry lacks its number, date or filing, or its dates cannot be."),
        say("Look the figure up in the filing where you need it."),
    ),
    Code(
        "SRC205",
        say("nothing filed by then"),
        say("Every filing is later than the book's date."),
        say("Use a book with a later date."),
    ),
    Code(
        "SRC211",
        say("two figures in one filing"),
        say("A filing states one period of one tag with two figures."),
        say("Look the figure up in the filing and write the row yourself."),
    ),
    Code(
        "SRC212",
        say("a restatement"),
        say(
            "A later filing states another figure for the period. The newest one by the book's date is used."
        ),
        say("Nothing to do; both figures are named."),
    ),
    Code(
        "SRC213",
        say("a figure below zero that cannot be"),
        say("Revenue, spending, cash, debt and shares are not negative: the sign is turned in the data."),
        say("Look the figure up in the filing and write the row yourself."),
    ),
    Code(
        "SRC221",
        say("parts that do not add up"),
        say(
            "Stated quarters and the stated longer period differ by more than rounding. A figure of"
            " year to date under the dates of a quarter, or a turned sign, does this."
        ),
        say("Look at the filings; the doubted figures are not used."),
    ),
    Code(
        "SRC222",
        say("a difference across a restatement"),
        say(
            "One figure was restated and the other one was not stated since: their difference"
            " belongs to no accounts."
        ),
        say("Wait for a filing that states both, or work it out by hand."),
    ),
    Code(
        "SRC223",
        say("a worked-out figure below zero that cannot be"),
        say("A quarter worked out as a difference is negative where it cannot be."),
        say("One of the two figures is wrong or restated: look at the filings."),
    ),
    Code(
        "SRC224",
        say("two ways to twelve months that differ"),
        say("Four quarters, and the year with the years to date, give different sums. Neither is used."),
        say("Look at the filings; both figures and what they are made of are named."),
    ),
    Code(
        "SRC231",
        say("a metric from several tags"),
        say("A company has changed the tag it files a figure under. The two may mean different things."),
        say("Compare only rows whose note names the same tag."),
    ),
    Code(
        "SRC232",
        say("a metric without figures"),
        say("None of the tags of the metric has a figure."),
        say("Look it up in the filing; it may be stated by class or segment only."),
    ),
)
_PRICES = (
    Code(
        "SRC301",
        say("a price file that cannot be read"),
        say("It is not UTF-8, or lacks a column."),
        say("Columns are ticker, date, close, currency and, if at hand, source."),
    ),
    Code(
        "SRC302",
        say("a price that is none"),
        say("A cell of the row cannot be what its column says."),
        say("Correct the row."),
    ),
    Code(
        "SRC303",
        say("two closes of one day"),
        say("Files give different closes for a ticker on a day."),
        say("Keep the right one."),
    ),
    Code(
        "SRC304",
        say("no close near the day"),
        say("There is no close in the week up to the day."),
        say("Add it, or name another day."),
    ),
    Code(
        "SRC305",
        say("a close in another currency"),
        say("Market values are in US dollars, so none is made."),
        say("Write it yourself, with the day of the rate."),
    ),
    Code(
        "SRC306",
        say("a price without shares"),
        say("A market value needs the shares outstanding near the day."),
        say("Get them with specie connect filings, or write the row yourself."),
    ),
)
_WRITTEN = (
    Code(
        "SRC401",
        say("your row disagrees"),
        say("A row of yours has another figure than the source. It stays."),
        say("Compare the two; correct or keep your row."),
    ),
    Code(
        "SRC402",
        say("a table that is no CSV file"),
        say("Connectors write CSV files only."),
        say("Save the table as CSV and remove it from the other file."),
    ),
    Code(
        "SRC403",
        say("an encoding without room"),
        say("The file's encoding is unknown or lacks a character."),
        say("Save the file as UTF-8."),
    ),
    Code(
        "SRC404",
        say("columns that are missing"),
        say("The file has no column for a part of the new rows."),
        say("Add the columns to the header."),
    ),
    Code(
        "SRC405",
        say("a file changed meanwhile"),
        say("Somebody else wrote the file, so it was left alone."),
        say("Close it elsewhere and run the command again."),
    ),
    Code(
        "SRC406",
        say("a file that cannot be written"),
        say("The folder may not be written to, or is full."),
        say("Check permissions and room; the file is as it was."),
    ),
)
CODES: Mapping[str, Code] = MappingProxyType({c.id: c for c in (*_ASKED, *_READ, *_PRICES, *_WRITTEN)})
"""Code id to its words, in order."""
