"""The words by which figures are set against one another, as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def telling(table: str, name: str) -> re.Pattern[str]:
    """Return one pattern of ``relations.toml``; it may be matched anywhere."""
    return re.compile(f"(?:{said(table, name)})")


@cache
def ending(table: str, name: str) -> re.Pattern[str]:
    """Return one pattern that must end where a figure starts."""
    return re.compile(rf"(?:{said(table, name)})\Z")


def said(table: str, name: str) -> str:
    """Return one entry on one line."""
    return str(_raw()[table][name]).replace("\n", "")


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "relations.toml").read_text("utf-8"))
