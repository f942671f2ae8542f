"""A scanned repository as text, JSON and SARIF 2.1.0: one content, valid forms, both languages."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from specie.model import Bound, Estimate, Grade, Origin, Ref
from specie.model.stack import StackScan
from specie.report.language import language
from specie.report.stack_json import stack_json
from specie.report.stack_sarif import stack_sarif
from specie.report.stack_terminal import stack_text
from specie.stack import scan
from specie.stack.codes import CODES
from specie.supply.lifecycle import read_lifecycle

ENGLISH = language("en")
CHINESE = language("zh-Hant")
ROOM = Path(__file__).resolve().parents[2] / "src" / "specie" / "stack"

# The part of the SARIF 2.1.0 schema that the output uses: types, required and allowed properties, words.
TEXT = {"type": str}
MESSAGE = {"type": dict, "required": {"text"}, "allowed": {"text": TEXT}}
ARTIFACT = {
    "type": dict, "required": set(),
    "allowed": {"uri": TEXT, "uriBaseId": TEXT, "index": {"type": int}, "description": MESSAGE},
}  # fmt: skip
WHOLE = {"type": int, "minimum": 1}
REGION = {
    "type": dict, "required": set(),
    "allowed": {"startLine": WHOLE, "startColumn": WHOLE, "endLine": WHOLE, "endColumn": WHOLE},
}  # fmt: skip
LOCATION = {
    "type": dict, "required": set(),
    "allowed": {"physicalLocation": {
        "type": dict, "required": set(), "allowed": {"artifactLocation": ARTIFACT, "region": REGION},
    }},
}  # fmt: skip
LEVEL = {"type": str, "enum": {"none", "note", "warning", "error"}}
RULE = {
    "type": dict, "required": {"id"},
    "allowed": {
        "id": TEXT, "shortDescription": MESSAGE, "fullDescription": MESSAGE, "help": MESSAGE,
        "defaultConfiguration": {"type": dict, "required": set(), "allowed": {"level": LEVEL}},
    },
}  # fmt: skip
RESULT = {
    "type": dict, "required": {"message"},
    "allowed": {
        "ruleId": TEXT, "ruleIndex": {"type": int, "minimum": 0}, "level": LEVEL, "message": MESSAGE,
        "locations": {"type": list, "of": LOCATION}, "partialFingerprints": {"type": dict, "values": TEXT},
        "suppressions": {"type": list, "of": {
            "type": dict, "required": {"kind"},
            "allowed": {"kind": {"type": str, "enum": {"inSource", "external"}}},
        }},
    },
}  # fmt: skip
NOTIFICATION = {
    "type": dict, "required": {"message"},
    "allowed": {
        "message": MESSAGE, "level": LEVEL, "locations": {"type": list, "of": LOCATION},
        "descriptor": {"type": dict, "required": {"id"}, "allowed": {"id": TEXT}},
    },
}  # fmt: skip
INVOCATION = {
    "type": dict, "required": {"executionSuccessful"},
    "allowed": {
        "executionSuccessful": {"type": bool},
        "toolExecutionNotifications": {"type": list, "of": NOTIFICATION},
    },
}  # fmt: skip
DRIVER = {
    "type": dict, "required": {"name"},
    "allowed": {
        "name": TEXT, "semanticVersion": TEXT, "rules": {"type": list, "of": RULE, "unique": True},
        "language": {"type": str, "pattern": r"^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    },
}  # fmt: skip
RUN = {
    "type": dict, "required": {"tool"},
    "allowed": {
        "tool": {"type": dict, "required": {"driver"}, "allowed": {"driver": DRIVER}},
        "columnKind": {"type": str, "enum": {"utf16CodeUnits", "unicodeCodePoints"}},
        "originalUriBaseIds": {"type": dict, "values": ARTIFACT},
        "invocations": {"type": list, "of": INVOCATION}, "results": {"type": list, "of": RESULT},
    },
}  # fmt: skip
LOG = {
    "type": dict, "required": {"version", "runs"},
    "allowed": {
        "$schema": TEXT, "version": {"type": str, "enum": {"2.1.0"}}, "runs": {"type": list, "of": RUN},
    },
}  # fmt: skip


def faults(value: Any, form: dict[str, Any], path: str = "$") -> list[str]:
    """What of a value is against a form; the empty list where nothing is."""
    if not isinstance(value, form["type"]) or (form["type"] is int and isinstance(value, bool)):
        return [f"{path} is a {type(value).__name__}"]
    found = (
        [f"{path} is {value}"]
        if value not in form.get("enum", {value} if isinstance(value, str) else [value])
        else []
    )
    if "pattern" in form and not re.match(form["pattern"], value):
        found.append(f"{path} is {value}")
    if "minimum" in form and value < form["minimum"]:
        found.append(f"{path} is {value}")
    if form["type"] is list:
        found += [fault for n, item in enumerate(value) for fault in faults(item, form["of"], f"{path}[{n}]")]
    elif "values" in form:
        found += [fault for k, item in value.items() for fault in faults(item, form["values"], f"{path}.{k}")]
    elif form["type"] is dict:
        found += [f"{path} lacks {name}" for name in form["required"] - set(value)]
        found += [f"{path} has {name}" for name in set(value) - set(form["allowed"])]
        for name in set(value) & set(form["allowed"]):
            found += faults(value[name], form["allowed"][name], f"{path}.{name}")
    return found


@pytest.fixture
def done(tmp_path: Path) -> StackScan:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a b.py").write_text(
        'x = "gpt-4-0613"\n雙 = "claude-opus-4-5"  # specie: ignore\nmodel = "acme-9-large"\n'
        'y = "gpt-oss-120b"\nz = "gpt-5-2025-08-07"\nclient = AnthropicVertex()\n'
        'w = "claude-3-5-haiku@20241022"\n'
    )
    (tmp_path / "requirements.txt").write_text("openai\n")
    (tmp_path / "image.png").write_bytes(b"x")
    return scan(tmp_path, date(2026, 11, 22), read_lifecycle())


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_sarif_has_the_form_of_its_schema(done: StackScan, code: str) -> None:
    log = json.loads(stack_sarif(done, CODES, language(code)))
    assert faults(log, LOG) == []
    (run,) = log["runs"]
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert len(run["results"]) == len(done.findings) == 5
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_the_form_refuses_what_the_schema_refuses(done: StackScan) -> None:
    log = json.loads(stack_sarif(done, CODES, ENGLISH))
    log["runs"][0]["results"][0]["level"] = "fatal"
    log["runs"][0]["results"][1]["colour"] = "red"
    del log["runs"][0]["tool"]["driver"]["name"]
    assert len(faults(log, LOG)) == 3


def test_sarif_places_are_relative_and_percent_encoded(done: StackScan) -> None:
    results = json.loads(stack_sarif(done, CODES, ENGLISH))["runs"][0]["results"]
    first = results[0]["locations"][0]["physicalLocation"]
    assert first["artifactLocation"] == {"uri": "sub/a%20b.py", "uriBaseId": "SRCROOT"}
    assert first["region"] == {"startLine": 1, "startColumn": 6, "endColumn": 16}
    assert {r["level"] for r in results} == {"error", "warning", "note"}


def test_columns_count_code_points(done: StackScan) -> None:
    results = json.loads(stack_sarif(done, CODES, ENGLISH))["runs"][0]["results"]
    silenced = [r for r in results if "suppressions" in r]
    assert {r["locations"][0]["physicalLocation"]["region"]["startColumn"] for r in silenced} == {6}
    assert silenced[0]["suppressions"] == [{"kind": "inSource"}]


def test_sarif_is_the_same_each_time(done: StackScan) -> None:
    assert stack_sarif(done, CODES, ENGLISH) == stack_sarif(done, CODES, ENGLISH)


def test_json_holds_everything_and_english_and_chinese_hold_the_same_numbers(done: StackScan) -> None:
    english, chinese = json.loads(stack_json(done, ENGLISH)), json.loads(stack_json(done, CHINESE))
    assert len(english["models"]) == len(done.models)
    assert [f["code"] for f in english["findings"]] == [f.code for f in done.findings]
    model = next(m for m in english["models"] if m["model"] == "gpt-5-2025-08-07")
    assert model["ending"]["days_left"] == 19
    assert model["price"]["input"] == 1.25
    assert model["portability"]["hosts"] == ["OpenAI"]
    for key in ("root", "as_of", "files", "skipped", "providers"):
        assert english[key] == chinese[key]
    for one, other in zip(english["models"], chinese["models"], strict=True):
        assert {**one, "ending": None, "elsewhere": None} == {**other, "ending": None, "elsewhere": None}


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_the_text_names_every_model_place_and_open_code(done: StackScan, code: str) -> None:
    text = stack_text(done, language(code))
    for model in done.models:
        assert model.written in text
        assert f"{model.places[0].path}:{model.places[0].line}:{model.places[0].column}" in text
    for finding in done.open_findings:
        assert finding.code in text
    assert "{" not in text
    assert "2026-12-11" in text


def test_the_loudest_model_that_ends_first_stands_first(done: StackScan) -> None:
    text = stack_text(done, ENGLISH)
    order = ["gpt-4-0613  ", "gpt-5-2025-08-07  ", "claude-3-5-haiku@20241022  ", "acme-9-large  "]
    places = [text.index(f"\n{name}") for name in order]
    assert places == sorted(places)


def test_a_chance_of_failing_is_told_as_an_interval(done: StackScan) -> None:
    from dataclasses import replace

    chance = Estimate(
        "failure_probability", Ref("company", "openai"), "next 12 months", 0.02, 0.01, 0.04, 0.9, "fraction",
        "m", Grade.MODELLED, (Origin("t.csv"),), bound=Bound.EXACT,
    )  # fmt: skip
    model = replace(next(m for m in done.models if m.written == "gpt-4-0613"), failure=chance)
    text = stack_text(replace(done, models=(model,)), ENGLISH)
    assert re.search(r"chance of failing within a year 2(\.0)?%", text.replace(" %", "%")), text


def test_names_with_control_characters_are_shown_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.py").write_text('x = "gpt-4-0613"\n')
    done = scan(tmp_path, date(2026, 11, 22), read_lifecycle())
    assert "\x1b[31m" not in stack_text(done, ENGLISH)


def test_every_code_is_explained_and_used() -> None:
    source = (
        "".join(path.read_text() for path in Path("src/specie/stack").glob("*.py"))
        if Path("src").is_dir()
        else ""
    )
    for code in CODES.values():
        assert code.title.template
        assert code.remedy.template
        assert source.count(f'"{code.id}"') >= 2, code.id
