"""Plausible terms of a newest round, with how frequent they are and who says so."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Origin, Term

if TYPE_CHECKING:
    from specie.analyses.worth.terms.rights import Rights

PLAIN = "plain preference"
PLACE = "analyses/worth/terms/plausible.toml"


@dataclass(frozen=True, slots=True)
class TermSet:
    """Terms that a newest round may have; ``prevalence`` is None where no source states it."""

    id: str
    multiple: float = 1.0
    senior: bool = False
    participating: bool = False
    ratchet: float = 0.0
    veto: float = 0.0
    prevalence: float | None = None
    source: str = ""

    @property
    def term(self) -> Term:
        """Its name in the vocabulary."""
        return Term(self.id)

    def applied(self, known: Rights) -> Rights:
        """Fill what is not known of a newest class; what is known stays."""
        return replace(
            known,
            multiple=_or(known.multiple, self.multiple),
            rank=_or(known.rank, 0 if self.senior else 1),
            participating=_or(known.participating, self.participating),
            ratchet=_or(known.ratchet, self.ratchet),
            qualified=_or(known.qualified, self.veto),
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """The firms whose average is so often quoted."""

    firms: int
    overvaluation: float
    common: float
    source: str


def _or(known: Any, filled: Any) -> Any:
    return filled if known is None else known


@cache
def term_sets() -> tuple[TermSet, ...]:
    """Return every set, the plain one first."""
    names = TermSet.__dataclass_fields__
    return tuple(TermSet(**{k: v for k, v in row.items() if k in names}) for row in _declared()["sets"])


@cache
def sample() -> Sample:
    """Return the published sample."""
    row = _declared()["sample"]
    return Sample(row["firms"], row["overvaluation"], row["common"], row["source"])


def origin() -> Origin:
    """Where the sets are written down."""
    return Origin(PLACE, as_of=_declared()["sample"]["as_of"])


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads((files("specie.analyses.worth.terms") / "plausible.toml").read_text("utf-8"))
