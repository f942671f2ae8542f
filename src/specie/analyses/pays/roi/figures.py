"""The figures: verdicts with their intervals, the way from claims to the ledger, cash over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.roi.cash import Step, portfolio_waterfall, waterfall
from specie.analyses.pays.roi.months import month_of
from specie.analyses.pays.roi.reasons import VERDICT_WORDS
from specie.analyses.pays.roi.return_estimates import horizon
from specie.model import Figure, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.returns import Curves
    from specie.analyses.pays.roi.scope import Scope
    from specie.kernel.money import Range
    from specie.model import Cell, Message, Ref
    from specie.model.lookup import Known

STEPS = {
    "claimed as cash": say("Claimed as cash"),
    "claimed, no effect measured": say("Claimed, no effect measured"),
    "not measured": say("Claimed beyond what was measured"),
    "measured beyond the claim": say("Measured beyond the claim"),
    "measured": say("Measured"),
    "measured, no account named": say("Measured, no account named"),
    "not in the ledger": say("Not in the ledger"),
    "in the ledger beyond it": say("In the ledger beyond that"),
    "in the ledger, no effect measured": say("In the ledger, no effect measured"),
    "in accounts of several initiatives": say("In accounts of several initiatives"),
    "in the ledger": say("In the ledger"),
}


def figures(scope: Scope, known: Known) -> tuple[Figure, ...]:
    """Make every figure that has something to show."""
    made = [_verdicts(scope, known), _whole_waterfall(scope)]
    for case in scope.cases:
        if case.cash.claimed:
            made.append(_own_waterfall(scope, case))
        if case.curves is not None and case.benefit.hard.n:
            made.append(_course(scope, case, case.curves))
    return tuple(figure for figure in made if figure.data)


def _verdicts(scope: Scope, known: Known) -> Figure:
    found = [(case, j, known.get("net_cash_year", case.initiative.ref)) for case, j in scope.judged]
    told = [(case, j, net) for case, j, net in found if net is not None]
    told.sort(key=lambda row: -(row[2].point if row[2].point is not None else -np.inf))
    data = tuple(
        {
            "initiative": case.initiative.ref,
            "net": net.point,
            "low": net.low,
            "high": net.high,
            "verdict": VERDICT_WORDS[judgement.verdict.value],
        }
        for case, judgement, net in told
    )
    return Figure(
        "verdicts",
        "interval_rows",
        say("Net cash of each initiative, last twelve months"),
        data,
        {"label": "initiative", "x": "net", "low": "low", "high": "high", "colour": "verdict"},
        {"initiative": say("Initiative"), "net": say("Net cash"), "verdict": say("Verdict")},
        {"net": scope.currency},
        say(
            "{count} initiatives with a measured effect; those whose interval lies right of zero pay:"
            " {pays}.",
            count=len(data), pays=sum(row["verdict"] == Term("pays") for row in data),
        ),
        say("Cash only; hours that became no cash count as nothing."),
    )  # fmt: skip


def _whole_waterfall(scope: Scope) -> Figure:
    parts = [(case.cash, _measured(case)) for case in scope.cases]
    accounts = scope.records.accounts if scope.book.has("ledger") else ()
    steps = portfolio_waterfall(parts, accounts) if any(cash.claimed for cash, _ in parts) else ()
    return _waterfall(
        scope,
        "waterfall",
        say("From what is claimed to what is in the ledger"),
        steps,
        say(
            "Likeliest amounts; each has its interval in the table of claims. The last bar is the ledger,"
            " to the cent."
        ),
    )


def _own_waterfall(scope: Scope, case: Case) -> Figure:
    about = case.initiative.ref
    title = say("{initiative}: claimed, measured, booked", initiative=about)
    note = say("To date. The likeliest amount is drawn for what was measured; its interval is in the table.")
    steps = waterfall(case.cash, _measured(case))
    return _waterfall(scope, f"waterfall-{about.id}", title, steps, note, about)


def _measured(case: Case) -> Range | None:
    """Cash benefit to date, where one is known."""
    return case.benefit.hard.to_date if case.valued else None


def _waterfall(
    scope: Scope, name: str, title: Message, steps: Sequence[Step], note: Message, about: Ref | None = None
) -> Figure:
    data = tuple(
        {"step": STEPS[step.what], "amount": float(step.amount), "kind": step.kind} for step in steps
    )
    first, last = (steps[0].amount, steps[-1].amount) if steps else (0, 0)
    return Figure(
        name,
        "waterfall",
        title,
        data,
        {"label": "step", "y": "amount", "kind": "kind"},
        {"step": say("Step"), "amount": say("Amount")},
        {"amount": scope.currency},
        say(
            "From {first} claimed to {last}, in {count} bars.",
            first=scope.money(first), last=scope.money(last), count=len(data),
        ),
        note,
        about,
    )  # fmt: skip


def _course(scope: Scope, case: Case, found: Curves) -> Figure:
    about, ahead = case.initiative.ref, horizon(scope, case)
    upto = found.past + ahead
    months = _months(found, ahead)
    point = np.cumsum(found.point[:upto])
    low, high = _running(found.low, upto), _running(found.high, upto)
    data = tuple(
        _at(month, point[k], low[k], high[k], ahead_of=k >= found.past) for k, month in enumerate(months)
    )
    return Figure(
        f"course-{about.id}",
        "band",
        say("{initiative}: cash so far and ahead", initiative=about),
        data,
        {"x": "month", "y": "net", "low": "low", "high": "high", "colour": "state"},
        {"month": say("Month"), "net": say("Net cash since the first cost"), "state": say("State")},
        {"net": scope.currency},
        say(
            "A line over {count} months that ends at {net}.",
            count=len(data),
            net=scope.money(float(point[-1])),
        ),
        say("It has paid back where the line stays above zero. Months ahead continue the last twelve."),
        about,
    )


def _running(flows: np.ndarray | None, upto: int) -> Sequence[float | None]:
    return [None] * upto if flows is None else np.cumsum(flows[:upto]).tolist()


def _months(found: Curves, ahead: int) -> Iterator[date]:
    yield from found.months
    last = found.months[-1]
    for k in range(1, ahead + 1):
        n = last.year * 12 + last.month - 1 + k
        yield month_of(last).replace(year=n // 12, month=n % 12 + 1)


def _at(
    month: date, net: float, low: float | None, high: float | None, *, ahead_of: bool
) -> Mapping[str, Cell]:
    state = Term("forecast") if ahead_of else Term("measured")
    whole = low is not None and high is not None
    return {
        "month": month, "net": float(net), "low": min(low, net) if whole and low is not None else None,
        "high": max(high, net) if whole and high is not None else None, "state": state,
    }  # fmt: skip
