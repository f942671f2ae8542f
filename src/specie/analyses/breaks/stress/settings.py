"""What the user may set, pulled back to what makes sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.network.edge import FIRM, VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.companies.network.edge import View
    from specie.model import Param

MONTHS = 12.0
"""The horizon: a year."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Parameters of the analysis."""

    draws: int
    tail: float
    correlation: float
    df: float
    prices_together: float
    flat: float
    fall_months: float
    presets: tuple[str, ...]
    view: View
    break_chance: float
    market_ticker: str
    level: float
    seed: int


def read_settings(
    params: Mapping[str, float | int | str | bool], declared: tuple[Param, ...], level: float, seed: int
) -> Settings:
    """Take what was set, else the defaults."""
    given = {p.name: params.get(p.name, p.default) for p in declared}

    def number(name: str, low: float, high: float) -> float:
        return min(max(float(given[name]), low), high)

    views = {view.id: view for view in VIEWS}
    return Settings(
        int(number("draws", 1000, 1_000_000)),
        number("tail_level", 0.5, 0.999),
        number("correlation", 0.0, 1.0),
        number("degrees_of_freedom", 1.5, 1e6),
        number("prices_together", 0.0, 1.0),
        number("flat_steps", 0.0, 1e9),
        number("fall_months", 0.0, MONTHS),
        tuple(part.strip() for part in str(given["presets"]).split(",") if part.strip()),
        views.get(str(given["view"]), FIRM),
        number("break_chance", 0.001, 0.999),
        str(given["market_ticker"]),
        level,
        seed,
    )
