"""The words a model may choose from: measures, bases, companies of the facts. Anything else is left out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model import Ref
from specie.model.claim import Kind
from specie.text.measures import measures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.facts import Facts

CHANGES = frozenset({Kind.RATE, Kind.MULTIPLE})
"""Kinds of figure that may state the change of any measure."""


@cache
def bases() -> frozenset[str]:
    """Return every basis of the vocabulary."""
    raw = tomllib.loads((files("specie.text") / "measures.toml").read_text("utf-8"))
    return frozenset(entry["id"] for entry in raw["basis"])


def measure_of(word: str, kind: Kind) -> str:
    """Return a measure that a figure of a kind may state; empty for any other word."""
    measure = measures().get(word)
    return word if measure is not None and (kind in measure.kinds or kind in CHANGES) else ""


def basis_of(word: str) -> str:
    """Return a basis of the vocabulary; empty for any other word."""
    return word if word in bases() else ""


def companies(facts: Facts) -> Mapping[str, Ref]:
    """Return the companies of the facts by their names and ids, in small letters."""
    named: dict[str, Ref] = {}
    for row in facts.rows("companies"):
        ref = Ref("company", row.text("company_id"), row.text("name"))
        named[ref.id] = named[ref.label.casefold()] = ref
    return named
