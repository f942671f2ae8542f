"""Where a number that a text was compared with comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.language import visible
from specie.report.scale import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Origin
    from specie.report.language import Language

SHOWN = 3


def source_line(origins: Sequence[Origin], language: Language) -> str:
    """Write the sources on one line: table and row, document, date."""
    shown = [source(origin, language) for origin in origins[:SHOWN]]
    text = "; ".join(shown) + (" …" if len(origins) > SHOWN else "")
    return language(marked("source: {source}"), source=text)


def source(origin: Origin, language: Language) -> str:
    """Write one source."""
    parts = [f"{origin.place} {origin.rows}".strip(), visible(origin.url)]
    if origin.as_of is not None:
        parts.append(language(marked("as of {date}"), date=origin.as_of))
    return ", ".join(part for part in parts if part)
