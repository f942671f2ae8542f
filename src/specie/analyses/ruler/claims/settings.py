"""What the user may set, typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Param, say

if TYPE_CHECKING:
    from specie.model import Inputs

PARAMS = (
    Param("stale_days", 365, say("Days after which a claim or an open forecast is marked as stale")),
    Param("wide", 1.5, say("Greatest over least reading of one statement that is reported as far apart")),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The parameters of this analysis."""

    stale_days: float
    wide: float


def settings_of(inputs: Inputs) -> Settings:
    """Read the parameters, or their defaults."""
    given = {param.name: float(inputs.params.get(param.name, param.default)) for param in PARAMS}
    return Settings(given["stale_days"], given["wide"])
