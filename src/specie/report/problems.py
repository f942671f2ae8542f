"""Problems as a compiler writes them: place, code, message, then the hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Level, Quantity
from specie.report.scale import marked
from specie.report.vocabulary import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model import Problem
    from specie.report.language import Language


def problem_lines(
    problems: Sequence[Problem], language: Language, *, limit: int | None = None
) -> Iterator[str]:
    """Yield the lines of all problems, or of the first ``limit``, and a closing count."""
    for problem in problems[:limit]:
        yield problem_line(problem, language)
        if problem.hint is not None:
            yield f"  {language(marked('hint: {hint}'), hint=problem.hint)}"
    if limit is not None and len(problems) > limit:
        hidden = Quantity(len(problems) - limit, "count")
        yield language(marked("… and {count} more"), count=hidden)
    if problems:
        yield count_line(problems, language)


def problem_line(problem: Problem, language: Language) -> str:
    """Write one problem: ``costs.csv:3:4 DAT012 amount is not a number: "abc"``."""
    text = f"{place(problem, language)} {problem.code} {language.message(problem.message)}"
    if problem.rows > 1:
        count = Quantity(problem.rows, "count")
        text = language(marked("{problem} (stands for {count} rows)"), problem=text, count=count)
    return (
        text
        if problem.level is Level.ERROR
        else f"{text} [{language.message(LEVELS[problem.level]).lower()}]"
    )


def place(problem: Problem, language: Language) -> str:
    """Write where it is: file, row and the position of the column (its name where there is none)."""
    known = problem.row is not None and problem.position is not None
    parts = [problem.file, problem.row, problem.position if known else problem.column]
    return language.value(":".join(str(p) for p in parts if p is not None))


def count_line(problems: Sequence[Problem], language: Language) -> str:
    """Count the problems by level."""
    counts = {level: sum(p.level is level for p in problems) for level in Level}
    return language(
        marked("errors: {errors}, warnings: {warnings}, notes: {notes}"),
        errors=Quantity(counts[Level.ERROR], "count"),
        warnings=Quantity(counts[Level.WARNING], "count"),
        notes=Quantity(counts[Level.NOTE], "count"),
    )
