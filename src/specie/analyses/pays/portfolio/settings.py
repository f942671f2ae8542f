"""The parameters of the portfolio, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.params import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs

DEPENDENCES = ("independent", "positive")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; ``new_business`` are the beginnings of ledger accounts that hold revenue."""

    wrong_verdicts: float
    false_discoveries: float
    dependence: str
    growth_cap: float
    zero_band: float
    new_business: tuple[str, ...]

    @property
    def level(self) -> float:
        """Coverage of every interval."""
        return 1.0 - self.wrong_verdicts


DEFAULTS = {param.name: param.default for param in PARAMS}


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    accounts = (part.strip() for part in str(given["new_business_accounts"]).split(","))
    settings = Settings(
        float(given["wrong_verdicts"]),
        float(given["false_discoveries"]),
        str(given["dependence"]),
        float(given["growth_cap"]),
        float(given["zero_band"]),
        tuple(part for part in accounts if part),
    )
    for name in ("wrong_verdicts", "false_discoveries"):
        if not 0 < getattr(settings, name) < 1:
            raise ValueError(f"{name} must lie between 0 and 1, not {getattr(settings, name)}")
    if settings.dependence not in DEPENDENCES:
        raise ValueError(f'dependence must be one of {", ".join(DEPENDENCES)}, not "{settings.dependence}"')
    if settings.growth_cap < 0 or settings.zero_band < 0:
        raise ValueError("growth_cap and zero_band must not be negative")
    return settings
