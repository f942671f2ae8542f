"""The text of a PDF: pages to lines to paragraphs; pictures of text and lost letters are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdf

from specie.text.document.apart import Taken, TakingError
from specie.text.document.flow import Flow, TooLongError
from specie.text.document.pdf_joining import Joiner
from specie.text.document.pdf_line import LOST, Line, lines_of

if TYPE_CHECKING:
    from specie.text.document.limits import Limits

LOCKED = 4
"""pdfium's code of a document that wants a password."""
LOST_FEW = 0.002
"""Below this share of lost letters (ornaments, odd bullets) nothing is said."""


def take(data: bytes, limits: Limits) -> Taken:
    """Take the text out of a PDF."""
    try:
        document = pdf.PdfDocument(data)
        count = len(document)
    except pdf.PdfiumError as error:
        raise TakingError("locked" if error.err_code == LOCKED else "damaged") from error
    if count > limits.pages:
        raise TakingError("limits")
    pages = _pages(document, count, limits)
    if not any(pages):
        raise TakingError("scanned")
    flow = Flow(limits.characters)
    joiner = Joiner(flow)
    joiner.write(pages)
    return Taken(flow.text, tuple(flow.breaks), tuple(flow.pages), (), _remarks(pages, joiner.left_out))


def _pages(document: pdf.PdfDocument, count: int, limits: Limits) -> list[list[Line]]:
    pages: list[list[Line]] = []
    left = limits.characters
    for number in range(count):
        try:
            page = document[number]
            lines = list(lines_of(page.get_textpage()))
            page.close()
        except pdf.PdfiumError:  # one broken page does not spoil the others
            lines = []
        pages.append(lines)
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            raise TooLongError
    return pages


def _remarks(pages: list[list[Line]], left_out: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    pictures = tuple(number for number, lines in enumerate(pages, 1) if not lines)
    lost = tuple(number for number, lines in enumerate(pages, 1) if _lost(lines))
    found = (("pictures", pictures), ("lost", lost), ("running", (left_out,) if left_out else ()))
    return tuple((what, numbers) for what, numbers in found if numbers)


def _lost(lines: list[Line]) -> bool:
    text = "".join(line.text for line in lines)
    lost = sum(char == LOST or "\ue000" <= char <= "\uf8ff" for char in text)
    return lost > LOST_FEW * len(text)
