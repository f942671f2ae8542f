"""Files appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from specie.report.manifest import manifest_json

if TYPE_CHECKING:
    from specie.model import Manifest


def write_whole(path: Path, text: str) -> Path:
    """Write a text file in one step: a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.chmod(_usual_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def _usual_mode(path: Path) -> int:
    """Return the mode of the file that is replaced, else what the umask leaves of rw-rw-rw-."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_with_manifest(output: Path, text: str, manifest: Manifest | str) -> tuple[Path, Path]:
    """Write an output and, beside it, the manifest that says what it was made of."""
    beside = output.with_name(f"{output.name}.manifest.json")
    written = manifest if isinstance(manifest, str) else manifest_json(manifest)
    return write_whole(output, text), write_whole(beside, written)
