"""The figures: from benefit to net, every initiative without luck, return by function, money by verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.groups import NOT_STATED, by_function
from specie.analyses.pays.portfolio.shares import by_verdict
from specie.analyses.pays.portfolio.wording import VERDICT_WORDS
from specie.model import Figure, Term, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.model import Cell, Estimate, Message

COSTS = {
    Verdict.PAYS: say("Cost of those that pay"),
    Verdict.DOES_NOT_PAY: say("Cost of those that do not pay"),
    Verdict.CANNOT_TELL: say("Cost of those that cannot be told"),
    Verdict.TOO_EARLY: say("Cost of those that are too early"),
}


def figures(found: Assessed) -> tuple[Figure, ...]:
    """Make every figure that has something to show."""
    made = (_shrunken(found), _waterfall(found), _functions(found), _money(found))
    return tuple(figure for figure in made if figure.data)


def _shrunken(found: Assessed) -> Figure:
    told = [(h, found.known.get("shrunken_net_year", h.ref)) for h in found.scope.measured]
    rows = sorted(((h, e) for h, e in told if e is not None), key=lambda row: -_point(row[1]))
    data = tuple(
        {
            "initiative": h.ref,
            "net": e.point,
            "low": e.low,
            "high": e.high,
            "measured": h.raw_net,
            "verdict": Term("no verdict") if h.verdict is None else VERDICT_WORDS[h.verdict],
        }
        for h, e in rows
    )
    return Figure(
        "shrunken",
        "interval_rows",
        say("Net cash of a year, luck taken out"),
        data,
        {"label": "initiative", "x": "net", "low": "low", "high": "high", "colour": "verdict"}
        | {"rule": "measured"},
        {
            "initiative": say("Initiative"),
            "net": say("Net cash, luck taken out"),
            "verdict": say("Verdict"),
            "measured": say("As measured"),
        },
        {"net": found.scope.currency, "measured": found.scope.currency},
        say(
            "{count} measured initiatives; {gain} of them are expected to gain.",
            count=len(data), gain=sum(_point(e) > 0 for _, e in rows),
        ),
        say("The tick is the net as it was measured; the dot what is left of it without luck."),
    )  # fmt: skip


def _point(estimate: Estimate) -> float:
    return estimate.point or 0.0


def _waterfall(found: Assessed) -> Figure:
    steps = tuple(_steps(found))
    data = tuple({"step": label, "amount": amount, "kind": kind} for label, amount, kind in steps)
    first, last = (steps[0][1], steps[-1][1]) if steps else (0.0, 0.0)
    return Figure(
        "whole",
        "waterfall",
        say("From measured cash benefit to what is left of all AI money"),
        data,
        {"label": "step", "y": "amount", "kind": "kind"},
        {"step": say("Step"), "amount": say("Amount")},
        {"amount": found.scope.currency},
        say(
            "From {first} of measured benefit to {last} net, in {count} bars.",
            first=found.scope.money(first), last=found.scope.money(last), count=len(data),
        ),
        say("Likeliest amounts at the declared worths; the interval is in the table."),
    )  # fmt: skip


def _steps(found: Assessed) -> Iterator[tuple[Message, float, str]]:
    whole = found.whole
    if whole is None or not found.scope.measured:
        return
    yield say("Measured cash benefit"), whole.benefit.point, "start"
    left = whole.spend
    for verdict, holdings in by_verdict(found.scope).items():
        cost = sum(holding.cost for holding in holdings)
        left -= cost
        if cost > 0:
            yield COSTS[verdict], -cost, "step"
    if abs(left) >= 0.005:
        yield say("Money of no initiative"), -left, "step"
    yield say("Net"), whole.net.point, "total"


def _functions(found: Assessed) -> Figure:
    told = [(g, found.known.get("group_net_year", g.ref)) for g in by_function(found.scope)]
    data = tuple(
        {
            "function": Term("not stated") if g.ref.id == NOT_STATED else g.ref,
            "net": e.point,
            "low": e.low,
            "high": e.high,
            "spend": -g.spend,
        }
        for g, e in told
        if e is not None
    )
    return Figure(
        "functions",
        "interval_rows",
        say("Net cash by function, luck taken out"),
        data,
        {"label": "function", "x": "net", "low": "low", "high": "high", "rule": "spend"},
        {"function": say("Function"), "net": say("Net cash"), "spend": say("Spending, as a loss")},
        {"net": found.scope.currency, "spend": found.scope.currency},
        say("{count} functions, the one that spends most first.", count=len(data)),
        say("The tick is what the function would lose if nothing came back."),
    )


def _money(found: Assessed) -> Figure:
    data: tuple[Mapping[str, Cell], ...] = tuple(
        {
            "function": Term("not stated") if group.ref.id == NOT_STATED else group.ref,
            "verdict": word,
            "cost": sum(h.cost for h in group.holdings if h.verdict is verdict),
        }
        for group in by_function(found.scope)
        for verdict, word in VERDICT_WORDS.items()
    )
    judged = any(holding.verdict is not None for holding in found.scope.holdings)
    return Figure(
        "money_by_verdict",
        "stacked_bar",
        say("Where the money is, by verdict"),
        data if judged else (),
        {"x": "function", "y": "cost", "colour": "verdict"},
        {"function": say("Function"), "cost": say("Full cost"), "verdict": say("Verdict")},
        {"cost": found.scope.currency},
        say("Cost of twelve months by function, split by verdict."),
    )
