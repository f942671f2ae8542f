"""What is true of the synthetic firm: words that tests compare answers with, written as truth.json."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from specie.model.codec import field_names

if TYPE_CHECKING:
    from pathlib import Path

FILE = "truth.json"


@dataclass(frozen=True, slots=True)
class Spend:
    """Money of one month, source, initiative, stage, vendor and cost type, in the book's currency.

    Exact: the sum of the rows as billed or paid, each at its rate, before any rounding. ``source`` is bills
    or costs; ``effective`` is the amortised figure beside the billed ``amount`` (the same for costs).
    """

    month: date
    source: str
    initiative_id: str
    function: str
    stage: str
    vendor_id: str
    cost_type: str
    amount: Decimal
    effective: Decimal
    rows: int


@dataclass(frozen=True, slots=True)
class StageSpell:
    """A stay in a stage; ``left_on`` is None and ``next_stage`` empty while it lasts (right-censored)."""

    initiative_id: str
    stage: str
    entered_on: date
    left_on: date | None
    next_stage: str
    days: int
    blocked_by: str


@dataclass(frozen=True, slots=True)
class Hazard:
    """Moves out of a stage by day at risk: ``events`` over ``days``, with ``censored`` spells still open."""

    stage: str
    events: int
    censored: int
    days: int

    @property
    def rate(self) -> float:
        """Moves a day at risk."""
        return self.events / self.days


@dataclass(frozen=True, slots=True)
class KpiTruth:
    """The effect planted in one metric.

    ``effect`` is the declared mean and ``effect_of_treated`` the mean of the treated units once the effect is
    all there, on the metric's scale (level in its unit, share in share points, log and count in log points);
    ``mean_so_far`` averages the treated cells, the ramp included; ``natural`` is that in the metric's unit,
    weighted by cases. ``selection_gap`` is by how much treated units were better (in the metric's direction)
    before anything happened. Money is signed: a harm is negative.
    """

    kpi_id: str
    initiative_id: str
    scale: str
    better: str
    assigned: str
    cash_class: str
    effect: float
    effect_of_treated: float
    mean_so_far: float
    natural: float
    selection_gap: float
    units: int
    treated_units: int
    first_treated: date | None
    value_to_date: Decimal
    value_year: Decimal
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What was claimed for a quarter and what reached the ledger, in the book's currency."""

    initiative_id: str
    period: str
    cash_class: str
    ledger_account: str
    claimed: Decimal
    booked: Decimal


@dataclass(frozen=True, slots=True)
class InitiativeTruth:
    """Whether an initiative pays, from its planted effect and its full cost in the last twelve months.

    ``cash_year`` counts effects that are booked, released or avoided cost; ``value_year`` all of them at the
    worth declared for the metric. ``pays`` compares cash, ``pays_at_full_worth`` the declared worth, with the
    cost of the same twelve months. Both are None before there is any effect.
    """

    initiative_id: str
    name: str
    function: str
    approach: str
    stage: str
    critical: bool
    stories: tuple[str, ...]
    cost_to_date: Decimal
    cost_year: Decimal
    value_to_date: Decimal
    value_year: Decimal
    cash_year: Decimal
    pays: bool | None
    pays_at_full_worth: bool | None


@dataclass(frozen=True, slots=True)
class Truth:
    """All of it. ``roles`` says which vendor the seed made D1, C1, D2, C2 and M."""

    seed: int
    name: str
    currency: str
    first_day: date
    as_of: date
    roles: Mapping[str, str]
    initiatives: tuple[InitiativeTruth, ...]
    kpis: tuple[KpiTruth, ...]
    stages: tuple[StageSpell, ...]
    hazards: tuple[Hazard, ...]
    claims: tuple[Claim, ...]
    spend: tuple[Spend, ...]

    def total(self, *by: str, effective: bool = False, **where: str) -> dict[tuple[Any, ...], Decimal]:
        """Exact spend summed by fields of :class:`Spend`, of the rows where the named fields are equal."""
        sums: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
        for row in self.spend:
            if all(getattr(row, name) == value for name, value in where.items()):
                key = tuple(getattr(row, name) for name in by)
                sums[key] += row.effective if effective else row.amount
        return dict(sums)

    def initiative(self, initiative_id: str) -> InitiativeTruth:
        """One initiative; raises KeyError when there is none of that id."""
        return {row.initiative_id: row for row in self.initiatives}[initiative_id]

    def kpi(self, kpi_id: str) -> KpiTruth:
        """One metric; raises KeyError when there is none of that id."""
        return {row.kpi_id: row for row in self.kpis}[kpi_id]

    def told(self, story: str) -> tuple[str, ...]:
        """The initiatives that a story was written for."""
        return tuple(row.initiative_id for row in self.initiatives if story in row.stories)


def dump(truth: Truth) -> str:
    """The truth as JSON: dates in ISO form, money as text."""
    return json.dumps(truth, default=_plain) + "\n"


def _plain(word: Any) -> object:
    """What JSON has no form for: a word as its fields, a date or a decimal as text."""
    if not is_dataclass(word):
        return str(word)
    return {name: getattr(word, name) for name in field_names(type(word))}


def load(folder: Path) -> Truth:
    """Read the truth beside a book."""
    return _read(Truth, json.loads((folder / FILE).read_text("utf-8")))


def _read(kind: Any, cell: Any) -> Any:
    """A cell of JSON as the type of its field says."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        make: Any = kind
        return make(**{field.name: _read(hints[field.name], cell[field.name]) for field in fields(kind)})
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], part) for part in cell)
    if type(None) in get_args(kind):
        return None if cell is None else _read(get_args(kind)[0], cell)
    if kind is date:
        return date.fromisoformat(cell)
    return Decimal(cell) if kind is Decimal else cell
