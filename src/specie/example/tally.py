"""Add up what the generator knows into the truth."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from specie.example.charges import COST_TYPES
from specie.example.claims import worth_by_week
from specie.example.clock import month_start
from specie.example.known import Hazard, InitiativeTruth, KpiTruth, Spend, StageSpell
from specie.example.rates import cents
from specie.example.stages import stage_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.example.charges import Charge
    from specie.example.clock import Clock
    from specie.example.costs import Cost
    from specie.example.firm import Firm
    from specie.example.outcomes import Reading
    from specie.example.rates import Rates
    from specie.example.stages import Spell

CASH = frozenset({"booked", "released", "avoided"})


def spend(
    firm: Firm,
    stages: Mapping[str, tuple[Spell, ...]],
    charges: Iterable[Charge],
    costs: Iterable[Cost],
    rates: Rates,
) -> tuple[Spend, ...]:
    """Every row of bills and costs, added up exactly."""
    functions = {row.id: row.function for row in firm.initiatives}

    @cache
    def stage_of(initiative_id: str, day: date) -> str:
        return stage_on(stages[initiative_id], day) if initiative_id else ""

    sums: dict[tuple[date, str, str, str, str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for charge in charges:
        item = charge.item
        stage = stage_of(item.initiative_id, charge.start)
        cost_type, vendor = COST_TYPES[item.category], item.issuer
        key = (
            month_start(charge.start), "bills", item.initiative_id, stage, vendor.vendor_id, cost_type,
            vendor.currency,
        )  # fmt: skip
        _add(sums[key], charge.billed, charge.effective)
    for cost in costs:
        stage = stage_of(cost.initiative_id, cost.day)
        month = month_start(cost.day)
        key = (month, "costs", cost.initiative_id, stage, cost.vendor_id, cost.cost_type, cost.currency)
        _add(sums[key], cost.money, cost.money)
    return tuple(
        Spend(
            month, source, initiative, functions.get(initiative, ""), stage, vendor, cost_type,
            rates.to_book(billed, currency, month), rates.to_book(effective, currency, month), rows,
        )
        for (month, source, initiative, stage, vendor, cost_type, currency), (billed, effective, rows)
        in sorted(sums.items())
    )  # fmt: skip


def _add(sums: list[int], billed: int, effective: int) -> None:
    sums[0] += billed
    sums[1] += effective
    sums[2] += 1


def spells(stages: Mapping[str, tuple[Spell, ...]], as_of: date) -> tuple[StageSpell, ...]:
    """Every stay in a stage."""
    return tuple(
        StageSpell(
            initiative_id, spell.stage, spell.entered_on, spell.left_on, spell.next_stage, spell.days(as_of),
            spell.blocked_by,
        )
        for initiative_id, own in stages.items()
        for spell in own
    )  # fmt: skip


def hazards(found: tuple[StageSpell, ...]) -> tuple[Hazard, ...]:
    """Moves a day at risk, by stage; scaled and stopped are ends, not waits."""
    return tuple(
        Hazard(
            stage,
            sum(1 for row in found if row.stage == stage and row.left_on),
            sum(1 for row in found if row.stage == stage and not row.left_on),
            sum(row.days for row in found if row.stage == stage),
        )
        for stage in ("idea", "approval", "pilot", "production")
    )


def kpi_truth(reading: Reading, clock: Clock) -> KpiTruth:
    """What was planted in one metric and what it was worth."""
    kpi, treatment = reading.kpi, reading.kpi.treatment
    treated = np.array([day is not None for day in reading.treated_on])
    cells = (reading.planted != 0) & reading.present
    on = _treated_cells(reading, clock) & reading.present
    weekly = worth_by_week(reading)
    last_year = np.array([monday > _year_before(clock.last) for monday in clock.mondays()])
    starts = [day for day in reading.treated_on if day]
    return KpiTruth(
        kpi.id, kpi.initiative_id, kpi.scale, kpi.better, treatment.assigned if treatment else "",
        kpi.cash_class, treatment.effect if treatment else 0.0,
        float(reading.full[treated].mean()),
        float(reading.planted[on].mean()) if on.any() else 0.0,
        float(np.average(reading.natural[cells], weights=reading.weight[cells])) if cells.any() else 0.0,
        kpi.sign * float(reading.level[treated].mean() - reading.level[~treated].mean()),
        len(reading.units), int(treated.sum()), min(starts, default=None),
        cents(Decimal(float(weekly.sum()))), cents(Decimal(float(weekly[last_year].sum()))), kpi.stories,
    )  # fmt: skip


def _treated_cells(reading: Reading, clock: Clock) -> np.ndarray:
    mondays = clock.mondays()
    return np.array([[day is not None and monday >= day for monday in mondays] for day in reading.treated_on])


def _year_before(day: date) -> date:
    return day - timedelta(days=365)


def initiative_truth(
    firm: Firm,
    stages: Mapping[str, tuple[Spell, ...]],
    found: tuple[Spend, ...],
    kpis: tuple[KpiTruth, ...],
) -> tuple[InitiativeTruth, ...]:
    """The verdict on each initiative."""
    since = _year_before(firm.as_of)
    verdicts: list[InitiativeTruth] = []
    for row in firm.initiatives:
        own = [part for part in found if part.initiative_id == row.id]
        read = [kpi for kpi in kpis if kpi.initiative_id == row.id]
        cost_year = sum((part.amount for part in own if part.month > since), Decimal())
        value_year = sum((kpi.value_year for kpi in read), Decimal())
        cash_year = sum((kpi.value_year for kpi in read if kpi.cash_class in CASH), Decimal())
        verdicts.append(
            InitiativeTruth(
                row.id, row.name, row.function, row.approach, stages[row.id][-1].stage, row.critical,
                row.stories, sum((part.amount for part in own), Decimal()), cost_year,
                sum((kpi.value_to_date for kpi in read), Decimal()), value_year, cash_year,
                cash_year > cost_year if read else None, value_year > cost_year if read else None,
            )
        )  # fmt: skip
    return tuple(verdicts)
