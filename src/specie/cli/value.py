"""``specie value``: what is known of the worth of one company, from the shipped facts alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specie.cli.options import engine_options, format_option, language_option
from specie.cli.session import album_for, cache_for, load_book, parse_params, progress, stop
from specie.cli.speech import reader, tell
from specie.model import say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.model import Run
    from specie.report.subject import Subject

ABOUT = ("worth", "breaks/stability")
"""Questions and analyses that look at companies."""
NAMING = ("vendors", "holdings", "rounds", "financials", "terms")
"""Tables of a book that name companies."""


@click.command("value", help=tell(say("Print the card of a company: its prices, multiples, what the price"
                                      " needs and rests on, from the shipped facts alone; --book adds"
                                      " your own tables.")))  # fmt: skip
@click.argument("company", metavar="COMPANY")
@click.option("--book", type=click.Path(path_type=Path), default=None, metavar="BOOK",
              help=tell(say("A book whose own facts, terms and holdings are read as well.")))  # fmt: skip
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DAY",
              help=tell(say("The day the card looks from, without a book (default: today).")))  # fmt: skip
@format_option
@click.option("--output", "-o", type=click.Path(path_type=Path), default=None,
              help=tell(say("Write the card as one HTML file that opens offline.")))  # fmt: skip
@engine_options
@language_option
def command(company: str, book: Path | None, as_of: datetime | None, form: str, output: Path | None,
            **options: Any) -> None:  # fmt: skip
    """Print or write the card of a company."""
    from specie.engine import declarations
    from specie.report.chart import start
    from specie.report.company import write_company

    if book is not None and as_of is not None:
        stop(say("--as-of is the book's own date where there is a book: leave one of them out"))
    opened = load_book(book) if book is not None else None
    subject = _find(company, opened)
    start(album_for(disabled=options["no_cache"]))
    done = _run(opened or _book(subject, as_of), options)
    own = reader(options["lang"])
    if output is not None:
        for path in write_company(done, subject, declarations(), own.code, output):
            click.echo(tell(say("wrote {path}", path=str(path))), err=True)
    else:
        click.echo(_printed(done, subject, form, own.code), nl=False)


def _find(asked: str, book: Book | None) -> Subject:
    """Find the company; an unknown one ends with exit code 2 and a hint."""
    from specie.facts import open_facts
    from specie.report.company import UnknownCompanyError, company_of
    from specie.text.links.gazetteer import gazetteer

    facts = open_facts()
    aliases = {word: ref.id for word, ref in gazetteer(facts).owners.items() if ref.kind == "company"}
    try:
        return company_of(facts, asked, aliases, _own(book) if book is not None else ())
    except UnknownCompanyError as error:
        near, known = ", ".join(error.close), ", ".join(error.known)
        hint = say("did you mean {name}?", name=near) if near else say("known: {names}", names=known)
        stop(say("no such company: {asked}\n  hint: {hint}", asked=asked, hint=hint))


def _own(book: Book) -> tuple[str, ...]:
    """Companies that the book's own tables name."""
    named = (f"SELECT company_id FROM {table} WHERE company_id IS NOT NULL" for table in NAMING)
    rows = book.select(f"SELECT DISTINCT company_id FROM ({' UNION ALL '.join(named)}) ORDER BY 1")
    return tuple(row["company_id"] for row in rows)


def _book(subject: Subject, as_of: datetime | None) -> Book:
    from specie.book.shipped import book_about

    return book_about(subject.ref, (as_of or datetime.now().astimezone()).date())


def _run(book: Book, options: dict[str, Any]) -> Run:
    from specie.engine import declarations, run

    with progress(say("running the analyses")):
        return run(
            book,
            ABOUT,
            seed=options["seed"],
            params=parse_params(options["params"], declarations()),
            jobs=options["jobs"],
            cache=cache_for(disabled=options["no_cache"]),
        )


def _printed(done: Run, subject: Subject, form: str, lang: str) -> str:
    from specie.engine import declarations
    from specie.report.company import card_run, card_text
    from specie.report.language import language
    from specie.report.run import as_csv, as_json

    if form == "text":
        return card_text(done, subject, declarations(), lang, colour=True)
    own = card_run(done, subject)
    return as_json(own, language(lang)) if form == "json" else as_csv(own, language(lang))
