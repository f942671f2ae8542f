"""``specie demo``: the example book, every analysis, the brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from specie.cli.options import language_option
from specie.cli.session import album_for, cache_for, load_book, progress, stop
from specie.cli.speech import reader, tell
from specie.model import say

if TYPE_CHECKING:
    from specie.cli.kept import Made
    from specie.report.language import Language


@click.command("demo", help=tell(say("Write the example book (a synthetic firm), run every analysis on it,"
                                     " print the brief and save it as an HTML file.")))  # fmt: skip
@click.option("--folder", type=click.Path(path_type=Path), default=Path("specie-demo"), show_default=True,
              help=tell(say("Where to write the example book.")))  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("brief.html"),
              show_default=True, help=tell(say("Where to write the brief.")))  # fmt: skip
@language_option
def command(folder: Path, output: Path, lang: str | None) -> None:
    """Write the example book and its brief."""
    from specie.cli.kept import wish_for
    from specie.report.terminal import shape
    from specie.report.write import write_with_manifest

    own = reader(lang)
    fresh = _put_example(folder)
    wish = wish_for(folder, output, "demo", own.code, shape(colour=True))
    made = wish.recall() or wish.keep(_make(folder, own, fresh=fresh))
    click.echo(made.terminal, nl=False)
    paths = write_with_manifest(output, made.page, made.manifest)
    click.echo(tell(say("wrote {paths}", paths=", ".join(str(path) for path in (folder, *paths)))), err=True)


def _put_example(folder: Path) -> bool:
    """Write the example book where it is not there yet, and tell whether it was not."""
    from specie.example import ForeignFolderError, is_example, write_example

    try:
        if is_example(folder):
            return False
        write_example(folder)
    except ForeignFolderError as error:
        stop(say("{folder} is there and is not the example book: choose another with --folder",
                 folder=str(error)))  # fmt: skip
    return True


def _make(folder: Path, own: Language, *, fresh: bool) -> Made:
    """Run every analysis and write the brief in both its forms."""
    from specie.cli.kept import Made
    from specie.engine import declarations, run, warm
    from specie.report.brief import render_brief
    from specie.report.chart import ahead, start
    from specie.report.manifest import manifest_json
    from specie.report.terminal import brief_text

    start(album_for(disabled=False))
    if fresh:
        warm()  # an example that was there has been run before, and its results are kept
    with progress(say("running every analysis")):
        done = run(
            load_book(folder), cache=cache_for(disabled=False),
            on_result=lambda result: ahead(result.figures, own.for_page()),
        )  # fmt: skip
    terminal = brief_text(done, declarations(), own, colour=True)
    page = render_brief(done, declarations(), own.code)
    return Made(page, manifest_json(done.manifest), terminal)
