"""The figures of the liquidity analysis: months under each scenario, and the path of cash."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.kernel.credit.runway import path
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.breaks.liquidity.scope import Scope
    from specie.model import Cell, Message

POINTS = 12


def figures(scope: Scope) -> tuple[Figure, ...]:
    """Make the figures that have something to show."""
    return (_path(scope), _months(scope)) if scope.outlooks else ()


def _path(scope: Scope) -> Figure:
    """Cash as it is, with what the next month end may bring and your floor below it."""
    cash, base = scope.cash, scope.base
    assert cash is not None
    assert cash.burn is not None
    horizon = scope.settings.horizon_months
    months = sorted({round(k * horizon / POINTS, 1) for k in range(POINTS + 1)})
    rows = path(cash.balance, cash.burn, months, scope.settings.level)
    floor = (scope.floor_months or 0.0) * max(cash.burn.mean, 0.0)
    data: list[Mapping[str, Cell]] = [
        {"month": month, "cash": max(middle, 0.0), "low": max(low, 0.0), "high": max(high, 0.0),
         "line": Term("cash")}
        for month, (low, middle, high) in zip(months, rows.tolist(), strict=True)
    ]  # fmt: skip
    if floor > 0:
        data += [
            {"month": month, "cash": floor, "low": None, "high": None, "line": Term("your floor")}
            for month in (months[0], months[-1])
        ]
    left = base.left.point if base is not None else None
    return Figure(
        "path",
        "band",
        say("Cash if the months to come are like those behind"),
        tuple(data),
        {"x": "month", "y": "cash", "low": "low", "high": "high", "colour": "line"},
        {"month": say("Months ahead"), "cash": say("Cash"), "line": say("Line")},
        {"cash": scope.book.currency, "month": "months"},
        _summary(horizon, left),
        say("The band is where cash may stand at each month, from {count} months of outflow.",
            count=cash.burn.months),
    )  # fmt: skip


def _summary(horizon: int, left: float | None) -> Message:
    if left is None:
        return say("Cash over {count} months; in the middle it does not run out.", count=horizon)
    return say("Cash over {count} months; in the middle it runs out after {left}.", count=horizon,
               left=Quantity(round(left, 1), "months"))  # fmt: skip


def _months(scope: Scope) -> Figure:
    data = tuple(
        {
            "scenario": Term(outlook.scenario.id),
            "months": outlook.left.point,
            "low": outlook.left.low,
            "high": outlook.left.high if math.isfinite(outlook.left.high) else None,
            **({} if scope.floor_months is None else {"floor": scope.floor_months}),
        }
        for outlook in scope.outlooks
        if outlook.left.point is not None
    )
    return Figure(
        "months",
        "interval_rows",
        say("Months of cash under each scenario"),
        data,
        {"label": "scenario", "x": "months", "low": "low", "high": "high"}
        | ({} if scope.floor_months is None else {"rule": "floor"}),
        {
            "scenario": say("Scenario"),
            "months": say("Months until cash has run out"),
            "floor": say("Your floor"),
        },
        {"months": "months"},
        say("{count} scenarios.", count=len(data)),
        say("Scenarios, not forecasts: nothing is cut and nobody lends."),
    )
