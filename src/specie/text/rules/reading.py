"""What every rule is given: the document, its figures, the facts, and the shape of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.text.rules.shape import Shape, shape_of

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model.claim import Claim, Document, Span


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
    claims: tuple[Claim, ...]
    facts: Facts
    shape: Shape
    sentences: tuple[Sentence, ...]
    book: Book | None = None

    def sentence(self, claim: Claim) -> str:
        """Return the sentence in which a figure stands."""
        return self.document.text[claim.sentence.start : claim.sentence.end]

    def paragraph(self, claim: Claim) -> tuple[int, int]:
        """Return where the paragraph of a figure starts and ends."""
        from bisect import bisect_right

        breaks = self.document.breaks
        at = bisect_right(breaks, claim.span.start)
        start = breaks[at - 1] if at else 0
        return start, breaks[at] if at < len(breaks) else len(self.document.text)


def reading_of(
    document: Document, claims: tuple[Claim, ...], facts: Facts, book: Book | None = None
) -> Reading:
    """Prepare a document for the rules."""
    return Reading(document, claims, facts, shape_of(document, claims), _sentences(document, claims), book)


def _sentences(document: Document, claims: tuple[Claim, ...]) -> tuple[Sentence, ...]:
    by: dict[Span, list[Claim]] = {}
    for claim in claims:
        by.setdefault(claim.sentence, []).append(claim)
    ordered = sorted(by.items())
    return tuple(Sentence(span, document.text[span.start : span.end], tuple(held)) for span, held in ordered)
