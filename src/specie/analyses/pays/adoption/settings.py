"""The parameters of the adoption analysis, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; shares are fractions, spans in days."""

    level: float
    seed: int
    recent_days: int
    stall_days: int
    reach_done: float
    outside_share: float
    idle_share: float
    change: float
    general: frozenset[str]


DEFAULTS = {param.name: param.default for param in PARAMS}


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    settings = Settings(
        inputs.level,
        inputs.seed,
        int(given["recent_days"]),
        int(given["stall_days"]),
        float(given["reach_done"]),
        float(given["outside_share"]),
        float(given["idle_share"]),
        float(given["change"]),
        frozenset(
            word.strip().lower() for word in str(given["general_use_cases"]).split(",") if word.strip()
        ),
    )
    if settings.recent_days < 1 or settings.stall_days < 1:
        raise ValueError("recent_days and stall_days must be at least 1")
    for name in ("reach_done", "outside_share", "idle_share", "change"):
        if not 0 < getattr(settings, name) <= 1:
            raise ValueError(f"{name} must lie between 0 and 1, not {getattr(settings, name)}")
    return settings
