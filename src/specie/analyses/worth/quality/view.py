"""Everything known of every company that is looked at, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.worth.quality.checklist import checklist, tally
from specie.analyses.worth.quality.customers import (
    adoption_growth,
    gross_retention,
    largest_customer,
    market_share,
    net_retention,
)
from specie.analyses.worth.quality.economics import (
    burn_multiple,
    cac_payback,
    gross_margin,
    operating_margin,
    research_return,
    rule_of_40,
)
from specie.analyses.worth.quality.given import given
from specie.analyses.worth.quality.label import label
from specie.analyses.worth.quality.own_rows import own_proofs, own_scores
from specie.analyses.worth.quality.penetration import shares
from specie.analyses.worth.quality.proof import moat, team
from specie.analyses.worth.quality.reading import SPECS, TECHNICAL, read
from specie.analyses.worth.quality.technology import frontier, iteration, vendor_excess
from specie.companies.ledger import read_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.worth.quality.checklist import Check
    from specie.analyses.worth.quality.given import Given
    from specie.analyses.worth.quality.label import Label
    from specie.analyses.worth.quality.own_rows import Proof, Score
    from specie.analyses.worth.quality.penetration import Share
    from specie.analyses.worth.quality.policy import Policy
    from specie.analyses.worth.quality.reading import Found, Reading
    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company
    from specie.facts import Facts
    from specie.kernel.growth import Bounds
    from specie.model import Message, Result


@dataclass(frozen=True, slots=True)
class Judged:
    """One company with its metrics, its commercial path and its label."""

    company: Company
    known: Given
    readings: Mapping[str, Reading]
    checks: tuple[Check, ...]
    label: Label
    shares: tuple[Share, ...]

    @property
    def told(self) -> tuple[Reading, ...]:
        """Metrics with a value."""
        return tuple(r for r in self.readings.values() if r.estimate is not None)

    @property
    def technical(self) -> Bounds | None:
        """Share of the technical criteria that are met; None while none is decided."""
        return tally([self.readings[measure].standing for measure in TECHNICAL])

    @property
    def path(self) -> Bounds | None:
        """Share of the steps of the commercial path that are met."""
        return tally([check.standing for check in self.checks])

    def count(self, standing: str) -> int:
        """How many metrics with a threshold stand so."""
        return sum(r.standing == standing for r in self.readings.values() if r.spec.threshold)


@dataclass(frozen=True, slots=True)
class View:
    """All companies: those of the book first, then every other one of which anything is known."""

    ledger: Ledger
    policy: Policy
    judged: tuple[Judged, ...]
    scores: tuple[Score, ...]

    @property
    def focused(self) -> tuple[Judged, ...]:
        """Companies the book points to."""
        ids = {company.id for company in self.ledger.focus}
        return tuple(j for j in self.judged if j.company.id in ids)


def make_view(book: Book, facts: Facts, policy: Policy, results: Mapping[str, Result]) -> View:
    """Read the tables and judge every company by the same rules."""
    ledger = read_ledger(book, facts)
    scores, proofs = tuple(own_scores(book)), tuple(own_proofs(book))
    known_shares = shares(facts, proofs, book.as_of)
    told = {r.company for r in (*ledger.revenues, *ledger.others)} | {s.company for s in (*scores, *proofs)}
    told |= {s.company for s in known_shares}
    focus = [company.id for company in ledger.focus]
    ids = [*focus, *sorted(told - set(focus))]
    judged = tuple(_judged(ledger, policy, company, scores, proofs, known_shares, results) for company in ids)
    return View(ledger, policy, tuple(j for j in judged if j.company.id in focus or j.told), scores)


def _judged(
    ledger: Ledger,
    policy: Policy,
    company: str,
    scores: tuple[Score, ...],
    proofs: tuple[Proof, ...],
    every_share: tuple[Share, ...],
    results: Mapping[str, Result],
) -> Judged:
    known = given(ledger.company(company), ledger, scores, proofs)
    own_shares = tuple(s for s in every_share if s.company == company)
    found = _found(known, scores, own_shares)
    readings = {spec.measure: read(spec, known.company, policy, found[spec.measure]) for spec in SPECS}
    checks = checklist(known, readings, policy)
    word = label(company, readings, {c.step: c for c in checks}, results, policy)
    return Judged(known.company, known, readings, checks, word, own_shares)


def _found(known: Given, scores: tuple[Score, ...], own: tuple[Share, ...]) -> dict[str, Found | Message]:
    return {
        "gross_margin": gross_margin(known),
        "operating_margin": operating_margin(known),
        "rule_of_40": rule_of_40(known),
        "burn_multiple": burn_multiple(known),
        "cac_payback": cac_payback(known),
        "net_revenue_retention": net_retention(known),
        "gross_revenue_retention": gross_retention(known),
        "largest_customer": largest_customer(known),
        "adoption_growth": adoption_growth(known),
        "market_share": market_share(own),
        "research_return": research_return(known),
        "days_between_bests": iteration(known),
        "frontier_odds": frontier(known, scores),
        "vendor_excess": vendor_excess(known),
        "moat": moat(known),
        "team": team(known),
    }
