"""The brief in a terminal: four boxes, then a section per question. Rich is imported when it is used."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from specie.report.narrow import of_the_whole
from specie.report.outline import outline
from specie.report.problems import problem_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from specie.model import Analysis, Run
    from specie.report.language import Language

__all__ = ["brief_text", "problem_lines", "results_text", "shape"]

PLAIN_WIDTH = 100
WIDEST = 140
PROBLEMS_SHOWN = 20


def brief_text(run: Run, declarations: Mapping[str, Analysis], language: Language, *, colour: bool) -> str:
    """Write the brief: header, four boxes, sections, data problems."""
    from specie.report.terminal_box import boxes, header
    from specie.report.terminal_section import Extent, sections

    arranged = outline(of_the_whole(run), declarations)
    console = console_for(colour=colour)
    console.print(header(arranged, language))
    console.print(boxes(arranged, language, console))
    for part in sections(arranged, declarations, language, Extent(1, 5, console.width, run.book.currency)):
        console.print(part)
    return _finish(console, run, language)


def results_text(
    run: Run, declarations: Mapping[str, Analysis], language: Language, *, colour: bool, rows: int = 8
) -> str:
    """Write the sections alone: what ``specie run`` prints; ``rows`` of each table."""
    from specie.report.terminal_section import Extent, sections

    console = console_for(colour=colour)
    extent = Extent(99, 99, console.width, run.book.currency, rows)
    for part in sections(outline(run, declarations), declarations, language, extent):
        console.print(part)
    return _finish(console, run, language)


def _finish(console: Console, run: Run, language: Language) -> str:
    for line in problem_lines(run.problems, language, limit=PROBLEMS_SHOWN):
        console.print(line, soft_wrap=True)
    text = console.file
    written = text.getvalue() if isinstance(text, io.StringIO) else ""
    return "".join(f"{line.rstrip()}\n" for line in written.splitlines())


def shape(*, colour: bool) -> tuple[int, bool]:
    """Return how wide a text is written, and whether in colour: on a terminal without NO_COLOR."""
    on_terminal = colour and sys.stdout.isatty()
    wanted = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return min(shutil.get_terminal_size((PLAIN_WIDTH, 40)).columns, WIDEST), wanted


def console_for(*, colour: bool) -> Console:
    """Make a console that writes into memory."""
    from rich.console import Console

    width, wanted = shape(colour=colour)
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=wanted,
        no_color=not wanted,
        color_system="standard" if wanted else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
