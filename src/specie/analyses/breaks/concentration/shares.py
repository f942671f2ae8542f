"""HHI, effective number, top share and every supplier's share, layer by layer, with sharp bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.allocation import hhi_bounds, share_bounds, top_share_bounds
from specie.kernel.concentration import POINTS, hhi, top_share
from specie.kernel.network.leading import leading_share_bounds
from specie.model import PORTFOLIO, Bound, Estimate, Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.concentration.layers import Layer
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Message, Ref

ROUNDING = 1e-9
LEADERS = 3
MOST_TRIED = 60
"""Suppliers among whom every choice of three is tried where some money has no known supplier."""


@dataclass(frozen=True, slots=True)
class Share:
    """One supplier's share of a layer: its bounds, and the point where tokens or bills tell it."""

    supplier: str
    low: float
    high: float
    point: float | None

    @property
    def middle(self) -> float:
        """Where to rank and draw it: the point, else what is certain."""
        return self.low if self.point is None else self.point


def shares_of(layer: Layer) -> tuple[Share, ...]:
    """Every supplier's share, the largest first."""
    low, high = share_bounds(layer.money)
    total = layer.money.total
    told = layer.told or (None,) * len(layer.suppliers)
    found = [
        Share(name, float(a), float(b), None if point is None else point / total)
        for name, a, b, point in zip(layer.suppliers, low, high, told, strict=True)
    ]
    return tuple(sorted(found, key=lambda share: (-share.middle, -share.high, share.supplier)))


def layer_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the estimates of every layer."""
    for layer in scope.layers:
        yield from concentration(scope, layer)
        for share in shares_of(layer):
            yield share_estimate(scope, layer, share)
        unknown = float(layer.unknown / layer.total)
        yield layer_estimate(
            scope, layer, f"unknown_{layer.name}", (unknown, unknown, unknown), "fraction", "share"
        )


def concentration(scope: Scope, layer: Layer, subject: Ref = PORTFOLIO, when: str = "") -> Iterator[Estimate]:
    """Yield HHI, effective number and top shares of a layer, now or (``when``) after a move."""
    index, top = hhi_bounds(layer.money), top_share_bounds(layer.money)
    told = None if layer.told is None else hhi(layer.told)
    ends = (index.low * POINTS, None if told is None else told * POINTS, index.high * POINTS)
    yield layer_estimate(scope, layer, f"hhi{when}_{layer.name}", ends, "points", "hhi", subject)
    most = 1 / index.low if index.low > ROUNDING else None
    effective = (1 / index.high, None if told is None else 1 / told, most)
    yield layer_estimate(scope, layer, f"effective{when}_{layer.name}", effective, "index", "hhi", subject)
    point = None if layer.told is None else top_share(layer.told)
    ends = (top.low, point, top.high)
    yield layer_estimate(scope, layer, f"top_share{when}_{layer.name}", ends, "fraction", "share", subject)
    if not when and len(layer.suppliers) > LEADERS and (layer.certain or len(layer.suppliers) <= MOST_TRIED):
        yield _leaders(scope, layer)


def _leaders(scope: Scope, layer: Layer) -> Estimate:
    """Make the joint share of the largest three."""
    point = None if layer.told is None else top_share(layer.told, LEADERS)
    if layer.certain and point is not None:
        ends = (point, point, point)
    else:
        bounds = leading_share_bounds(layer.money, LEADERS)
        ends = (bounds.low, point, bounds.high)
    return layer_estimate(scope, layer, f"top3_share_{layer.name}", ends, "fraction", "share")


def share_estimate(scope: Scope, layer: Layer, share: Share) -> Estimate:
    """Make the estimate of one supplier's share."""
    ends = (share.low, share.point, share.high)
    about = scope.suppliers.ref(share.supplier)
    return layer_estimate(scope, layer, f"share_{layer.name}", ends, "fraction", "share", about)


def layer_estimate(
    scope: Scope, layer: Layer, measure: str, ends: tuple[float, float | None, float | None], unit: str,
    method: str, subject: Ref = PORTFOLIO,
) -> Estimate:  # fmt: skip
    """Make an exact estimate where the ends meet, else a range that is certain."""
    low, point, high = ends
    certain = high is not None and high - low <= ROUNDING * max(1.0, abs(high))
    if certain:
        point = low if point is None else point
        low = high = point
    elif point is not None:
        low, high = min(low, point), None if high is None else max(high, point)
    linked = layer.name != "invoice_issuer"
    origins = (
        *scope.money_origins,
        *scope.origins,
        *(scope.book.origins("usage") if layer.by_tokens else ()),
    )
    return Estimate(
        measure, subject, scope.period, None if high is None else point, low, high, 1.0, unit,
        method if certain else "bounds", Grade.RECORDED if linked else Grade.BOOKED,
        origins if linked else scope.money_origins, denominator(scope, layer), _assumptions(layer),
        Bound.EXACT if high is not None else Bound.AT_LEAST, exact=certain,
    )  # fmt: skip


def denominator(scope: Scope, layer: Layer) -> Message:
    """Of which money the shares of a layer are."""
    total = Quantity(layer.total, scope.book.currency)
    if layer.name == "invoice_issuer":
        return say("of {total} paid to suppliers, tax left out", total=total)
    return say("of {total} of bills, licences and use, tax left out", total=total)


def _assumptions(layer: Layer) -> tuple[Message, ...]:
    if not layer.by_tokens:
        return ()
    if layer.unpriced:
        return (say("initiatives with several developers split by the number of tokens: prices unknown"),)
    return (say("initiatives with several developers split by what their tokens cost at list price"),)
