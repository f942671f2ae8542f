"""Put the example book into a folder: whole or not at all, and never over somebody's work."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from specie._version import __version__

STAMP = ".example.json"
_ROOM = Path(__file__).parent


class ForeignFolderError(Exception):
    """The folder holds something that is not the example book; its path is the message."""


class State(StrEnum):
    """What was found where the example book is to be."""

    ABSENT = "absent"
    OURS = "ours"
    OUTDATED = "outdated"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an example book was made by, and the SHA-256 of every file as it was written."""

    maker: str
    files: dict[str, str]


def state(folder: Path, seed: int) -> State:
    """Tell whether the folder is free, holds this example, an older one, or one that was changed since.

    Raises
    ------
    ForeignFolderError
        The folder (or file) is there and no example book was ever written to it.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return State.ABSENT
    stamp = _read_stamp(folder)
    if stamp is None:
        raise ForeignFolderError(str(folder))
    if _digests(folder) != stamp.files:
        return State.CHANGED
    return State.OURS if stamp.maker == maker(seed) else State.OUTDATED


def maker(seed: int) -> str:
    """Identify the generator: version, seed and its own files."""
    digest = hashlib.sha256(f"{__version__}|{seed}".encode())
    for path in sorted(_ROOM.iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _read_stamp(folder: Path) -> Stamp | None:
    try:
        stored = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        return Stamp(stored["maker"], stored["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digests(folder: Path) -> dict[str, str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != STAMP)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    }


def workshop(folder: Path) -> Path:
    """Make an empty folder beside the target, on the same disk, in which the book is written first."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    os.chmod(made, 0o755)  # noqa: S103 - mkdtemp makes it private; a book is an ordinary folder
    return made


def deliver(made: Path, folder: Path, seed: int) -> None:
    """Stamp a finished book and move it to its place, which holds nothing or an unchanged older example."""
    stamp = {"maker": maker(seed), "files": _digests(made)}
    (made / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8", newline="\n")
    if folder.exists():
        shutil.rmtree(folder)
    made.replace(folder)
