"""``specie init``: an empty book to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from specie.cli.options import book_argument, language_option
from specie.cli.session import stop
from specie.cli.speech import reader, tell
from specie.model import say


@click.command("init", help=tell(say("Write an empty book: specie.toml, one commented CSV file per table and"
                                     " the same tables as one workbook, book.xlsx.")))  # fmt: skip
@book_argument
@click.option("--name", default=None, help=tell(say("Name of the book (default: the folder's name).")))
@language_option
def command(book: Path, name: str | None, lang: str | None) -> None:
    """Write an empty book."""
    from specie.book.template import write_template

    if book.exists() and (not book.is_dir() or any(book.iterdir())):
        stop(say("{folder} is not empty: nothing was written\n  hint: name a new folder", folder=str(book)))
    written = write_template(book, name or book.resolve().name, reader(lang).message)
    for path in written:
        click.echo(str(path))
    click.echo(tell(say("next: fill in {table}, then run: specie check {folder}",
                        table=str(book / "initiatives.csv"), folder=str(book))), err=True)  # fmt: skip
