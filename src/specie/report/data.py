"""Words as plain JSON values: the shapes of the machine-readable surface, documented in docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import BookInfo, Estimate, Finding, Origin, Problem, Recipe, Ref, Result
    from specie.report.language import Language

Json = dict[str, Any]


def book_data(book: BookInfo) -> Json:
    """Say which book was read."""
    return {
        "name": book.name,
        "as_of": book.as_of.isoformat(),
        "digest": book.digest,
        "currency": book.currency,
        "synthetic": book.synthetic,
    }


def subject_data(ref: Ref) -> Json:
    """Say what a number or finding is about."""
    return {"kind": ref.kind, "id": ref.id, "label": ref.label}


def origin_data(origin: Origin) -> Json:
    """Say where a number was read."""
    return {
        "place": origin.place,
        "rows": origin.rows,
        "digest": origin.digest,
        "as_of": origin.as_of.isoformat() if origin.as_of else None,
        "url": origin.url,
    }


def estimate_data(estimate: Estimate, language: Language) -> Json:
    """Write an estimate with every digit it has; only its denominator and assumptions are prose."""
    return {
        "measure": estimate.measure,
        "subject": subject_data(estimate.subject),
        "period": estimate.period,
        "point": estimate.point,
        "low": estimate.low,
        "high": estimate.high,
        "level": estimate.level,
        "unit": estimate.unit,
        "method": estimate.method,
        "grade": estimate.grade.value,
        "origins": [origin_data(o) for o in estimate.origins],
        "bound": estimate.bound.value,
        "exact": estimate.exact,
        "denominator": language.message(estimate.denominator) if estimate.denominator else None,
        "assumptions": [language.message(a) for a in estimate.assumptions],
    }


def finding_data(finding: Finding, language: Language) -> Json:
    """Write a finding with the estimates that are its evidence."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "subject": subject_data(finding.subject),
        "message": language.message(finding.message),
        "evidence": [estimate_data(e, language) for e in finding.evidence],
        "action": language.message(finding.action) if finding.action else None,
        "role": finding.role.value if finding.role else None,
    }


def problem_data(problem: Problem, language: Language) -> Json:
    """Write a problem with its place."""
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "message": language.message(problem.message),
        "hint": language.message(problem.hint) if problem.hint else None,
        "level": problem.level.value,
        "position": problem.position,
        "rows": problem.rows,
    }


def result_data(result: Result, language: Language) -> Json:
    """Write the result of one analysis; its tables and figures are views of the same estimates."""
    return {
        "analysis": result.analysis,
        "status": result.status.value,
        "estimates": [estimate_data(e, language) for e in result.estimates],
        "findings": [finding_data(f, language) for f in result.findings],
        "reason": language.message(result.reason) if result.reason else None,
        "headline": [language.message(m) for m in result.headline],
        "recipe": recipe_data(result.recipe) if result.recipe else None,
    }


def recipe_data(recipe: Recipe) -> Json:
    """Say what gives the same digits again."""
    return {
        "version": recipe.version,
        "parameters": dict(recipe.parameters),
        "seed": recipe.seed,
        "book_digest": recipe.book_digest,
        "facts_digest": recipe.facts_digest,
    }


def tables_data(tables: Mapping[str, tuple[int, int, int]]) -> Json:
    """Account for the rows: read = used + set aside."""
    return {
        name: {"rows_read": read, "rows_used": used, "rows_set_aside": aside}
        for name, (read, used, aside) in sorted(tables.items())
    }
