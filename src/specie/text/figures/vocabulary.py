"""The words of the TOML files beside this module, and patterns made of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def words(name: str) -> dict[str, Any]:
    """Return one TOML file of this room."""
    return tomllib.loads((files("specie.text.figures") / f"{name}.toml").read_text("utf-8"))


def alternation(entries: Iterable[str]) -> str:
    """Return a pattern for any of some words, longest first; a space stands for a space or a hyphen."""
    ordered = sorted(set(entries), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_bounded(word) for word in ordered) + ")"


def _bounded(word: str) -> str:
    """A Latin word ends where its letters end; a Chinese one where no other word goes on."""
    pattern = re.escape(word).replace(r"\ ", "[ \u00a0]")
    if word[-1].isascii():
        return pattern + "(?![a-z])" if word[-1].isalpha() else pattern
    continued = words("units")["continues"].get(word)
    return f"{pattern}(?!{continued})" if continued else pattern
