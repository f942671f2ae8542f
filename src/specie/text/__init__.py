"""Figures in a text: read the file, find them, link them, check them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.book import Book
    from specie.facts import Facts
    from specie.model.claim import Claim, Document, TextCheck

    Proposer: TypeAlias = Callable[[Document, tuple[Claim, ...]], tuple[Claim, ...]]
    """What may add to the claims of a document before the rules read them."""


def check_text(
    document: Document | Path | str,
    facts: Facts,
    book: Book | None = None,
    *,
    proposer: Proposer | None = None,
) -> TextCheck:
    """Check the figures of a text by arithmetic, against itself, against facts, and for a missing ruler.

    ``document`` is one that was read already, the path of a file, or the text itself. A book adds the user's
    own tables to the facts; a proposer, such as ``specie.text.proposals``, adds figures and links that the
    rules missed.

    Raises
    ------
    specie.text.document.DocumentError
        The text of the file cannot be had.
    """
    from specie.model.claim import TextCheck
    from specie.text.document import Reading, read, read_text
    from specie.text.figures import find_claims
    from specie.text.links import link
    from specie.text.rules.run import check

    if isinstance(document, Path):
        reading = read(document)
    else:
        reading = Reading(read_text(document) if isinstance(document, str) else document)
    claims = link(reading.document, find_claims(reading.document), facts)
    if proposer is not None:
        claims = proposer(reading.document, claims)
    alarms, checks = check(reading.document, claims, facts, book)
    return TextCheck(reading.document, claims, alarms, checks, reading.problems)
