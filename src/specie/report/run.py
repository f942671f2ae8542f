"""A run as text, JSON or CSV: what ``specie run`` prints."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from specie.report.data import book_data, problem_data, result_data, tables_data
from specie.report.dossier import numbers
from specie.report.flat import estimates_csv
from specie.report.narrow import is_silent, of_the_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Analysis, Run
    from specie.report.data import Json
    from specie.report.language import Language
    from specie.report.subject import Subject


EVERY_ROW = 10_000


def as_data(run: Run, language: Language) -> Json:
    """Turn a run into JSON values; holds no time and no path, so that equal runs give equal text."""
    return {
        "book": book_data(run.book),
        "results": [result_data(r, language) for r in run.results],
        "problems": [problem_data(p, language) for p in run.problems],
        "tables": tables_data(run.tables),
    }


def as_json(run: Run, language: Language) -> str:
    """Write a run as indented JSON."""
    return json.dumps(as_data(run, language), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(run: Run, language: Language) -> str:
    """Write one row per estimate."""
    return estimates_csv(run.results, language)


def as_text(
    run: Run,
    declarations: Mapping[str, Analysis],
    language: Language,
    *,
    colour: bool,
    subject: Subject | None = None,
) -> str:
    """Write the results for a terminal, plain when it is none; of an initiative every number."""
    from specie.report.terminal import results_text

    shown = of_the_whole(run) if subject is None else _with_numbers(run, subject, declarations)
    rows = 8 if subject is None else EVERY_ROW
    return results_text(shown, declarations, language, colour=colour, rows=rows)


def _with_numbers(run: Run, subject: Subject, declarations: Mapping[str, Analysis]) -> Run:
    """Add the numbers that no table shows as a table of their own; leave out who says nothing."""
    results = (r for r in run.results if not is_silent(r))
    return replace(
        run,
        results=tuple(
            replace(r, tables=(*(t for t in (numbers(r, subject, declarations),) if t.rows), *r.tables))
            for r in results
        ),
    )
