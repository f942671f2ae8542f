"""``specie kit``: KPIs, counter-metrics, comparison and queries for a use case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from specie.cli.options import format_option, language_option
from specie.cli.session import stop
from specie.cli.speech import reader, tell
from specie.model import say

if TYPE_CHECKING:
    from specie.kits import Kit


def chosen(name: str) -> Kit:
    """Return a kit; an unknown name ends with the names there are."""
    from specie.kits import kit, kit_ids

    try:
        return kit(name)
    except KeyError:
        stop(say("no kit is called {name}\n  hint: {known}", name=name, known=", ".join(kit_ids())))


@click.group("kit", help=tell(say("Kits for a use case: KPIs, what must not get worse, how to compare,"
                                  " baseline queries. Start a book from one with: specie init BOOK --kit"
                                  " NAME")))  # fmt: skip
def command() -> None:
    """List or show kits."""


@command.command("list", help=tell(say("List the kits.")))
@format_option
@language_option
def listed(form: str, lang: str | None) -> None:
    """List the kits."""
    from specie.kits import kit, kit_ids
    from specie.report import kit as report

    render = {"text": report.list_text, "json": report.list_json, "csv": report.list_csv}[form]
    click.echo(render([kit(name) for name in kit_ids()], reader(lang)), nl=False)


@command.command("show", help=tell(say("Show one kit in full: definitions, worth of one unit, evidence,"
                                       " comparison, queries.")))  # fmt: skip
@click.argument("name", metavar="NAME")
@format_option
@language_option
def show(name: str, form: str, lang: str | None) -> None:
    """Show one kit."""
    from specie.report import kit as report

    render = {"text": report.kit_text, "json": report.kit_json, "csv": report.kit_csv}[form]
    click.echo(render(chosen(name), reader(lang)), nl=False)
