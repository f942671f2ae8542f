"""The figures of the spend analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.spend.ledger import ZERO, by
from specie.analyses.pays.spend.months import month_end, named
from specie.analyses.pays.spend.outlook import band
from specie.analyses.pays.spend.totals import shown, sums
from specie.model import Figure, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.spend.assessed import Assessed
    from specie.analyses.pays.spend.cap import Cap
    from specie.analyses.pays.spend.outlook import Outlook
    from specie.model import Cell


def figures(found: Assessed) -> tuple[Figure, ...]:
    """Make every figure that has something to show."""
    made = [_monthly(found), _by_function(found)]
    if found.outlook is not None:
        made.append(_forecast(found, found.outlook))
    cap = found.cap("it") or found.cap("ai")
    if cap is not None:
        made.append(_share(found, cap))
    return tuple(figure for figure in made if figure.data)


def _monthly(found: Assessed) -> Figure:
    scope = found.scope
    months = set(scope.months)
    cells = by((c for c in scope.ledger.cells if c.month in months), lambda c: (c.month, c.cost_type))
    order = list(by(scope.ledger.cells, lambda cell: cell.cost_type))
    data = tuple(
        {"month": month, "cost_type": Term(kind), "amount": float(amount)}
        for (month, kind), amount in sorted(cells.items(), key=lambda i: (order.index(i[0][1]), i[0][0]))
    )
    last = scope.months[-1] if scope.months else scope.year.end
    return Figure(
        "monthly",
        "stacked_bar",
        say("AI spending month by month, by cost type"),
        data,
        {"x": "month", "y": "amount", "colour": "cost_type"},
        {"month": say("Month"), "amount": say("Spending"), "cost_type": say("Cost type")},
        {"amount": scope.currency},
        say(
            "Complete months: {count}; the last, {month}, has {amount}.",
            count=len(scope.months), month=named(last), amount=scope.money(scope.monthly().get(last, ZERO)),
        ),
    )  # fmt: skip


def _by_function(found: Assessed) -> Figure:
    scope = found.scope
    kind = "function" if set(sums(scope, "function", scope.year)) - {None} else "vendor"
    amounts = sums(scope, kind, scope.year)
    data = tuple({"what": shown(scope, kind, key), "amount": float(a)} for key, a in amounts.items())
    title = say("Spending by function") if kind == "function" else say("Spending by supplier")
    first = next(iter(amounts), None)
    return Figure(
        "by_function",
        "bar",
        title,
        data,
        {"x": "what", "y": "amount"},
        {"what": say("Function") if kind == "function" else say("Supplier"), "amount": say("Spending")},
        {"amount": scope.currency},
        say(
            "{count} bars, from {start} to {end}; the longest has {amount}.",
            count=len(data), start=scope.year.start, end=scope.year.end,
            amount=scope.money(amounts.get(first, ZERO)),
        ),
    )  # fmt: skip


def _forecast(found: Assessed, outlook: Outlook) -> Figure:
    scope = found.scope
    past: list[Mapping[str, Cell]] = [
        _point(month, float(amount), Term("booked")) for month, amount in outlook.series
    ]
    last, amount = outlook.series[-1]
    ahead: list[Mapping[str, Cell]] = [_point(last, float(amount), Term("forecast"))]
    ahead += [
        {"month": month, "amount": middle, "low": low, "high": high, "state": Term("forecast")}
        for month, low, middle, high in band(scope, outlook)
    ]
    return Figure(
        "forecast",
        "band",
        say("Spending so far and the next twelve months"),
        (*past, *ahead),
        {"x": "month", "y": "amount", "low": "low", "high": "high", "colour": "state"},
        {"month": say("Month"), "amount": say("Spending"), "state": say("State")},
        {"amount": scope.currency},
        say(
            "A line of {count} complete months and a band of twelve forecast months.",
            count=len(outlook.series),
        ),
        say("The band widens with every month; it knows no plan, price change or new initiative."),
    )


def _point(month: Cell, amount: float, state: Term) -> Mapping[str, Cell]:
    return {"month": month, "amount": amount, "low": None, "high": None, "state": state}


def _share(found: Assessed, cap: Cap) -> Figure:
    title = (
        say("Share of the IT budget through the fiscal year")
        if cap.name == "it"
        else say("Share of the AI budget through the fiscal year")
    )
    return Figure(
        "share_of_budget",
        "band",
        title,
        (*_booked_share(found, cap), *_share_ahead(found, cap), *_limit_line(found, cap)),
        {"x": "day", "y": "share", "low": "low", "high": "high", "colour": "state"},
        {"day": say("Day"), "share": say("Share of the budget"), "state": say("State")},
        {"share": "fraction"},
        say(
            "The running total of the fiscal year as a share of {budget}, with its forecast and the limit.",
            budget=found.scope.money(cap.budget.amount),
        ),
    )


def _booked_share(found: Assessed, cap: Cap) -> Iterator[Mapping[str, Cell]]:
    scope, so_far = found.scope, ZERO
    yield _at(scope.fiscal[0], 0.0, Term("booked"))
    cells = scope.fiscal_year.cells if scope.fiscal_year else ()
    for month, amount in sorted(by(cells, lambda cell: cell.month).items()):
        so_far += amount
        if month in scope.months:
            yield _at(month_end(month), float(so_far / cap.budget.amount), Term("booked"))


def _share_ahead(found: Assessed, cap: Cap) -> Iterator[Mapping[str, Cell]]:
    outlook = cap.outlook
    if outlook is None or not outlook.in_year:
        return
    if outlook.booked:
        done = float(outlook.booked / cap.budget.amount)
        yield _at(month_end(outlook.series[-1][0]), done, Term("forecast"))
    tail = (1 - found.scope.settings.level) / 2
    running = outlook.cumulative / float(cap.budget.amount)
    for k, month in enumerate(outlook.months[: outlook.in_year]):
        low, middle, high = (float(q) for q in np.quantile(running[:, k], [tail, 0.5, 1 - tail]))
        day = min(month_end(month), found.scope.fiscal[1])
        yield {"day": day, "share": middle, "low": low, "high": high, "state": Term("forecast")}


def _limit_line(found: Assessed, cap: Cap) -> Iterator[Mapping[str, Cell]]:
    if cap.share is not None:
        for day in found.scope.fiscal:
            yield _at(day, float(cap.share), Term("limit"))


def _at(day: Cell, share: float, state: Term) -> Mapping[str, Cell]:
    return {"day": day, "share": share, "low": None, "high": None, "state": state}
