"""The answer in a few sentences: how far readings lie apart, how well vouched for, who was right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.figures import ENOUGH
from specie.analyses.ruler.claims.findings import FEW
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.ruler.claims.register import Register
    from specie.model import Estimate, Message


def headline(register: Register) -> Iterator[Message]:
    """Yield one sentence on claims, one on forecasters, and one on rivals."""
    current = register.current
    if current:
        backed = sum(register.voices[e.id].agreeing >= FEW for e in current)
        yield say(
            "Of {all} claims {backed} have two independent sources that agree",
            all=Quantity(len(current), "count"),
            backed=Quantity(backed, "count"),
        )
    judged = [score for score in register.chances if score.n >= ENOUGH]
    if judged:
        yield say(
            "Of the forecasters with {enough} or more forecasts due, {best} was nearest: Brier score {brier}",
            enough=Quantity(ENOUGH, "count"),
            best=judged[0].publisher,
            brier=judged[0].brier,
        )
    if register.rivals:
        yield say(
            "Rival readings of one statement: {count} among {read} readings",
            count=Quantity(len(register.rivals), "count"),
            read=Quantity(register.read, "count"),
        )


def key_estimates(register: Register) -> Iterator[Estimate]:
    """Yield the widest of the user's rivals, and the scores of those with enough forecasts."""
    own = [r.estimate for r in register.rivals if r.own and r.estimate is not None]
    yield from sorted(own, key=lambda e: -(e.point or 0.0))[:1]
    yield from (score.brier for score in register.chances if score.n >= ENOUGH)
