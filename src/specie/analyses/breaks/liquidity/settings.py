"""The parameters of the liquidity analysis, checked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.analyses.breaks.liquidity.words import PARAMS
from specie.supply.failure_params import INSOLVENCY_PARAMS

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    exit_weeks: tuple[float, float]
    insolvency: Mapping[str, Any]
    """Parameters of how a supplier fails."""


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
    weeks = float(given["exit_weeks_low"]), float(given["exit_weeks_high"])
    if not 0 <= weeks[0] <= weeks[1]:
        raise ValueError(f"exit_weeks_low must lie within 0 and exit_weeks_high, not {weeks}")
    whole = {name: int(given[name]) for name in LEAST}
    return Settings(
        **whole, price_shock=str(given["price_shock"]), usage_growth=growth, inflow_fall=fall,
        level=inputs.level, exit_weeks=weeks,
        insolvency={param.name: given[param.name] for param in INSOLVENCY_PARAMS},
    )  # fmt: skip
