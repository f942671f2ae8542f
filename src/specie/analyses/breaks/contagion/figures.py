"""Two figures: what others lose by failing firm, and what hits the book's suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.contagion.tables import hits
from specie.analyses.breaks.contagion.words import measure_of
from specie.companies.network.edge import CHANNEL_NAMES, CHANNELS
from specie.model import Figure, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.breaks.contagion.survey import Survey
    from specie.model import Cell, Estimate, Message

MOST = 14


def all_figures(of: Survey, made: Mapping[tuple[str, str], Estimate]) -> tuple[Figure, ...]:
    """Make the figures that have something to show."""
    return tuple(figure for figure in (_failures(of, made), _suppliers(of)) if figure.data)


def _failures(of: Survey, made: Mapping[tuple[str, str], Estimate]) -> Figure:
    rows = [
        (of.ref(name).name, channel, made[measure_of(channel, "firm"), name])
        for name in of.failing
        for channel in CHANNELS
        if (measure_of(channel, "firm"), name) in made
    ]
    rows.sort(key=lambda row: -_size(row[2]))
    return Figure(
        "failures",
        "bar",
        say("What others lose if a firm fails, closed and committed deals"),
        tuple(
            _bar(say("{firm}: {channel}", firm=name, channel=CHANNEL_NAMES[channel]), channel, estimate)
            for name, channel, estimate in rows[:MOST]
        ),
        ROLES,
        TITLES,
        {"loss": "USD"},
        _summary(len(rows)),
        say("Channels are not added up. Where only a floor is known the bar ends at what was stated."),
    )


def _suppliers(of: Survey) -> Figure:
    rows = sorted(hits(of), key=lambda row: -_size(row[3]))
    return Figure(
        "suppliers",
        "bar",
        say("What your suppliers lose if another firm fails, closed and committed deals"),
        tuple(
            _bar(
                say(
                    "{supplier} if {firm} fails: {channel}",
                    supplier=of.ref(supplier), firm=of.ref(failing), channel=CHANNEL_NAMES[channel],
                ),
                channel,
                estimate,
            )
            for supplier, failing, channel, estimate in rows[:MOST]
        ),
        ROLES,
        TITLES,
        {"loss": "USD"},
        _summary(len(rows)),
    )  # fmt: skip


ROLES = {"x": "who", "y": "loss", "low": "low", "high": "high", "colour": "channel"}
TITLES = {"who": say("Firm and channel"), "loss": say("Loss"), "channel": say("Channel")}


def _bar(who: Message, channel: str, estimate: Estimate) -> dict[str, Cell]:
    wide = estimate.low is not None and estimate.high is not None and estimate.high > estimate.low
    return {
        "who": who,
        "loss": _size(estimate),
        "low": estimate.low if wide else None,
        "high": estimate.high if wide else None,
        "channel": CHANNEL_NAMES[channel],
    }


def _size(estimate: Estimate) -> float:
    return estimate.point if estimate.point is not None else estimate.low or 0.0


def _summary(rows: int) -> Message:
    return say("{rows} losses, the largest first.", rows=rows)
