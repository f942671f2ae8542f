"""The parameters of the return, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set."""

    wrong_verdicts: float
    least_weeks: int
    ramp_weeks: int
    horizon_months: int
    unassigned_share: float
    people_costs: bool

    @property
    def level(self) -> float:
        """Coverage that a decisive verdict needs."""
        return 1.0 - self.wrong_verdicts


DEFAULTS = {param.name: param.default for param in PARAMS}


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    settings = Settings(
        float(given["wrong_verdicts"]),
        int(given["least_weeks"]),
        int(given["ramp_weeks"]),
        int(given["horizon_months"]),
        float(given["unassigned_share"]),
        bool(given["people_costs"]),
    )
    if not 0 < settings.wrong_verdicts < 1:
        raise ValueError(f"wrong_verdicts must lie between 0 and 1, not {settings.wrong_verdicts}")
    if not 0 <= settings.unassigned_share <= 1:
        raise ValueError(f"unassigned_share must lie between 0 and 1, not {settings.unassigned_share}")
    if min(settings.least_weeks, settings.ramp_weeks, settings.horizon_months) < 0:
        raise ValueError("least_weeks, ramp_weeks and horizon_months must not be negative")
    return settings
