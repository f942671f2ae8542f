"""The parameters of the capability analysis, checked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.capability.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set."""

    years: float
    whole_people: bool


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    years = float(given["years"])
    if not 0 < years < math.inf:
        raise ValueError(f"years must be above 0, not {years:g}")
    return Settings(years, bool(given["whole_people"]))
