"""The reader's language on the command line."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from specie.report.language import Language, UnknownLanguageError, choose, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Message


@cache
def reader(code: str | None = None) -> Language:
    """Return the language asked for, by ``--lang`` or else by the environment.

    Texts of help are written before the options are checked: a language that nobody speaks is told off there.
    """
    try:
        return language(choose(code or _asked(sys.argv), os.environ))
    except UnknownLanguageError:
        return language(choose(None, os.environ))


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
