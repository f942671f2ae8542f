"""What commands do in common: open the book or say why not, run with progress, decide the exit code."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from specie.cli.speech import tell
from specie.model import Level, Message, Problem, Severity, say

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    from specie.book import Book
    from specie.engine.cache import Cache
    from specie.engine.shelf import Shelf
    from specie.model import Analysis, Run
    from specie.report.subject import Subject

KNOWN_SHOWN = 20


def stop(message: Message, code: int = 2) -> NoReturn:
    """Say why on standard error and exit."""
    click.echo(tell(message), err=True)
    sys.exit(code)


def deliver(text: str, output: Path | None) -> None:
    """Print a text, or write it into a file; one that cannot be written ends with exit code 2."""
    if output is None:
        click.echo(text, nl=False)
        return
    from specie.report.write import write_whole

    try:
        path = write_whole(output, text)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        stop(say("cannot write {path}: {cause}", path=str(output), cause=cause))
    tell_written([path])


def tell_written(paths: Iterable[Path]) -> None:
    """Say on standard error which files were written."""
    for path in paths:
        click.echo(tell(say("wrote {path}", path=str(path))), err=True)


def load_book(path: Path) -> Book:
    """Open the book; a folder that is no book ends with its problems and exit code 2."""
    from specie.book import BookError, open_book

    try:
        return open_book(path)
    except BookError as error:
        report_problems(error.problems)
        sys.exit(2)


def find_initiative(book: Book, initiative_id: str) -> Subject:
    """Find the initiative that was asked for; an unknown one ends with exit code 2 and a hint."""
    from specie.report.subject import UnknownInitiativeError, subject_of

    try:
        return subject_of(book, initiative_id)
    except UnknownInitiativeError as error:
        near, known = ", ".join(error.close), ", ".join(error.known[:KNOWN_SHOWN])
        hint = say("did you mean {name}?", name=near) if near else say("known: {names}", names=known)
        stop(say("no such initiative: {asked}\n  hint: {hint}", asked=error.asked, hint=hint))


def report_problems(problems: Sequence[Problem], limit: int | None = None) -> None:
    """Print problems on standard error, compiler style."""
    from specie.cli.speech import reader
    from specie.report.terminal import problem_lines

    for line in problem_lines(problems, reader(), limit=limit):
        click.echo(line, err=True)


def cache_for(*, disabled: bool) -> Cache | None:
    """Return the user's result cache unless it was switched off."""
    from specie.engine.cache import Cache, default_folder

    return None if disabled else Cache(default_folder() / "results")


def album_for(*, disabled: bool) -> Shelf | None:
    """Return where the user's charts are kept unless keeping was switched off."""
    from specie.engine.cache import default_folder
    from specie.engine.shelf import Shelf

    return None if disabled else Shelf(default_folder() / "charts", suffix=".svg")


@contextmanager
def progress(message: Message) -> Generator[None]:
    """Show that work goes on, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(tell(message)):
        yield


def parse_params(
    given: Sequence[str], known: Mapping[str, Analysis]
) -> dict[str, dict[str, float | int | str | bool]]:
    """Read ``analysis.name=value`` pairs; every bad one is named, then exit code 2."""
    params: dict[str, dict[str, float | int | str | bool]] = {}
    faults: list[Message] = []
    for text in given:
        name, equals, value = text.partition("=")
        analysis, _, param = name.rpartition(".")
        declared = {p.name: p for p in known[analysis].params} if analysis in known else {}
        if not equals or param not in declared:
            faults.append(say("no such parameter: {text}; see: specie explain ANALYSIS", text=text))
            continue
        try:
            params.setdefault(analysis, {})[param] = _as(declared[param].default, value)
        except ValueError:
            faults.append(say("not a value for {param}: {value}", param=name, value=value))
    for fault in faults:
        click.echo(tell(fault), err=True)
    if faults:
        sys.exit(2)
    return params


def _as(default: float | int | str | bool, text: str) -> Any:
    if isinstance(default, bool):
        if text.lower() not in {"true", "false"}:
            raise ValueError(text)
        return text.lower() == "true"
    return type(default)(text)


def exit_code(run: Run, fail_on: Sequence[str]) -> int:
    """2 when an analysis failed, 1 when something at or above ``fail_on`` was found, else 0."""
    if any(result.status == "failed" for result in run.results):
        return 2
    severities = [finding.severity for result in run.results for finding in result.findings]
    reached = problems_reach(run.problems, fail_on) or any(
        severity.rank >= Severity(limit).rank
        for severity in severities
        for limit in fail_on
        if limit in ("alarm", "watch")
    )
    return int(reached)


def problems_reach(problems: Sequence[Problem], fail_on: Sequence[str]) -> bool:
    """Tell whether a problem is at or above one of the limits."""
    limits = [Level(limit).rank for limit in fail_on if limit in ("error", "warning")]
    return any(problem.level.rank >= limit for problem in problems for limit in limits)
