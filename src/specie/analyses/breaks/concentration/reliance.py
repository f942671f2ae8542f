"""What initiatives run on: the dependencies, their substitutes, and what stops when a supplier is lost."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.concentration.suppliers import query
from specie.kernel.graph import Needs, single_points, worst_loss
from specie.supply.chain import DEPTH, LAYERS, Need, read_needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.analyses.breaks.concentration.suppliers import Suppliers
    from specie.book import Book

__all__ = [
    "DEPTH", "LAYERS", "Losses", "Reliance", "critical_initiatives", "losses", "open_needs", "read_reliances",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reliance(Need):
    """One row of dependencies, with whether its failure stops the initiative at the ratings chosen."""

    critical: bool = False


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

    A row without a rating counts as critical if ``vendors`` calls its supplier critical.
    """
    stopped = {row["initiative_id"] for row in book.select(query("stopped"))}
    return tuple(
        _reliance(need, ratings) for need in read_needs(book, suppliers) if need.initiative_id not in stopped
    )


def _reliance(need: Need, ratings: frozenset[str]) -> Reliance:
    told = {field.name: getattr(need, field.name) for field in fields(need)}
    return Reliance(**told, critical=need.is_critical(ratings))


def open_needs(reliances: Iterable[Reliance]) -> tuple[Reliance, ...]:
    """Critical needs without a tested substitute, once per initiative and supplier, at the deepest layer."""
    found: dict[tuple[str, str], Reliance] = {}
    for r in sorted(reliances, key=lambda r: -DEPTH[r.layer]):
        if r.critical and not r.covered:
            found.setdefault((r.initiative_id, r.supplier), r)
    return tuple(sorted(found.values(), key=lambda r: (r.initiative_id, -DEPTH[r.layer], r.supplier)))


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
