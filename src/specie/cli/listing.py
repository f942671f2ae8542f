"""``specie list``: the analyses."""

from __future__ import annotations

import click

from specie.cli.options import format_option, language_option
from specie.cli.speech import reader, tell
from specie.model import say


@click.command("list", help=tell(say("List the analyses by question, with the tables each one reads.")))
@format_option
@language_option
def command(form: str, lang: str | None) -> None:
    """List the analyses."""
    from specie.engine import declarations
    from specie.report import catalogue

    render = {"text": catalogue.as_text, "json": catalogue.as_json, "csv": catalogue.as_csv}[form]
    click.echo(render(declarations(), reader(lang)), nl=False)
