"""``specie brief``: the brief of a book as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from specie.cli.options import book_argument, engine_options, fail_on_option, language_option
from specie.cli.session import cache_for, exit_code, load_book, parse_params, progress
from specie.cli.speech import reader, tell
from specie.model import say


@click.command("brief", help=tell(say("Run every analysis and write the brief as one HTML file that opens"
                                      " offline, with its manifest beside it.")))  # fmt: skip
@book_argument
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("brief.html"),
              show_default=True, help=tell(say("Where to write the brief.")))  # fmt: skip
@engine_options
@fail_on_option
@language_option
def command(book: Path, output: Path, **options: Any) -> None:
    """Write the brief of a book."""
    from specie.engine import declarations, run, warm
    from specie.report.brief import write_brief
    from specie.report.chart import start

    start()
    warm()
    opened = load_book(book)
    with progress(say("running every analysis")):
        done = run(
            opened,
            seed=options["seed"],
            params=parse_params(options["params"], declarations()),
            jobs=options["jobs"],
            cache=cache_for(disabled=options["no_cache"]),
        )
    for path in write_brief(done, declarations(), reader(options["lang"]).code, output):
        click.echo(tell(say("wrote {path}", path=str(path))), err=True)
    sys.exit(exit_code(done, options["fail_on"]))
