"""The answer in one or two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.stack.estimates import model_ref
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stack.scope import Scope
    from specie.model import Message


def headline(scope: Scope) -> Iterator[Message]:
    """Say how many end, and which is next."""
    all_of, ending = Quantity(len(scope.used), "count"), scope.ending
    if not ending:
        yield say(
            "no end is announced for any of the {count} models in use, as far as is known", count=all_of
        )
        return
    yield say("{ending} of {count} models in use are announced to end",
              ending=Quantity(len(ending), "count"), count=all_of)  # fmt: skip
    on = scope.book.as_of
    coming = [used for used in ending if used.retirement and (used.retirement.days_left(on) or 0) > 0]
    if coming and coming[0].retirement is not None and coming[0].retirement.shuts_down is not None:
        first = coming[0].retirement
        left = Quantity(first.days_left(on) or 0, "days")
        yield say("the next is {model} on {day}, {left} from the book's day",
                  model=model_ref(coming[0]), day=coming[0].retirement.shuts_down, left=left)  # fmt: skip
