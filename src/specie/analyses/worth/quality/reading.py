"""A metric, what was found for it, and how that reads against its threshold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.evidence import between
from specie.kernel.growth import Bounds
from specie.model import Message, say

if TYPE_CHECKING:
    from specie.analyses.worth.quality.policy import Policy
    from specie.companies.record import Company
    from specie.companies.span import Span
    from specie.model import Estimate, Grade, Origin

MET, NOT_MET, UNDECIDED, UNKNOWN, NO_THRESHOLD = "met", "not met", "undecided", "not known", "no threshold"
ECONOMICS, CUSTOMERS, TECHNOLOGY, PROOF = "economics", "customers", "technology", "evidence on record"


@dataclass(frozen=True, slots=True)
class Spec:
    """One metric: its family, unit, and the threshold that its value is read against."""

    measure: str
    family: str
    unit: str
    threshold: str = ""
    """Name of the parameter; empty where there is no threshold."""
    higher: bool = True
    """Whether more is better."""

    @property
    def floored(self) -> bool:
        """It cannot lie below zero, so that an end at zero says nothing."""
        return self.unit in ("x", "months", "days") and self.measure != "research_return"


SPECS = (
    Spec("gross_margin", ECONOMICS, "fraction", "least_gross_margin"),
    Spec("operating_margin", ECONOMICS, "fraction", "least_operating_margin"),
    Spec("rule_of_40", ECONOMICS, "fraction", "least_rule_of_40"),
    Spec("burn_multiple", ECONOMICS, "x", "most_burn_multiple", higher=False),
    Spec("cac_payback", ECONOMICS, "months", "most_cac_payback", higher=False),
    Spec("net_revenue_retention", CUSTOMERS, "fraction", "least_net_retention"),
    Spec("gross_revenue_retention", CUSTOMERS, "fraction", "least_gross_retention"),
    Spec("largest_customer", CUSTOMERS, "fraction", "most_largest_customer", higher=False),
    Spec("adoption_growth", CUSTOMERS, "fraction", "least_adoption_growth"),
    Spec("market_share", CUSTOMERS, "fraction"),
    Spec("research_return", TECHNOLOGY, "x", "least_research_return"),
    Spec("days_between_bests", TECHNOLOGY, "days", "most_days_between_bests", higher=False),
    Spec("frontier_odds", TECHNOLOGY, "x", "least_frontier_odds"),
    Spec("vendor_excess", TECHNOLOGY, "x", "most_vendor_excess", higher=False),
    Spec("moat", PROOF, "fraction", "least_moat"),
    Spec("team", PROOF, "fraction", "least_team"),
)
TECHNICAL = (
    "research_return", "days_between_bests", "frontier_odds", "vendor_excess", "moat", "team",
    "adoption_growth",
)  # fmt: skip
"""Metrics that make up the technical value: none of them looks at a price."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the sources leave possible for a metric, and what it rests on."""

    bounds: Bounds
    on: Span
    period: str
    method: str
    grade: Grade
    origins: tuple[Origin, ...]
    denominator: Message
    stated: float | None = None
    assumptions: tuple[Message, ...] = ()
    notes: tuple[Message | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric of a company: its estimate and how it stands, or why it is not known."""

    spec: Spec
    company: Company
    threshold: float | None
    estimate: Estimate | None
    on: Span | None
    why: Message | None
    notes: tuple[Message | str, ...] = ()

    @property
    def standing(self) -> str:
        """A word of the vocabulary: met, not met, undecided, not known, no threshold."""
        if self.estimate is None:
            return UNKNOWN
        return standing_of(self.estimate, self.threshold, higher=self.spec.higher)


def standing_of(estimate: Estimate, threshold: float | None, *, higher: bool) -> str:
    """Read an interval against a threshold: only what holds over all of it is met or not met."""
    if threshold is None:
        return NO_THRESHOLD
    low = -math.inf if estimate.low is None else estimate.low
    high = math.inf if estimate.high is None else estimate.high
    if higher:
        return MET if low >= threshold else NOT_MET if high < threshold else UNDECIDED
    return MET if high <= threshold else NOT_MET if low > threshold else UNDECIDED


def read(spec: Spec, company: Company, policy: Policy, found: Found | Message) -> Reading:
    """Turn what was found into an estimate with its threshold."""
    threshold = policy[spec.threshold] if spec.threshold else None
    if isinstance(found, Message):
        return Reading(spec, company, threshold, None, None, found)
    estimate = between(
        spec.measure,
        company.ref,
        found.period,
        found.bounds,
        found.stated,
        unit=spec.unit,
        method=found.method,
        grade=found.grade,
        origins=tuple(dict.fromkeys(found.origins)),
        denominator=found.denominator,
        assumptions=found.assumptions,
        open_low=0.0 if spec.floored else -math.inf,
    )
    if estimate is None:
        why = say("the sources leave everything open")
        return Reading(spec, company, threshold, None, found.on, why, found.notes)
    return Reading(spec, company, threshold, estimate, found.on, None, found.notes)
