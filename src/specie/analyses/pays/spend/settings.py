"""The parameters of the spend analysis, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.spend.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set, with the level of the intervals and the seed of the draws."""

    level: float
    seed: int
    unassigned_limit: float
    paths: int
    spike_score: float
    spike_share: float
    spike_of_all: float
    mover_share: float
    breach_watch: float
    breach_alarm: float


DEFAULTS = {param.name: param.default for param in PARAMS}


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    settings = Settings(
        level=inputs.level,
        seed=inputs.seed,
        paths=int(given["paths"]),
        **{name: float(given[name]) for name in DEFAULTS if name != "paths"},
    )
    if settings.paths < 100:
        raise ValueError(f"paths must be at least 100, not {settings.paths}")
    if not 0 <= settings.breach_watch <= settings.breach_alarm <= 1:
        raise ValueError("breach_watch and breach_alarm must be probabilities, the alarm not the smaller one")
    return settings
