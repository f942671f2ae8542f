"""The JSON Schema of the machine-readable surface; ``python -m specie.report.schema`` prints it."""

from __future__ import annotations

import json
import sys
from typing import Any

from specie.model import Bound, Grade, Level, Role, Severity, Status

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WORDS: Schema = {"type": ["string", "null"], "description": "prose in the language asked for"}
NUMBER: Schema = {"type": ["number", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DIGEST: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$", "description": "SHA-256 in hexadecimal"}


def run_schema() -> Schema:
    """Return the schema of a run; keys may be added to any object, none is taken away."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Specie run",
        **_object(
            book={"$ref": "#/$defs/book"},
            results=_list("result"),
            problems=_list("problem"),
            tables={"type": "object", "additionalProperties": {"$ref": "#/$defs/rows"}},
        ),
        "$defs": {
            "book": _book(),
            "rows": _object(rows_read=COUNT, rows_used=COUNT, rows_set_aside=COUNT),
            "result": _result(),
            "estimate": _estimate(),
            "subject": _object(kind=TEXT, id=TEXT, label=TEXT),
            "origin": _object(
                place=TEXT, rows=TEXT, digest=DIGEST, as_of={"anyOf": [DAY, {"type": "null"}]}, url=TEXT
            ),
            "finding": _finding(),
            "problem": _problem(),
            "recipe": _recipe(),
        },
    }


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _one_of(words: type[Bound | Grade | Level | Role | Severity | Status]) -> Schema:
    return {"enum": [word.value for word in words]}


def _book() -> Schema:
    return _object(
        name=TEXT,
        as_of=DAY | {"description": "nothing later was read"},
        digest=DIGEST | {"description": "SHA-256 over specie.toml and every table file"},
        currency=TEXT | {"description": "ISO 4217 code of every amount"},
        synthetic={"type": "boolean"},
    )


def _result() -> Schema:
    return _object(
        analysis=TEXT | {"description": "question/name"},
        status=_one_of(Status),
        estimates=_list("estimate"),
        findings=_list("finding"),
        reason=WORDS,
        headline={"type": "array", "items": TEXT},
        recipe={"anyOf": [{"$ref": "#/$defs/recipe"}, {"type": "null"}]},
    )


def _estimate() -> Schema:
    return _object(
        measure=TEXT,
        subject={"$ref": "#/$defs/subject"},
        period=TEXT,
        point=NUMBER | {"description": "null where only a range is known"},
        low=NUMBER | {"description": "null where that side is open"},
        high=NUMBER | {"description": "null where that side is open"},
        level={"type": "number", "minimum": 0, "maximum": 1, "description": "coverage; 1 when certain"},
        unit=TEXT,
        method=TEXT,
        grade=_one_of(Grade),
        origins=_list("origin") | {"minItems": 1},
        bound=_one_of(Bound),
        exact={"type": "boolean"},
        denominator=WORDS,
        assumptions={"type": "array", "items": TEXT},
    )


def _finding() -> Schema:
    return _object(
        code=TEXT | {"pattern": "^[A-Z]{3}[0-9]{3}$"},
        severity=_one_of(Severity),
        subject={"$ref": "#/$defs/subject"},
        message=TEXT,
        evidence=_list("estimate"),
        action=WORDS,
        role={"anyOf": [_one_of(Role), {"type": "null"}]},
    )


def _problem() -> Schema:
    place: Schema = {"type": ["integer", "null"], "minimum": 1}
    return _object(
        file=TEXT,
        row=place | {"description": "as a spreadsheet counts: the header is row 1"},
        column={"type": ["string", "null"], "description": "name of the column"},
        code=TEXT | {"pattern": "^[A-Z]{3}[0-9]{3}$"},
        message=TEXT,
        hint=WORDS,
        level=_one_of(Level),
        position=place | {"description": "place of the column, from 1"},
        rows=COUNT | {"description": "how many rows the problem stands for"},
    )


def _recipe() -> Schema:
    return _object(
        version=TEXT,
        parameters={"type": "object", "additionalProperties": TEXT},
        seed={"type": "integer"},
        book_digest=DIGEST,
        facts_digest=DIGEST,
    )


def schema_json() -> str:
    """Write the schema as indented JSON."""
    return json.dumps(run_schema(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_json())
