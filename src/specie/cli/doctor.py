"""``specie doctor``: is this installation sound?"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from specie.cli.options import language_option
from specie.cli.speech import tell
from specie.model import say


@click.command("doctor", help=tell(say("Check the interpreter, libraries, store, cache, shipped facts and"
                                       " analyses; exit code 1 when something is wrong.")))  # fmt: skip
@language_option
def command(lang: str | None) -> None:
    """Check the installation."""
    del lang
    from specie.engine.doctor import examine

    checks = examine(datetime.now(UTC).date())
    for check in checks:
        click.echo(f"{'ok  ' if check.ok else 'BAD '} {tell(check.name)}: {tell(check.seen)}")
        if not check.ok and check.hint is not None:
            click.echo(f"     {tell(say('hint: {hint}', hint=check.hint))}")
    sys.exit(int(not all(check.ok for check in checks)))
