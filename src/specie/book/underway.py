"""A book on its way from files to tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from specie.book.faults import Faults
    from specie.book.folder import Found
    from specie.book.headers import Matched
    from specie.book.read.staged import Staged
    from specie.book.schema import TableSchema
    from specie.book.settings import Settings


@dataclass(slots=True)
class Opening:
    """A book while it is being opened."""

    root: Path
    settings: Settings
    store: DuckDBPyConnection
    faults: Faults
    found: Found
    schemas: dict[str, TableSchema]
    staged: dict[str, list[Staged]] = field(default_factory=dict)
    matched: dict[str, Matched] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
