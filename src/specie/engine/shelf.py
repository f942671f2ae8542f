"""Texts kept in a folder between runs, by key; the least used go when it grows too large."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIMIT = 256 * 2**20
"""Bytes a shelf may hold; a brief of the example book takes three million."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of texts; one that cannot be read or written is a shelf that is always empty."""

    folder: Path
    suffix: str = ".json"
    limit: int = LIMIT

    def load(self, key: str) -> str | None:
        """Return the text kept under a key, or None when there is none or it cannot be read."""
        path = self.folder / f"{key}{self.suffix}"
        try:
            text = path.read_text(encoding="utf-8")
            os.utime(path)
        except (OSError, ValueError):
            return None
        return text

    def store(self, key: str, text: str) -> None:
        """Keep a text; its file appears whole or not at all."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _trim_once(self)
            with tempfile.NamedTemporaryFile(
                "w", dir=self.folder, suffix=".part", delete=False, encoding="utf-8", newline="\n"
            ) as handle:
                handle.write(text)
            Path(handle.name).replace(self.folder / f"{key}{self.suffix}")
        except OSError:
            return

    def trim(self) -> None:
        """Remove what was used longest ago until the shelf is within its limit."""
        held = 0
        for _, size, path in sorted(self._uses(), reverse=True):
            held += size
            if held > self.limit:
                path.unlink(missing_ok=True)

    def _uses(self) -> list[tuple[int, int, Path]]:
        files = [(path.stat(), path) for path in self.folder.glob(f"*{self.suffix}")]
        return [(stat.st_mtime_ns, stat.st_size, path) for stat, path in files]


@cache
def _trim_once(shelf: Shelf) -> None:
    """Trim a shelf in the first moment in which this process adds to it."""
    shelf.trim()
