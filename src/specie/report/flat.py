"""One flat row per estimate, finding or problem, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specie.model import Estimate, Origin, Problem, Result
    from specie.report.language import Language

ESTIMATE_COLUMNS = (
    "analysis", "measure", "subject_kind", "subject_id", "subject_label", "period", "point", "low", "high",
    "level", "unit", "bound", "exact", "grade", "method", "denominator", "assumptions", "origins",
)  # fmt: skip
PROBLEM_COLUMNS = ("file", "row", "column", "position", "level", "code", "message", "hint", "rows")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def estimates_csv(results: Sequence[Result], language: Language) -> str:
    """Write every estimate as one row; numbers with every digit they have."""
    rows = (_estimate_row(r.analysis, e, language) for r in results for e in r.estimates)
    return _csv(ESTIMATE_COLUMNS, rows)


def problems_csv(problems: Sequence[Problem], language: Language) -> str:
    """Write every problem as one row."""
    return _csv(PROBLEM_COLUMNS, (_problem_row(p, language) for p in problems))


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write plain rows under a header."""
    return _csv(columns, rows)


def _estimate_row(analysis: str, estimate: Estimate, language: Language) -> list[Any]:
    subject = estimate.subject
    return [
        analysis,
        estimate.measure,
        subject.kind,
        subject.id,
        subject.label,
        estimate.period,
        estimate.point,
        estimate.low,
        estimate.high,
        estimate.level,
        estimate.unit,
        estimate.bound.value,
        "true" if estimate.exact else "false",
        estimate.grade.value,
        estimate.method,
        language.message(estimate.denominator) if estimate.denominator else "",
        " | ".join(language.message(a) for a in estimate.assumptions),
        " | ".join(map(_origin, estimate.origins)),
    ]


def _origin(origin: Origin) -> str:
    digest = f"sha256:{origin.digest[:12]}" if origin.digest else ""
    as_of = origin.as_of.isoformat() if origin.as_of else ""
    return " ".join(filter(None, (origin.place, origin.rows, digest, as_of, origin.url)))


def _problem_row(problem: Problem, language: Language) -> list[Any]:
    return [
        problem.file,
        problem.row,
        problem.column,
        problem.position,
        problem.level.value,
        problem.code,
        language.message(problem.message),
        language.message(problem.hint) if problem.hint else "",
        problem.rows,
    ]


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: Any) -> Any:
    """Quote text that a spreadsheet would run as a formula; a bound such as ``=`` alone is none."""
    is_formula = (
        isinstance(cell, str) and len(cell) > 1 and cell.startswith(_FORMULA) and cell not in {">=", "<="}
    )
    return f"'{cell}" if is_formula else cell
