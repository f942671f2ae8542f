"""The shape of a text: every figure becomes one sign for its kind, so that patterns see how figures stand.

"revenue rose from $7bn in 2023 to $10bn in 2024" becomes "revenue rose from M in D to M in D", with private
signs for M and D. A pattern over the shape cannot mistake a digit for a word, and what it matches leads
back to the figures themselves.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from specie.model.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.model.claim import Claim, Document
    from specie.text.rules.patterns import Match

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
_SIGN: Final = re.compile("[" + "".join(SIGNS.values()) + "]")
_PLAIN: Final = {ord(sign): " " for sign in (*SIGNS.values(), STOP, BREAK, "\n", "\r", "\t")} | {
    ord(letter): letter.lower() for letter in ascii_uppercase
}
"""What of a text could be taken for a sign, line ends, and capitals: patterns have none of these."""
_HAN: Final = "\u3400-\u9fff，。、；：（）「」"
_BLANK: Final = re.compile(f"(?<=[{_HAN}]) +| +(?=[{_HAN}])")
_KINDS: Final = {
    Kind.MONEY: "M",
    Kind.SHARE: "P",
    Kind.RATE: "P",
    Kind.MULTIPLE: "X",
    Kind.COUNT: "C",
    Kind.DATE: "D",
    Kind.DURATION: "T",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a shape and the signs in it."""

    start: int
    end: int
    signs: str


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A text with a sign for each figure; ``places`` are the offsets of the signs, in order.

    ``edges`` are the offsets at which sentences and paragraphs begin or end. ``parts`` are the sentences that
    hold figures, by the signs in them; ``pairs`` each of them with the one behind it.
    """

    text: str
    claims: tuple[Claim, ...]
    places: tuple[int, ...]
    edges: tuple[int, ...]
    parts: Mapping[str, Sequence[tuple[int, int]]]
    pairs: Mapping[str, Sequence[tuple[int, int]]]
    found: dict[str, tuple[Match, ...]] = field(default_factory=dict[str, "tuple[Match, ...]"])
    """What patterns have found so far: several rules ask for the same."""

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
        at = bisect.bisect_left(self.edges, place)
        start = self.edges[at - 1] + 1 if at else 0
        return start, self.edges[at] if at < len(self.edges) else len(self.text)

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
    text = "".join(pieces)
    edges = tuple(found.start() for found in _EDGE.finditer(text))
    parts = _parts(text, edges)
    return Shape(text, tuple(kept), tuple(places), edges, _by_signs(parts), _by_signs(_pairs(text, parts)))


def _by_signs(parts: tuple[Part, ...]) -> Mapping[str, Sequence[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for part in parts:
        found.setdefault(part.signs, []).append((part.start, part.end))
    return found


def _parts(text: str, edges: tuple[int, ...]) -> tuple[Part, ...]:
    """Return the pieces between edges that hold a figure."""
    ends = pairwise((-1, *edges, len(text)))
    found = (Part(one + 1, other, "".join(_SIGN.findall(text, one + 1, other))) for one, other in ends)
    return tuple(part for part in found if part.signs)


def _pairs(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return each two pieces that follow one another with nothing but the end of a sentence between."""
    return tuple(
        Part(one.start, other.end, one.signs + other.signs)
        for one, other in pairwise(parts)
        if not text[one.end : other.start].strip(f"{STOP} ")
    )


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
        pieces += (_plain(text[start:stop]), marks[stop])
        start = stop
    pieces.append(_plain(text[start:end]))
    return "".join(pieces)


def _plain(words: str) -> str:
    """Return words without capitals, line ends and the blanks that set figures apart in Chinese."""
    return _BLANK.sub("", words.translate(_PLAIN))
