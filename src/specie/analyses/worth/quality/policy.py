"""The user's thresholds, and where their defaults come from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.analyses.worth.quality.params import PARAMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from specie.book import Book
    from specie.model import Inputs


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a default."""

    text: str
    url: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds by name; ``own`` are those the user has set."""

    values: Mapping[str, float]
    own: frozenset[str]
    level: float = 0.90

    def __getitem__(self, name: str) -> float:
        """Return a threshold; raises KeyError for one that is not declared."""
        return self.values[name]

    def source(self, name: str) -> Source | None:
        """Return where a default comes from; None where the user has set the threshold."""
        return None if name in self.own else default_sources()[name]


def read_policy(book: Book, inputs: Inputs) -> Policy:
    """Take the user's parameters over the defaults; the runway follows the book's policy where it has one."""
    values: dict[str, float] = {}
    own: set[str] = set()
    for param in PARAMS:
        given = inputs.params.get(param.name, param.default)
        usable = isinstance(given, int | float) and not isinstance(given, bool)
        values[param.name] = float(given) if usable else float(param.default)
        if usable and given != param.default:
            own.add(param.name)
    months = book.policy.min_cash_months
    if months is not None and "least_runway" not in own:
        values["least_runway"] = months
        own.add("least_runway")
    return Policy(values, frozenset(own), inputs.level)


@cache
def default_sources() -> Mapping[str, Source]:
    """Return the source of every default."""
    raw = tomllib.loads((files("specie.analyses.worth.quality") / "policy.toml").read_text("utf-8"))
    sources = {name: Source(**entry) for name, entry in raw["sources"].items()}
    return {name: sources[source] for name, source in raw["defaults"].items()}
