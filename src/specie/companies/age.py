"""How old a company was on a day: since it was founded, or since its first known round."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.companies.span import Span
from specie.facts import first_day, last_day
from specie.model import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.companies.ledger import Ledger

FOUNDED, FIRST_ROUND = "founding", "first known round"


@dataclass(frozen=True, slots=True)
class Start:
    """The day age is counted from, what kind of day it is, and who says so."""

    on: Span
    kind: str
    """A word of the vocabulary: founding or first known round."""
    origin: Origin


def starts(ledger: Ledger, company: str, told: Mapping[str, Start] | None = None) -> dict[str, Start]:
    """Return the days a company's age may be counted from, by kind; ``told`` are foundings of the user."""
    found: dict[str, Start] = {}
    founding = (told or {}).get(company) or founded().get(company)
    if founding is not None:
        found[FOUNDED] = founding
    rounds = [p for p in ledger.prices if p.company == company and p.status not in ("rumour", "lapsed")]
    rounds = [p for p in rounds if p.kind != "market"]
    if rounds:
        first = min(rounds, key=lambda p: (p.on.start, p.on.end))
        found[FIRST_ROUND] = Start(first.on, FIRST_ROUND, first.vouch.origin)
    return found


@cache
def founded() -> Mapping[str, Start]:
    """Read the foundings that ship, each with its source."""
    raw = tomllib.loads((files("specie.companies") / "founded.toml").read_text("utf-8"))
    return {
        company: Start(
            Span(first_day(row["on"]), last_day(row["on"]), row["on"]),
            FOUNDED,
            Origin("companies/founded.toml", company, as_of=row["as_of"], url=row["url"]),
        )
        for company, row in raw.items()
    }
