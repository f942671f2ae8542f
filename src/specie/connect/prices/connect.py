"""Closing prices into the book: the close itself, and the market value where the shares are known."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from specie.connect.entry import Entry
from specie.connect.fetch.fetcher import FetchError
from specie.connect.filings.connect import failure
from specie.connect.table.compare import compare, disagreements
from specie.connect.table.text import number_text
from specie.connect.table.write import write
from specie.connect.wanted import wanted
from specie.model import Level, Problem, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from specie.book import Book
    from specie.connect.outcome import Outcome
    from specie.connect.prices.close import Close
    from specie.connect.prices.provider import PriceProvider
    from specie.connect.wanted import Wanted
    from specie.facts import Facts
    from specie.model import Message

VIA = "specie connect prices"
KEY = ("company_id", "period_end", "period", "metric", "basis")
SHARES_OLDEST = timedelta(days=200)
"""Shares counted longer ago are not multiplied with a price."""
SHARES = """
    SELECT company_id, value, period_end_end AS counted, source FROM financials
    WHERE metric = 'shares_outstanding' AND company_id = $company AND coalesce(bound, '=') = '='
      AND period_end_end <= $day
    ORDER BY period_end_end DESC, as_of DESC LIMIT 1"""


def connect_prices(
    asked: Sequence[str],
    book: Book,
    facts: Facts,
    provider: PriceProvider,
    folder: Path,
    read: Callable[[Message], str],
    *,
    day: date | None = None,
    dry: bool = False,
) -> Outcome:
    """Bring closing prices into ``prices`` and market values into ``financials``.

    ``asked`` are tickers, those of the holdings where none is given. Rows that are there stay. The market
    value is close x shares outstanding, for listings in US dollars, with a count of shares from the book's
    ``financials`` that is not older than 200 days.
    """
    on = min(day or book.as_of, book.as_of)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for ticker in dict.fromkeys(asked or held(book)):
        for found in _one(ticker, book, facts, provider, on):
            if isinstance(found, Entry):
                entries.append(found)
            else:
                problems.append(found)
    changes = compare(entries, book, lambda _entry, _old: False)
    every = [*provider.problems, *problems, *disagreements(changes)]
    return write(changes, every, book, folder, read, dry=dry)


def held(book: Book) -> tuple[str, ...]:
    """Return the tickers of the holdings, in file order."""
    rows = book.select("SELECT ticker FROM holdings WHERE ticker IS NOT NULL ORDER BY _row")
    return tuple(dict.fromkeys(str(row["ticker"]) for row in rows))


def _one(
    asked: str, book: Book, facts: Facts, provider: PriceProvider, day: date
) -> Iterator[Entry | Problem]:
    one = wanted(asked, book, facts)
    if one is None:
        yield Problem(asked, None, None, "SRC101", say("{asked} is no ticker", asked=asked))
        return
    try:
        close = provider.close(one.ticker, day)
    except FetchError as error:
        yield failure(error, one.ticker)
        return
    if close is None or math.isnan(close.price):
        message = say("there is no close of {ticker} in the week up to {day}", ticker=one.ticker, day=day)
        yield Problem(
            one.ticker, None, None, "SRC304", message, say("add it, or name another day with --day")
        )
        return
    cells = {"ticker": one.ticker, "date": close.day, "close": close.price}
    yield Entry("prices", cells, ("ticker", "date"), "close", close.day)
    yield _market_value(one, close, book)


def _market_value(one: Wanted, close: Close, book: Book) -> Entry | Problem:
    if close.currency != "USD":
        message = say("the close is in {currency}: no market value in US dollars is made from it",
                      currency=close.currency)  # fmt: skip
        hint = say("write the market value into financials yourself, with the day of the rate")
        return Problem(one.ticker, None, "currency", "SRC305", message, hint, Level.WARNING)
    rows = book.select(SHARES, company=one.company_id, day=close.day)
    if not rows or close.day - rows[0]["counted"] > SHARES_OLDEST:
        message = say("no shares outstanding of {company} are known within {days} of {day}: no market value",
                      company=one.company_id, days=Quantity(SHARES_OLDEST.days, "days"),
                      day=close.day)  # fmt: skip
        hint = say("get them first: {command}", command=f"specie connect filings BOOK {one.ticker}")
        return Problem(one.ticker, None, None, "SRC306", message, hint, Level.WARNING)
    shares, counted = float(rows[0]["value"]), rows[0]["counted"]
    note = say("close {close} x {shares} shares outstanding of {counted}; a split since then is not seen",
               close=number_text(close.price), shares=number_text(shares), counted=counted)  # fmt: skip
    cells = {
        "company_id": one.company_id,
        "period_end": close.day,
        "period": "point",
        "metric": "market_cap",
        "basis": "press",
        "value": float(round(close.price * shares)),
        "unit": "usd",
        "bound": "=",
        "source": close.source,
        "source_quality": "secondary",
        "note": note,
        "via": VIA,
        "as_of": close.day,
    }
    return Entry("financials", cells, KEY, "value", close.day)
