"""The group of commands, each imported only when it is used, and the outermost error boundary."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import traceback

import click

from specie._version import __version__
from specie.cli.speech import tell
from specie.model import Message, say

SELDOM = 200_000
"""New objects between two searches for cycles: a command makes many words, few cycles, and ends soon."""

COMMANDS: dict[str, tuple[str, Message]] = {
    "demo": ("demo", say("Write the example book, run everything on it, print and save the brief.")),
    "init": ("init", say("Write an empty book: commented CSV templates and one workbook.")),
    "kit": ("kit", say("Kits for a use case: KPIs, counter-metrics, comparison, queries, a book to start.")),
    "check": ("check", say("Print every problem of a book with file, row, column, code and hint.")),
    "run": ("run", say("Run analyses on a book; text, JSON or CSV.")),
    "brief": ("brief", say("Write the brief of a book as one HTML file that opens offline.")),
    "connect": ("connect", say("Bring filed accounts of companies, or prices, into a book.")),
    "value": ("value", say("Print the card of a company: prices, multiples, what the price needs.")),
    "design": ("design", say("Say what a roll-out can decide, when, and draw one by lot.")),
    "check-text": ("check_text", say("Check every figure of texts: Markdown, text, HTML, PDF, DOCX.")),
    "stack": ("stack", say("Find the models a repository calls: which end when, at what price, with whom.")),
    "list": ("listing", say("List the analyses and the tables each one reads.")),
    "explain": ("explain", say("Explain a code, a measure or an analysis.")),
    "doctor": ("doctor", say("Check the installation, the cache and the shipped facts.")),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a newcomer meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        return importlib.import_module(f"specie.cli.{COMMANDS[cmd_name][0]}").command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from their one-line texts, importing none of them."""
        del ctx
        with formatter.section(tell(say("Commands"))):
            formatter.write_dl([(name, tell(text)) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command; an unknown one names the nearest."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(name, COMMANDS, n=1)
            hint = say("did you mean {name}?", name=close[0]) if close else say("see: specie --help")
            ctx.fail(tell(say("no such command: {name}; {hint}", name=name, hint=hint)))
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=tell(
        say(
            "Specie assays AI the way a mint assays coin: by which ruler, does it pay, what is it worth,"
            " what breaks. Reads a folder of plain tables; every number carries its denominator, evidence"
            " grade, interval and origin. Start with: specie demo"
        )
    ),
)
@click.version_option(__version__, prog_name="specie")
def cli() -> None:
    """Assay AI from a folder of plain tables."""


def main() -> None:
    """Run the command line; an unexpected error ends with exit code 2 and one line, not a traceback."""
    gc.set_threshold(SELDOM)
    try:
        cli(prog_name="specie")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        if os.environ.get("SPECIE_DEBUG"):
            traceback.print_exc()
        text = say(
            "internal error: {kind}: {text}\n  hint: run again with SPECIE_DEBUG=1 and report what it prints",
            kind=type(error).__name__,
            text=str(error),
        )
        click.echo(tell(text), err=True)
        sys.exit(2)
