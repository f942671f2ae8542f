"""The parameters of the effects, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.effect.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; ``level`` is the coverage that the accepted share of wrong verdicts leaves."""

    wrong_verdicts: float
    missing: float
    look_every: int
    library: bool
    seed: int

    @property
    def level(self) -> float:
        """Coverage of the intervals."""
        return 1.0 - self.wrong_verdicts


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    settings = Settings(
        float(given["wrong_verdicts"]),
        float(given["missing_readings"]),
        int(given["look_every"]),
        bool(given["library"]),
        inputs.seed,
    )
    if not 0 < settings.wrong_verdicts < 0.5:
        raise ValueError(f"wrong_verdicts must lie between 0 and 0.5, not {settings.wrong_verdicts}")
    if not 0 < settings.missing <= 1:
        raise ValueError(f"missing_readings must lie between 0 and 1, not {settings.missing}")
    if settings.look_every < 1:
        raise ValueError(f"look_every must be at least 1 period, not {settings.look_every}")
    return settings
