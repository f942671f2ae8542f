"""``specie check``: every problem of a book in one go."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from specie.cli.options import book_argument, fail_on_option, format_option, language_option
from specie.cli.session import load_book, problems_reach
from specie.cli.speech import reader, tell
from specie.model import say


@click.command("check", help=tell(say("Print every problem of a book: file, row, column, code, cause and"
                                      " hint. Reads everything, changes nothing.")))  # fmt: skip
@book_argument
@format_option
@fail_on_option
@language_option
def command(book: Path, form: str, fail_on: tuple[str, ...], lang: str | None) -> None:
    """Print every problem of a book."""
    from specie.report import check

    opened = load_book(book)
    render = {"text": check.as_text, "json": check.as_json, "csv": check.as_csv}[form]
    click.echo(render(opened.info, opened.problems, opened.sources, reader(lang)), nl=False)
    sys.exit(int(problems_reach(opened.problems, fail_on)))
