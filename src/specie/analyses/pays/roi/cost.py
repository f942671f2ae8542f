"""The full cost of an initiative: what is booked to it, what it may cost beyond, what nobody priced."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.months import month_of
from specie.analyses.pays.roi.records import NOTHING
from specie.kernel.money import Range
from specie.model import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from specie.analyses.pays.roi.read import Records
    from specie.analyses.pays.roi.records import Cell, Initiative
    from specie.analyses.pays.roi.settings import Settings
    from specie.model import Window

SHARED_CHARGES = frozenset({"tax", "credit", "adjustment"})
"""Lines of a bill that belong to the invoice as a whole: they cannot be the use of one initiative."""
USE = frozenset({"usage", "licence"})
PEOPLE = {
    "build": frozenset({"labour", "review"}),
    "partner": frozenset({"labour", "review", "integration"}),
    "buy": frozenset({"labour", "review", "change"}),
}
"""Kinds of which a running initiative has at least one, by approach: somebody runs it and checks it."""
ONCE = frozenset({"integration", "change", "wind_down"})
"""Kinds that are spent once: they are not expected to go on."""


@dataclass(frozen=True, slots=True, eq=False)
class Cost:
    """Money of one initiative in the book's currency.

    ``kinds`` holds the last twelve months by cost type; ``months`` all time by month and
    ``running`` what of it is not spent only once; ``reach`` by month the bills without an initiative that may
    be its own; ``unpriced`` the kinds of cost of which the book shows use but no price; ``unseen_from`` the
    day it came into use where that was before the first bill or cost of the book.
    """

    year: Decimal
    to_date: Decimal
    kinds: Mapping[str, Decimal]
    months: Mapping[date, Decimal]
    running: Mapping[date, Decimal]
    reach: Mapping[date, Decimal]
    reach_year: Decimal
    after_end: Decimal
    unpriced: tuple[Term, ...]
    unseen_from: date | None
    n_rows: int

    @property
    def year_range(self) -> Range:
        """Booked in the last twelve months, up to what it may be."""
        return _up_to(self.year, self.reach_year, known=not self.unpriced)

    @property
    def to_date_range(self) -> Range:
        """Booked to date, up to what it may be."""
        known = not self.unpriced and self.unseen_from is None
        return _up_to(self.to_date, sum(self.reach.values(), NOTHING), known=known)


def cost_of(initiative: Initiative, records: Records, settings: Settings) -> Cost:
    """Add up everything booked to an initiative."""
    own = records.of.get(initiative.ref.id, ())
    reach = _reach(initiative, own, records, settings)
    kinds = {kind: _sum(cells) for kind, cells in _by_kind(_in_year(own)).items()}
    return Cost(
        _sum(_in_year(own)),
        _sum(own),
        kinds,
        _by_month(own),
        _by_month(cell for cell in own if cell.cost_type not in ONCE),
        _by_month(reach, settings.unassigned_share),
        _share(_sum(_in_year(reach)), settings.unassigned_share),
        _sum(_after_end(initiative, own)),
        tuple(_unpriced(initiative, own, records, settings)),
        _unseen(initiative, records),
        sum(cell.n_rows for cell in own),
    )


def _up_to(booked: Decimal, reach: Decimal, *, known: bool) -> Range:
    """What is booked, up to what it may be; open where nobody knows."""
    return Range(float(booked), float(booked), float(booked + reach) if known else math.inf)


def _unseen(initiative: Initiative, records: Records) -> date | None:
    """Return the day of its first use where that was before anything was booked in the book at all."""
    start = initiative.started_on
    seen = records.begins
    return start if start is not None and seen is not None and start < seen else None


def _reach(
    initiative: Initiative, own: tuple[Cell, ...], records: Records, settings: Settings
) -> tuple[Cell, ...]:
    """Charges on bills that name no initiative, from the month in which this one began to cost or run."""
    begins = [cell.month for cell in own]
    if initiative.started_on is not None:
        begins.append(month_of(initiative.started_on))
    if not begins or not settings.unassigned_share:
        return ()
    ended = initiative.stopped_on
    return tuple(
        cell
        for cell in records.of.get(None, ())
        if cell.source == "bills"
        and cell.amount > 0
        and cell.cost_type not in SHARED_CHARGES
        and cell.month >= min(begins)
        and (ended is None or cell.month <= ended)
    )


def _after_end(initiative: Initiative, own: tuple[Cell, ...]) -> Iterator[Cell]:
    """Costs of months after the one it ended in, other than those of winding it down."""
    ended = initiative.stopped_on
    if ended is not None:
        last = month_of(ended)
        yield from (cell for cell in own if cell.month > last and cell.cost_type != "wind_down")


def _unpriced(
    initiative: Initiative, own: tuple[Cell, ...], records: Records, settings: Settings
) -> Iterator[Term]:
    """Kinds of cost that the last twelve months must have had and that nobody priced."""
    used = records.used.get(initiative.ref.id)
    if used is not None and used.tokens and not any(c.in_year and c.cost_type in USE for c in own):
        yield Term("usage")
    if used is not None and used.seats and not any(c.cost_type in USE for c in own):
        yield Term("licence")
    if settings.people_costs and in_use(initiative, records.year):
        needed = PEOPLE.get(initiative.approach, frozenset[str]().union(*PEOPLE.values()))
        if not any(c.in_year and c.cost_type in needed for c in own):
            yield Term("labour")


def in_use(initiative: Initiative, year: Window) -> bool:
    """Whether it was in use for some part of the last twelve months."""
    start, end = initiative.started_on, initiative.stopped_on
    return start is not None and start <= year.end and (end is None or end >= year.start)


def _by_kind(cells: Iterable[Cell]) -> dict[str, tuple[Cell, ...]]:
    found: dict[str, tuple[Cell, ...]] = defaultdict(tuple)
    for cell in cells:
        found[cell.cost_type or "no cost type"] += (cell,)
    return dict(sorted(found.items()))


def _by_month(cells: Iterable[Cell], share: float = 1.0) -> dict[date, Decimal]:
    found: dict[date, Decimal] = defaultdict(lambda: NOTHING)
    for cell in cells:
        found[cell.month] += _share(cell.amount, share)
    return dict(sorted(found.items()))


def _in_year(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells if cell.in_year)


def _sum(cells: Iterable[Cell]) -> Decimal:
    return sum((cell.amount for cell in cells), NOTHING)


def _share(amount: Decimal, share: float) -> Decimal:
    return amount * type(amount)(str(share))
