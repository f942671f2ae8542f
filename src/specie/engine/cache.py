"""Results kept by digest: the same book, facts, code, parameters and seed give the stored result."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from specie.engine.shelf import Shelf
from specie.model.codec import decode, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Result

PACKAGE = Path(__file__).resolve().parents[1]
CODE_SUFFIXES = frozenset({".py", ".sql", ".toml", ".csv", ".json"})
FACE_SUFFIXES = frozenset({".j2", ".css", ".js", ".mo"})


def default_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where results are kept: ``SPECIE_CACHE``, else the user's cache folder."""
    if chosen := environ.get("SPECIE_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "specie"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "specie"


def code_digest() -> str:
    """Digest of what decides a result, so that no old result meets a new method."""
    return _own_files(CODE_SUFFIXES)


def program_digest() -> str:
    """Digest of what decides a page: methods, words, templates, styles."""
    return _own_files(CODE_SUFFIXES | FACE_SUFFIXES)


@cache
def _own_files(suffixes: frozenset[str]) -> str:
    """Digest of the program's own files by name, size and time."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in suffixes:
            stat = path.stat()
            digest.update(f"{path.relative_to(PACKAGE)}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """Results on a shelf; what cannot be read back is a result that is not there."""

    folder: Path

    def load(self, key: str) -> Result | None:
        """Return the stored result, or None when there is none or it cannot be read."""
        text = Shelf(self.folder).load(key)
        try:
            return None if text is None else decode(json.loads(text))
        except (ValueError, KeyError, TypeError):
            return None

    def store(self, key: str, result: Result) -> None:
        """Keep a result; the file appears whole or not at all."""
        Shelf(self.folder).store(key, json.dumps(encode(result)))


def cache_key(parts: Mapping[str, object]) -> str:
    """SHA-256 over everything a result depends on."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
