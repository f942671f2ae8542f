"""The parameters of the funnel, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; horizons in months, ascending."""

    level: float
    horizons: tuple[int, ...]
    main_horizon: int
    stall_quantile: float
    stall_closed: int
    approval_days: int
    observed_from: date | None


DEFAULTS = {param.name: param.default for param in PARAMS}


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    settings = Settings(
        inputs.level,
        _months(str(given["horizons"])),
        int(given["main_horizon"]),
        float(given["stall_quantile"]),
        int(given["stall_closed"]),
        int(given["approval_days"]),
        date.fromisoformat(str(given["observed_from"])) if given["observed_from"] else None,
    )
    if not 0 < settings.stall_quantile < 1:
        raise ValueError(f"stall_quantile must lie between 0 and 1, not {settings.stall_quantile}")
    if settings.main_horizon < 1 or settings.stall_closed < 1:
        raise ValueError("main_horizon and stall_closed must be at least 1")
    return settings


def _months(text: str) -> tuple[int, ...]:
    try:
        months = sorted({int(part) for part in text.split(",")})
    except ValueError:
        raise ValueError(f'horizons must be months with commas, such as "3,6,12", not "{text}"') from None
    if not months or months[0] < 1:
        raise ValueError(f'horizons must be positive months, not "{text}"')
    return tuple(months)
