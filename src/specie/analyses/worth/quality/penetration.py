"""Shares of markets by definition: shipped studies and the user's own evidence, side by side."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.companies.span import Span
from specie.facts import first_day, last_day
from specie.model import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from specie.analyses.worth.quality.own_rows import Proof
    from specie.facts import Fact, Facts
    from specie.model import Message, Origin


@dataclass(frozen=True, slots=True)
class Share:
    """One share of one market by one definition."""

    company: str
    on: Span
    value: float
    of: Message | str
    publisher: str
    interest: Message | str
    grade: Grade
    origin: Origin


def shares(facts: Facts, proofs: Sequence[Proof], as_of: date) -> tuple[Share, ...]:
    """Return every share known on a day, oldest first."""
    every = (*_shipped(facts, as_of), *_own(proofs))
    return tuple(sorted(every, key=lambda s: (s.company, s.on.start, s.on.end, s.publisher)))


def _shipped(facts: Facts, as_of: date) -> Iterator[Share]:
    for fact in facts.rows("rulers"):
        company = _companies().get(fact.text("ruler_id"))
        value = fact.number("result")
        if company is not None and value is not None and fact.as_of <= as_of:
            yield Share(
                company,
                _fielded(fact),
                value,
                fact.message("population"),
                fact.text("publisher"),
                fact.message("interest"),
                Grade.E if fact.text("outcome_kind") == "self-report" else Grade.PRESS,
                fact.origin,
            )


def _fielded(fact: Fact) -> Span:
    text = fact.text("fielded")
    ends = text.split("/")
    return Span(first_day(ends[0]), last_day(ends[-1]), text)


def _own(proofs: Sequence[Proof]) -> Iterator[Share]:
    for proof in proofs:
        if proof.field == "market_share" and proof.unit == "fraction" and proof.value is not None:
            on = Span(proof.observed_on, proof.observed_on, proof.observed_on.isoformat())
            yield Share(
                proof.company, on, proof.value, proof.statement, proof.measured_by, proof.note, proof.grade,
                proof.origin,
            )  # fmt: skip


@cache
def _companies() -> Mapping[str, str]:
    return tomllib.loads((files("specie.analyses.worth.quality") / "penetration.toml").read_text("utf-8"))
