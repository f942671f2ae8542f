"""``specie run``: analyses on a book."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specie.cli.options import (
    book_argument,
    engine_options,
    fail_on_option,
    format_option,
    initiative_option,
    language_option,
)
from specie.cli.session import (
    cache_for,
    exit_code,
    find_initiative,
    load_book,
    parse_params,
    progress,
    report_problems,
    stop,
    tell_written,
)
from specie.cli.speech import reader, tell
from specie.model import Run, say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.report.subject import Subject


@click.command("run", help=tell(say("Run analyses (all when none is named; a question such as pays stands for"
                                    " all of its analyses) and print the results.")))  # fmt: skip
@book_argument
@click.argument("analyses", nargs=-1, metavar="[ANALYSIS]...")
@format_option
@click.option("--output", "-o", type=click.Path(path_type=Path), default=None,
              help=tell(say("Write to a file, with its manifest beside it.")))  # fmt: skip
@initiative_option
@click.option("--table", metavar="ID", default=None,
              help=tell(say("Print one table as CSV, by its id; a wrong one lists all.")))  # fmt: skip
@click.option("--dry-run", is_flag=True, help=tell(say("Say what would run and why; run nothing.")))
@engine_options
@fail_on_option
@language_option
def command(book: Path, analyses: tuple[str, ...], form: str, output: Path | None, **options: Any) -> None:
    """Run analyses on a book."""
    from specie.engine import UnknownAnalysisError
    from specie.report.narrow import narrowed

    opened = load_book(book)
    asked = options["initiative"]
    subject = None if asked is None else find_initiative(opened, asked)
    try:
        if options["dry_run"]:
            _show_plan(opened, analyses)
            return
        done = _run(opened, analyses, options)
    except UnknownAnalysisError as error:
        stop(say("no such analysis: {asked}\n  hint: {known}", asked=error.asked,
                 known=", ".join(error.close or error.known)))  # fmt: skip
    if subject is not None:
        done = narrowed(done, subject)
    if options["table"] is not None:
        form = "csv"
        _deliver_text(done, _one_table(done, options["table"], options["lang"]), output)
    else:
        _deliver(done, subject, form, output, options["lang"])
    if form == "csv" or output is not None:
        report_problems([p for p in opened.problems if p.level == "error"], limit=20)
    sys.exit(exit_code(done, options["fail_on"]))


def _run(book: Book, analyses: tuple[str, ...], options: dict[str, Any]) -> Run:
    """Run what was asked for and what that reads from; the answer holds the former."""
    from specie.engine import declarations, expand, run
    from specie.report.narrow import of_analyses

    with progress(say("running the analyses")):
        done = run(
            book,
            analyses or None,
            seed=options["seed"],
            params=parse_params(options["params"], declarations()),
            jobs=options["jobs"],
            cache=cache_for(disabled=options["no_cache"]),
        )
    return of_analyses(done, expand(declarations(), analyses or None))


def _show_plan(book: Book, analyses: tuple[str, ...]) -> None:
    from specie.engine import declarations, make_plan

    for step in make_plan(book, declarations(), analyses or None).steps:
        click.echo(f"{'+' if step.runs else '-'} {step.analysis.id:24} {tell(step.reason)}")


def _deliver(done: Run, subject: Subject | None, form: str, output: Path | None, lang: str | None) -> None:
    from specie.engine import declarations
    from specie.report.run import as_csv, as_json, as_text

    language = reader(lang)
    render = {
        "text": lambda: as_text(done, declarations(), language, colour=output is None, subject=subject),
        "json": lambda: as_json(done, language),
        "csv": lambda: as_csv(done, language),
    }[form]
    _deliver_text(done, render(), output)


def _one_table(done: Run, wanted: str, lang: str | None) -> str:
    from specie.report.one_table import as_table_csv, table_ids

    text = as_table_csv(done, wanted, reader(lang))
    if text is None:
        stop(say("no table {asked}\n  hint: {known}", asked=wanted, known=", ".join(table_ids(done))))
    return text


def _deliver_text(done: Run, text: str, output: Path | None) -> None:
    from specie.report.write import write_with_manifest

    if output is None:
        click.echo(text, nl=False)
        return
    tell_written(write_with_manifest(output, text, done.manifest))
