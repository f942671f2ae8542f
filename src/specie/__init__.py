"""Specie: assay AI the way a mint assays coin.

The public door, lazy (PEP 562): importing ``specie`` imports nothing heavy.

>>> import specie
>>> book = specie.open_book("my-book")            # doctest: +SKIP
>>> run = specie.run(book, analyses=["pays/spend"])  # doctest: +SKIP
>>> run["pays/spend"].estimates                    # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from specie._version import __version__

if TYPE_CHECKING:
    from specie.book import Book, open_book
    from specie.engine import declarations, run
    from specie.facts import open_facts
    from specie.model import Estimate, Finding, Problem, Result, Run

_DOOR = {
    "Book": "specie.book",
    "open_book": "specie.book",
    "declarations": "specie.engine",
    "run": "specie.engine",
    "open_facts": "specie.facts",
    "Estimate": "specie.model",
    "Finding": "specie.model",
    "Problem": "specie.model",
    "Result": "specie.model",
    "Run": "specie.model",
}

__all__ = [
    "Book", "Estimate", "Finding", "Problem", "Result", "Run", "__version__", "declarations", "open_book",
    "open_facts", "run",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name in _DOOR:
        return getattr(importlib.import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'specie' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
