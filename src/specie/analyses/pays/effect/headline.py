"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.effect.inference import Obstacle
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.effect.scope import Scope
    from specie.model import Message


def headline(scope: Scope) -> Iterator[Message]:
    """Say how many metrics moved, how many cannot be told, and how many never can."""
    tested = scope.estimated
    if not tested:
        yield say("No effect can be estimated yet: no metric has readings before and after a start.")
        return
    yield say(
        "Of {count} metrics that can be tested, {better} got better by use, {worse} got worse, and for {open}"
        " nobody can tell.",
        count=len(tested),
        better=sum(effect.decided > 0 for effect in tested),
        worse=sum(effect.decided < 0 for effect in tested),
        open=sum(effect.decided == 0 for effect in tested),
    )
    never = sum(not effect.whole.decidable for effect in tested)
    if never:
        yield say("{count} of them can never be decided with so few units.", count=never)
    blocked = sum(effect.obstacle is not Obstacle.NOTHING for effect in scope.effects) + len(scope.unread)
    if blocked:
        yield say("{count} more cannot be estimated at all.", count=blocked + len(scope.failed))
