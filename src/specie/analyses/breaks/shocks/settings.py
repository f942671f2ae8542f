"""The parameters of the shocks, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.words import PARAMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}
ROWS = ("price", "cut", "growth", "seat", "insolvency", "recovery", "access")
ABOVE_ZERO = {"own_price": "price", "own_growth": "growth", "own_seat_month": "seat"}
FROM_ZERO = {"own_service_days": "insolvency", "own_notice_days": "access"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; ``rows`` name a row of the facts by use, ``own`` the user's figure for it."""

    rows: Mapping[str, str]
    own: Mapping[str, float]
    exit_weeks: tuple[float, float]
    spread: float
    alternatives: tuple[tuple[str, str], ...]
    recent_days: int
    protection_months: int


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    weeks = float(given["exit_weeks_low"]), float(given["exit_weeks_high"])
    spread = float(given["tokenizer_spread"])
    if not 0 <= weeks[0] <= weeks[1]:
        raise ValueError(f"exit_weeks_low and exit_weeks_high must not run backwards: {weeks}")
    if not 0 <= spread < 1:
        raise ValueError(f"tokenizer_spread must lie from 0 up to, not including, 1, not {spread}")
    if 0 < float(given["own_price"]) < 1:
        raise ValueError("own_price must be at least 1: a cut is taken from cut_row")
    own = {row: float(given[name]) for name, row in ABOVE_ZERO.items() if float(given[name]) > 0}
    own |= {row: float(given[name]) for name, row in FROM_ZERO.items() if float(given[name]) >= 0}
    return Settings(
        {name: str(given[f"{name}_row"]) for name in ROWS},
        own,
        weeks,
        spread,
        tuple(_models(str(given["alternatives"]))),
        int(given["recent_days"]),
        int(given["protection_months"]),
    )


def _models(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in (part.strip() for part in text.split(",") if part.strip()):
        provider, slash, model = part.partition("/")
        if not slash or not provider or not model:
            raise ValueError(f"alternatives must be provider/model with commas between, not {part!r}")
        found.append((provider, model))
    return found
