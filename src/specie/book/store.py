"""The embedded store: DuckDB in memory, spilling to the system's temporary folder when it must."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Generator

    from duckdb import DuckDBPyConnection

VIEWS = ("stage_spells", "money_lines", "spend_ledger")
SMALL = 32 << 20
"""Bytes up to which planning a query costs more than running it."""


def open_store() -> DuckDBPyConnection:
    """Open an empty store with the cell macros."""
    import duckdb

    store = duckdb.connect(":memory:")
    folder = Path(tempfile.gettempdir()) / f"specie-{uuid4().hex}"  # made only when memory runs out
    store.execute(f"SET temp_directory = '{quoted(str(folder))}'")
    store.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    store.execute(sql_text("sql", "session"))
    store.execute(sql_text("sql", "cells"))
    return store


@contextmanager
def reader(store: DuckDBPyConnection) -> Generator[DuckDBPyConnection]:
    """Another connection to the same store, for a thread that reads a small file beside others."""
    own = store.cursor()
    try:
        own.execute(sql_text("sql", "session"))
        plan_lightly(own)
        yield own
    finally:
        own.close()


@contextmanager
def small_plans(store: DuckDBPyConnection, size: int) -> Generator[None]:
    """While a small book is read, plan without the optimizer and run on one thread: a third less time.

    A book is opened by some hundred queries; over a few megabytes their plans cost more than their rows.
    """
    if size > SMALL:
        yield
        return
    threads = store.execute("SELECT current_setting('threads')").fetchall()[0][0]
    plan_lightly(store)
    store.execute("SET threads = 1")
    try:
        yield
    finally:
        store.execute(f"PRAGMA enable_optimizer; SET threads = {threads}")


def plan_lightly(store: DuckDBPyConnection) -> None:
    """Plan the queries of a connection without the optimizer."""
    store.execute("PRAGMA disable_optimizer")


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
