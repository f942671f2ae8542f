"""Weekly panels with a planted effect: unit levels, seasons, persistent noise, gaps, and who started when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from specie.example.clock import iso_week
from specie.example.kpis import kpis
from specie.example.stages import entered
from specie.example.streams import stream, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.random import Generator

    from specie.example.clock import Clock
    from specie.example.kpis import Kpi, Panel, Treatment
    from specie.example.stages import Spell

SPREAD_DAYS = 12
"""Days over which the units of one wave start."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric's panel, units by weeks, with what only the generator knows.

    ``value`` is NaN where the cell is empty and ``present`` false where there is no row; ``planted`` the
    effect on the metric's scale in each cell, ``natural`` the same in the metric's unit; ``treated_on`` and
    ``full`` (the effect once it is all there) are by unit; ``level`` is each unit's own level.
    """

    kpi: Kpi
    units: list[str]
    clusters: list[str]
    treated_on: list[date | None]
    level: np.ndarray
    full: np.ndarray
    value: np.ndarray
    weight: np.ndarray
    present: np.ndarray
    staff: np.ndarray
    planted: np.ndarray
    natural: np.ndarray


def make_outcomes(seed: int, stages: Mapping[str, tuple[Spell, ...]], clock: Clock) -> list[Reading]:
    """The panel of every metric that has one."""
    mondays = clock.mondays()
    found: dict[str, Reading] = {}
    for kpi in kpis():
        if kpi.panel and kpi.treatment:
            source = found.get(kpi.treatment.same_as)
            spells = stages[kpi.initiative_id]
            found[kpi.id] = _reading(seed, kpi, kpi.panel, kpi.treatment, spells, mondays, source)
    return list(found.values())


def _reading(
    seed: int,
    kpi: Kpi,
    panel: Panel,
    treatment: Treatment,
    spells: tuple[Spell, ...],
    mondays: list[date],
    source: Reading | None,
) -> Reading:
    rng = stream(seed, "outcomes", kpi.id)
    level = rng.standard_normal(panel.units) * panel.unit_sd
    treated_on = source.treated_on if source else _rollout(rng, kpi, panel, treatment, level, spells)
    full = treatment.effect + treatment.effect_sd * rng.standard_normal(panel.units)
    planted = full[:, None] * _dose(treated_on, treatment.ramp, entered(spells, "stopped"), mondays)
    path = level[:, None] + _common(rng, panel, mondays) + _noise(rng, panel, len(mondays))
    weight = _weights(rng, kpi, panel, mondays)
    value, natural = _draw(rng, kpi, panel, path, planted, weight)
    present = _present(rng, panel, planted)
    value[_gaps(rng, panel, value.shape)] = np.nan
    units = [f"SYN-{panel.prefix}-{n + 1:03d}" for n in range(panel.units)]
    clusters = [f"SYN-{panel.cluster_prefix}-{n // panel.cluster + 1:02d}" for n in range(panel.units)]
    return Reading(
        kpi, units, clusters if panel.cluster > 1 else units, treated_on, level,
        np.where(_ever(treated_on), full, 0.0), value, weight, present,
        _staff(seed, kpi, panel, level, len(mondays)), planted, natural,
    )  # fmt: skip


def _ever(treated_on: list[date | None]) -> np.ndarray:
    return np.array([day is not None for day in treated_on])


def _rollout(
    rng: Generator,
    kpi: Kpi,
    panel: Panel,
    treatment: Treatment,
    level: np.ndarray,
    spells: tuple[Spell, ...],
) -> list[date | None]:
    """The day each unit starts: chance decides the order, or managers do and take the better ones first."""
    order = _order(rng, kpi, panel, treatment, level)
    starts: list[date | None] = [None] * panel.units
    taken = 0
    for wave in treatment.waves:
        start = entered(spells, wave.stage)
        for unit in order[taken : taken + wave.units] if start else ():
            shift = wave.after + int(rng.integers(0, SPREAD_DAYS + 1))
            starts[unit] = start + timedelta(days=shift) if start else None
        taken += wave.units
    return starts


def _order(rng: Generator, kpi: Kpi, panel: Panel, treatment: Treatment, level: np.ndarray) -> list[int]:
    if any(wave.middling for wave in treatment.waves):
        return np.argsort(np.abs(level - np.median(level)), kind="stable").tolist()
    if treatment.assigned == "chosen":
        seen = kpi.sign * level + 0.3 * panel.unit_sd * rng.standard_normal(panel.units)
        return np.argsort(-seen, kind="stable").tolist()
    clusters = rng.permutation(panel.units // panel.cluster)
    return [c * panel.cluster + n for c in clusters.tolist() for n in range(panel.cluster)]


def _dose(treated_on: list[date | None], ramp: int, stopped: date | None, mondays: list[date]) -> np.ndarray:
    """Share of the full effect in each cell: from the first whole week on, growing over the ramp."""
    dose = np.zeros((len(treated_on), len(mondays)))
    weeks = np.arange(len(mondays))
    for unit, day in enumerate(treated_on):
        if day is not None:
            start = -((mondays[0] - day).days // 7)
            dose[unit] = np.clip((weeks - start + 1) / max(1, ramp), 0.0, 1.0)
    if stopped:
        dose[:, [monday >= stopped for monday in mondays]] = 0.0
    return dose


def _common(rng: Generator, panel: Panel, mondays: list[date]) -> np.ndarray:
    """What all units share: season, trend, shocks of clusters, and factors each follows to its own degree."""
    weeks = np.arange(len(mondays))
    year = np.array([monday.timetuple().tm_yday for monday in mondays]) / 365.25
    path = panel.season * np.cos(2 * np.pi * (year - 0.95)) + panel.trend * weeks / 52.18
    path = np.broadcast_to(path, (panel.units, len(mondays)))
    if panel.cluster > 1:
        groups = panel.units // panel.cluster
        path = path + panel.cluster_noise * np.repeat(walk(rng, groups, weeks.size, 0.6), panel.cluster, 0)
    if panel.factors:
        loads = 1 + 0.4 * rng.standard_normal((panel.units, panel.factors))
        path = path + 1.6 * panel.noise * loads @ walk(rng, panel.factors, weeks.size, 0.95)
    return path


def _noise(rng: Generator, panel: Panel, weeks: int) -> np.ndarray:
    return panel.noise * walk(rng, panel.units, weeks, panel.ar)


def _weights(rng: Generator, kpi: Kpi, panel: Panel, mondays: list[date]) -> np.ndarray:
    """Cases behind each reading: a size for each unit, busier before the year's end."""
    if kpi.scale == "count":
        return np.ones((panel.units, len(mondays)), dtype=np.int64)
    size = panel.weight * np.exp(panel.weight_sd * rng.standard_normal(panel.units))
    busy = np.array([1.12 if monday.month in {11, 12} else 1.0 for monday in mondays])
    return np.maximum(1, rng.poisson(size[:, None] * busy))


def _draw(
    rng: Generator, kpi: Kpi, panel: Panel, path: np.ndarray, planted: np.ndarray, weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Readings, and what the effect changed in each in the metric's own unit."""
    if kpi.scale == "level":
        return panel.baseline + path + planted, planted.copy()
    if kpi.scale == "share":
        without, with_it = (np.clip(panel.baseline + p, 0.002, 0.998) for p in (path, path + planted))
        read = with_it if panel.continuous else rng.binomial(weight, with_it) / weight
        return read, with_it - without
    without, with_it = (panel.baseline * np.exp(p) for p in (path, path + planted))
    read = rng.poisson(with_it).astype(float) if kpi.scale == "count" else with_it
    return read, with_it - without


def _staff(seed: int, kpi: Kpi, panel: Panel, level: np.ndarray, weeks: int) -> np.ndarray:
    """People in each unit, one more or fewer from some week on; the units managers prefer are larger."""
    rng = stream(seed, "staff", panel.prefix)
    lean = rng.standard_normal(panel.units)
    if kpi.treatment and kpi.treatment.assigned == "chosen":
        lean = 0.6 * kpi.sign * level / panel.unit_sd + 0.8 * lean
    people = np.rint(panel.staff * np.exp(0.22 * lean)).astype(np.int64)
    moved = np.arange(weeks) >= rng.integers(0, weeks, panel.units)[:, None]
    return np.maximum(1, people[:, None] + moved * rng.integers(-1, 2, panel.units)[:, None])


def _present(rng: Generator, panel: Panel, planted: np.ndarray) -> np.ndarray:
    """A few units that nobody has started in the first year opened only in the course of it."""
    present = np.ones(planted.shape, dtype=bool)
    late = rng.random(panel.units) < 0.05
    opened = rng.integers(8, 32, panel.units)
    for unit in np.flatnonzero(late & (planted[:, :52] == 0).all(axis=1)):
        present[unit, : opened[unit]] = False
    return present


def _gaps(rng: Generator, panel: Panel, shape: tuple[int, ...]) -> np.ndarray:
    """Empty cells: single ones, and three weeks of a lost export in a tenth of the units."""
    gaps = rng.random(shape) < panel.missing
    lost = rng.integers(0, shape[1] - 3, shape[0])
    for unit in np.flatnonzero(rng.random(shape[0]) < 0.1):
        gaps[unit, lost[unit] : lost[unit] + 3] = True
    return gaps


def outcome_rows(readings: list[Reading], clock: Clock) -> Iterator[tuple[object, ...]]:
    """The table of outcomes; an unknown value is an empty cell."""
    weeks = [iso_week(monday) for monday in clock.mondays()]
    for reading in readings:
        kpi_id, form = reading.kpi.id, f"%.{reading.kpi.panel.digits if reading.kpi.panel else 0}f"
        cells = zip(
            reading.units, reading.clusters, reading.value.tolist(), reading.weight.tolist(),
            reading.present.tolist(), _shown_staff(reading), strict=True,
        )  # fmt: skip
        for unit, cluster, values, weights, there, staff in cells:
            for week, value, weight, keep, people in zip(weeks, values, weights, there, staff, strict=True):
                if keep:
                    yield kpi_id, unit, week, ("" if isnan(value) else form % value), weight, cluster, people


def _shown_staff(reading: Reading) -> list[list[int]] | list[list[str]]:
    """People as cells; empty where the units of a panel have none."""
    if reading.kpi.panel and reading.kpi.panel.staff:
        return reading.staff.tolist()
    return [[""] * reading.staff.shape[1]] * len(reading.units)


def rollout_rows(readings: list[Reading]) -> list[tuple[str, str, str, str]]:
    """The table of the roll-out; one row for each unit of an initiative, never-starters too."""
    return [
        (reading.kpi.initiative_id, unit, day.isoformat() if day else "", reading.kpi.treatment.assigned)
        for reading in readings
        if reading.kpi.treatment and not reading.kpi.treatment.same_as
        for unit, day in zip(reading.units, reading.treated_on, strict=True)
    ]
