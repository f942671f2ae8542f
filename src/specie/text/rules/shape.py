"""The shape of a text: every figure becomes one sign for its kind, so that patterns see how figures stand.

"revenue rose from $7bn in 2023 to $10bn in 2024" becomes "revenue rose from M in D to M in D", with private
signs for M and D. A pattern over the shape cannot mistake a digit for a word, and what it matches leads
back to the figures themselves.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from specie.model.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim, Document

SIGNS: Final = {
    "M": "\ue000",  # money
    "P": "\ue001",  # a share or rate, as a fraction
    "B": "\ue002",  # percentage points
    "X": "\ue003",  # a multiple
    "C": "\ue004",  # a count
    "D": "\ue005",  # a date
    "T": "\ue006",  # a duration
    "U": "\ue007",  # a figure whose value is not known
}
STOP: Final = "\ue00e"
"""Where a sentence begins or ends."""
BREAK: Final = "\ue00f"
"""Where a paragraph begins."""
_EDGE: Final = re.compile(f"[{STOP}{BREAK}]")
_PLAIN: Final = {ord(sign): " " for sign in (*SIGNS.values(), STOP, BREAK, "\n", "\r", "\t")}
"""What of a text could be taken for a sign, and line ends inside a paragraph."""
_KINDS: Final = {
    Kind.MONEY: "M",
    Kind.SHARE: "P",
    Kind.RATE: "P",
    Kind.MULTIPLE: "X",
    Kind.COUNT: "C",
    Kind.DATE: "D",
    Kind.DURATION: "T",
}


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A text with a sign for each figure; ``places`` are the offsets of the signs, in order."""

    text: str
    claims: tuple[Claim, ...]
    places: tuple[int, ...]

    def at(self, place: int) -> Claim:
        """Return the figure whose sign stands at an offset."""
        return self.claims[bisect.bisect_left(self.places, place)]

    def place(self, claim: Claim) -> int:
        """Return the offset of the sign of a figure."""
        return self.places[bisect.bisect_left(self.claims, claim.span.start, key=lambda c: c.span.start)]

    def between(self, start: int, end: int) -> tuple[Claim, ...]:
        """Return the figures whose signs stand in a piece of the shape."""
        first, last = bisect.bisect_left(self.places, start), bisect.bisect_left(self.places, end)
        return self.claims[first:last]

    def sentence(self, place: int) -> tuple[int, int]:
        """Return where the sentence around an offset starts and ends."""
        end = _EDGE.search(self.text, place)
        start = max(self.text.rfind(edge, 0, place) for edge in (STOP, BREAK))
        return start + 1, end.start() if end else len(self.text)

    def before(self, start: int, *, over_breaks: bool = False) -> tuple[int, int] | None:
        """Return the sentence before the one that starts at an offset; None where there is none.

        The one before may belong to another paragraph or list item only where ``over_breaks`` says so.
        """
        edges = (STOP, BREAK) if over_breaks else (STOP,)
        end = start
        while end and (self.text[end - 1] in edges or self.text[end - 1] in " -*•·"):
            end -= 1
        return None if end == 0 or self.text[end - 1] == BREAK else self.sentence(end - 1)


def sign_of(claim: Claim) -> str:
    """Return the sign that stands for a figure."""
    if claim.value is None and claim.kind is not Kind.DATE:
        return SIGNS["U"]
    return SIGNS["B" if claim.unit == "pp" else _KINDS[claim.kind]]


def shape_of(document: Document, claims: tuple[Claim, ...]) -> Shape:
    """Write a document as its shape; figures that overlap an earlier one are left out."""
    marks = {end: STOP for c in claims for end in (c.sentence.start, c.sentence.end)}
    marks |= dict.fromkeys((0, *document.breaks), BREAK)
    stops = sorted(marks)
    pieces: list[str] = []
    places: list[int] = []
    kept: list[Claim] = []
    length = at = 0
    for claim in _apart(claims):
        before = _words(document.text, at, claim.span.start, stops, marks)
        pieces += (before, sign_of(claim))
        places.append(length + len(before))
        length += len(before) + 1
        kept.append(claim)
        at = claim.span.end
    pieces.append(_words(document.text, at, len(document.text), stops, marks))
    return Shape("".join(pieces), tuple(kept), tuple(places))


def _apart(claims: tuple[Claim, ...]) -> Iterator[Claim]:
    end = 0
    for claim in sorted(claims, key=lambda c: (c.span.start, -c.span.end)):
        if claim.span.start >= end:
            yield claim
            end = claim.span.end


def _words(text: str, start: int, end: int, stops: list[int], marks: dict[int, str]) -> str:
    """Return a piece of text with its stops marked, without what could be taken for a sign."""
    pieces: list[str] = []
    for stop in stops[bisect.bisect_left(stops, start) : bisect.bisect_right(stops, end)]:
        pieces += (text[start:stop].translate(_PLAIN), marks[stop])
        start = stop
    pieces.append(text[start:end].translate(_PLAIN))
    return "".join(pieces)
