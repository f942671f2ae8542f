"""One deal as an edge of the graph: through which channel whose failure costs whom how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.deal import MONEY
from specie.model import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from specie.companies.deal import Deal
    from specie.kernel.growth import Bounds

EQUITY, DEBT, SALES = "equity", "debt", "sales"
CHANNELS = (EQUITY, DEBT, SALES)
CHANNEL_NAMES: dict[str, Message] = {
    EQUITY: say("stakes"),
    DEBT: say("loans"),
    SALES: say("a year's sales"),
}
"""How a channel is called within a sentence."""


@dataclass(frozen=True, slots=True)
class View:
    """Deals that are taken together by how certain they are; each view holds the one before."""

    id: str
    statuses: frozenset[str]
    label: Message


CLOSED = View("closed", frozenset({"closed"}), say("closed deals only"))
FIRM = View("firm", CLOSED.statuses | {"committed", "confirmed"}, say("closed and committed deals"))
TOLD = View("told", FIRM.statuses | {"reported", "loi", "rumour"}, say("also letters of intent and rumours"))
VIEWS = (CLOSED, FIRM, TOLD)
ENDED = ("lapsed", "superseded")
"""What no longer holds carries no loss under any view."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A deal that carries a loss; money in dollars, for sales in a year."""

    deal: Deal
    channel: str
    low: float
    high: float
    """Infinite where the deal states a floor only."""
    stated: float
    """The figure as stated, for sales over the years it runs."""

    @property
    def failing(self) -> str:
        """Whose failure costs: who was given the money, or who buys."""
        return self.deal.giver if self.channel == SALES else self.deal.taker

    @property
    def loser(self) -> str:
        """Who loses."""
        return self.deal.taker if self.channel == SALES else self.deal.giver


@dataclass(frozen=True, slots=True)
class Aside:
    """A deal that carries no loss here, and why: not assessed, or over."""

    deal: Deal
    why: Message
    missing: str = ""
    """The column to fill; empty where the deal is over."""


def edges(deals: Iterable[Deal], on: date) -> tuple[tuple[Edge, ...], tuple[Aside, ...]]:
    """Sort deals into those that carry a sourced amount and those that do not, on a day."""
    sorted_out = [_left_out(deal, on) or _edge(deal) for deal in deals]
    found = tuple(made for made in sorted_out if isinstance(made, Edge))
    return found, tuple(made for made in sorted_out if isinstance(made, Aside))


def channel_of(deal: Deal) -> str:
    """Return the channel through which a deal carries a loss."""
    return EQUITY if deal.instrument in MONEY else DEBT if deal.instrument == "debt" else SALES


def _left_out(deal: Deal, on: date) -> Aside | None:
    if deal.status in ENDED:
        return Aside(deal, say("it no longer holds"))
    if deal.giver == deal.taker:
        return Aside(deal, say("not assessed: both sides are one company"), "to_id")
    if channel_of(deal) != EQUITY and deal.ends is not None and deal.ends.end <= on:
        return Aside(deal, say("it has run out"))
    if deal.amount is None:
        return Aside(deal, say("not assessed: no amount was told"), "amount_usd")
    return None


def _edge(deal: Deal) -> Edge | Aside:
    channel, amount = channel_of(deal), deal.amount or 0.0
    if channel != SALES:
        return Edge(deal, channel, float(deal.bounds.low), float(deal.bounds.high), amount)
    years = _years(deal)
    if years is None:
        return Aside(
            deal, say("not assessed: without its first and last day a year's part is not known"), "end"
        )
    low, high = float(deal.bounds.low / years.high), float(deal.bounds.high / years.low)
    return Edge(deal, channel, low, high, amount / float((years.low + years.high) / 2))


def _years(deal: Deal) -> Bounds | None:
    """How long a contract runs, from its first day, else from its signing."""
    begins = deal.begins or deal.signed
    if begins is None or deal.ends is None:
        return None
    years = begins.years_to(deal.ends)
    return years if years.low > 0 else None
