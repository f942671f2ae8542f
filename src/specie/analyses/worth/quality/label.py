"""Hype or fundamentals: a label by printed rules, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.worth.quality.reading import MET, NOT_MET
from specie.model import Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.worth.quality.checklist import Check
    from specie.analyses.worth.quality.policy import Policy
    from specie.analyses.worth.quality.reading import Reading
    from specie.model import Estimate, Message, Result

EXPECTATIONS, FUNDAMENTALS, OPEN = "expectations", "fundamentals", "neither way"
"""What a rule points to."""
OF_THE_PRICE = ("price outgrew revenue", "many years of sales", "price not supported")
"""Rules that look at the price itself."""
HYPE, CARRIED, MIXED, CANNOT = "price leads the figures", "figures carry the price", "mixed", "cannot tell"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, what it points to, and because of what."""

    id: str
    """A word of the vocabulary."""
    points: str
    because: Message


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a company with the rules that led to it."""

    word: str
    rules: tuple[Rule, ...]

    def count(self, points: str) -> int:
        """How many rules point one way."""
        return sum(rule.points == points for rule in self.rules)


def label(
    company: str,
    readings: Mapping[str, Reading],
    checks: Mapping[str, Check],
    results: Mapping[str, Result],
    policy: Policy,
) -> Label:
    """Apply every rule, then ask whether enough of the answered ones point one way.

    Nothing is said of a price where no rule about the price has an answer, and nothing that every such rule
    denies: good figures alone do not carry a price of many years of sales.
    """
    rules = tuple(_rules(company, readings, checks, results, policy))
    hype, sound = (sum(r.points == p for r in rules) for p in (EXPECTATIONS, FUNDAMENTALS))
    of_price = {rule.points for rule in rules if rule.id in OF_THE_PRICE} - {OPEN}
    answered = hype + sound
    if answered < policy["least_rules"] or not of_price:
        return Label(CANNOT, rules)
    most = policy["label_majority"] * answered
    if hype >= most and of_price == {EXPECTATIONS}:
        return Label(HYPE, rules)
    return Label(CARRIED if sound >= most and of_price == {FUNDAMENTALS} else MIXED, rules)


def _rules(
    company: str,
    readings: Mapping[str, Reading],
    checks: Mapping[str, Check],
    results: Mapping[str, Result],
    policy: Policy,
) -> Iterator[Rule]:
    rounds, intrinsic = results.get("worth/rounds"), results.get("worth/intrinsic")
    yield _above(OF_THE_PRICE[0], _newest(rounds, "growth_gap", company), 0.0)
    yield _above(
        OF_THE_PRICE[1],
        _newest(rounds, "price_to_sales_spread", company),
        policy["most_price_to_sales"],
    )
    yield _above(
        OF_THE_PRICE[2], _newest(intrinsic, "unsupported_range", company), policy["most_bubble_share"]
    )
    yield _above(
        "suppliers lead", _newest(rounds, "strategic_lead_share", company), policy["most_strategic_lead"]
    )
    for measure in (
        "gross_margin",
        "operating_margin",
        "burn_multiple",
        "net_revenue_retention",
        "vendor_excess",
    ):
        yield _read(readings[measure])
    yield _check("sales vouched for", checks["sales vouched for"])


def _newest(result: Result | None, measure: str, company: str) -> tuple[Estimate, ...]:
    """Return the estimates of another analysis for the newest date."""
    own = [] if result is None else list(result.find(measure, company))
    last = max((_end(e) for e in own), default="")
    return tuple(e for e in own if _end(e) == last)


def _end(estimate: Estimate) -> str:
    return estimate.period.split("/")[-1].split(" ")[0]


def _above(rule: str, estimates: Sequence[Estimate], limit: float) -> Rule:
    """Above the limit by every bound: expectations; at or below it by every bound: fundamentals."""
    if not estimates:
        return Rule(rule, OPEN, say("not known"))
    points = OPEN
    if all(e.low is not None and e.low > limit for e in estimates):
        points = EXPECTATIONS
    elif all(e.high is not None and e.high <= limit for e in estimates):
        points = FUNDAMENTALS
    return Rule(rule, points, listed(estimates))


def _read(reading: Reading) -> Rule:
    if reading.estimate is None:
        return Rule(reading.spec.measure, OPEN, reading.why or say("not known"))
    points = {MET: FUNDAMENTALS, NOT_MET: EXPECTATIONS}.get(reading.standing, OPEN)
    because = say("{value}: {standing}", value=reading.estimate, standing=Term(reading.standing))
    return Rule(reading.spec.measure, points, because)


def _check(rule: str, check: Check) -> Rule:
    points = {MET: FUNDAMENTALS, NOT_MET: EXPECTATIONS}.get(check.standing, OPEN)
    return Rule(rule, points, check.because)
