"""The parameters of the concentration analysis, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.words import PARAMS
from specie.kernel.concentration import Bands

if TYPE_CHECKING:
    from specie.model import Inputs

RANKS = ("low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; ``critical`` holds the ratings that make a dependency critical."""

    months: int
    critical: frozenset[str]
    alarm_share: float
    stale_days: int
    notice_window: int
    bands: Bands
    change: float
    """Points by which an HHI may rise in a highly concentrated layer before it is told."""
    moves: str


DEFAULTS = {param.name: param.default for param in PARAMS}


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    rating = str(given["critical_from"])
    if rating not in RANKS:
        raise ValueError(f"critical_from must be one of {', '.join(RANKS)}, not {rating!r}")
    settings = Settings(
        months=int(given["months"]),
        critical=frozenset(RANKS[RANKS.index(rating) :]),
        alarm_share=float(given["alarm_share"]),
        stale_days=int(given["stale_days"]),
        notice_window=int(given["notice_window"]),
        bands=Bands(float(given["hhi_moderate"]), float(given["hhi_high"])),
        change=float(given["hhi_change"]),
        moves=str(given["moves"]),
    )
    if settings.months < 1:
        raise ValueError(f"months must be at least 1, not {settings.months}")
    return settings
