"""The embedded store: DuckDB in memory, spilling to the system's temporary folder when it must."""

from __future__ import annotations

import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VIEWS = ("stage_spells", "spend_ledger")


def open_store() -> DuckDBPyConnection:
    """Open an empty store with the cell macros."""
    import duckdb

    store = duckdb.connect(":memory:")
    folder = Path(tempfile.gettempdir()) / f"specie-{uuid4().hex}"  # made only when memory runs out
    store.execute(f"SET temp_directory = '{quoted(str(folder))}'")
    store.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    store.execute(sql_text("sql", "cells"))
    return store


@cache
def sql_text(folder: str, name: str) -> str:
    """Return a packaged SQL file of this room."""
    return (files("specie.book") / folder / f"{name}.sql").read_text("utf-8")


def quoted(text: str) -> str:
    """Escape a text for a single-quoted SQL literal."""
    return text.replace("'", "''")


def create_views(store: DuckDBPyConnection) -> None:
    """Create every view over the typed tables."""
    for view in VIEWS:
        store.execute(sql_text("views", view))
