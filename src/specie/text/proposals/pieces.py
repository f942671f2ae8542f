"""A text in pieces that a model can take, parted where paragraphs start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model.claim import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Document

LONGEST = 8_000
"""Code points that are asked about at once."""


def pieces(document: Document, longest: int = LONGEST) -> Iterator[Span]:
    """Yield pieces that together are the whole text; a paragraph longer than a piece is cut."""
    start = end = 0
    for stop in (*document.breaks, len(document.text)):
        if stop - start > longest and end > start:
            yield Span(start, end)
            start = end
        while stop - start > longest:
            yield Span(start, start + longest)
            start += longest
        end = stop
    if end > start:
        yield Span(start, end)
