"""The queries of this room."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.supply") / f"{name}.sql").read_text("utf-8")
