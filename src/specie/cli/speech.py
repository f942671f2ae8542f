"""The reader's language on the command line."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from specie.report.language import Language, choose, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Message


@cache
def reader(code: str | None = None) -> Language:
    """Return the language asked for, by ``--lang`` or else by the environment."""
    return language(choose(code or _asked(sys.argv), os.environ))


def _asked(arguments: Sequence[str]) -> str | None:
    """Find ``--lang`` before the options are parsed: help texts need it too."""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def tell(message: Message) -> str:
    """Format a message for the reader."""
    return reader().message(message)
