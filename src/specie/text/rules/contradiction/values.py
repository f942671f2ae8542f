"""The same subject, measure, basis and date with two values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Term, say
from specie.model.claim import Kind
from specie.text.rules.contradiction.disagree import alike, compared
from specie.text.rules.patterns import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_SINGLE = frozenset({Kind.MONEY, Kind.SHARE})


def values(reading: Reading) -> Iterator[Outcome]:
    """Fire where two figures with one and the same subject, measure, basis and date have no value in common.

    Each must have exactly one subject, a measure, and a date of its own; both must be told as facts, with
    the same part in their statements. Abstains where any of these was not said, where one is a forecast or
    a range end, and from a measure that a subject has several of (a contract, an investment).
    """
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in reading.claims:
        key = _key(claim)
        if key is None or _part(reading, claim):
            continue
        first = seen.setdefault(key, claim)
        if first is not claim and alike(first, claim) and first.sentence != claim.sentence:
            thing = say(
                "{subject}, {measure}", subject=claim.about.subjects[0], measure=Term(claim.about.measure)
            )
            yield from compared(first, claim, thing)


def _part(reading: Reading, claim: Claim) -> bool:
    """Tell whether the sentence speaks of a part of the whole, so that the figure may be that of the part."""
    at = reading.shape.place(claim)
    return search(reading.shape, "segment.part", *reading.shape.sentence(at))


def _key(claim: Claim) -> tuple[object, ...] | None:
    about = claim.about
    told = (
        about.measure in SINGLE and len(about.subjects) == 1 and about.when is not None and not about.horizon
    )
    if not told or claim.kind not in _SINGLE or about.role in ("change", "part", "over", "from"):
        return None
    subject = about.subjects[0]
    return (subject.kind, subject.id, about.measure, about.basis, about.when, claim.kind)


SINGLE = frozenset(
    {
        "revenue",
        "valuation",
        "net_income",
        "operating_income",
        "gross_margin",
        "backlog",
        "capex",
        "market_cap",
    }
)
"""Measures of which a subject has one value at a time."""
