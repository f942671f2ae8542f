"""The figures: who may fail within a year, and whose cash lasts how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stability.view import View
    from specie.model import Cell

MOST = 15
"""Companies drawn; the table has them all."""
LEAST = 2
"""One line alone is read off the table."""
TWELVE = "next 12 months"


def figures(view: View) -> tuple[Figure, ...]:
    """Make every figure that has something to show."""
    both = ((_failure(view), 1), (_cash(view), LEAST))
    return tuple(figure for figure, least in both if len(figure.data) >= least)


def _failure(view: View) -> Figure:
    data = tuple(_chances(view))[:MOST]
    return Figure(
        "failure",
        "interval_rows",
        say("Chance to fail within 12 months"),
        data,
        {"label": "company", "x": "chance", "colour": "basis", "rule": "limit"},
        {
            "company": say("Company"),
            "chance": say("Chance to fail"),
            "basis": say("What it rests on"),
            "limit": say("Your limit"),
        },
        {"chance": "fraction", "limit": "fraction"},
        say(
            "{count} companies with the range of their chance to fail within 12 months, coloured by what it"
            " rests on; the tick is your limit of {limit}",
            count=len(data), limit=Quantity(view.limits.failure, "fraction"),
        ),
        say("A line is a range of what is possible, not an interval around a forecast."),
    )  # fmt: skip


def _chances(view: View) -> Iterator[dict[str, Cell]]:
    for survival in view.ordered:
        chance = view.get("failure_probability", survival, TWELVE)
        if chance is not None and survival.chance is not None:
            yield {
                "company": survival.company.ref,
                "chance": chance,
                "basis": Term(survival.chance.basis),
                "limit": view.limits.failure,
            }


def _cash(view: View) -> Figure:
    data = tuple(_months(view))[:MOST]
    return Figure(
        "cash_months",
        "interval_rows",
        say("Months of cash without new money"),
        data,
        {"label": "company", "x": "months", "rule": "limit"},
        {"company": say("Company"), "months": say("Months of cash"), "limit": say("Least months")},
        {"months": "months", "limit": "months"},
        say(
            "{count} companies with the range of months their cash lasts at their burn; the tick stands at"
            " {limit}",
            count=len(data), limit=Quantity(view.limits.months, "months"),
        ),
    )  # fmt: skip


def _months(view: View) -> Iterator[dict[str, Cell]]:
    for survival in view.field.every:
        months = view.get("cash_months", survival)
        if months is not None:
            yield {"company": survival.company.ref, "months": months, "limit": view.limits.months}
