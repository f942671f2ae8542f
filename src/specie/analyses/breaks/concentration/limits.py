"""Findings about the user's limit on one supplier, layer by layer, and about the bands of the HHI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.shares import share_estimate, shares_of
from specie.analyses.breaks.concentration.words import LAYER_NAMES
from specie.kernel.concentration import Band
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.concentration.layers import Layer
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.analyses.breaks.concentration.shares import Share
    from specie.model import Estimate


def limit_findings(scope: Scope) -> Iterator[Finding]:
    """Compare every supplier's share in every layer with the limit."""
    limit = scope.book.policy.max_vendor_share
    if limit is None:
        return
    for layer in scope.layers:
        for share in shares_of(layer):
            if certainly_above(share, limit):
                yield _above(scope, layer, share, limit)
            elif share.high > limit:
                yield _cannot_tell(scope, layer, share, limit)


def certainly_above(share: Share, limit: float) -> bool:
    """Whether a share is above the limit: for certain, or by the tokens that were counted."""
    return share.low > limit or (share.point is not None and share.point > limit)


def hidden(scope: Scope, layer: Layer, share: Share, limit: float) -> float | None:
    """Return the share of invoices of a supplier that is above the limit only underneath; None otherwise."""
    invoices = scope.layer("invoice_issuer")
    if layer.name == "invoice_issuer" or invoices is None:
        return None
    own = {s.supplier: s for s in shares_of(invoices)}.get(share.supplier)
    billed = 0.0 if own is None else own.high
    return billed if billed <= limit else None


def _above(scope: Scope, layer: Layer, share: Share, limit: float) -> Finding:
    who, cap = scope.suppliers.ref(share.supplier), Quantity(limit, "fraction")
    evidence = (share_estimate(scope, layer, share),)
    billed = hidden(scope, layer, share, limit)
    if billed is not None:
        message = say(
            "{who} stands behind {share} of the money for {layer} but only {billed} of the invoices; your"
            " limit is {limit}",
            who=who, share=evidence[0], layer=LAYER_NAMES[layer.name], billed=Quantity(billed, "fraction"),
            limit=cap,
        )  # fmt: skip
        action = say("count who made the model and who hosts it, not who bills; test a substitute of another")
        return Finding("BRK102", Severity.ALARM, who, message, evidence, action, Role.ENTERPRISE)
    message = say(
        "{who} holds {share} of the money for {layer}; your limit is {limit}",
        who=who, share=evidence[0], layer=LAYER_NAMES[layer.name], limit=cap,
    )  # fmt: skip
    action = say("place new work with another supplier, or raise the limit on purpose")
    return Finding("BRK101", Severity.WATCH, who, message, evidence, action, Role.ENTERPRISE)


def _cannot_tell(scope: Scope, layer: Layer, share: Share, limit: float) -> Finding:
    who, evidence = scope.suppliers.ref(share.supplier), share_estimate(scope, layer, share)
    message = say(
        "{who} holds {share} of the money for {layer}, depending on who holds the unknown part: below or"
        " above your limit of {limit} cannot be told",
        who=who, share=evidence, layer=LAYER_NAMES[layer.name], limit=Quantity(limit, "fraction"),
    )  # fmt: skip
    action = say(
        "add the missing rows to {table}, the initiatives with the most money first", table="dependencies"
    )
    return Finding("BRK103", Severity.NOTE, who, message, (evidence,), action, Role.DEVELOPER)


def band_findings(scope: Scope, known: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Name the most concentrated layer if it is highly so whatever the unknown money turns out to be."""
    told = {layer.name: known.get(f"hhi_{layer.name}") for layer in scope.layers}
    lows = {name: e.low for name, e in told.items() if e is not None and e.low is not None}
    name = max(lows, key=lambda key: lows[key], default=None)
    estimate = None if name is None else known.get(f"hhi_{name}")
    if name is None or estimate is None or scope.settings.bands.of(lows[name]) is not Band.HIGH:
        return
    message = say(
        "the money for {layer} is highly concentrated: {hhi}, above {band}; the bands were made for"
        " markets and give orientation only",
        layer=LAYER_NAMES[name], hhi=estimate, band=Quantity(scope.settings.bands.high, "points"),
    )  # fmt: skip
    yield Finding("BRK108", Severity.NOTE, PORTFOLIO, message, (estimate,), None, Role.ENTERPRISE)
