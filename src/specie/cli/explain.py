"""``specie explain``: a code, a measure, a method or an analysis in plain words."""

from __future__ import annotations

import click

from specie.cli.options import language_option
from specie.cli.session import stop
from specie.cli.speech import reader, tell
from specie.model import say


@click.command("explain", help=tell(say("Explain a problem or finding code (DAT012), a measure, a method or"
                                        " an analysis (pays/spend).")))  # fmt: skip
@click.argument("name", metavar="CODE")
@language_option
def command(name: str, lang: str | None) -> None:
    """Explain a code, a measure, a method or an analysis."""
    from specie.book.codes import CODES
    from specie.connect.codes import CODES as CONNECT_CODES
    from specie.engine import declarations
    from specie.report.explain import close_names, explanation
    from specie.stack.codes import CODES as STACK_CODES
    from specie.text.codes import CODES as TEXT_CODES

    codes = {**CODES, **TEXT_CODES, **CONNECT_CODES, **STACK_CODES}
    text = explanation(name, codes, declarations(), reader(lang))
    if text is None:
        near = close_names(name, codes, declarations())
        stop(say("nothing is called {name}\n  hint: {near}", name=name,
                 near=", ".join(near) or "specie list"))  # fmt: skip
    click.echo(text, nl=False)
