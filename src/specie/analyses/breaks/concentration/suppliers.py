"""The queries of this analysis; who is who is read one floor below."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from specie.supply.suppliers import Suppliers, read_suppliers

__all__ = ["Suppliers", "query", "read_suppliers"]


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.breaks.concentration") / f"{name}.sql").read_text("utf-8")
