"""The parameters of the exit analysis, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from specie.analyses.breaks.exit.words import PARAMS
from specie.supply.failure_params import INSOLVENCY_PARAMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; ``tail_limit`` is None where the policy decides."""

    stale_days: int
    exit_weeks: tuple[float, float]
    test_share: float
    tail_limit: float | None
    reserve: bool
    other_day: date | None
    spread: float
    insolvency: Mapping[str, Any]
    """Parameters of how a supplier fails."""


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    low, high = float(given["exit_weeks_low"]), float(given["exit_weeks_high"])
    if not 0 <= low <= high:
        raise ValueError(f"exit_weeks_low must lie within 0 and exit_weeks_high, not {low:g} and {high:g}")
    for name in ("test_share", "tokenizer_spread"):
        if not 0 <= float(given[name]) <= 1:
            raise ValueError(f"{name} must lie within 0 and 1, not {given[name]}")
    limit = float(given["tail_limit"])
    if limit < 0 or float(given["stale_days"]) < 1:
        raise ValueError("tail_limit must be at least 0 and stale_days at least 1")
    return Settings(
        int(given["stale_days"]), (low, high), float(given["test_share"]), limit or None,
        bool(given["reserve"]), _day(str(given["other_day"])), float(given["tokenizer_spread"]),
        {param.name: given[param.name] for param in INSOLVENCY_PARAMS},
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise ValueError(f"other_day must be a date such as 2027-01-01, not {text!r}") from error
