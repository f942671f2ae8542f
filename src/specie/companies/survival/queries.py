"""The queries beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def query(name: str) -> str:
    """Return one of this folder's queries."""
    return (files("specie.companies.survival") / f"{name}.sql").read_text("utf-8")
