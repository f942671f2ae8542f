"""Two figures for one thing: whether they can both hold, and what to say where they cannot."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specie.model import say
from specie.text.rules.interval import quoted
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model import Message, Term
    from specie.model.claim import Claim
    from specie.text.rules.verdict import Outcome

POWERS: Final = tuple(Decimal(10) ** n for n in (1, 2, 3))
_EXACT: Final = Decimal("0.0001")


def compared(one: Claim, other: Claim, thing: Message | Term) -> Iterator[Outcome]:
    """Say of two figures for one thing whether they agree, are in two units, or cannot both hold."""
    first, second = quoted(one), quoted(other)
    if first is None or second is None:
        return
    if first.meets(second):
        message = say("{thing}: {one} and {other} agree", thing=thing, one=one.text, other=other.text)
        yield from holds(message, one, other)
        return
    if power_apart(one.value, other.value):
        message = say(
            "{thing}: {one} and {other} are the same digits in two units",
            thing=thing, one=one.text, other=other.text,
        )  # fmt: skip
        hint = say("億 is a hundred million, a tenth of a billion; 兆 is a trillion in Taiwan.")
        yield from fails("TXT205", message, one, other, hint=hint)
        return
    message = say(
        "{thing}: {one} in one place, {other} in another", thing=thing, one=one.text, other=other.text
    )
    yield from fails("TXT201", message, one, other)


def power_apart(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Return 10, 100 or 1000 where two values are exactly that far apart; None otherwise."""
    if not one or not other or one * other < 0:
        return None
    ratio = max(one / other, other / one)
    return next((power for power in POWERS if abs(ratio / power - 1) <= _EXACT), None)


def alike(one: Claim, other: Claim) -> bool:
    """Tell whether two figures are of one kind and unit; an unnamed currency may be any."""
    return one.kind is other.kind and (one.unit == other.unit or "" in (one.unit, other.unit))
