"""Filings of companies into the book: fetch, read, compare, write."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from specie.connect.fetch.fetcher import FetchError
from specie.connect.filings.rows import VIA, earlier, facts_to_rows
from specie.connect.table.compare import agree, compare, disagreements
from specie.connect.table.write import write
from specie.connect.wanted import wanted
from specie.model import Level, Problem, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from specie.book import Book
    from specie.connect.entry import Entry
    from specie.connect.fetch.fetcher import Fetcher
    from specie.connect.outcome import Existing, Outcome
    from specie.connect.wanted import Wanted
    from specie.facts import Facts
    from specie.model import Message


@dataclass(slots=True)
class Fetched:
    """Rows of every company, the documents they were made from, and what went wrong."""

    rows: list[Entry] = field(default_factory=list)
    documents: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def connect_filings(
    asked: Sequence[str],
    book: Book,
    facts: Facts,
    fetcher: Fetcher,
    folder: Path,
    read: Callable[[Message], str],
    *,
    years: float = 3.0,
    dry: bool = False,
) -> Outcome:
    """Bring the filed figures of companies into the book's ``financials``.

    Rows of the user stay. A row that this connector wrote and nobody edited follows a restatement. Whatever
    fails for one company is named and the others go on.
    """
    fetched = Fetched()
    for ticker in dict.fromkeys(asked):
        _fetch(ticker, book, facts, fetcher, years, fetched)
    changes = compare(fetched.rows, book, _untouched(fetched.documents))
    problems = [*fetched.problems, *disagreements(changes)]
    return write(changes, problems, book, folder, read, dry=dry)


def _fetch(asked: str, book: Book, facts: Facts, fetcher: Fetcher, years: float, into: Fetched) -> None:
    one = wanted(asked, book, facts)
    if one is None:
        into.problems.append(_no_ticker(asked))
        return
    try:
        cik = one.cik if one.cik is not None else fetcher.cik_of(one.ticker)
        if cik is None:
            into.problems.append(_unknown(one.ticker))
            return
        data = fetcher.company_facts(cik)
    except FetchError as error:
        into.problems.append(failure(error, one.ticker))
        return
    rows, problems = facts_to_rows(
        data, one.company_id, as_of=book.as_of, years=years, place=f"{one.ticker} CIK{cik:010d}"
    )
    if one.company_id in into.documents:
        into.problems.append(_twice(one))
        return
    into.documents[one.company_id] = data
    into.rows += rows
    into.problems += [*problems, *_own_name(one, rows)]


def _own_name(one: Wanted, rows: Sequence[Entry]) -> list[Problem]:
    if one.known or not rows:
        return []
    message = say("no company is known under this ticker: its rows go by the id {company}",
                  company=one.company_id)  # fmt: skip
    hint = say("to choose the id: {form}", form=f"{one.ticker}=COMPANY")
    return [Problem(one.ticker, None, None, "SRC104", message, hint, Level.NOTE)]


def _untouched(documents: Mapping[str, object]) -> Callable[[Entry, Existing], bool]:
    """Tell rows that we wrote from edited ones: made anew for its own day, ours has the same figure."""

    @lru_cache(maxsize=64)
    def former(company: str, day: date) -> Mapping[tuple[str, ...], Entry]:
        return earlier(documents[company], company, day)

    def untouched(entry: Entry, old: Existing) -> bool:
        if old.via != VIA or old.as_of is None:
            return False
        then = former(str(entry.cells["company_id"]), old.as_of).get(entry.name)
        return then is not None and then.bound == old.bound and agree(old.value, then.value)

    return untouched


def _no_ticker(asked: str) -> Problem:
    message = say("{asked} is no ticker", asked=asked)
    hint = say("write {ticker}, {cik} or {named}", ticker="NVDA", cik="CIK0001045810", named="NVDA=nvidia")
    return Problem(asked, None, None, "SRC101", message, hint)


def _unknown(ticker: str) -> Problem:
    message = say("nobody files with the SEC under the ticker {ticker}", ticker=ticker)
    hint = say(
        "give the company's number at the SEC instead: {example}", example=f"CIK0001045810={ticker.lower()}"
    )
    return Problem(ticker, None, None, "SRC102", message, hint)


def _twice(one: Wanted) -> Problem:
    message = say(
        "two tickers are for one company, {company}: the second is not used", company=one.company_id
    )
    return Problem(one.ticker, None, None, "SRC103", message, say("name one ticker for each company"))


def failure(error: FetchError, ticker: str) -> Problem:
    """Name a request that failed, with what can be done."""
    code, message, hint = _explained(error)
    return Problem(ticker, None, None, code, message, hint)


def _explained(error: FetchError) -> tuple[str, Message, Message]:
    where, detail = error.where, error.detail
    if error.status == 404:
        return (
            "SRC105",
            say("the source has no company facts for {where}", where=where),
            say("companies that file with the SEC have them; check the ticker or the number"),
        )
    if error.status is not None:
        message = say("the source answered {status} for {where}, after several tries",
                      status=str(error.status), where=where)  # fmt: skip
        return "SRC106", message, _answer_hint(error.status)
    if error.kind == "malformed":
        message = say("what {where} holds is no JSON: {cause}", where=where, cause=detail)
        return "SRC107", message, say("it may have been cut short: fetch it again")
    if error.kind == "missing":
        return (
            "SRC108",
            say("there is no file {where}", where=where),
            say("the folder holds company_tickers.json and CIK##########.json as the SEC hands them out"),
        )
    if error.kind == "unreadable":
        return (
            "SRC108",
            say("{where} cannot be read: {cause}", where=where, cause=detail),
            say("check its permissions"),
        )
    message = (
        say("no answer for {where} in time, after several tries", where=where)
        if error.kind == "timeout"
        else say("the source cannot be reached for {where}: {cause}", where=where, cause=detail)
    )
    return "SRC109", message, say("check the network; files fetched before can be read with --from FOLDER")


def _answer_hint(status: int) -> Message:
    if status in {403, 429}:
        minutes = Quantity(10, "count")
        return say(
            "the SEC holds off callers that ask too often or without a contact: wait {minutes} minutes, then"
            " ask for fewer companies",
            minutes=minutes,
        )
    return say("the fault is on the source's side: try again later")
