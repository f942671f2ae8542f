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
)
from specie.cli.speech import reader, tell
from specie.model import say

if TYPE_CHECKING:
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
    from specie.engine import declarations, run, warm
    from specie.report.chart import start
    from specie.report.narrow import narrowed

    start(album_for(disabled=options["no_cache"]))
    warm()
    opened = load_book(book)
    subject = find_initiative(opened, initiative)
    own = reader(options["lang"])
    with progress(say("running every analysis")):
        done = run(
            opened,
            seed=options["seed"],
            params=parse_params(options["params"], declarations()),
            jobs=options["jobs"],
            cache=cache_for(disabled=options["no_cache"]),
            on_result=lambda result: _draw(result, subject, own),
        )
    for path in _write(done, subject, own.code, output):
        click.echo(tell(say("wrote {path}", path=str(path))), err=True)
    sys.exit(exit_code(done if subject is None else narrowed(done, subject), options["fail_on"]))


def _draw(result: Result, subject: Subject | None, language: Language) -> None:
    """Have the charts of a result drawn while others are still computed."""
    from specie.report.chart import ahead
    from specie.report.narrow import figures_about

    if subject is None:
        ahead(result.figures, language.for_page())
    else:
        ahead(figures_about(result, subject), language.for_page(), details=True)


def _write(done: Run, subject: Subject | None, lang: str, output: Path | None) -> tuple[Path, Path]:
    from specie.engine import declarations
    from specie.report.brief import write_brief
    from specie.report.initiative import file_name, write_initiative

    if subject is None:
        return write_brief(done, declarations(), lang, output or Path("brief.html"))
    return write_initiative(done, subject, declarations(), lang, output or Path(file_name(subject)))
