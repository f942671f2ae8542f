"""A kit as typed words, read from the TOML file of its name beside this one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

IDS = ("customer-service", "knowledge-retrieval", "coding-assistance")
"""Every kit, in the order in which it is listed."""

KpiKind = Literal["result", "quality", "rework", "security", "satisfaction", "load"]


@dataclass(frozen=True, slots=True)
class KitKpi:
    """One KPI of a kit; texts are English and translated when written.

    A ``result`` is what the money is for and names the KPIs it is ``countered_by``; every other kind is a
    counter-metric, which may not get worse. ``worth`` says how one unit is valued, ``needs`` the evidence for
    it, ``cash`` what lifts a result out of its default ``cash_class``, ``sql`` reads it from the source
    tables as ``kpi_id, unit_id, period, value, weight``.
    """

    id: str
    kind: KpiKind
    name: str
    unit: str
    better: Literal["higher", "lower"]
    scale: Literal["level", "log", "share", "count"]
    meaning: str
    weight: str
    worth: str
    needs: str
    misleads: str
    sql: str
    cash_class: str = ""
    cash: str = ""
    countered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """How a comparison is made: what is assigned, by which lot, for how long, and what would spoil it."""

    unit: str
    example: str
    assigned: Literal["randomised", "staggered"]
    least_units: int
    weeks_before: int
    weeks_after: int
    randomised: str
    spill_over: str
    hold_out: str
    stop_rule: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table that the queries read: its columns with their SQL types."""

    table: str
    meaning: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that a measurement of one use case starts from."""

    id: str
    code: str
    title: str
    summary: str
    function: str
    use_case: str
    control: Control
    sources: tuple[SourceTable, ...]
    kpis: tuple[KitKpi, ...]

    @property
    def results(self) -> tuple[KitKpi, ...]:
        """What the money is for; the first one leads."""
        return tuple(kpi for kpi in self.kpis if kpi.kind == "result")

    @property
    def counters(self) -> tuple[KitKpi, ...]:
        """What may not get worse."""
        return tuple(kpi for kpi in self.kpis if kpi.kind != "result")

    def kpi(self, kpi_id: str) -> KitKpi:
        """Return one KPI; raises KeyError when the kit has none of that id."""
        return {kpi.id: kpi for kpi in self.kpis}[kpi_id]


def kit_ids() -> tuple[str, ...]:
    """Return the names of all kits."""
    return IDS


@cache
def kit(name: str) -> Kit:
    """Return one kit; raises KeyError when there is none of that name."""
    if name not in IDS:
        raise KeyError(name)
    raw = tomllib.loads((files("specie.kits") / f"{name}.toml").read_text("utf-8"))
    return Kit(
        **{key: raw[key] for key in ("id", "code", "title", "summary", "function", "use_case")},
        control=Control(**raw["control"]),
        sources=tuple(SourceTable(**source) for source in raw["sources"]),
        kpis=tuple(_kpi(row) for row in raw["kpis"]),
    )


def _kpi(row: dict[str, Any]) -> KitKpi:
    given: dict[str, Any] = {
        **row,
        "sql": row["sql"].strip(),
        "countered_by": tuple(row.get("countered_by", ())),
    }
    return KitKpi(**given)
