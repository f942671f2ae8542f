"""The machine-readable surface: the promised keys, the schema, and the same bytes each time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from specie.report import check, schema
from specie.report.run import as_csv, as_data, as_json

DOCS = Path(__file__).resolve().parents[2] / "docs"
TYPES = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def is_type(value: Any, name: str) -> bool:
    if name in {"number", "integer"}:
        return isinstance(value, int if name == "integer" else int | float) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def faults(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str = "$") -> list[str]:
    """Validate the part of JSON Schema that the surface uses."""
    if "$ref" in rule:
        return faults(value, root["$defs"][rule["$ref"].rsplit("/", 1)[1]], root, path)
    if "anyOf" in rule:
        tried = [faults(value, option, root, path) for option in rule["anyOf"]]
        return [] if [] in tried else tried[0]
    types = rule.get("type", [])
    if types and not any(is_type(value, name) for name in ([types] if isinstance(types, str) else types)):
        return [f"{path}: {value!r} is no {types}"]
    return [*own_faults(value, rule, path), *inner_faults(value, rule, root, path)]


def own_faults(value: Any, rule: dict[str, Any], path: str) -> list[str]:
    checks = {
        "enum": lambda allowed: value in allowed,
        "pattern": lambda pattern: re.search(pattern, value),
        "minimum": lambda least: value is None or value >= least,
        "maximum": lambda most: value is None or value <= most,
        "minItems": lambda least: len(value) >= least,
    }
    return [
        f"{path}: {value!r} against {k}" for k, holds in checks.items() if k in rule and not holds(rule[k])
    ]


def inner_faults(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str) -> list[str]:
    found: list[str] = []
    if isinstance(value, dict):
        found += [f"{path}: no {key}" for key in rule.get("required", []) if key not in value]
        for key, item in value.items():
            inner = rule.get("properties", {}).get(key, rule.get("additionalProperties"))
            found += faults(item, inner, root, f"{path}.{key}") if inner else []
    if isinstance(value, list):
        for number, item in enumerate(value):
            found += faults(item, rule["items"], root, f"{path}[{number}]")
    return found


def test_the_run_fits_the_schema(run, en):
    made = json.loads(as_json(run, en))
    assert faults(made, schema.run_schema(), schema.run_schema()) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("book", "digest"), "short"),
        (("results", 0, "status"), "fine"),
        (("problems", 0, "row"), 0),
        (("results", 0, "estimates", 0, "origins"), []),
        (("results", 0, "estimates", 0, "grade"), "best"),
    ],
)
def test_the_validator_finds_faults(run, en, path, value):
    made = json.loads(as_json(run, en))
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert len(faults(made, schema.run_schema(), schema.run_schema())) == 1


def test_the_schema_file_is_the_one_the_code_makes():
    assert (DOCS / "schema" / "run.schema.json").read_text("utf-8") == schema.schema_json()


def test_the_promised_keys_come_first_and_in_order(run, en):
    made = as_data(run, en)
    assert list(made)[:3] == ["book", "results", "problems"]
    assert list(made["book"])[:3] == ["name", "as_of", "digest"]
    result = made["results"][2]
    assert {"analysis", "status", "estimates", "findings"} <= set(result)
    assert list(result["estimates"][0])[:11] == [
        "measure",
        "subject",
        "period",
        "point",
        "low",
        "high",
        "level",
        "unit",
        "method",
        "grade",
        "origins",
    ]
    assert list(result["estimates"][0]["subject"])[:2] == ["kind", "id"]
    assert list(result["findings"][0])[:6] == ["code", "severity", "subject", "message", "evidence", "action"]
    assert list(made["problems"][0])[:6] == ["file", "row", "column", "code", "message", "hint"]


def test_no_digit_is_lost(run, en):
    total = json.loads(as_json(run, en))["results"][2]["estimates"][0]
    assert total["point"] == 18_412_306.44


def test_the_same_run_gives_the_same_bytes_and_no_time(sample, en):
    first, second = as_json(sample.run(), en), as_json(sample.run(), en)
    assert first == second
    assert "2026-11-22" not in first
    assert "seconds" not in first


def test_languages_differ_in_prose_only(run, en, zh):
    def bare(value):
        if isinstance(value, dict):
            prose = {"message", "hint", "action", "reason", "headline", "denominator", "assumptions"}
            return {key: bare(item) for key, item in value.items() if key not in prose}
        return [bare(item) for item in value] if isinstance(value, list) else value

    assert bare(as_data(run, en)) == bare(as_data(run, zh))


def test_the_page_of_documentation_names_every_key(run, en):
    text = (DOCS / "json.md").read_text("utf-8")
    made = as_data(run, en)
    estimate = made["results"][2]["estimates"][0]
    for key in [
        *made,
        *made["book"],
        *made["results"][2],
        *estimate,
        *estimate["origins"][0],
        *made["problems"][0],
    ]:
        if key not in {"currency", "synthetic", "analysis"}:
            assert f"`{key}`" in text or f'"{key}"' in text, key


def test_one_flat_row_per_estimate(run, en):
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO(as_csv(run, en))))
    assert len(rows) == sum(len(r.estimates) for r in run.results)
    total = next(r for r in rows if r["measure"] == "pays.spend.total")
    assert float(total["point"]) == 18_412_306.44
    assert total["origins"].startswith(
        "costs.csv 480 rows sha256:a1a1a1a1a1a1 2026-09-30 | bills/aws-2026.csv"
    )
    multiple = next(r for r in rows if r["measure"] == "worth.rounds.price_to_sales")
    assert (multiple["low"], multiple["bound"]) == ("", "<=")


def test_a_text_that_a_spreadsheet_would_run_is_quoted():
    from specie.report.flat import table_csv

    made = table_csv(("a", "b"), [("=HYPERLINK(1)", -3.5), ("<=", "+1")])
    assert made.splitlines()[1:] == ["'=HYPERLINK(1),-3.5", "<=,'+1"]


class Source:
    rows_read, rows_used, rows_set_aside = 481, 480, 1


def test_check_prints_the_same_surface(run, en):
    made = json.loads(check.as_json(run.book, run.problems, {"costs": Source()}, en))
    assert faults(made, schema.run_schema(), schema.run_schema()) == []
    assert made["tables"] == {"costs": {"rows_read": 481, "rows_used": 480, "rows_set_aside": 1}}
    assert len(check.as_csv(run.book, run.problems, {}, en).splitlines()) == 1 + len(run.problems)
