"""The files of a repository that are worth reading, and why the others were left out.

Links are never followed, so that nothing outside is read and no loop is walked; pipes, sockets and devices
are never opened. ``.gitignore`` files, the usual folders of other people's code and the user's own patterns
are respected.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from specie.model import Level, Problem, say
from specie.stack.ignore import left_out, read_rules
from specie.stack.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.stack.ignore import Rules

DEEPEST = 100
"""Folders below one another that are entered: no repository is deeper, hostile ones are."""
LARGEST_RULES = 1_000_000
NO_ACCESS = "STK001"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read."""

    path: str
    """Relative to the root, with slashes."""
    full: str
    size: int


@dataclass(slots=True)
class Walk:
    """What a walk met besides the files it gave: counted by reason, and what it could not open."""

    largest: int
    exclude: tuple[str, ...] = ()
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def files(self, root: Path) -> Iterator[File]:
        """Yield the files below a folder, or the one file that was named, in the order of their names."""
        if root.is_file():
            yield File(root.name, str(root), root.stat().st_size)
            return
        yield from self._below(str(root), "", (), DEEPEST)

    def _below(self, folder: str, base: str, chain: tuple[Rules, ...], depth: int) -> Iterator[File]:
        entries = self._entries(folder, base)
        chain = self._with_rules(entries, base, chain)
        for entry in entries:
            path = base + entry.name
            if entry.is_symlink():
                self.skipped["link"] += 1
            elif entry.is_dir(follow_symlinks=False):
                reason = self._folder_reason(entry.name, path, chain, depth)
                if reason:
                    self.skipped[reason] += 1
                else:
                    yield from self._below(entry.path, path + "/", chain, depth - 1)
            else:
                yield from self._file(entry, path, chain)

    def _entries(self, folder: str, base: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as found:
                return sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(unreadable(base.rstrip("/") or ".", error))
            return []

    def _with_rules(
        self, entries: Iterable[os.DirEntry[str]], base: str, chain: tuple[Rules, ...]
    ) -> tuple[Rules, ...]:
        for entry in entries:
            if entry.name == ".gitignore" and entry.is_file(follow_symlinks=False):
                try:
                    with open(entry.path, "rb") as handle:
                        text = handle.read(LARGEST_RULES).decode("utf-8", "replace")
                except OSError as error:
                    self.problems.append(unreadable(base + entry.name, error))
                    return chain
                return (*chain, read_rules(text, base))
        return chain

    def _folder_reason(self, name: str, path: str, chain: tuple[Rules, ...], depth: int) -> str:
        if name in words().folders:
            return "folder"
        if left_out(chain, path, folder=True) or self._excluded(path):
            return "ignored"
        return "deep" if depth == 0 else ""

    def _file(self, entry: os.DirEntry[str], path: str, chain: tuple[Rules, ...]) -> Iterator[File]:
        if not entry.is_file(follow_symlinks=False):
            self.skipped["special"] += 1
        elif left_out(chain, path, folder=False) or self._excluded(path):
            self.skipped["ignored"] += 1
        elif not words().read(entry.name):
            self.skipped["kind"] += 1
        else:
            yield from self._sized(entry, path)

    def _sized(self, entry: os.DirEntry[str], path: str) -> Iterator[File]:
        try:
            size = entry.stat(follow_symlinks=False).st_size
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return
        if size > self.largest:
            self.skipped["large"] += 1
        else:
            yield File(path, entry.path, size)

    def _excluded(self, path: str) -> bool:
        return any(_glob(pattern).match(path) for pattern in self.exclude)


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    text = pattern.strip("/")
    return re.compile(translate(text) if "/" in text else f"(?s:(?:.*/)?){translate(text)}")


def unreadable(path: str, error: OSError) -> Problem:
    """Name a file or folder that cannot be opened."""
    cause = error.strerror or type(error).__name__
    message = say("cannot read {path}: {cause}", path=path, cause=cause)
    return Problem(path, None, None, NO_ACCESS, message, say("mind its permissions"), Level.WARNING)
