"""The SQL files beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def query(name: str) -> str:
    """Return one of them by its name."""
    return (files("specie.analyses.worth.link") / f"{name}.sql").read_text("utf-8")
