"""The tables of the concentration analysis: every row most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.reliance import LAYERS, open_needs
from specie.analyses.breaks.concentration.shares import denominator, share_estimate, shares_of
from specie.analyses.breaks.concentration.stops import stopped_share, stopped_spend
from specie.analyses.breaks.concentration.words import LAYER_NAMES
from specie.model import Column, Quantity, Table, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.breaks.concentration.reliance import Reliance
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Cell, Estimate, Message

NAMES_SHOWN = 6


def tables(scope: Scope, known: Mapping[str, Estimate]) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (_layers(scope, known), _shares(scope), _stops(scope), _heat(scope), _plan(scope))
    return tuple(table for table in made if table.rows)


def _layers(scope: Scope, known: Mapping[str, Estimate]) -> Table:
    columns = (
        Column("layer", say("Layer")),
        Column("hhi", say("HHI")),
        Column("effective", say("Effective number of suppliers")),
        Column("top", say("Largest share")),
        Column("unknown", say("Without a known supplier")),
        Column("of", say("Of")),
    )
    rows = tuple(
        (
            Term(layer.name),
            *(
                known.get(f"{measure}_{layer.name}")
                for measure in ("hhi", "effective", "top_share", "unknown")
            ),
            denominator(scope, layer),
        )
        for layer in scope.layers
    )
    bands = scope.settings.bands
    text = say(
        "Bands of merger review, for orientation: moderate above {moderate}, high above {high}. Ranges hold"
        " whoever the unknown money belongs to.",
        moderate=Quantity(bands.moderate, "points"), high=Quantity(bands.high, "points"),
    )  # fmt: skip
    return Table("layers", say("How concentrated each layer is"), columns, rows, text)


def _shares(scope: Scope) -> Table:
    columns = (
        Column("layer", say("Layer")),
        Column("supplier", say("Supplier")),
        Column("share", say("Share of the layer's money")),
    )
    rows = tuple(
        (Term(layer.name), scope.suppliers.ref(share.supplier), share_estimate(scope, layer, share))
        for layer in scope.layers
        for share in shares_of(layer)
        if share.high > 0
    )
    return Table("shares", say("Who holds how much of each layer"), columns, rows)


def _stops(scope: Scope) -> Table:
    columns = (
        Column("supplier", say("Supplier lost")),
        Column("stops", say("Critical initiatives that stop")),
        Column("share", say("Share by number")),
        Column("spend", say("Share by spending")),
        Column("rests", say("Critical initiatives that use it")),
        Column("layers", say("Where")),
        Column("which", say("Which")),
    )
    losses = scope.all_layers
    rows = tuple(
        (
            scope.suppliers.ref(supplier),
            len(stopped),
            stopped_share(scope, supplier),
            stopped_spend(scope, supplier),
            len(losses.rests[supplier]),
            _where(scope, supplier),
            _names(scope, stopped),
        )
        for supplier, stopped in losses.stops.items()
    )
    text = say(
        "An initiative with a tested substitute of another supplier does not stop. Losing the worst pair"
        " stops {pair} of {all}.",
        pair=losses.pair()[1], all=len(scope.critical),
    )  # fmt: skip
    return Table("stops", say("What stops if a supplier is lost"), columns, rows, text)


def _where(scope: Scope, supplier: str) -> Message | None:
    found = [LAYER_NAMES[name] for name in LAYERS if scope.by_layer[name].stops.get(supplier)]
    return listed(found) if found else None


def _names(scope: Scope, initiatives: tuple[str, ...]) -> str:
    names = [scope.book.initiative(i).name for i in initiatives[:NAMES_SHOWN]]
    return ", ".join(names) + (" …" if len(initiatives) > NAMES_SHOWN else "")


def _heat(scope: Scope) -> Table:
    """One row per initiative, one column per layer: who serves it, and whether anyone else could."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("critical", say("Critical")),
        *(Column(name, LAYER_NAMES[name]) for name in LAYERS),
    )
    names = list(dict.fromkeys(r.initiative_id for r in scope.reliances))
    order = sorted(names, key=lambda i: (i not in scope.critical, -_open(scope, i), i))
    rows = tuple(
        (
            scope.book.initiative(initiative),
            Term("yes" if initiative in scope.critical else "no"),
            *(_cell([r for r in scope.reliances if (r.initiative_id, r.layer) == (initiative, layer)], scope)
              for layer in LAYERS),
        )
        for initiative in order
    )  # fmt: skip
    return Table("heat", say("Who serves each initiative, layer by layer"), columns, rows)


def _open(scope: Scope, initiative: str) -> int:
    return sum(r.initiative_id == initiative and r.critical and not r.covered for r in scope.reliances)


def _cell(reliances: list[Reliance], scope: Scope) -> Cell:
    if not reliances:
        return None
    names = ", ".join(dict.fromkeys(scope.suppliers.label(r.supplier) for r in reliances))
    if all(r.covered for r in reliances):
        return say("{suppliers} (substitute tested)", suppliers=names)
    if any(r.elsewhere for r in reliances):
        return say("{suppliers} (substitute not tested)", suppliers=names)
    return say("{suppliers} (no substitute)", suppliers=names)


def _plan(scope: Scope) -> Table:
    """Critical dependencies without a tested substitute, the quickest move first."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("layer", say("Layer")),
        Column("supplier", say("Supplier")),
        Column("substitute", say("Substitute named")),
        Column("weeks", say("Weeks to move")),
        Column("cost", say("Cost to move")),
    )
    order = sorted(
        open_needs(scope.reliances),
        key=lambda r: (not r.elsewhere, r.weeks is None, r.weeks or 0.0, r.initiative_id, r.layer),
    )
    rows = tuple(
        (
            scope.book.initiative(r.initiative_id),
            Term(r.layer),
            scope.suppliers.ref(r.supplier),
            scope.suppliers.ref(r.substitute) if r.elsewhere and r.substitute else Term("none named"),
            None if r.weeks is None else Quantity(r.weeks, "weeks"),
            None if r.cost is None else Quantity(r.cost, scope.book.currency),
        )
        for r in order
    )
    text = say("A substitute counts once it is of another supplier and was tested.")
    return Table("plan", say("Substitutes to name and test"), columns, rows, text)
