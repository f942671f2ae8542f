"""A claim in one shape, wherever it was written down: what is said, by whom and of what."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from specie.model import Quantity, say

if TYPE_CHECKING:
    from datetime import date

    from specie.model import Message, Origin, Term

    Words = Message | Term | str
    """A shipped text is translated for the reader, the user's own stays as written."""

SAID = frozenset({"fraction", "x", "count", "days", "weeks", "months", "years", "points", "index"})
"""Units that the faces write out in the reader's language."""
CURRENCY_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of one statement; entries with an equal ``topic`` speak of the same thing.

    ``original`` is whose figure it is where ``publisher`` only passes it on. ``company`` is the id of the
    company it is about, empty for anything else.
    """

    table: str
    id: str
    topic: tuple[str, ...]
    statement: Words
    value: float | None
    unit: str
    definition: Words
    publisher: str
    document: str
    said_on: date
    status: str
    origin: Origin
    bound: str = "="
    low: float | None = None
    high: float | None = None
    numerator: Words = ""
    denominator: Words = ""
    sample: Words = ""
    window_months: float | None = None
    original: str = ""
    interest: Words = ""
    occasion: str = ""
    company: str = ""
    stale: bool = False
    own: bool = False
    version: int | None = None
    supersedes: str = ""

    @property
    def possible(self) -> tuple[float, float]:
        """Least and greatest value that the statement allows."""
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if low is None or high is None:
            return (-inf if low is None else low, inf if high is None else high)
        return (-inf if self.bound == "<=" else low, inf if self.bound == ">=" else high)

    @property
    def figures(self) -> tuple[float, ...]:
        """The numbers it prints: its value, or the ends of its range."""
        if self.value is not None:
            return (self.value,)
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def shown(self) -> Message | Quantity | None:
        """The figure with its unit, its bound and its range."""
        if self.value is None:
            return self._range()
        figure = amount(self.value, self.unit)
        if self.bound == ">=":
            return say("at least {figure}", figure=figure)
        if self.bound == "<=":
            return say("at most {figure}", figure=figure)
        if self.low is None or self.high is None:
            return figure
        return say("{figure} ({range})", figure=figure, range=self._range() or "")

    def _range(self) -> Message | None:
        if self.low is None or self.high is None:
            return None
        return say("{low} to {high}", low=amount(self.low, self.unit), high=amount(self.high, self.unit))


def bare(text: Words) -> Words:
    """Return a text without its full stop, to be set into a sentence; only the user's own words have one."""
    return text.rstrip(" .。") if isinstance(text, str) else text


def amount(value: float, unit: str) -> Quantity | Message:
    """Return a number with its unit: a currency, a unit the faces know, or a thing that is counted."""
    known = {"ratio": "x", "share": "fraction", "": "index"}.get(unit, unit)
    if known in SAID:
        return Quantity(value, known)
    if len(unit) == CURRENCY_LETTERS and unit.isascii() and unit.isalpha():
        return Quantity(value, unit.upper())
    return say("{number} {unit}", number=Quantity(value, "index"), unit=unit)
