"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.estimates import cost, months
from specie.analyses.breaks.shocks.tables import name_of, span
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.shocks.view import View
    from specie.model import Message


def headline(view: View) -> Iterator[Message]:
    """Say what the worst loss of a supplier does, what the dearest price rise does, and what is open."""
    lost = view.of("insolvent")
    if lost:
        worst = max(lost, key=lambda shock: (len(view.red(shock)), shock.money.typical, shock.id))
        yield say(
            "If {who} fails, {count} of {all} initiatives stand still, the slowest for {months}; the year"
            " costs {money} more.",
            who=worst.about, count=len(view.red(worst)), all=len(view.scope.live),
            months=months(view, worst), money=cost(view, worst),
        )  # fmt: skip
    dearer = view.of("price_rise")
    if dearer:
        yield _dearer(view)
    if not lost and not dearer and view.shocks:
        yield say(
            "{shock} would cost {money} a year.",
            shock=name_of(view.shocks[0]),
            money=cost(view, view.shocks[0]),
        )


def _dearer(view: View) -> Message:
    """The dearest rise, and who no longer pays after it."""
    first = view.of("price_rise")[0]
    falls = sum(one.falls for one in view.after[first.id])
    rise = (first.severity.mild - 1, first.severity.severe - 1)
    parts = {"size": span(rise, "fraction"), "who": first.about, "money": cost(view, first)}
    if not falls:
        return say(
            "A price rise of {size} at {who} costs {money} a year; no initiative falls below zero by it.",
            **parts,
        )
    return say(
        "A price rise of {size} at {who} costs {money} a year; initiatives that earn more than they"
        " cost today and would not then: {falls}.",
        **parts, falls=falls,
    )  # fmt: skip
