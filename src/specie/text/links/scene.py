"""One sentence with everything that was found in it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from specie.model.claim import Kind

if TYPE_CHECKING:
    from specie.model.claim import Claim, Days, Span
    from specie.text.links.gazetteer import Name
    from specie.text.measures import Mention

_WINDOW = 70
_BETWEEN_DATE = re.compile(r"[ ]?(?:的|時的?|底的?|年的?)?[ ]?(?:約|近|逾|超過)?[ ]?|'s[ ]")


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A sentence: its figures in order, the names and the words of the vocabulary that stand in it."""

    text: str
    folded: str
    span: Span
    claims: tuple[Claim, ...]
    names: tuple[Name, ...]
    measures: tuple[Mention, ...]
    bases: tuple[Mention, ...]
    written: Days | None
    forecasts: tuple[int, ...]
    """Where words of forecast end."""
    values: tuple[Claim, ...]
    """The figures that are no dates and no lengths of time."""

    def before(self, claim: Claim, width: int = _WINDOW) -> str:
        """Return the folded words of the sentence right before a figure."""
        return self.folded[max(self.span.start, claim.span.start - width) : claim.span.start]

    def undated(self, claim: Claim) -> str:
        """Return the words before a figure without a date that stands right before it: 較 3 月的 is 較."""
        at = self.place(claim)
        date = self.claims[at - 1] if at else None
        if (
            date is None
            or date.kind is not Kind.DATE
            or not _BETWEEN_DATE.fullmatch(self.between(date, claim))
        ):
            return self.before(claim)
        return self.before(date)

    def after(self, claim: Claim, width: int = _WINDOW) -> str:
        """Return the folded words of the sentence right behind a figure."""
        return self.folded[claim.span.end : min(self.span.end, claim.span.end + width)]

    def between(self, one: Claim, two: Claim) -> str:
        """Return the folded words between two figures."""
        return self.folded[one.span.end : two.span.start]

    def place(self, claim: Claim) -> int:
        """Return where a figure stands among those of the sentence."""
        return bisect_left(self.claims, claim.span.start, key=lambda c: c.span.start)

    def neighbours(self, claim: Claim) -> tuple[tuple[Claim, Claim], ...]:
        """Return a figure with the one before it, and with the one behind it."""
        at = self.place(claim)
        before, behind = self.claims[max(0, at - 1) : at], self.claims[at + 1 : at + 2]
        return (*((one, claim) for one in before), *((claim, two) for two in behind))

    def following(self, claim: Claim) -> Claim | None:
        """Return the next figure of the same kind behind one."""
        later = islice(self.claims, self.place(claim) + 1, None)
        return next((c for c in later if alike(c, claim)), None)

    def last_value(self, claim: Claim) -> Claim | None:
        """Return the last figure before one that is no date and no length of time."""
        at = bisect_left(self.values, claim.span.start, key=lambda c: c.span.start)
        return self.values[at - 1] if at else None

    def previous(self, claim: Claim) -> Claim | None:
        """Return the last figure of the same kind before one."""
        earlier = (self.claims[at] for at in range(self.place(claim) - 1, -1, -1))
        return next((c for c in earlier if alike(c, claim)), None)


def alike(one: Claim, two: Claim) -> bool:
    """Tell whether two figures measure in the same way: shares and rates do."""
    percent = (Kind.SHARE, Kind.RATE)
    return one.kind is two.kind or (one.kind in percent and two.kind in percent)


@cache
def telling(table: str, name: str, *, right_before: bool = False) -> re.Pattern[str]:
    """Return one pattern of the words of this room; ``right_before`` ends it where a figure starts."""
    words = said(table, name)
    return re.compile(rf"(?:{words}){said('fillers', 'words')}\Z" if right_before else f"(?:{words})")


def said(table: str, name: str) -> str:
    """Return one entry of the words of this room, on one line."""
    return str(_raw()[table][name]).replace("\n", "")


def listed(table: str, name: str) -> tuple[str, ...]:
    """Return one list of the words of this room."""
    return tuple(str(entry).replace("\n", "") for entry in _raw()[table][name])


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.links") / "words.toml").read_text("utf-8"))
