"""How much of a document is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one document may cost.

    ``size`` is in bytes of the file; ``unpacked`` in bytes of what a packed file unfolds to; ``characters``
    in code points of its text; ``pages`` counts pages of a PDF. ``seconds`` and ``memory`` (bytes of address
    space) bound the process that takes the text out of HTML, PDF and DOCX.
    """

    size: int = 10 * MEGABYTE
    unpacked: int = 100 * MEGABYTE
    characters: int = 20_000_000
    pages: int = 5_000
    seconds: float = 20.0
    memory: int = 1_500 * MEGABYTE
