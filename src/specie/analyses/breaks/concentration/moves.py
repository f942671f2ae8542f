"""What moving work to another supplier would do: moves asked for, and those a tested substitute allows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.layers import MONEY_LAYERS, Layer, make_layers, points
from specie.analyses.breaks.concentration.suppliers import query
from specie.model import say
from specie.supply.chain import DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from specie.analyses.breaks.concentration.layers import Moves
    from specie.analyses.breaks.concentration.reliance import Reliance
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Message


@dataclass(frozen=True, slots=True)
class Move:
    """The work of one initiative goes from one supplier to another, in the layers where both fit."""

    initiative_id: str
    supplier: str
    to: str
    layers: tuple[str, ...]
    tested_on: date | None
    weeks: float | None
    cost: Decimal | None

    @property
    def replaced(self) -> Moves:
        """The move as the layers read it."""
        return {(self.initiative_id, layer, self.supplier): self.to for layer in self.layers}


@dataclass(frozen=True, slots=True, eq=False)
class After:
    """The layers of money after one move or several."""

    moves: tuple[Move, ...]
    layers: tuple[Layer, ...]
    changes: Mapping[str, float]
    """By layer, what the moves add to its HHI in points, below 0 where they spread; see :func:`points`."""

    @property
    def fallen(self) -> tuple[str, float]:
        """The layer whose HHI falls most, and by how many points; below 0 where every one rises."""
        name = min(self.changes, key=lambda key: self.changes[key], default="")
        return name, -self.changes.get(name, 0.0)

    def layer(self, name: str) -> Layer | None:
        """Return one layer."""
        return next((layer for layer in self.layers if layer.name == name), None)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A part of what was asked that cannot be done, and why."""

    asked: str
    why: Message


def tested(scope: Scope) -> tuple[Move, ...]:
    """Return every move that a tested substitute of another supplier allows."""
    return tuple(_from(scope, [r for r in scope.reliances if r.covered]))


def compared(scope: Scope) -> tuple[After, ...]:
    """Work out each tested move alone; the one that makes the HHI of a layer fall most first."""
    every = (after(scope, (move,)) for move in tested(scope))
    return tuple(sorted(every, key=lambda a: (-a.fallen[1], a.moves[0].initiative_id)))


def after(scope: Scope, moves: Sequence[Move]) -> After:
    """Move the money, all of it and at its price of today; a layer that no move touches stays as it is."""
    joined = {key: to for move in moves for key, to in move.replaced.items()}
    touched = {layer for move in moves for layer in move.layers}
    fresh = make_layers({name: held for name, held in scope.held.items() if name in touched}, joined)
    moved = {layer.name: layer for layer in fresh}
    layers = tuple(moved.get(layer.name, layer) for layer in scope.layers)
    changes = {
        before.name: points(then) - scope.points[before.name]
        for before, then in zip(scope.layers, layers, strict=True)
        if then is not before
    }
    return After(tuple(moves), layers, changes)


def asked(scope: Scope) -> tuple[After | None, tuple[Unusable, ...]]:
    """Read the moves asked for: ``initiative:from>to``, where the initiative and the goal may be left out.

    Without an initiative every one moves that runs on the supplier; without a goal each goes to the
    substitute that is named for it, tested or not.
    """
    moves: list[Move] = []
    unusable: list[Unusable] = []
    for part in filter(None, (p.strip() for p in scope.settings.moves.split(";"))):
        found = _asked(scope, part)
        if isinstance(found, Unusable):
            unusable.append(found)
        else:
            moves += found
    return (after(scope, moves) if moves else None), tuple(unusable)


def _asked(scope: Scope, text: str) -> tuple[Move, ...] | Unusable:
    where, _, goal = (part.strip() for part in text.partition(">"))
    initiative, _, name = (part.strip() for part in where.rpartition(":"))
    supplier = scope.suppliers.find(name)
    rows = [r for r in scope.reliances if r.supplier == supplier and initiative in ("", r.initiative_id)]
    if not rows:
        return Unusable(text, say("no dependency of it on that supplier is listed"))
    to = scope.suppliers.find(goal) if goal else None
    if to is None:
        rows = [r for r in rows if r.elsewhere]
        if not rows:
            why = say("no substitute of another supplier is named: say to whom, with > and a name")
            return Unusable(text, why)
    elif to == supplier:
        return Unusable(text, say("both are one supplier"))
    elif to not in _known(scope):
        return Unusable(text, say("no vendor of the book goes by the name after >"))
    return tuple(_from(scope, rows, to))


def _known(scope: Scope) -> frozenset[str]:
    vendors = (row["vendor_id"] for row in scope.book.select(query("companies")))
    return frozenset(scope.suppliers.find(vendor) or vendor for vendor in vendors)


def _from(scope: Scope, rows: Sequence[Reliance], to: str | None = None) -> Iterator[Move]:
    """Join the layers in which one initiative leaves one supplier for one other."""

    def key(r: Reliance) -> tuple[str, str, str]:
        return r.initiative_id, r.supplier, to or r.substitute or ""

    for (initiative, supplier, goal), group in groupby(sorted(rows, key=key), key):
        same = sorted(group, key=lambda r: -DEPTH[r.layer])
        layers = tuple(name for name in MONEY_LAYERS if any(r.layer == name for r in same))
        if layers and goal and any(h.initiative_id == initiative for h in scope.held.get(layers[0], ())):
            fits = same[0] if same[0].substitute == goal else None
            yield Move(
                initiative, supplier, goal, layers, fits.tested_on if fits else None,
                fits.weeks if fits else None, fits.cost if fits else None,
            )  # fmt: skip
