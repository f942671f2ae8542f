"""Losses as estimates: what others lose together, and what one firm loses, with its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.contagion.survey import grade_of, origins_of
from specie.analyses.breaks.contagion.words import METHOD_OF, measure_of
from specie.companies.network.edge import CHANNELS
from specie.companies.record import weaker
from specie.model import Bound, Estimate, Grade, Quantity, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.contagion.losses import Losses
    from specie.analyses.breaks.contagion.survey import Survey
    from specie.companies.network.edge import Edge
    from specie.model import Message

WHOLE = 1.0


def all_of(of: Survey) -> Iterator[Estimate]:
    """Yield losses given failure by firm, channel and view, then DebtRank and further failures."""
    for name in of.failing:
        for losses in of.losses:
            for channel in CHANNELS:
                made = given_failure(of, losses, channel, name)
                if made is not None:
                    yield made
        yield from _beside(of, name)


def given_failure(of: Survey, losses: Losses, channel: str, name: str) -> Estimate | None:
    """What others lose together through one channel; None where no deal carries anything."""
    found, row = losses.by[channel], of.network.names.index(name)
    if not found.high[row].any():
        return None
    edges = tuple(e for e in of.network.of(losses.view, channel) if e.failing == name)
    losers = int((found.high[row] > 0).sum())
    return _range(
        measure_of(channel, losses.view.id),
        of,
        name,
        (found.total(row, "low"), found.total(row, "stated"), found.total(row, "high")),
        bool(found.open[row].any()),
        channel,
        edges,
        say(
            "lost by {firms} firms, by {deals} deals of its own and those behind them",
            firms=Quantity(losers, "count"), deals=Quantity(len(edges), "count"),
        ),
    )  # fmt: skip


def loss_from(of: Survey, losses: Losses, channel: str, failing: str, loser: str) -> Estimate | None:
    """What one firm loses through one channel if another fails; None where it loses nothing."""
    found = losses.by[channel]
    row, column = (of.network.names.index(n) for n in (failing, loser))
    if not found.high[row, column]:
        return None
    ends = (found.low[row, column], found.stated[row, column], found.high[row, column])
    edges = of.between(losses.view, channel, failing, loser)
    behind = edges or tuple(e for e in of.network.of(losses.view, channel) if e.loser == loser)
    return _range(
        "loss_from_failure", of, loser, tuple(map(float, ends)), bool(found.open[row, column]),
        channel, behind, say("if {firm} fails", firm=of.ref(failing)),
    )  # fmt: skip


def share_of(of: Survey, loss: Estimate, channel: str, loser: str) -> Estimate | None:
    """The loss over the worth or the revenue of the firm; None where that is not known."""
    ruler = of.ruler(channel, loser)
    if ruler is None or ruler.value <= 0 or ruler.low <= 0:
        return None
    low = (loss.low or 0.0) / ruler.high if ruler.high < float("inf") else 0.0
    high = None if loss.high is None else loss.high / ruler.low
    point = None if loss.point is None else loss.point / ruler.value
    return Estimate(
        "loss_share",
        loss.subject,
        loss.period,
        point,
        low,
        high,
        WHOLE,
        "fraction",
        "share",
        weaker(loss.grade, ruler.grade),
        (*loss.origins, ruler.origin),
        say("of {money}", money=Quantity(ruler.value, "USD")),
        bound=loss.bound,
        exact=point is not None and low == high,
    )


def _range(
    measure: str,
    of: Survey,
    name: str,
    ends: tuple[float, ...],
    floor: bool,
    channel: str,
    edges: tuple[Edge, ...],
    denominator: Message,
) -> Estimate:
    low, stated, high = ends
    assumed = () if channel == "equity" else (_assumption(of, channel),)
    point = stated if channel != "sales" or low == high else None
    return Estimate(
        measure,
        of.ref(name),
        of.ledger.as_of.isoformat(),
        point,
        low,
        None if floor else high,
        WHOLE,
        "USD",
        METHOD_OF[channel],
        weaker(grade_of(edges), Grade.MODELLED) if channel == "debt" else grade_of(edges),
        origins_of(edges),
        denominator,
        assumed,
        Bound.AT_LEAST if floor else Bound.EXACT,
        exact=low == high and not floor,
    )


def _assumption(of: Survey, channel: str) -> Message:
    low, typical, high = (Quantity(x, "fraction") for x in of.settings.lost)
    if channel == "debt":
        return say(
            "lenders lose {low} to {high} of the failed firm's debts, typically {typical}",
            low=low, high=high, typical=typical,
        )  # fmt: skip
    return say("from no cut of purchases behind it to all that goes beyond a firm's profit")


def _beside(of: Survey, name: str) -> Iterator[Estimate]:
    """DebtRank and further failures by closed and committed deals."""
    row, losses = of.network.names.index(name), of.firm
    edges = tuple(e for e in of.network.edges if e.failing == name)
    if not edges:
        return
    if losses.distress is not None and losses.distress.spread[row] > 0:
        value = float(losses.distress.spread[row])
        yield Estimate(
            "debtrank", of.ref(name), of.ledger.as_of.isoformat(), value, value, value, WHOLE, "fraction",
            "debtrank", Grade.MODELLED, origins_of(edges),
            say("of the worth of all firms whose price is known"),
            (say("tolerance {tolerance}", tolerance=Quantity(losses.distress.tolerance, "index", 9)),),
        )  # fmt: skip
    if losses.joint[row].any():
        yield exact(
            "further_failures", of.ref(name), of.ledger.as_of.isoformat(), int(losses.joint[row].sum()),
            "count", "count", origins_of(edges), grade=Grade.MODELLED,
            denominator=say("of {firms} firms", firms=Quantity(len(of.network.names) - 1, "count")),
        )  # fmt: skip
