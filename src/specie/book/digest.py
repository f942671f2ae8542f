"""Digests: of one file and of the whole book."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def book_digest(parts: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of the paths within the book and their digests, whatever the order they are given in."""
    whole = hashlib.sha256()
    for path, digest in sorted(parts):
        whole.update(f"{path}\0{digest}\n".encode())
    return whole.hexdigest()
