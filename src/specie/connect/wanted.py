"""What the user asks for: a ticker or number at the SEC, and which company of the book that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts

NUMBER = re.compile(r"(?:CIK)?0*(\d{1,10})", re.IGNORECASE)
TICKER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,14}")
COMPANY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,63}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A ticker as asked for, and the company whose rows it makes; ``known`` says that somebody named it."""

    ticker: str
    company_id: str
    known: bool = True

    @property
    def cik(self) -> int | None:
        """The number at the SEC where that was given in place of a ticker."""
        found = NUMBER.fullmatch(self.ticker)
        return int(found.group(1)) if found else None


def wanted(asked: str, book: Book, facts: Facts) -> Wanted | None:
    """Read ``TICKER`` or ``TICKER=COMPANY``; None for what is neither.

    Without a company named it is the one that the shipped facts or the book's holdings list under the ticker,
    else the ticker itself in lower case.
    """
    ticker, equals, company = (part.strip() for part in asked.partition("="))
    if not TICKER.fullmatch(ticker) or (equals and not COMPANY.fullmatch(company)):
        return None
    if company:
        return Wanted(ticker.upper(), company)
    named = companies_by_ticker(book, facts).get(ticker.upper())
    return Wanted(ticker.upper(), named or ticker.lower(), named is not None)


def companies_by_ticker(book: Book, facts: Facts) -> dict[str, str]:
    """Return ticker in capitals -> company; the book's own holdings come first."""
    listed = {row.text("listed").upper(): row.text("company_id") for row in facts.rows("companies")}
    own = {
        str(row["ticker"]).upper(): str(row["company_id"])
        for row in book.select("SELECT ticker, company_id FROM holdings")
        if row["ticker"] and row["company_id"]
    }
    return {ticker: company for ticker, company in (listed | own).items() if ticker}
