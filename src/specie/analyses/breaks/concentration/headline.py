"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.changes import behind_share, inner
from specie.analyses.breaks.concentration.further_findings import behind_several
from specie.analyses.breaks.concentration.limits import certainly_above, hidden
from specie.analyses.breaks.concentration.shares import share_estimate, shares_of
from specie.analyses.breaks.concentration.stops import stopped_share, stopped_spend, uncovered
from specie.analyses.breaks.concentration.words import LAYER_NAMES
from specie.model import Quantity, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.concentration.changes import Further
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Message


def headline(scope: Scope, further: Further) -> Iterator[Message]:
    """Say what one loss stops, who holds most behind the invoices, and who stands behind several."""
    if scope.critical:
        yield _worst(scope)
    yield from _largest(scope)
    yield from _behind(scope, further)


def _worst(scope: Scope) -> Message:
    supplier, stopped = next(iter(scope.all_layers.stops.items()))
    if not stopped:
        return say(
            "No single supplier stops any of {all} critical initiatives: each has a tested substitute.",
            all=len(scope.critical),
        )
    spend = stopped_spend(scope, supplier)
    parts = {
        "share": stopped_share(scope, supplier), "all": len(scope.critical), "open": len(uncovered(scope)),
        "who": scope.suppliers.ref(supplier),
    }  # fmt: skip
    if spend is None:
        return say(
            "{share} of {all} critical initiatives rest on {who} alone; {open} have a need that no tested"
            " substitute covers.",
            **parts,
        )
    return say(
        "{share} of {all} critical initiatives, and {spend} of their spending, rest on {who} alone; {open}"
        " have a need that no tested substitute covers.",
        **parts, spend=spend,
    )  # fmt: skip


def _largest(scope: Scope) -> Iterator[Message]:
    limit = scope.book.policy.max_vendor_share
    for layer in reversed(scope.layers):
        first = shares_of(layer)[0]
        billed = None if limit is None else hidden(scope, layer, first, limit)
        if limit is not None and billed is not None and certainly_above(first, limit):
            yield say(
                "{who} sends {billed} of the invoices but stands behind {share} of the money for {layer};"
                " your limit is {limit}.",
                who=scope.suppliers.ref(first.supplier), billed=Quantity(billed, "fraction"),
                share=share_estimate(scope, layer, first), layer=LAYER_NAMES[layer.name],
                limit=Quantity(limit, "fraction"),
            )  # fmt: skip
            return
    if scope.layers:
        layer = scope.layers[0]
        first = shares_of(layer)[0]
        yield say(
            "{who} holds the largest share of the money for {layer}: {share}.",
            who=scope.suppliers.ref(first.supplier), layer=LAYER_NAMES[layer.name],
            share=share_estimate(scope, layer, first),
        )  # fmt: skip


def _behind(scope: Scope, further: Further) -> Iterator[Message]:
    for clients, parties in behind_several(scope, further).items():
        share, layer = behind_share(scope, parties[0]), inner(scope)
        if share is not None and layer is not None:
            yield say(
                "Behind them: {suppliers} buy from {parties}; together they hold {share} of the money for"
                " {layer}.",
                suppliers=listed([scope.suppliers.ref(s) for s in clients]),
                parties=listed([p.company for p in parties]), share=share, layer=LAYER_NAMES[layer.name],
            )  # fmt: skip
        return
