"""``specie connect``: filed accounts of companies, or prices, into a book."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specie.cli.options import book_argument, fail_on_option, format_option, language_option
from specie.cli.session import load_book, problems_reach, progress, stop
from specie.cli.speech import reader, tell
from specie.model import say

if TYPE_CHECKING:
    from specie.connect.fetch.fetcher import Fetcher
    from specie.connect.outcome import Outcome
    from specie.connect.prices.provider import PriceProvider

DRY = click.option("--dry-run", "dry", is_flag=True,
                   help=tell(say("Say what would change and write nothing.")))  # fmt: skip


@click.group("connect", help=tell(say("Bring filed accounts of companies, or prices, into a book. Adds rows,"
                                      " never changes yours, names what disagrees.")))  # fmt: skip
def command() -> None:
    """Bring outside data into a book."""


@command.command("filings", help=tell(say("Add what companies have filed with the SEC to the table"
                                          " financials. A ticker may be a CIK number, and may name the"
                                          " company of the book: NVDA=nvidia.")))  # fmt: skip
@book_argument
@click.argument("tickers", nargs=-1, required=True, metavar="TICKER...")
@click.option("--contact", default="", envvar="SPECIE_CONTACT", metavar="NAME MAIL",
              help=tell(say("Who asks: the SEC wants a name and an e-mail address with every request (or"
                            " set SPECIE_CONTACT).")))  # fmt: skip
@click.option("--from", "source", type=click.Path(path_type=Path), default=None, metavar="FOLDER",
              help=tell(say("Read company facts kept in a folder and ask nobody.")))  # fmt: skip
@click.option("--years", default=3.0, type=click.FloatRange(0.25, 30), show_default=True,
              help=tell(say("How many years back rows are added.")))  # fmt: skip
@DRY
@format_option
@fail_on_option
@language_option
def filings(book: Path, tickers: tuple[str, ...], contact: str, source: Path | None, years: float, dry: bool,
            form: str, fail_on: tuple[str, ...], lang: str | None) -> None:  # fmt: skip
    """Add filed accounts."""
    from specie.connect.filings.connect import connect_filings
    from specie.facts import open_facts

    fetcher = _fetcher(contact, source)
    opened = load_book(book)
    with progress(say("asking for company facts")):
        done = connect_filings(
            tickers, opened, open_facts(), fetcher, book, reader(lang).message, years=years, dry=dry
        )
    _show(done, form, fail_on, lang)


def _fetcher(contact: str, source: Path | None) -> Fetcher:
    """Choose where facts come from; without a contact nobody is asked."""
    from specie.connect.fetch.fetcher import MissingExtraError
    from specie.connect.fetch.folder import FolderFetcher

    if source is not None:
        if not source.is_dir():
            stop(say("there is no folder {path}", path=str(source)))
        return FolderFetcher(source)
    _refuse(contact)
    from specie.connect.fetch.edgar import EdgarFetcher
    from specie.connect.fetch.limit import Patient

    try:
        return Patient(EdgarFetcher(contact.strip()))
    except MissingExtraError as error:
        stop(say("{package} is not installed, or not in a version that fits: {cause}\n  hint: {command}; or"
                 " read files kept before with --from FOLDER",
                 package=error.package, cause=error.detail,
                 command=f"pip install 'specie[{error.extra}]'"))  # fmt: skip


def _refuse(contact: str) -> None:
    from specie.connect.fetch.contact import contact_fault

    example = '--contact "Jane Doe jane@example.com"'
    fault = contact_fault(contact)
    if fault == "missing":
        stop(say("the SEC wants to know who asks, so nobody was asked\n  hint: {example}", example=example))
    if fault == "characters":
        stop(say("a contact goes into a header of the request: plain ASCII letters on one line\n  hint:"
                 " {example}", example=example))  # fmt: skip
    if fault:
        stop(say("{contact} is no name with an e-mail address\n  hint: {example}",
                 contact=contact.strip(), example=example))  # fmt: skip


@command.command("prices", help=tell(say("Add closing prices to the table prices, and market values to"
                                         " financials where the shares are known. Without tickers: those"
                                         " of the holdings.")))  # fmt: skip
@book_argument
@click.argument("tickers", nargs=-1, metavar="[TICKER...]")
@click.option("--from", "source", required=True, metavar="FOLDER",
              help=tell(say("Folder of CSV files with ticker, date, close, currency and, if at hand,"
                            " source.")))  # fmt: skip
@click.option("--provider", "named", default="csv", show_default=True, metavar="NAME",
              help=tell(say("Source of prices: csv, or one that an installed package offers.")))  # fmt: skip
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DAY",
              help=tell(say("Day of the prices (default: the book's date).")))  # fmt: skip
@DRY
@format_option
@fail_on_option
@language_option
def prices(book: Path, tickers: tuple[str, ...], source: str, named: str, day: datetime | None, dry: bool,
           form: str, fail_on: tuple[str, ...], lang: str | None) -> None:  # fmt: skip
    """Add prices."""
    from specie.connect.prices.connect import connect_prices
    from specie.facts import open_facts

    provider = _provider(named, source)
    opened = load_book(book)
    if day is not None and day.date() > opened.as_of:
        stop(say("{day} is after the book's date, {as_of}: nothing later is read",
                 day=day.date(), as_of=opened.as_of))  # fmt: skip
    done = connect_prices(
        tickers,
        opened,
        open_facts(),
        provider,
        book,
        reader(lang).message,
        day=day.date() if day else None,
        dry=dry,
    )
    _show(done, form, fail_on, lang)


def _provider(named: str, source: str) -> PriceProvider:
    from specie.connect.prices.provider import UnknownProviderError, provider

    try:
        return provider(named, source)
    except UnknownProviderError as error:
        stop(say("no source of prices is called {name}\n  hint: {known}",
                 name=error.asked, known=", ".join(error.known)))  # fmt: skip


def _show(done: Outcome, form: str, fail_on: tuple[str, ...], lang: str | None) -> None:
    from specie.report import connected

    render: Any = {"text": connected.as_text, "json": connected.as_json, "csv": connected.as_csv}[form]
    click.echo(render(done, reader(lang)), nl=False)
    sys.exit(int(problems_reach(done.problems, fail_on)))
