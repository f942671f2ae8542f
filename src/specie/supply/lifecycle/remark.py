"""What a reader must know of a row of the shipped table, by the code in its column ``remark``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import say

if TYPE_CHECKING:
    from datetime import date

    from specie.model import Message


def remark(code: str, other: date | None) -> Message | None:
    """Return the remark of a code, None for an empty one; raises ValueError for one that does not exist."""
    if not code:
        return None
    if other is not None:
        return _dated(code, other)
    match code:
        case "earliest":
            return say("its page calls this day the earliest on which it may be shut down")
        case "effective-day":
            return say("its page gives the day on which it takes effect, not the day of the announcement")
        case "rerouted":
            return say(
                "from this day requests are answered by the replacement; the copy of the page two months"
                " earlier named no day"
            )
        case "translated-copy":
            return say("the day of the announcement is from a translated copy of the page")
        case _:
            raise ValueError(f"no such remark: {code!r}")


def _dated(code: str, other: date) -> Message:
    match code:
        case "moved":
            return say("an earlier copy of the page said {day}", day=other)
        case "listed-twice":
            return say("the same copy of the page lists it again with {day}", day=other)
        case "other-copy":
            return say("another copy of the page says {day}", day=other)
        case _:
            raise ValueError(f"no such remark with a day: {code!r}")
