"""The figures of the concentration analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.shares import denominator, shares_of
from specie.analyses.breaks.concentration.words import LAYER_NAMES
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.concentration.layers import Layer
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Cell

MOST = 10
"""More suppliers than this are not read off a chart; the table holds all."""


def figures(scope: Scope) -> tuple[Figure, ...]:
    """Make every figure that has something to show."""
    made = (_stops(scope), *(_layer(scope, layer) for layer in scope.layers))
    return tuple(figure for figure in made if figure.data)


def _layer(scope: Scope, layer: Layer) -> Figure:
    found = shares_of(layer)[:MOST]
    first = found[0]
    return Figure(
        f"shares_{layer.name}",
        "bar",
        say("Share of the money for {layer}, by supplier", layer=LAYER_NAMES[layer.name]),
        tuple(_bars(scope, layer)),
        {"x": "supplier", "y": "share", "low": "low", "high": "high", "colour": "kind"},
        {"supplier": say("Supplier"), "share": say("Share"), "kind": say("Kind")},
        {"share": "fraction"},
        say(
            "{count} suppliers; the largest, {first}, holds {share}.",
            count=len(layer.suppliers), first=scope.suppliers.ref(first.supplier),
            share=Quantity(first.middle, "fraction"),
        ),
        denominator(scope, layer),
    )  # fmt: skip


def _bars(scope: Scope, layer: Layer) -> Iterator[Mapping[str, Cell]]:
    for share in shares_of(layer)[:MOST]:
        wide = share.high - share.low > 1e-9
        yield {
            "supplier": scope.suppliers.ref(share.supplier),
            "share": share.middle,
            "low": share.low if wide else None,
            "high": share.high if wide else None,
            "kind": Term("supplier"),
        }
    limit = scope.book.policy.max_vendor_share
    if limit is not None:
        yield {
            "supplier": Term("your limit"),
            "share": limit,
            "low": None,
            "high": None,
            "kind": Term("limit"),
        }


def _stops(scope: Scope) -> Figure:
    losses = scope.all_layers
    data = tuple(
        {"supplier": scope.suppliers.ref(supplier), "count": len(stopped)}
        for supplier, stopped in losses.stops.items()
        if stopped
    )
    return Figure(
        "stops",
        "bar",
        say("Critical initiatives that stop if a supplier is lost"),
        data[:MOST],
        {"x": "supplier", "y": "count"},
        {"supplier": say("Supplier lost"), "count": say("Critical initiatives")},
        {"count": "count"},
        say(
            "{count} suppliers each stop at least one of {all} critical initiatives.",
            count=len(data), all=len(scope.critical),
        ),
        say("An initiative with a tested substitute of another supplier does not stop."),
    )  # fmt: skip
