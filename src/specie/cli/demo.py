"""``specie demo``: the example book, every analysis, the brief."""

from __future__ import annotations

from pathlib import Path

import click

from specie.cli.options import language_option
from specie.cli.session import album_for, cache_for, load_book, progress, stop
from specie.cli.speech import reader, tell
from specie.model import say


@click.command("demo", help=tell(say("Write the example book (a synthetic firm), run every analysis on it,"
                                     " print the brief and save it as an HTML file.")))  # fmt: skip
@click.option("--folder", type=click.Path(path_type=Path), default=Path("specie-demo"), show_default=True,
              help=tell(say("Where to write the example book.")))  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("brief.html"),
              show_default=True, help=tell(say("Where to write the brief.")))  # fmt: skip
@language_option
def command(folder: Path, output: Path, lang: str | None) -> None:
    """Write the example book and its brief."""
    from specie.engine import declarations, run, warm
    from specie.example import ForeignFolderError, is_example, write_example
    from specie.report.brief import write_brief
    from specie.report.chart import ahead, start
    from specie.report.terminal import print_brief

    start(album_for(disabled=False))
    own = reader(lang)
    try:
        if not is_example(folder):
            write_example(folder)
            warm()  # an example that was there has been run before, and its results are kept
    except ForeignFolderError as error:
        stop(say("{folder} is there and is not the example book: choose another with --folder",
                 folder=str(error)))  # fmt: skip
    with progress(say("running every analysis")):
        done = run(
            load_book(folder), cache=cache_for(disabled=False),
            on_result=lambda result: ahead(result.figures, own.for_page()),
        )  # fmt: skip
    print_brief(done, declarations(), own)
    paths = write_brief(done, declarations(), own.code, output)
    click.echo(tell(say("wrote {paths}", paths=", ".join(str(path) for path in (folder, *paths)))), err=True)
