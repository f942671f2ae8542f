"""The door of the room: tables by name, read once, with one digest for all of them."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from specie.facts.read import read_table
from specie.facts.schema import TABLES, schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from specie.facts.fact import Fact

_TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact tables of one folder; reading is lazy per table and cached for the process."""

    folder: Path

    @property
    def digest(self) -> str:
        """SHA-256 over names and bytes of all tables."""
        return _digest(self.folder)

    def rows(self, table: str) -> tuple[Fact, ...]:
        """Return every row of a table; raises KeyError for an unknown table, FactsError for a bad one."""
        schema(table)
        return _rows(self.folder, table)

    def one(self, table: str, key: str) -> Fact | None:
        """Return the row whose one-column key is ``key``, or None."""
        return _by_key(self.folder, table).get((key,))

    def stale(self, table: str, on: date) -> tuple[Fact, ...]:
        """Return the rows of a table that are stale on a day."""
        return tuple(fact for fact in self.rows(table) if fact.stale(on))

    def same_money(self, table: str) -> Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]]:
        """Return key of a row -> relation (conflict, part, extension) and key of the row that counts."""
        return _same_money().get(table, {})


def open_facts(folder: Path | None = None) -> Facts:
    """Open the shipped tables, or those of another folder with the same columns."""
    return Facts(folder or _TABLES)


@cache
def _rows(folder: Path, table: str) -> tuple[Fact, ...]:
    return read_table(folder, table)


@cache
def _by_key(folder: Path, table: str) -> dict[tuple[str, ...], Fact]:
    return {fact.key: fact for fact in _rows(folder, table)}


@cache
def _digest(folder: Path) -> str:
    running = hashlib.sha256()
    for table in TABLES:
        content = (folder / f"{table}.csv").read_bytes()
        running.update(f"{table}.csv {len(content)}\n".encode() + content)
    return running.hexdigest()


@cache
def _same_money() -> dict[str, dict[tuple[str, ...], tuple[str, tuple[str, ...]]]]:
    raw = tomllib.loads((Path(__file__).parent / "same_money.toml").read_text("utf-8"))
    return {
        table: {tuple(e["row"]): (e["relation"], tuple(e["of"])) for e in entries}
        for table, entries in raw.items()
    }
