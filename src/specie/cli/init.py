"""``specie init``: an empty book to fill in, or one that starts from a kit."""

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
@click.option("--kit", "kits", multiple=True, metavar="KIT",
              help=tell(say("Start from a kit (see: specie kit list); may be given more"
                            " than once.")))  # fmt: skip
@language_option
def command(book: Path, name: str | None, kits: tuple[str, ...], lang: str | None) -> None:
    """Write an empty book, or one with the rows of kits."""
    from datetime import UTC, datetime

    from specie.book.template import write_template
    from specie.cli.kit import chosen
    from specie.kits import start_book
    from specie.report.kit import kit_text

    wanted = [chosen(kit) for kit in dict.fromkeys(kits)]
    if book.exists() and (not book.is_dir() or any(book.iterdir())):
        stop(say("{folder} is not empty: nothing was written\n  hint: name a new folder", folder=str(book)))
    language, today = reader(lang), datetime.now(UTC).date()
    written = list(write_template(book, name or book.resolve().name, language.message, today))
    for kit in wanted:
        start_book(book, kit, today, language.message)
        page = book / f"kit-{kit.id}.md"
        page.write_text(kit_text(kit, language), "utf-8", newline="\n")
        written.append(page)
    for path in written:
        click.echo(str(path))
    click.echo(tell(say("next: fill in {table}, then run: specie check {folder}",
                        table=str(book / "initiatives.csv"), folder=str(book))), err=True)  # fmt: skip
