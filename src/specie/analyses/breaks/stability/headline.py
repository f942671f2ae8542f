"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.stability.estimates import widest_first
from specie.companies.survival.chance import BASE_RATE
from specie.model import Quantity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stability.view import View
    from specie.companies.survival.assess import Survival
    from specie.model import Estimate, Message

TWELVE = "next 12 months"


def headline(view: View) -> Iterator[Message]:
    """Say who has failed, whose chance reaches highest and on what, and of whom only the class is known."""
    failed = [s.company.ref for s in view.named if s.failed is not None]
    if failed:
        yield say("{who} has failed: what runs on it must move.", who=listed(failed))
    order = widest_first(view.named)
    if order:
        yield _widest(view, order[0], len(order))
    by_class = [s.company.ref for s in order if s.chance is not None and s.chance.basis == BASE_RATE]
    if by_class:
        yield say(
            "Of {who} only the class is known: cash, burn, debt or market value are missing.",
            who=listed(by_class),
        )


def _widest(view: View, survival: Survival, count: int) -> Message:
    chance = view.get("failure_probability", survival, TWELVE)
    months = view.get("cash_months", survival)
    assert chance is not None
    assert survival.chance is not None
    parts = {"who": survival.company.ref, "time": Quantity(12, "months"), "chance": chance,
             "basis": Term(survival.chance.basis)}  # fmt: skip
    if count == 1:
        told = say("The chance that {who} fails within {time} is {chance}, by its {basis}.", **parts)
    else:
        told = say(
            "Of {count} companies the chance to fail within {time} reaches highest for {who}: {chance}, by"
            " its {basis}.",
            count=count, **parts,
        )  # fmt: skip
    if months is None:
        return told
    return say("{told} Without new money its cash lasts {months}.", told=told, months=months)


def key(view: View) -> Iterator[Estimate]:
    """Yield the widest chance and the shortest cash."""
    for survival in widest_first(view.named)[:2]:
        chance = view.get("failure_probability", survival, TWELVE)
        if chance is not None:
            yield chance
    lasting = [e for s in view.named if (e := view.get("cash_months", s)) is not None]
    if lasting:
        yield min(lasting, key=lambda e: e.low or 0.0)
