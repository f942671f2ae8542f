"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.conversion import moved_on, naive, stage
from specie.analyses.pays.funnel.passage import MOVED_ON
from specie.analyses.pays.funnel.waiting import stays, waits
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.funnel.scope import Scope
    from specie.model import Message


def headline(scope: Scope) -> Iterator[Message]:
    """Say how many pilots reach production, who stands still, and what approval costs in days."""
    yield _pilots(scope)
    stalled = [stay for stay in stays(scope) if stay.stalled]
    if stalled:
        yield say(
            "{count} of {all} active initiatives stand still: longer in their stage than usual, or blocked.",
            count=len(stalled), all=len(scope.active),
        )  # fmt: skip
    approvals = waits(scope)
    if approvals:
        yield say(
            "Approval has taken {days} so far over {count} initiatives; still waiting: {waiting}.",
            days=Quantity(sum(wait.days for wait in approvals), "days"),
            count=len(approvals),
            waiting=sum(wait.open for wait in approvals),
        )


def _pilots(scope: Scope) -> Message:
    pilots, months = scope.pilots, scope.settings.main_horizon
    if not pilots.entered:
        return say("No initiative has entered a pilot yet.")
    rate = moved_on(pilots, stage("pilot"), months, scope)
    if rate is None:
        return say(
            "Of {pilots} pilots, {reached} reached production; none has been followed for {time} yet, so how"
            " many will cannot be told.",
            pilots=pilots.entered, reached=pilots.count(MOVED_ON), time=Quantity(months, "months"),
        )  # fmt: skip
    if not pilots.young(months):
        return say(
            "Of {pilots} pilots, {reached} reached production, and within {time} of starting {rate}.",
            pilots=pilots.entered, reached=pilots.count(MOVED_ON), time=Quantity(months, "months"), rate=rate,
        )  # fmt: skip
    return say(
        "Of {pilots} pilots, {reached} reached production ({naive}); correcting for {young} that are too"
        " young to judge, {rate} reach it within {time}.",
        pilots=pilots.entered,
        reached=pilots.count(MOVED_ON),
        naive=Quantity(naive(pilots, stage("pilot"), scope).point or 0.0, "fraction", 0),
        young=pilots.young(months),
        rate=rate,
        time=Quantity(months, "months"),
    )  # fmt: skip
