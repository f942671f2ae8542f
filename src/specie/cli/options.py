"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from specie.cli.speech import tell
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

FAIL_ON = ("never", "error", "warning", "alarm", "watch")


def book_argument(function: F) -> F:
    """Add the folder of the book."""
    return click.argument("book", type=click.Path(path_type=Path), metavar="BOOK")(function)


def language_option(function: F) -> F:
    """Add ``--lang``; already in force when the help is written."""
    text = tell(say("Language: en or zh-Hant (default: from SPECIE_LANG or LANG)."))
    return click.option("--lang", "lang", default=None, metavar="LANG", help=text, callback=_known_language)(
        function
    )


def _known_language(context: click.Context, option: click.Parameter, asked: str | None) -> str | None:
    """Refuse a language that Specie does not speak, naming those that it does."""
    from specie.report.language import CODES, UnknownLanguageError, choose

    try:
        return choose(asked, {}) if asked else None
    except UnknownLanguageError as error:
        text = tell(say("no such language: {asked}; one of {choices}", asked=error.asked,
                        choices=", ".join(CODES)))  # fmt: skip
        raise click.BadParameter(text, context, option) from error


def format_option(function: F) -> F:
    """Add ``--format text|json|csv``."""
    text = tell(say("What to print on standard output."))
    choice = click.Choice(["text", "json", "csv"])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help=text)(
        function
    )


def initiative_option(function: F) -> F:
    """Add ``--initiative``: one initiative instead of the whole book."""
    text = tell(say("Only what concerns one initiative, by its id."))
    return click.option("--initiative", default=None, metavar="ID", help=text)(function)


def fail_on_option(function: F) -> F:
    """Add ``--fail-on``: what makes the exit code 1."""
    text = tell(
        say(
            "What makes the exit code 1: data problems at error (default) or warning, findings at alarm or"
            " watch. May be given more than once."
        )
    )
    option = click.option(
        "--fail-on", "fail_on", type=click.Choice(FAIL_ON), multiple=True, default=("error",), help=text
    )
    return option(function)


def engine_options(function: F) -> F:
    """Add what decides how a run is executed."""
    options = (
        click.option("--jobs", "-j", default=1, type=click.IntRange(1, 256), show_default=True,
                     help=tell(say("Number of processes; the digits do not depend on it."))),
        click.option("--seed", default=1, type=click.IntRange(0), show_default=True,
                     help=tell(say("Seed of every random draw."))),
        click.option("--no-cache", is_flag=True,
                     help=tell(say("Compute everything anew and keep nothing."))),
        click.option("--param", "params", multiple=True, metavar="ANALYSIS.NAME=VALUE",
                     help=tell(say("Set a parameter of an analysis; see: specie explain ANALYSIS."))),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function
