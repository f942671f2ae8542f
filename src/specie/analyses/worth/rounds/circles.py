"""Money that goes round: ways in the graph of deals that lead back to where they began."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.companies.deal import FUNDING, SUPPLY
from specie.companies.record import weaker
from specie.kernel.cycles import elementary_circuits
from specie.model import Quantity, exact, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.companies.deal import Deal
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company
    from specie.model import Estimate


@dataclass(frozen=True, slots=True)
class Circle:
    """Companies in the order in which money passes, and the deals of each step."""

    companies: tuple[str, ...]
    steps: tuple[tuple[Deal, ...], ...]

    @property
    def deals(self) -> tuple[Deal, ...]:
        """Every deal of the way round."""
        return tuple(deal for step in self.steps for deal in step)

    @property
    def most(self) -> float:
        """The most that can go all the way round: what the narrowest step lets through, if that is known."""
        return min(sum(float(deal.bounds.high) for deal in step) for step in self.steps)

    @property
    def status(self) -> str:
        """Closed where every step has a closed deal, else committed."""
        return "closed" if all(any(d.status == "closed" for d in s) for s in self.steps) else "committed"

    def through(self, company: str) -> tuple[str, ...]:
        """Return the companies from one of them on, back to it."""
        at = self.companies.index(company)
        return (*self.companies[at:], *self.companies[: at + 1])


def circles(deals: Sequence[Deal], longest: int) -> tuple[Circle, ...]:
    """Find every way round by firm deals: one step gives money, another pays for goods."""
    firm = [d for d in deals if d.firm and d.instrument in (*FUNDING, *SUPPLY) and d.giver != d.taker]
    names = sorted({end for d in firm for end in (d.giver, d.taker)})
    place = {name: i for i, name in enumerate(names)}
    between: dict[tuple[str, str], list[Deal]] = {}
    for deal in firm:
        between.setdefault((deal.giver, deal.taker), []).append(deal)
    sources, targets = [place[a] for a, _ in between], [place[b] for _, b in between]
    found: list[Circle] = []
    for circuit in elementary_circuits(sources, targets, longest):
        round_ = tuple(names[node] for node in circuit)
        steps = tuple(tuple(between[pair]) for pair in pairwise((*round_, round_[0])))
        if _circular(steps):
            found.append(Circle(round_, steps))
    return tuple(found)


def _circular(steps: Sequence[Sequence[Deal]]) -> bool:
    """One step funds and another one pays for supply."""
    funds = {i for i, step in enumerate(steps) if any(d.instrument in FUNDING for d in step)}
    pays = {i for i, step in enumerate(steps) if any(d.instrument in SUPPLY for d in step)}
    return bool(funds and pays and len(funds | pays) > 1)


def counts(ledger: Ledger, every: Sequence[Circle], companies: Sequence[Company]) -> tuple[Estimate, ...]:
    """Count the ways round that pass through each company."""
    found: list[Estimate] = []
    for company in companies:
        own = [circle for circle in every if company.id in circle.companies]
        deals = list({d.id: d for circle in own for d in circle.deals}.values())
        if own:
            found.append(
                exact(
                    "circular_deals",
                    company.ref,
                    ledger.as_of.isoformat(),
                    len(own),
                    "count",
                    "circuits",
                    tuple(d.vouch.origin for d in deals),
                    grade=weaker(*(d.grade for d in deals)),
                    denominator=say(
                        "ways round by {deals} deals that are closed or committed",
                        deals=Quantity(len(deals), "count"),
                    ),
                )
            )
    return tuple(found)
