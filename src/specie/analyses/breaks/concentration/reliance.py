"""What initiatives run on: the dependencies, their substitutes, and what stops when a supplier is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.concentration.suppliers import query
from specie.kernel.graph import Needs, single_points, worst_loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from specie.analyses.breaks.concentration.suppliers import Suppliers
    from specie.book import Book

LAYERS = ("invoice_issuer", "host", "model_developer", "tool")
DEPTH = {"invoice_issuer": 0, "host": 1, "tool": 1, "model_developer": 2}
"""Who changes the deeper layer leaves the same supplier in the layers above it too."""


@dataclass(frozen=True, slots=True)
class Reliance:
    """One row of dependencies with its suppliers resolved; ``substitute`` is None where none is named.

    ``own`` is False where the substitute was named for a deeper layer of the same initiative.
    """

    initiative_id: str
    layer: str
    supplier: str
    model: str
    critical: bool
    rated: bool
    substitute: str | None
    tested_on: date | None
    weeks: float | None
    cost: Decimal | None
    own: bool = True

    @property
    def elsewhere(self) -> bool:
        """Whether the substitute is another supplier; a second model of the same one does not help."""
        return self.substitute is not None and self.substitute != self.supplier

    @property
    def covered(self) -> bool:
        """Whether a tested substitute of another supplier stands ready."""
        return self.elsewhere and self.tested_on is not None

    @property
    def able(self) -> tuple[str, ...]:
        """Suppliers able to serve this need today."""
        return (self.supplier, self.substitute) if self.covered and self.substitute else (self.supplier,)


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """What the loss of each supplier stops among the critical initiatives, in one layer or in all."""

    layer: str | None
    initiatives: tuple[str, ...]
    suppliers: tuple[str, ...]
    stops: Mapping[str, tuple[str, ...]]
    rests: Mapping[str, tuple[str, ...]]
    needs: Needs

    def pair(self) -> tuple[tuple[str, ...], int]:
        """Two suppliers whose joint loss stops most, and how many."""
        group, count = worst_loss(self.needs, np.ones(len(self.initiatives)), 2)
        return tuple(self.suppliers[v] for v in group), int(count)


def read_reliances(book: Book, suppliers: Suppliers, ratings: frozenset[str]) -> tuple[Reliance, ...]:
    """Read the dependencies of every initiative that was not stopped.

    A row without a rating counts as critical if ``vendors`` calls its supplier critical. A substitute named
    for a deeper layer also replaces the same supplier in the layers above: who moves from a developer that
    hosts and bills for itself needs neither its hosting nor its invoices.
    """
    vital = {row["vendor_id"] for row in book.select(query("vendors")) if row["critical"]}
    rows = [
        Reliance(
            row["initiative_id"], row["layer"], suppliers.find(row["vendor_id"]) or row["vendor_id"],
            row["model"] or "",
            row["criticality"] in ratings if row["criticality"] else row["vendor_id"] in vital,
            row["criticality"] is not None,
            suppliers.find(row["substitute"]), row["substitute_tested_on"], row["migration_weeks"],
            row["migration_cost"],
        )
        for row in book.select(query("dependencies"))
    ]  # fmt: skip
    return tuple(_inherit(reliance, rows) for reliance in rows)


def open_needs(reliances: Iterable[Reliance]) -> tuple[Reliance, ...]:
    """Critical needs without a tested substitute, once per initiative and supplier, at the deepest layer."""
    found: dict[tuple[str, str], Reliance] = {}
    for r in sorted(reliances, key=lambda r: -DEPTH[r.layer]):
        if r.critical and not r.covered:
            found.setdefault((r.initiative_id, r.supplier), r)
    return tuple(sorted(found.values(), key=lambda r: (r.initiative_id, -DEPTH[r.layer], r.supplier)))


def _inherit(reliance: Reliance, rows: list[Reliance]) -> Reliance:
    if reliance.elsewhere:
        return reliance
    below = [
        r for r in rows
        if (r.initiative_id, r.supplier) == (reliance.initiative_id, reliance.supplier)
        and DEPTH[r.layer] > DEPTH[reliance.layer] and r.elsewhere
    ]  # fmt: skip
    if not below:
        return reliance
    best = max(below, key=lambda r: (r.covered, DEPTH[r.layer]))
    return replace(
        reliance,
        substitute=best.substitute,
        tested_on=best.tested_on,
        weeks=best.weeks,
        cost=best.cost,
        own=False,
    )


def critical_initiatives(reliances: Iterable[Reliance]) -> tuple[str, ...]:
    """Initiatives with at least one critical dependency."""
    return tuple(dict.fromkeys(r.initiative_id for r in reliances if r.critical))


def losses(reliances: Iterable[Reliance], layer: str | None = None) -> Losses:
    """Work out what each supplier's loss stops; only critical dependencies stop an initiative."""
    everything = tuple(reliances)
    initiatives = critical_initiatives(everything)
    rows = [r for r in everything if r.critical and layer in (None, r.layer)]
    names = tuple(dict.fromkeys(name for r in rows for name in r.able))
    needs = _needs(rows, initiatives, names)
    alone = single_points(needs)
    stops = {name: tuple(i for k, i in enumerate(initiatives) if alone[k, v]) for v, name in enumerate(names)}
    rests = {
        name: tuple(dict.fromkeys(r.initiative_id for r in rows if r.supplier == name)) for name in names
    }
    order = sorted(names, key=lambda name: (-len(stops[name]), -len(rests[name]), name))
    return Losses(layer, initiatives, names, {n: stops[n] for n in order}, rests, needs)


def _needs(rows: list[Reliance], initiatives: tuple[str, ...], names: tuple[str, ...]) -> Needs:
    serves = np.zeros((len(rows), len(names)), dtype=bool)
    for k, reliance in enumerate(rows):
        serves[k, [names.index(name) for name in reliance.able]] = True
    owner = np.array([initiatives.index(r.initiative_id) for r in rows], dtype=np.int64)
    return Needs(owner, serves, len(initiatives))
