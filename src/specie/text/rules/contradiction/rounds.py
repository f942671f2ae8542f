"""One round with two amounts: 75 million raised in September, 57 million from the September round."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Kind
from specie.text.rules.contradiction.disagree import alike, compared
from specie.text.rules.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.patterns import Match
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


_KEPT = 20
"""How many raises of one name are kept for comparison: a long text may speak of many rounds."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A raise with what names its round: a letter (or seed), a month, a year, and whose it is."""

    claim: Claim
    series: str
    month: int
    year: int
    whose: str
    again: bool
    """Spoken of by the name of the round, as something that is known already."""

    @property
    def names(self) -> tuple[tuple[str, str | int], ...]:
        """Under which names the round may be spoken of again."""
        return tuple(n for n in (("series", self.series), ("month", self.month)) if n[1])

    def same(self, other: Raised) -> bool:
        """Tell whether two raises must be of one round: one name in common and none that differs."""
        named = (self.series, other.series), (self.month, other.month), (self.year, other.year)
        if any(one and another and one != another for one, another in (*named, (self.whose, other.whose))):
            return False
        return (self.series != "" and self.series == other.series) or (
            self.month and self.month == other.month
        ) != 0


def rounds(reading: Reading) -> Iterator[Outcome]:
    """Fire where two places give different amounts for a round with the same letter, or of the same month.

    Abstains where letter, month, year or company differ or are not told, and where a closing or an
    extension is spoken of, which may add to a round.
    """
    told = [raised for name in ("deal.named", "deal.raise") for raised in _raised(reading, name)]
    judged: set[Claim] = set()
    names: dict[tuple[str, str | int], list[Raised]] = {}
    for one in told:
        known = [other for name in one.names for other in names.get(name, ())]
        for name in one.names:
            names.setdefault(name, []).append(one)
            del names[name][:-_KEPT]
        for other in known:
            pair = {one.claim, other.claim}
            if len(pair) == 2 and not pair <= judged and one.same(other) and alike(one.claim, other.claim):
                if one.claim.sentence == other.claim.sentence or not (
                    one.again or other.again or one.whose == other.whose != ""
                ):
                    continue
                judged |= pair
                first, second = sorted(pair, key=lambda c: c.span)
                yield from compared(first, second, say("one round"))


def _raised(reading: Reading, name: str) -> Iterator[Raised]:
    for match in matches(reading.shape, name):
        claim = match["raise"]
        start, end = reading.shape.sentence(match.start)
        if not _partial().search(reading.shape.text, start, end):
            yield _named(reading, match, claim, again=name == "deal.named")


def _named(reading: Reading, match: Match, claim: Claim, *, again: bool) -> Raised:
    start, end = reading.shape.sentence(match.start)
    words = reading.shape.text[match.start : match.end]
    series = series_in(words) or series_in(reading.shape.text[start:end])
    dates = [c for c in reading.shape.between(start, end) if c.kind is Kind.DATE and c.when is not None]
    if "date" in match.figures:
        dates = [match["date"]]
    month, year = _month(dates) if dates else (_month_told(reading.shape.text[start:end]), 0)
    whose = claim.about.subjects[0].id if len(claim.about.subjects) == 1 else ""
    return Raised(claim, series, month or _month_word(match.words.get("month", "")), year, whose, again)


def _month(dates: list[Claim]) -> tuple[int, int]:
    """Return month and year of the only date of a sentence; 0 for what it does not say."""
    if len(dates) != 1 or dates[0].when is None:
        return 0, 0
    when = dates[0].when
    return (when.first.month if (when.last - when.first).days < 31 else 0), when.first.year


def _month_told(words: str) -> int:
    """Return the only month that a sentence names without a year, as in 今年 5 月; 0 for none or several."""
    found = {int(m[1]) for m in re.finditer(r"(?<!\d)(1[0-2]|[1-9]) ?月(?!個)", words)}
    return found.pop() if len(found) == 1 else 0


def _month_word(word: str) -> int:
    found = re.match(r"\d+", word)
    return int(found[0]) if found else _raw()["months"].get(word.lower()[:3], 0)


def series_in(text: str) -> str:
    """Return the letter of the only series that a text names, or seed, or ipo; empty for several."""
    found = {(m[1] or m[2] or ("ipo" if m[3] else "seed")).lower() for m in _series().finditer(text)}
    return found.pop() if len(found) == 1 else ""


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "rounds.toml").read_text("utf-8"))


@cache
def _series() -> re.Pattern[str]:
    return re.compile(_raw()["series"], re.IGNORECASE)


@cache
def _partial() -> re.Pattern[str]:
    return re.compile(_raw()["partial"], re.IGNORECASE)
