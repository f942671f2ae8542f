"""The parameters of the stack analysis, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.stack.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set."""

    alarm_days: int
    recent_days: int


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    alarm, recent = int(given["alarm_days"]), int(given["recent_days"])
    if alarm < 0:
        raise ValueError(f"alarm_days must not be below 0, not {alarm}")
    if not 0 < recent <= 365:
        raise ValueError(f"recent_days must be from 1 to 365, not {recent}")
    return Settings(alarm, recent)
