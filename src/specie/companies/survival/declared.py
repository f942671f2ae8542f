"""The declared assumptions on survival: read once from the table beside this file, each with its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.companies.outlook.assumption import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Origin


@dataclass(frozen=True, slots=True)
class Range:
    """What an assumption may be, and who says so."""

    name: str
    low: float
    high: float
    source: Source
    assumed: bool
    """Without a published source."""

    @property
    def origin(self) -> Origin:
        """The source as the origin of a number."""
        return self.source.origin

    @property
    def ends(self) -> tuple[float, float]:
        """Least and greatest value."""
        return self.low, self.high


@cache
def declared() -> Mapping[str, Range]:
    """Read ``declared.toml``: assumptions by ``group.name``."""
    raw = tomllib.loads((files("specie.companies.survival") / "declared.toml").read_text("utf-8"))
    sources = {name: Source(**entry) for name, entry in raw["sources"].items()}
    return {
        f"{group}.{name}": Range(
            f"{group}.{name}", entry["low"], entry["high"], sources[entry["source"]],
            entry["source"] == "assumed",
        )
        for group in ("volatility", "growth", "cash")
        for name, entry in raw[group].items()
    }  # fmt: skip


def volatility_of(kind: str) -> Range:
    """Return the volatility of a share that is assumed for a kind of company."""
    return declared().get(f"volatility.{kind}") or declared()["volatility.other"]
