"""What a command made of a book, kept until the book, the program or the wish changes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from specie.engine.cache import cache_key, default_folder, program_digest
from specie.engine.manifest import versions_of
from specie.engine.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

DRAWN_BY = ("duckdb", "genai-prices", "jinja2", "numpy", "rich", "scipy", "vl-convert-python")
"""Libraries whose next version may write another byte."""


@dataclass(frozen=True, slots=True)
class Made:
    """The texts a command writes, and how it ends; the manifest says when they were made."""

    page: str
    manifest: str
    terminal: str = ""
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for of the files in a folder; one without a ``key`` is neither recalled nor kept."""

    folder: Path
    apart: Collection[Path]
    asked: tuple[object, ...]
    key: str | None

    def recall(self) -> Made | None:
        """Return what was made before of the same files by the same program for the same wish."""
        text = _shelf().load(self.key) if self.key else None
        try:
            return None if text is None else Made(**json.loads(text))
        except (ValueError, TypeError):
            return None

    def keep(self, made: Made) -> Made:
        """Keep what was made, unless the folder changed meanwhile; return it."""
        if self.key and self.key == _key(self.folder, self.apart, self.asked):
            _shelf().store(self.key, json.dumps(asdict(made)))
        return made


def wish_for(folder: Path, output: Path, *asked: object, disabled: bool = False) -> Wish:
    """Say what is asked for; the output and its manifest may lie in the folder and are no part of it."""
    apart = (output, output.with_name(f"{output.name}.manifest.json"))
    return Wish(folder, apart, asked, None if disabled else _key(folder, apart, asked))


def _shelf() -> Shelf:
    return Shelf(default_folder() / "outputs")


def _key(folder: Path, apart: Collection[Path], asked: tuple[object, ...]) -> str | None:
    from specie.book.digest import folder_digest

    digest = folder_digest(folder, apart)
    if digest is None:
        return None
    return cache_key(
        {"folder": digest, "program": program_digest(), "by": versions_of(DRAWN_BY), "asked": asked}
    )
