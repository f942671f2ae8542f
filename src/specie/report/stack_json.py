"""A scanned repository as JSON, documented in docs/stack.md."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specie.report.data import estimate_data, origin_data, problem_data

if TYPE_CHECKING:
    from datetime import date

    from specie.model.stack import (
        Ending,
        Place,
        Portability,
        Pricing,
        StackFinding,
        StackModel,
        StackProvider,
        StackScan,
    )
    from specie.report.language import Language

Json = dict[str, Any]


def stack_json(scan: StackScan, language: Language) -> str:
    """Write a scanned repository with everything that is known of it."""
    content = {
        "root": scan.root,
        "as_of": scan.on.isoformat(),
        "files": scan.files,
        "skipped": dict(scan.skipped),
        "models": [_model(model, language) for model in scan.models],
        "providers": [_provider(provider) for provider in scan.providers],
        "findings": [_finding(finding, language) for finding in scan.findings],
        "problems": [problem_data(problem, language) for problem in scan.problems],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _model(model: StackModel, language: Language) -> Json:
    return {
        "model": model.written,
        "provider": model.provider or None,
        "provider_name": model.provider_name or None,
        "company": model.company or None,
        "developer": model.developer or None,
        "known": model.known,
        "pin": model.pin.value,
        "places": [_place(place) for place in model.places],
        "places_left_out": model.places_left_out,
        "ending": _ending(model.ending, language) if model.ending else None,
        "elsewhere": [_ending(ending, language) for ending in model.elsewhere],
        "ends_read_on": _day(model.ends_read_on),
        "price": _price(model.pricing) if model.pricing else None,
        "portability": _portability(model.portability) if model.portability else None,
        "failure": estimate_data(model.failure, language) if model.failure else None,
    }


def _place(place: Place) -> Json:
    return {"path": place.path, "line": place.line, "column": place.column, "end_column": place.end}


def _ending(ending: Ending, language: Language) -> Json:
    return {
        "provider": ending.provider,
        "model": ending.model,
        "state": ending.state,
        "announced": _day(ending.announced),
        "shuts_down": _day(ending.shuts_down),
        "not_before": _day(ending.not_before),
        "days_left": ending.days_left,
        "notice_days": ending.notice_days,
        "replacements": list(ending.replacements),
        "alias_of": ending.alias_of or None,
        "remark": language.message(ending.remark) if ending.remark else None,
        "own": ending.own,
        "origin": origin_data(ending.origin),
        "via": ending.via or None,
    }


def _price(price: Pricing) -> Json:
    return {
        "provider": price.provider,
        "model": price.model,
        "unit": "USD per million tokens",
        "input": float(price.input),
        "output": float(price.output),
        "input_year_before": None if price.input_before is None else float(price.input_before),
        "output_year_before": None if price.output_before is None else float(price.output_before),
        "changed_on": [day.isoformat() for day in price.changed_on],
        "origin": origin_data(price.origin),
    }


def _portability(portability: Portability) -> Json:
    return {
        "open_weights": portability.open_weights,
        "weights": origin_data(portability.weights) if portability.weights else None,
        "openai_compatible": portability.compatible,
        "endpoint": origin_data(portability.endpoint) if portability.endpoint else None,
        "hosts": list(portability.hosts),
    }


def _provider(provider: StackProvider) -> Json:
    return {
        "provider": provider.provider or None,
        "name": provider.name or None,
        "packages": list(provider.packages),
        "places": [_place(place) for place in provider.places],
    }


def _finding(finding: StackFinding, language: Language) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": _place(finding.place),
        "model": finding.written,
        "provider": finding.provider or None,
        "message": language.sentence(finding.message),
        "hint": language.sentence(finding.hint) if finding.hint else None,
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
        "origins": [origin_data(origin) for origin in finding.origins],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
