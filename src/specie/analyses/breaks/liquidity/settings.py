"""The parameters of the liquidity analysis, checked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}
LEAST = {
    "months": 3, "horizon_months": 1, "check_months": 1, "calendar_months": 1, "notice_window": 0,
    "stale_days": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set."""

    months: int
    horizon_months: int
    check_months: int
    price_shock: str
    usage_growth: float
    inflow_fall: float
    calendar_months: int
    notice_window: int
    stale_days: int
    level: float


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    for name, least in LEAST.items():
        if not float(given[name]) >= least:
            raise ValueError(f"{name} must be at least {least}, not {given[name]}")
    growth, fall = float(given["usage_growth"]), float(given["inflow_fall"])
    if not 0 <= growth < math.inf:
        raise ValueError(f"usage_growth must be at least 0, not {growth:g}")
    if not 0 <= fall <= 1:
        raise ValueError(f"inflow_fall must lie within 0 and 1, not {fall:g}")
    whole = {name: int(given[name]) for name in LEAST}
    return Settings(
        **whole, price_shock=str(given["price_shock"]), usage_growth=growth, inflow_fall=fall,
        level=inputs.level,
    )  # fmt: skip
