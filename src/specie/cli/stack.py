"""``specie stack``: which models and providers a repository calls, which end when, and what else is known."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specie.cli.options import language_option
from specie.cli.session import deliver, load_book, progress, stop
from specie.cli.speech import reader, tell
from specie.model import Message, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from specie.book import Book
    from specie.model import Estimate
    from specie.model.stack import StackModel, StackScan

FORMATS = ("text", "json", "sarif")
BY_SUFFIX = {".json": "json", ".sarif": "sarif"}
MEGABYTE = 1_000_000
STABILITY = "breaks/stability"
MEASURE = "failure_probability"
PERIOD = "next 12 months"
HELP = say(
    "Find the models and providers that code and configuration name, and say for each where, whether the name"
    " floats, when it is shut down and what replaces it, what it costs, how likely its supplier fails, and"
    " what moving could rest on. Nothing is sent anywhere. A comment with the words specie: ignore silences"
    " the findings of its line, specie: ignore BRK801 one of them."
)
OPTIONS: tuple[tuple[tuple[str, ...], Message, dict[str, Any]], ...] = (
    (("--format", "form"), say("What to write (default: by the name of the output, else text)."),
     {"type": click.Choice(FORMATS)}),
    (("--output", "-o"), say("Write to a file, for example stack.sarif."),
     {"type": click.Path(path_type=Path)}),
    (("--fail-on", "fail_on"), say("Findings from which on the exit code is 1."),
     {"type": click.Choice(["note", "watch", "alarm", "never"]), "default": "alarm", "show_default": True}),
    (("--within",), say("Days before its end from which a model is an alarm, not a watch."),
     {"type": click.IntRange(0, 3_650), "default": 90, "show_default": True, "metavar": "DAYS"}),
    (("--exclude",), say("Leave out paths that fit a pattern; may be given more than once."),
     {"multiple": True, "metavar": "PATTERN"}),
    (("--max-size",), say("Largest file that is read, in megabytes."),
     {"type": click.FloatRange(0, 1_000, min_open=True), "default": 2.0, "show_default": True,
      "metavar": "MB"}),
    (("--as-of", "as_of"), say("The day to look from (default: today, or the day of the book)."),
     {"type": click.DateTime(["%Y-%m-%d"]), "metavar": "DAY"}),
    (("--book",), say("Book whose table retirements is read before the shipped dates."),
     {"type": click.Path(path_type=Path), "metavar": "BOOK"}),
    (("--no-suppliers",), say("Leave out how likely suppliers fail: quicker, no analysis is run."),
     {"is_flag": True}),
)  # fmt: skip


def _optioned(function: Any) -> Any:
    """Add the options, in the order in which the help lists them."""
    for names, text, settings in reversed(OPTIONS):
        function = click.option(*names, help=tell(text), **settings)(function)
    return function


@click.command("stack", help=tell(HELP))
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@_optioned
@language_option
def command(path: Path, **options: Any) -> None:
    """Scan a repository."""
    if not path.is_dir() and not path.is_file():
        stop(say("no such file or folder: {path}", path=str(path)))
    book = load_book(options["book"]) if options["book"] is not None else None
    if book is not None and options["as_of"] is not None:
        stop(say("--as-of is the book's own date where there is a book: leave one of them out"))
    with progress(say("looking for models")):
        done = _scanned(path, book, options)
        _refuse_nothing_read(done)
        if not options["no_suppliers"]:
            done = _with_suppliers(done)
    deliver(_rendered(done, _format(options["form"], options["output"]), options["lang"]), options["output"])
    sys.exit(int(_reached(done, options["fail_on"])))


def _scanned(path: Path, book: Book | None, options: dict[str, Any]) -> StackScan:
    from specie.stack import scan
    from specie.supply.lifecycle import read_lifecycle

    given: datetime | None = options["as_of"]
    on = book.as_of if book is not None else (given or datetime.now().astimezone()).date()
    return scan(
        path,
        on,
        read_lifecycle(book),
        exclude=options["exclude"],
        largest=int(options["max_size"] * MEGABYTE),
        within=options["within"],
    )


def _refuse_nothing_read(done: StackScan) -> None:
    """End with exit code 2 where not even the root could be opened: nothing found would be no answer."""
    if done.files == 0 and done.problems and not done.skipped:
        stop(done.problems[0].message)


def _with_suppliers(done: StackScan) -> StackScan:
    """Add how likely the companies behind the models fail, where the analysis can say so."""
    companies = sorted({model.company for model in done.models if model.known and model.company})
    chances = _chances(companies, done.on)
    models = (_with_failure(model, chances) for model in done.models)
    return replace(done, models=tuple(models)) if chances else done


def _with_failure(model: StackModel, chances: dict[str, Estimate]) -> StackModel:
    return replace(model, failure=chances.get(model.company))


def _chances(companies: Iterable[str], on: date) -> dict[str, Estimate]:
    """Run the analysis of stability over the shipped facts, once for all companies."""
    from specie.engine import declarations

    wanted = list(companies)
    if not wanted or STABILITY not in declarations():
        return {}
    from specie.book.shipped import book_of
    from specie.cli.session import cache_for
    from specie.engine import run
    from specie.facts import open_facts
    from specie.model import Ref

    named = {fact.key[0]: fact.text("name") for fact in open_facts().rows("companies")}
    refs = [Ref("company", company, named[company]) for company in wanted if company in named]
    done = run(book_of(refs, on), (STABILITY,), cache=cache_for(disabled=False))
    told = (estimate for result in done.results for estimate in result.find(MEASURE))
    return {estimate.subject.id: estimate for estimate in told if estimate.period == PERIOD}


def _format(asked: str | None, output: Path | None) -> str:
    if asked is not None:
        return asked
    return BY_SUFFIX.get(output.suffix.lower(), "text") if output is not None else "text"


def _rendered(done: StackScan, form: str, lang: str | None) -> str:
    language = reader(lang)
    if form == "json":
        from specie.report.stack_json import stack_json

        return stack_json(done, language)
    if form == "sarif":
        from specie.report.stack_sarif import stack_sarif
        from specie.stack.codes import CODES

        return stack_sarif(done, CODES, language)
    from specie.report.stack_terminal import stack_text

    return stack_text(done, language)


def _reached(done: StackScan, limit: str) -> bool:
    """Tell whether a finding that no comment silences is at or above the limit."""
    if limit == "never":
        return False
    least = Severity(limit).rank
    return any(finding.severity.rank >= least for finding in done.open_findings)
