"""``specie brief``: the brief of a book, or the page of one initiative, as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specie.cli.options import (
    book_argument,
    engine_options,
    fail_on_option,
    initiative_option,
    language_option,
)
from specie.cli.session import (
    album_for,
    cache_for,
    exit_code,
    find_initiative,
    load_book,
    parse_params,
    progress,
    tell_written,
)
from specie.cli.speech import reader, tell
from specie.model import say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.cli.kept import Made
    from specie.model import Result, Run
    from specie.report.language import Language
    from specie.report.subject import Subject


@click.command("brief", help=tell(say("Run every analysis and write the brief as one HTML file that opens"
                                      " offline, with its manifest beside it; with --initiative the page of"
                                      " that initiative, from its readings to the verdict.")))  # fmt: skip
@book_argument
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    help=tell(say("Where to write it (default: brief.html, or ID.html of an initiative).")),
)
@initiative_option
@engine_options
@fail_on_option
@language_option
def command(book: Path, output: Path | None, initiative: str | None, **options: Any) -> None:
    """Write the brief of a book or the page of one initiative."""
    if initiative is None:
        ended = _whole(book, output or Path("brief.html"), options)
    else:
        ended = _of_one(book, output, initiative, options)
    sys.exit(ended)


def _whole(book: Path, output: Path, options: dict[str, Any]) -> int:
    """Write the brief of a book; the same files and wish as before give the page that is kept."""
    from specie.cli.kept import wish_for
    from specie.report.write import write_with_manifest

    own = reader(options["lang"])
    asked = (options["seed"], options["params"], options["fail_on"])
    wish = wish_for(book, output, "brief", own.code, *asked, disabled=options["no_cache"])
    made = wish.recall() or wish.keep(_made(book, own, options))
    tell_written(write_with_manifest(output, made.page, made.manifest))
    return made.exit_code


def _made(book: Path, own: Language, options: dict[str, Any]) -> Made:
    from specie.cli.kept import Made
    from specie.engine import declarations
    from specie.report.brief import render_brief
    from specie.report.manifest import manifest_json

    _begin(options)
    done = _run(load_book(book), None, own, options)
    page = render_brief(done, declarations(), own.code)
    return Made(page, manifest_json(done.manifest), exit_code=exit_code(done, options["fail_on"]))


def _of_one(book: Path, output: Path | None, initiative: str, options: dict[str, Any]) -> int:
    """Write the page of one initiative."""
    from specie.engine import declarations
    from specie.report.initiative import file_name, write_initiative
    from specie.report.narrow import narrowed

    own = reader(options["lang"])
    _begin(options)
    opened = load_book(book)
    subject = find_initiative(opened, initiative)
    done = _run(opened, subject, own, options)
    tell_written(
        write_initiative(done, subject, declarations(), own.code, output or Path(file_name(subject)))
    )
    return exit_code(narrowed(done, subject), options["fail_on"])


def _begin(options: dict[str, Any]) -> None:
    """Start what is done beside the reading of the book."""
    from specie.engine import warm
    from specie.report.chart import start

    start(album_for(disabled=options["no_cache"]))
    warm()


def _run(opened: Book, subject: Subject | None, own: Language, options: dict[str, Any]) -> Run:
    from specie.engine import declarations, run

    with progress(say("running every analysis")):
        return run(
            opened,
            seed=options["seed"],
            params=parse_params(options["params"], declarations()),
            jobs=options["jobs"],
            cache=cache_for(disabled=options["no_cache"]),
            on_result=lambda result: _draw(result, subject, own),
        )


def _draw(result: Result, subject: Subject | None, language: Language) -> None:
    """Have the charts of a result drawn while others are still computed."""
    from specie.report.chart import ahead
    from specie.report.narrow import figures_about

    if subject is None:
        ahead(result.figures, language.for_page())
    else:
        ahead(figures_about(result, subject), language.for_page(), details=True)
