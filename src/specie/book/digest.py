"""Digests: of one file and of the whole book."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

LARGEST = 64 * 2**20
"""Bytes of a folder beyond which reading it only to see whether it changed is no longer a short matter."""


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


def folder_digest(root: Path, apart: Collection[Path] = ()) -> str | None:
    """SHA-256 of every file below a folder but hidden ones and those ``apart``: more than a book reads.

    None where the files are too many bytes to be read in passing, or one cannot be read.
    """
    left_out = {path.resolve() for path in apart}
    try:
        inside = ((path, path.relative_to(root).as_posix()) for path in root.rglob("*") if path.is_file())
        files = [(p, n) for p, n in inside if not n.startswith(".") and p.resolve() not in left_out]
        if sum(path.stat().st_size for path, _ in files) > LARGEST:
            return None
        return book_digest((name, file_digest(path)) for path, name in files)
    except OSError:
        return None
