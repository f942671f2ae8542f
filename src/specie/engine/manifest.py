"""What a run was made of: versions, files, timings."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from specie._version import __version__
from specie.model import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specie.book import Book
    from specie.model import Timing

LIBRARIES = ("duckdb", "numpy", "scipy", "genai-prices")


def make_manifest(
    book: Book, seed: int, executor: str, timings: Sequence[Timing], started: str, finished: str
) -> Manifest:
    """Collect the manifest of a finished run; times are ISO 8601 in UTC."""
    return Manifest(
        book=book.info,
        files=tuple(sorted(_files(book))),
        versions=(("specie", __version__), ("python", platform.python_version()), *versions_of(LIBRARIES)),
        seed=seed,
        executor=executor,
        timings=tuple(timings),
        started=started,
        finished=finished,
    )


def _files(book: Book) -> list[tuple[str, str, int]]:
    return [
        (origin.place, origin.digest, source.rows_read if len(source.files) == 1 else 0)
        for table, source in book.sources.items()
        for origin in book.origins(table)
    ]


def versions_of(libraries: Iterable[str]) -> list[tuple[str, str]]:
    """Say which version of each library is installed, if any."""
    found: list[tuple[str, str]] = []
    for name in libraries:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "absent"))
    return found
