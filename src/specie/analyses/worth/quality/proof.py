"""What evidence on record says of moat and team: field by field, never a guess where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.quality.given import weakest
from specie.analyses.worth.quality.own_rows import MOAT, TEAM
from specie.analyses.worth.quality.reading import Found
from specie.companies.span import Span
from specie.kernel.growth import Bounds
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.worth.quality.given import Given
    from specie.analyses.worth.quality.own_rows import Proof
    from specie.model import Message

SUPPORTED, DOUBTED, OPEN, CLAIMED, NONE = "supported", "contradicted", "disputed", "claimed only", "not known"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a company may have, and what is on record about it."""

    name: str
    proofs: tuple[Proof, ...]

    @property
    def standing(self) -> str:
        """Supported or contradicted from outside; claimed only where just the company says so."""
        outside = [p for p in self.proofs if p.measured_by != "company"]
        pro, con = any(p.standing == "for" for p in outside), any(p.standing == "against" for p in outside)
        if pro and con:
            return OPEN
        if pro or con:
            return SUPPORTED if pro else DOUBTED
        if any(p.standing == "for" for p in self.proofs):
            return CLAIMED
        return OPEN if self.proofs else NONE


def fields(known: Given, names: Sequence[str]) -> tuple[Field, ...]:
    """Return the fields in their order, with what is on record."""
    return tuple(Field(name, tuple(p for p in known.proofs if p.field == name)) for name in names)


def moat(known: Given) -> Found | Message:
    """Share of the moat fields that evidence from outside supports; open ones count either way."""
    every = fields(known, MOAT)
    told = [f for f in every if f.standing != NONE]
    if not told:
        return say("nothing on its moat is in your table of evidence")
    sure = sum(f.standing == SUPPORTED for f in every)
    against = sum(f.standing == DOUBTED for f in every)
    used = [p for f in told for p in f.proofs]
    return Found(
        Bounds(np.float64(sure / len(every)), np.float64((len(every) - against) / len(every))),
        _on(used),
        _on(used).text,
        "share_bounds",
        weakest(*(p.grade for p in used)),
        tuple(p.origin for p in used),
        say("of {fields} fields", fields=Quantity(len(every), "count")),
        assumptions=(say("what is not known, disputed or claimed only by the company may be either"),),
        notes=tuple(p.note for p in used if p.note),
    )


def team(known: Given) -> Found | Message:
    """Share of the evidence on the team that speaks for it; what is unclear counts either way."""
    used = [p for p in known.proofs if p.field in TEAM]
    if not used:
        return say("nothing on its team is in your table of evidence")
    pro, con = (sum(p.standing == word for p in used) for word in ("for", "against"))
    return Found(
        Bounds(np.float64(pro / len(used)), np.float64((len(used) - con) / len(used))),
        _on(used),
        _on(used).text,
        "share_bounds",
        weakest(*(p.grade for p in used)),
        tuple(p.origin for p in used),
        say("of {rows} rows of evidence on its team", rows=Quantity(len(used), "count")),
        notes=tuple(p.note for p in used if p.note),
    )


def _on(proofs: Sequence[Proof]) -> Span:
    day = max(p.observed_on for p in proofs)
    return Span(day, day, day.isoformat())
