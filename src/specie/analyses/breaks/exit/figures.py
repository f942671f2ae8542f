"""The figures of the exit analysis: losses with and without the measures, and what is prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.exit.prepared import MET, NOT_MET, OPEN
from specie.model import Figure, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.exit.scope import Scope
    from specie.model import Cell


def figures(scope: Scope) -> tuple[Figure, ...]:
    """Make every figure that has something to show."""
    made = (_losses(scope), _prepared(scope))
    return tuple(figure for figure in made if figure.data)


def _losses(scope: Scope) -> Figure:
    limit = scope.chosen.limit
    return Figure(
        "losses",
        "interval_rows",
        say("What the failure of each supplier takes"),
        tuple(_loss_rows(scope)),
        {"label": "supplier", "x": "loss", "low": "low", "high": "high"}
        | ({} if limit is None else {"rule": "limit"}),
        {"supplier": say("Supplier fails"), "loss": say("Loss"), "limit": say("Your limit")},
        {"loss": scope.book.currency, "limit": scope.book.currency},
        say("{count} suppliers, the dearest failure first.", count=len(scope.chosen.failures)),
        say("Scenarios, not observations: each failure alone, without any measure."),
    )


def _loss_rows(scope: Scope) -> Iterator[Mapping[str, Cell]]:
    for failure in scope.chosen.failures:
        money = failure.money
        yield {
            "supplier": scope.supplier(failure.supplier),
            "loss": (money.low + money.high) / 2 if money.point is None else money.point,
            "low": money.low,
            "high": money.high,
            **({} if scope.chosen.limit is None else {"limit": scope.chosen.limit.money}),
        }


def _prepared(scope: Scope) -> Figure:
    data = tuple(
        {"supplier": ready.plan.vendor, "items": count, "state": Term(state.id)}
        for ready in scope.ready
        for state in (MET, NOT_MET, OPEN)
        if (count := ready.count(state)) > 0
    )
    return Figure(
        "prepared",
        "stacked_bar",
        say("Of the things that leaving needs, those that are there"),
        data,
        {"x": "supplier", "y": "items", "colour": "state"},
        {"supplier": say("Supplier"), "items": say("Items"), "state": say("State")},
        {"items": "count"},
        say("{count} critical suppliers with {items} items each.", count=len(scope.ready),
            items=len(scope.ready[0].items) if scope.ready else 0),
    )  # fmt: skip
