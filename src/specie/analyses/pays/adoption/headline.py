"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.scope import OUTSIDE
from specie.analyses.pays.adoption.seats import together
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.adoption.rollouts import Rollout
    from specie.analyses.pays.adoption.scope import Scope
    from specie.analyses.pays.adoption.seats import Seats
    from specie.analyses.pays.adoption.use import Use
    from specie.model import Message


def headline(
    scope: Scope, use: Use, seats: Sequence[Seats], rollouts: Sequence[Rollout]
) -> Iterator[Message]:
    """Say how far it reached, what idle seats cost, and what runs outside any initiative."""
    live = [rollout for rollout in rollouts if not rollout.stopped]
    if live:
        yield say(
            "{using} of {units} places in {count} roll-outs use it today.",
            using=sum(r.using for r in live), units=sum(r.units for r in live), count=len(live),
        )  # fmt: skip
    whole = together(seats)
    if whole is not None and whole.share is not None and whole.idle_money is not None:
        yield say(
            "Of the seats paid for, {share} are in use on an average day; the rest cost {money} in twelve"
            " months.",
            share=Quantity(whole.share, "fraction", 0),
            money=Quantity(whole.idle_money, scope.book.currency),
        )
    if "money" in use.whats():
        yield say(
            "Of the money for models and licences {share} runs outside any initiative.",
            share=Quantity(use.share("money", OUTSIDE), "fraction"),
        )
