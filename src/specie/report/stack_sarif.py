"""A scanned repository as SARIF 2.1.0, for the alerts of code hosts and editors.

OASIS Standard, Static Analysis Results Interchange Format Version 2.1.0,
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from specie._version import __version__
from specie.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Code, Problem
    from specie.model.stack import Place, StackFinding, StackScan
    from specie.report.language import Language

Json = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {Severity.ALARM: "error", Severity.WATCH: "warning", Severity.NOTE: "note"}
TAG = {"en": "en-US", "zh-Hant": "zh-TW"}
ROOT = "SRCROOT"
FINGERPRINT = "specieStack/v1"


def stack_sarif(scan: StackScan, codes: Mapping[str, Code], language: Language) -> str:
    """Write one run: a rule for each code that was found, a result for each finding.

    Silenced findings stay, marked as suppressed in the source, so that a host can show them as such.
    """
    used = [codes[code] for code in sorted({finding.code for finding in scan.findings})]
    index = {code.id: number for number, code in enumerate(used)}
    run: Json = {
        "tool": {"driver": _driver(used, language)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "folder that was scanned"}}},
        "invocations": [_invocation(scan.problems, language)],
        "results": [_result(finding, index, language) for finding in scan.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _driver(used: list[Code], language: Language) -> Json:
    rules = [_rule(code, language) for code in used]
    return {"name": "specie", "semanticVersion": __version__, "language": TAG[language.code], "rules": rules}


def _rule(code: Code, language: Language) -> Json:
    return {
        "id": code.id,
        "shortDescription": {"text": language.sentence(code.title)},
        "fullDescription": {"text": language.sentence(code.meaning)},
        "help": {"text": language.sentence(code.remedy)},
        "defaultConfiguration": {"level": LEVEL[code.severity or Severity.NOTE]},
    }


def _result(finding: StackFinding, index: Mapping[str, int], language: Language) -> Json:
    said = [language.sentence(finding.message)]
    said += [language.sentence(finding.hint)] if finding.hint is not None else []
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVEL[finding.severity],
        "message": {"text": ("" if language.code == "zh-Hant" else " ").join(said)},
        "locations": [{"physicalLocation": _location(finding.place)}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.suppressed:
        result["suppressions"] = [{"kind": "inSource"}]
    return result


def _location(place: Place) -> Json:
    return {
        "artifactLocation": _artifact(place.path),
        "region": {"startLine": place.line, "startColumn": place.column, "endColumn": place.end},
    }


def _artifact(path: str) -> Json:
    name = path.encode("utf-8", "surrogateescape")
    return {"uri": quote(name, safe="/"), "uriBaseId": ROOT}


def _invocation(problems: tuple[Problem, ...], language: Language) -> Json:
    notes = [
        {
            "descriptor": {"id": problem.code},
            "level": "warning",
            "message": {"text": language.sentence(problem.message)},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(problem.file)}}],
        }
        for problem in problems
    ]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}
