"""The declared assumptions: read once from the tables beside this file, each with its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.companies.outlook.assumption import Assumption, Source, marginal_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Declared:
    """Assumptions by group and driver, and the correlations between drivers."""

    groups: Mapping[str, Mapping[str, Assumption]]
    forecasts: Mapping[str, tuple[str, ...]]
    """Series of market forecasts that apply, by kind of company."""
    correlations: Mapping[tuple[str, str], float]
    sources: Mapping[str, Source]

    def of_kind(self, kind: str) -> Mapping[str, Assumption]:
        """Return the assumptions for a kind of company, those for every firm included."""
        return {**self.groups["every"], **self.groups.get(f"kind.{kind}", self.groups["kind.other"])}

    def economy(self, name: str) -> float:
        """Return a figure of the economy, such as the risk-free rate."""
        return self.groups["economy"][name].ends[1]


@cache
def declared() -> Declared:
    """Read ``declared.toml``."""
    raw = tomllib.loads((files("specie.companies.outlook") / "declared.toml").read_text("utf-8"))
    sources = {name: Source(**entry) for name, entry in raw["sources"].items()}
    tables = {name: raw[name] for name in ("economy", "every", "failure")}
    tables |= {f"kind.{kind}": table for kind, table in raw["kind"].items()}
    return Declared(
        {name: _group(table, sources) for name, table in tables.items()},
        {kind: tuple(table.get("forecasts", ())) for kind, table in raw["kind"].items()},
        {(pair["a"], pair["b"]): pair["value"] for pair in raw["correlation"]["pairs"]},
        sources,
    )


def _group(table: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, Assumption]:
    return {
        driver: _assumption(driver, entry, entry["source"], sources[entry["source"]])
        for driver, entry in table.items()
        if isinstance(entry, dict)
    }


def _assumption(driver: str, entry: Mapping[str, Any], name: str, source: Source) -> Assumption:
    kind = "assumed" if name == "assumed" else "declared"
    return Assumption(driver, marginal_of(entry), (source.origin,), source.text, kind)
