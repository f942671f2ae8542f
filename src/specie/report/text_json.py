"""Checked texts as JSON, documented in docs/json.md."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from specie.report.data import origin_data, problem_data, subject_data
from specie.report.text_place import BY_LINE, Places
from specie.report.text_view import view_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from specie.model import Problem
    from specie.model.claim import About, Alarm, Check, Claim, Days, Span, TextCheck
    from specie.report.language import Language

Json = dict[str, Any]


def texts_json(checks: Sequence[TextCheck], problems: Sequence[Problem], language: Language) -> str:
    """Write every document; one that could not be read has no format, only its problems."""
    documents = [_document(check, language) for check in checks]
    documents += [
        _unread(name, [p for p in problems if p.file == name], language)
        for name in dict.fromkeys(p.file for p in problems)
    ]
    return '{"documents": [\n' + ",\n".join(map(_written, documents)) + "\n]}\n"


def _written(document: Json) -> str:
    """Write a document with one line for each key and each item of a list: quick, and easy to compare."""
    lines = ((json.dumps(key), _value(value)) for key, value in document.items())
    return "{" + ",\n ".join(f"{key}: {value}" for key, value in lines) + "}"


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(map(_value_on_a_line, cast("list[Any]", value))) + "\n ]"
    return _value_on_a_line(value)


def _value_on_a_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _document(check: TextCheck, language: Language) -> Json:
    document = check.document
    places = Places(document)
    return {
        "name": document.name,
        "format": document.format,
        "digest": document.digest,
        "written": _days(document.written),
        "text": None if document.format in BY_LINE else document.text,
        "counts": {"figures": len(check.claims)}
        | {outcome.value: count for outcome, count in view_of(check).counts.items()},
        "claims": [_claim(claim, places) for claim in check.claims],
        "findings": [_finding(alarm, language) for alarm in check.alarms],
        "checks": [_check(made, language) for made in check.checks],
        "problems": [problem_data(problem, language) for problem in check.problems],
    }


def _unread(name: str, problems: Sequence[Problem], language: Language) -> Json:
    return {
        "name": name,
        "format": None,
        "digest": "",
        "written": None,
        "text": None,
        "counts": {},
        "claims": [],
        "findings": [],
        "checks": [],
        "problems": [problem_data(problem, language) for problem in problems],
    }


def _claim(claim: Claim, places: Places) -> Json:
    place = places.of(claim.span.start)
    return {
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "kind": claim.kind.value,
        "value": number(claim.value),
        "low": number(claim.low),
        "high": number(claim.high),
        "unit": claim.unit,
        "reach": claim.reach.value,
        "when": _days(claim.when),
        "about": _about(claim.about),
        "sentence": _span(claim.sentence),
        "line": place.line or None,
        "column": place.column or None,
        "page": place.page or None,
        "proposed": claim.proposed,
    }


def _about(about: About) -> Json:
    return {
        "subjects": [subject_data(subject) for subject in about.subjects],
        "measure": about.measure,
        "basis": about.basis,
        "when": _days(about.when),
        "horizon": about.horizon,
        "role": about.role,
        "denominator": _span(about.denominator),
        "source": _span(about.source),
    }


def _finding(alarm: Alarm, language: Language) -> Json:
    return {
        "code": alarm.code,
        "severity": alarm.severity.value,
        "spans": [_span(span) for span in alarm.spans],
        "message": language.sentence(alarm.message),
        "hint": language.sentence(alarm.hint) if alarm.hint is not None else None,
        "origins": [origin_data(origin) for origin in alarm.origins],
    }


def _check(check: Check, language: Language) -> Json:
    return {
        "standing": check.standing.value,
        "spans": [_span(span) for span in check.spans],
        "message": language.sentence(check.message),
        "origins": [origin_data(origin) for origin in check.origins],
    }


def _days(when: Days | None) -> Json | None:
    return {"first": when.first.isoformat(), "last": when.last.isoformat()} if when else None


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def number(value: Decimal | None) -> int | float | None:
    """Return a number that JSON can hold: whole ones with every digit, others as the nearest float."""
    if value is None or not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else float(value)
