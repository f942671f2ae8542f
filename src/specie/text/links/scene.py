"""One sentence with everything that was found in it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model.claim import Kind

if TYPE_CHECKING:
    from specie.model.claim import Claim, Days, Span
    from specie.text.links.gazetteer import Name
    from specie.text.measures import Mention

FILLERS = (
    r"(?:[ ]?(?:about|around|nearly|almost|roughly|more than|less than|over|under|at least|at most|some|just|only|well|an? |the |an estimated|"
    r"approximately|as much as|as many as|up to|another|its|their|now|currently|today)(?![a-z])|約|近|逾|超過|將近|了|大約|至少|不到|僅|高達|約莫|達)*[ ]?\Z"
)
"""Words that may stand between a telling word and its figure."""
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
        date = next((c for c in reversed(self.claims) if c.span.start < claim.span.start), None)
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

    def last_value(self, claim: Claim) -> Claim | None:
        """Return the last figure before one that is no date and no length of time."""
        return next((c for c in reversed(self.values) if c.span.start < claim.span.start), None)

    def previous(self, claim: Claim) -> Claim | None:
        """Return the last figure of the same kind before one."""
        return next(
            (c for c in reversed(self.claims) if c.span.start < claim.span.start and alike(c, claim)), None
        )


def alike(one: Claim, two: Claim) -> bool:
    """Tell whether two figures measure in the same way: shares and rates do."""
    percent = (Kind.SHARE, Kind.RATE)
    return one.kind is two.kind or (one.kind in percent and two.kind in percent)


@cache
def telling(table: str, name: str, *, right_before: bool = False) -> re.Pattern[str]:
    """Return one pattern of the words of this room; ``right_before`` ends it where a figure starts."""
    raw = tomllib.loads((files("specie.text.links") / "words.toml").read_text("utf-8"))
    words = str(raw[table][name]).replace("\n", "")
    return re.compile(f"(?:{words}){FILLERS}" if right_before else f"(?:{words})")
