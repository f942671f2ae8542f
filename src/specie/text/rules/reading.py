"""What every rule is given: the document, its figures, the facts, and the shape of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.text.figures.fold import fold
from specie.text.links.gazetteer import gazetteer
from specie.text.rules.shape import Shape, shape_of

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model.claim import Claim, Document, Span
    from specie.text.links.gazetteer import Name


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with its figures."""

    span: Span
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A document that has been read, with everything that its figures can be set against."""

    document: Document
    folded: str
    """The text in small, half-width and traditional letters, place for place."""
    claims: tuple[Claim, ...]
    facts: Facts
    shape: Shape
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    """The names of known companies, in the order of the text."""
    named: tuple[str, ...]
    """Those companies, each once."""
    book: Book | None = None

    def companies(self, span: Span | None = None) -> tuple[str, ...]:
        """Return the companies that a piece of the text names, or all of it; each once, in order."""
        if span is None:
            return self.named
        first = bisect_left(self.names, span.start, key=lambda name: name.start)
        last = bisect_left(self.names, span.end, key=lambda n: n.start)
        return _each(self.names[first:last])

    def beside(self, claim: Claim) -> tuple[Claim, ...]:
        """Return the figures of the paragraph of a figure, itself left out."""
        return tuple(c for c in self.inside(*self.paragraph(claim)) if c is not claim)

    def inside(self, start: int, end: int) -> tuple[Claim, ...]:
        """Return the figures between two offsets of the text."""
        first = bisect_left(self.claims, start, key=lambda c: c.span.start)
        return self.claims[first : bisect_left(self.claims, end, key=lambda c: c.span.start)]

    def sentence(self, claim: Claim) -> str:
        """Return the sentence in which a figure stands."""
        return self.document.text[claim.sentence.start : claim.sentence.end]

    def paragraph(self, claim: Claim) -> tuple[int, int]:
        """Return where the paragraph of a figure starts and ends."""
        breaks = self.document.breaks
        at = bisect_right(breaks, claim.span.start)
        start = breaks[at - 1] if at else 0
        return start, breaks[at] if at < len(breaks) else len(self.document.text)


def reading_of(
    document: Document, claims: tuple[Claim, ...], facts: Facts, book: Book | None = None
) -> Reading:
    """Prepare a document for the rules."""
    folded = fold(document.text)
    found = gazetteer(facts).names(document.text, folded)
    names = tuple(name for name in found if name.who.kind == "company")
    shape = shape_of(document, claims)
    sentences = _sentences(document, claims)
    return Reading(document, folded, claims, facts, shape, sentences, names, _each(names), book)


def _each(names: tuple[Name, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.who.id for name in names))


def _sentences(document: Document, claims: tuple[Claim, ...]) -> tuple[Sentence, ...]:
    by: dict[Span, list[Claim]] = {}
    for claim in claims:
        by.setdefault(claim.sentence, []).append(claim)
    ordered = sorted(by.items())
    return tuple(Sentence(span, document.text[span.start : span.end], tuple(held)) for span, held in ordered)
