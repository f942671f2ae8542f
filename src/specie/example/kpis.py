"""The declarations of kpis.toml as typed words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from specie.example.firm import declared


@dataclass(frozen=True, slots=True)
class Panel:
    """The units a metric is read from and how its readings behave.

    ``unit_sd`` is the spread of units, ``season`` the yearly swing, ``trend`` the drift a year, ``noise``
    the spread and ``ar`` the persistence of weekly noise, all on the metric's scale; ``weight`` the cases
    behind a reading; ``cluster`` the units that share ``cluster_noise``; ``factors`` common shocks that
    units follow each to its own degree; ``continuous`` a share that is no count of cases; ``staff`` the
    people in a usual unit, 0 where units have none.
    """

    prefix: str
    units: int
    baseline: float
    unit_sd: float
    season: float
    weight: float
    weight_sd: float
    noise: float
    ar: float
    digits: int
    missing: float
    trend: float = 0.0
    cluster: int = 1
    cluster_prefix: str = ""
    cluster_noise: float = 0.0
    factors: int = 0
    continuous: bool = False
    staff: int = 0


@dataclass(frozen=True, slots=True)
class Wave:
    """Units that start a number of days after the initiative enters a stage."""

    stage: str
    after: int
    units: int
    middling: bool = False


@dataclass(frozen=True, slots=True)
class Treatment:
    """Who starts when, and the effect that is planted; ``same_as`` follows the roll-out of another metric."""

    effect: float
    effect_sd: float
    ramp: int
    assigned: str = ""
    waves: tuple[Wave, ...] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Kpi:
    """One metric as declared; without a panel nobody reads it."""

    id: str
    initiative_id: str
    name: str
    unit: str
    better: str
    scale: str
    cash_class: str
    stories: tuple[str, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    panel: Panel | None = None
    treatment: Treatment | None = None

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self.better == "higher" else -1


@cache
def kpis() -> tuple[Kpi, ...]:
    """Every metric as declared."""
    return tuple(_kpi(row) for row in declared("kpis.toml")["kpis"])


def _kpi(row: dict[str, Any]) -> Kpi:
    parts: dict[str, Any] = {**row, "stories": tuple(row["stories"])}
    if "panel" in row:
        parts["panel"] = Panel(**row["panel"])
    if "treatment" in row:
        waves = tuple(Wave(**wave) for wave in row["treatment"].get("waves", ()))
        parts["treatment"] = replace(Treatment(**row["treatment"]), waves=waves)
    return Kpi(**parts)


def kpi_rows(currency: str) -> list[tuple[object, ...]]:
    """The table of metrics."""
    return [
        (
            kpi.id, kpi.initiative_id, kpi.name, kpi.unit, kpi.better, kpi.scale,
            _money(kpi.value), _money(kpi.low), _money(kpi.high), currency, kpi.cash_class,
        )
        for kpi in kpis()
    ]  # fmt: skip


def _money(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
