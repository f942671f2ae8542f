"""Share of a supplier's revenue from enterprises: its facts, else what is declared, else anything."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.companies.outlook.start import balance
from specie.kernel.growth import Bounds
from specie.model import Origin, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.companies.ledger import Ledger
    from specie.companies.record import Company
    from specie.model import Message

METRIC = "enterprise_share"


@dataclass(frozen=True, slots=True)
class Enterprises:
    """Share of revenue from enterprises, whose word it is and why; ``kind`` is fact, declared or assumed."""

    share: Bounds
    kind: str
    text: Message | str
    origins: tuple[Origin, ...]

    @property
    def known(self) -> bool:
        """Whether anybody said anything of it."""
        return self.kind != "assumed"


def enterprises_of(ledger: Ledger, company: Company) -> Enterprises:
    """Return the share of a company's revenue from enterprises' own use of AI."""
    told = balance(ledger, company, METRIC)
    if told is not None:
        low, high = (float(np.clip(end, 0.0, 1.0)) for end in told.bounds)
        return Enterprises(Bounds(np.float64(low), np.float64(high)), "fact", told.text, told.origins)
    entry = declared().get(company.id)
    if entry is not None:
        share = Bounds(np.float64(entry["low"]), np.float64(entry["high"]))
        origin = Origin("assumptions", company.id, as_of=entry["as_of"], url=entry["url"])
        return Enterprises(share, "declared", str(entry["text"]), (origin,))
    why = say("not known: anything from none to all of its revenue")
    origin = Origin("assumptions", company.id, as_of=ledger.as_of)
    return Enterprises(Bounds(np.float64(0.0), np.float64(1.0)), "assumed", why, (origin,))


@cache
def declared() -> Mapping[str, Mapping[str, Any]]:
    """Read ``declared.toml``."""
    return tomllib.loads((files("specie.analyses.worth.link") / "declared.toml").read_text("utf-8"))
