"""Two figures: the tail by cause, and the chance that each limit breaks by depth of the fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.stress.estimates import period_of
from specie.analyses.breaks.stress.words import CAUSE_NAMES
from specie.kernel.stress.enterprise import CAUSES
from specie.model import Figure, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stress.drawn import Drawn
    from specie.model import Cell, Estimate


def all_figures(of: Drawn) -> tuple[Figure, ...]:
    """Make the figures that have something to show."""
    return tuple(figure for figure in (_by_cause(of), _positions(of)) if figure.data)


def _by_cause(of: Drawn) -> Figure:
    """Bars of the shortfall by cause and by supplier in the central scenario."""
    return Figure(
        "shortfall",
        "bar",
        say("Expected shortfall by cause and by supplier: {year}", year=of.central.label),
        tuple(_bars(of)),
        {"x": "part", "y": "money", "low": "low", "high": "high", "colour": "kind"},
        {"part": say("Part"), "money": say("Part of the expected shortfall"), "kind": say("Kind")},
        {"money": of.scope.book.currency},
        say("Parts of one shortfall, split twice: by cause, and by supplier."),
        say("Each kind adds up to the whole. The ends are the Monte Carlo error."),
    )


def _bars(of: Drawn) -> Iterator[dict[str, Cell]]:
    period = period_of(of.central)
    for cause in CAUSES:
        made = of.estimates.get((f"shortfall_{cause}", "all", period))
        if made is not None and made.point:
            yield _bar(CAUSE_NAMES[cause], made, "cause")
    for k in range(len(of.scope.exposure.suppliers)):
        made = of.estimates.get(("shortfall_supplier", of.scope.vendor(k).id, period))
        if made is not None and made.point:
            yield _bar(of.scope.vendor(k), made, "supplier")


def _bar(part: Cell, made: Estimate, kind: str) -> dict[str, Cell]:
    return {"part": part, "money": made.point, "low": made.low, "high": made.high, "kind": Term(kind)}


def _positions(of: Drawn) -> Figure:
    """Bars of the shortfall of the positions in the central scenario."""
    period = period_of(of.central)
    found = [of.estimates.get(("shortfall_position", p.ref.id, period)) for p in of.scope.holder.positions]
    made = [e for e in found if e is not None and e.point is not None]
    order = np.argsort([-(e.point or 0.0) for e in made], kind="stable")
    return Figure(
        "positions",
        "bar",
        say("Expected shortfall by position: {year}", year=of.central.label),
        tuple(_bar(made[k].subject, made[k], "position") for k in order.tolist()),
        {"x": "part", "y": "money", "low": "low", "high": "high", "colour": "kind"},
        {"part": say("Position"), "money": say("Part of the expected shortfall"), "kind": say("Kind")},
        {"money": of.scope.book.currency},
        say("{count} positions, the largest part first.", count=len(made)),
    )
