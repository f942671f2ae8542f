"""Text that is not yet in any language: templates with typed arguments.

Below ``report/`` nobody formats prose. An analysis says *what* it has to say with :func:`say`;
``report/`` chooses the language and how a quantity is written in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from specie.model.ref import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model.estimate import Estimate

Number: TypeAlias = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; written out by ``report/`` in the reader's language.

    Units: an ISO 4217 code (``USD``), ``fraction`` (0.05 is 5 percent), ``count``, ``x`` (a multiple),
    ``days``, ``weeks``, ``months``, ``years``, ``points`` (an index from 0 to 10,000 such as the HHI),
    ``index`` (a bare number).
    """

    value: Number
    unit: str
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the controlled vocabulary (``pilot``, ``usage``, ``booked``): translated when rendered."""

    id: str


@dataclass(frozen=True, slots=True)
class Message:
    """A template with ``{named}`` fields and their typed values, sorted by name."""

    template: str
    args: tuple[tuple[str, Value], ...] = ()

    def arg(self, name: str) -> Value:
        """Return one argument; raises KeyError when the message has no such field."""
        return dict(self.args)[name]


Value: TypeAlias = "str | int | date | Quantity | Term | Ref | Estimate | Message"


def say(template: str, **args: Value) -> Message:
    """Make a message; the first argument is an English literal that the translators' catalogue holds.

    >>> say("{stage} took {time}", stage=Term("pilot"), time=Quantity(90, "days")).template
    '{stage} took {time}'
    """
    return Message(template, tuple(sorted(args.items())))


def listed(parts: Sequence[Value], between: Literal["comma", "semicolon", "slash"] = "comma") -> Message:
    """Set parts one behind the other, each in the reader's language; an empty message where there are none.

    Halves are joined, not one part after another: a list of thousands nests a dozen deep.

    >>> listed([Term("pilot"), Term("scale")]).template
    '{first}, {rest}'
    """
    if not parts:
        return Message("")
    if len(parts) == 1:
        part = parts[0]
        return part if isinstance(part, Message) else say("{first}", first=part)
    half = len(parts) // 2
    first, rest = listed(parts[:half], between), listed(parts[half:], between)
    match between:
        case "comma":
            return say("{first}, {rest}", first=first, rest=rest)
        case "semicolon":
            return say("{first}; {rest}", first=first, rest=rest)
        case "slash":
            return say("{first} / {rest}", first=first, rest=rest)


_JOINED = frozenset({"{first}", "{first}, {rest}", "{first}; {rest}", "{first} / {rest}"})


def parts_of(message: Message) -> tuple[Value, ...] | None:
    """Return what :func:`listed` set one behind the other, or None of a message that is no list.

    >>> [part.id for part in parts_of(listed([Term("idea"), Term("pilot"), Term("scale")]))]
    ['idea', 'pilot', 'scale']
    """
    if message.template not in _JOINED:
        return None
    parts: list[Value] = []
    for _, value in message.args:
        inner = parts_of(value) if isinstance(value, Message) else None
        parts += (value,) if inner is None else inner
    return tuple(parts)
