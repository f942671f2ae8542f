"""What is wrong with a document, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from specie.model import Level, Message, Problem
from specie.text.document.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence


def problem(
    name: str,
    code: str,
    message: Message,
    hint: Message | None = None,
    level: Level = Level.ERROR,
    line: int | None = None,
) -> Problem:
    """Make a problem of a document; ``line`` counts from 1."""
    return Problem(name, line, None, code, message, hint, level)


def refuse(
    name: str, code: str, message: Message, hint: Message | None = None, line: int | None = None
) -> NoReturn:
    """Say that a document cannot be read, and why."""
    raise DocumentError(name, (problem(name, code, message, hint, line=line),))


def numbers(pages: Sequence[int], shown: int = 8) -> str:
    """List page numbers, runs joined: ``1-3, 7``; long lists end with an ellipsis."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    written = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return ", ".join(written[:shown]) + (", …" if len(written) > shown else "")
