"""How a rule says what it found: a check that holds, one that fails with its alarm, or one not made."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from specie.model.claim import Alarm, Check, Claim, Span, Standing
from specie.text.rules.codes import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.model.evidence import Origin
    from specie.model.message import Message

Outcome: TypeAlias = Alarm | Check
Place: TypeAlias = Claim | Span


def spans(places: Iterable[Place]) -> tuple[Span, ...]:
    """Return the pieces of text of some figures, in the order of the text, each once."""
    return tuple(sorted({place.span if isinstance(place, Claim) else place for place in places}))


def holds(message: Message, *places: Place, origins: tuple[Origin, ...] = ()) -> Iterator[Outcome]:
    """Say that what was compared agrees."""
    yield Check(Standing.HOLDS, spans(places), message, origins)


def fails(
    code: str, message: Message, *places: Place, hint: Message | None = None, origins: tuple[Origin, ...] = ()
) -> Iterator[Outcome]:
    """Say that what was compared does not agree: an alarm, and the check that it came from."""
    where = spans(places)
    yield Alarm(code, severity_of(code), where, message, hint, origins)
    yield Check(Standing.FAILS, where, message, origins)


def warns(
    code: str, message: Message, *places: Place, hint: Message | None = None, origins: tuple[Origin, ...] = ()
) -> Iterator[Outcome]:
    """Say what a reader should know of figures that no check was made of."""
    yield Alarm(code, severity_of(code), spans(places), message, hint, origins)


def leaves(message: Message, *places: Place, origins: tuple[Origin, ...] = ()) -> Iterator[Outcome]:
    """Say that something was not checked, and why."""
    yield Check(Standing.NOT_CHECKED, spans(places), message, origins)
