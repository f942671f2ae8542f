"""Where something stands in a text: line and column, page, or paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.report.scale import marked

if TYPE_CHECKING:
    from specie.model.claim import Document, Span
    from specie.report.language import Language

BY_LINE = frozenset({"text", "markdown"})
"""Formats whose text is the file itself, so that lines and columns are those of an editor."""

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A place counted from 1; what does not apply is 0."""

    line: int = 0
    column: int = 0
    page: int = 0
    paragraph: int = 0


@dataclass(slots=True)
class Places:
    """Finds places in one document."""

    document: Document
    _lines: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._lines = [0, *(end.end() for end in _LINE_END.finditer(self.document.text))]

    def of(self, offset: int) -> Place:
        """Return the place of a code point."""
        if self.document.pages:
            return Place(page=bisect_right(self.document.pages, offset))
        if self.document.format in BY_LINE:
            line = bisect_right(self._lines, offset)
            return Place(line, offset - self._lines[line - 1] + 1)
        return Place(paragraph=max(1, bisect_right(self.document.breaks, offset)))

    def written(self, span: Span, language: Language) -> str:
        """Write a place: ``3:14``, ``p. 2``, ``¶ 5``."""
        place = self.of(span.start)
        if place.line:
            return f"{place.line}:{place.column}"
        if place.page:
            return language(marked("p. {page}"), page=place.page)
        return language(marked("par. {number}"), number=place.paragraph)
