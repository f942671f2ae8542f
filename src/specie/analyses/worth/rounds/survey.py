"""Everything computed about every company: what tables, figures and findings draw on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.rounds.gap import gaps, margin_moves
from specie.analyses.worth.rounds.multiple import multiples
from specie.analyses.worth.rounds.step import step, steps
from specie.companies.comparable import chains, comparables
from specie.companies.evidence import between
from specie.companies.margin import margins
from specie.companies.record import weaker
from specie.kernel.growth import Bounds
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.worth.rounds.gap import Gap, MarginMove
    from specie.analyses.worth.rounds.multiple import Multiple
    from specie.analyses.worth.rounds.step import Step
    from specie.companies.comparable import Comparable, Refusal
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price, Reported
    from specie.model import Estimate


@dataclass(frozen=True, slots=True)
class Valued:
    """One company with at least one comparable price."""

    company: Company
    chain: tuple[Comparable, ...]
    steps: tuple[Step, ...]
    whole: Step | None
    """From the first comparable price to the newest, where there are more than two."""
    multiples: tuple[Multiple, ...]
    revenues: tuple[Reported, ...]
    prices: tuple[Estimate, ...]
    spread: Estimate | None
    gaps: tuple[Gap, ...] = ()
    moves: tuple[MarginMove, ...] = ()

    @property
    def latest(self) -> Comparable:
        """The newest comparable price."""
        return self.chain[-1]

    @property
    def at_latest(self) -> tuple[Multiple, ...]:
        """Multiples of the newest price, nearest revenue first."""
        return tuple(m for m in self.multiples if m.price is self.latest)

    @property
    def fresh(self) -> tuple[Multiple, ...]:
        """Multiples of the newest price that say something, cheapest first; stale revenue left out."""
        said = (m for m in self.at_latest if m.estimate is not None and not m.match.stale)
        return tuple(sorted(said, key=lambda m: m.stated))

    @property
    def ceilings(self) -> int:
        """How many of them are ceilings, because revenue is only known from below."""
        return sum(m.estimate is not None and m.estimate.low is None for m in self.fresh)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every estimate about the company."""
        trips = (*self.steps, *((self.whole,) if self.whole else ()))
        moves = (e for t in trips for e in (t.multiple, t.growth) if e is not None)
        ratios = (m.estimate for m in self.multiples if m.estimate is not None)
        gaps = (e for gap in self.gaps for e in gap.estimates)
        margins = (m.estimate for m in self.moves if m.estimate is not None)
        spread = (self.spread,) if self.spread else ()
        return (*self.prices, *moves, *ratios, *spread, *gaps, *margins)


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole field: companies the book points to first, then the rest by price."""

    ledger: Ledger
    focus: tuple[Company, ...]
    valued: Mapping[str, Valued]
    refused: tuple[Refusal, ...]

    @property
    def ordered(self) -> tuple[Valued, ...]:
        """Companies of the book in its order, then the others, dearest first."""
        rest = [v for id_, v in self.valued.items() if id_ not in {c.id for c in self.focus}]
        rest.sort(key=lambda v: (-(v.latest.price.post or 0.0), v.company.id))
        return (*self.focused, *rest)

    @property
    def focused(self) -> tuple[Valued, ...]:
        """Companies of the book that have a comparable price."""
        return tuple(self.valued[c.id] for c in self.focus if c.id in self.valued)


def make_survey(ledger: Ledger, least_days: int) -> Survey:
    """Compute everything for every company that has a comparable price."""
    taken, refused = comparables(ledger)
    controls = tuple(refusal.price for refusal in refused if refusal.ground == "control")
    valued = {
        id_: _valued(
            ledger, ledger.company(id_), chain, tuple(c for c in controls if c.company == id_), least_days
        )
        for id_, chain in chains(taken).items()
    }
    return Survey(ledger, ledger.focus, valued, refused)


def _valued(
    ledger: Ledger,
    company: Company,
    chain: tuple[Comparable, ...],
    controls: tuple[Price, ...],
    least_days: int,
) -> Valued:
    ref = company.ref
    revenues = tuple(r for r in ledger.revenues if r.company == company.id)
    whole = step(ref, chain[0], chain[-1], controls, least_days) if len(chain) > 2 else None
    valued = Valued(
        company,
        chain,
        tuple(steps(ref, chain, controls, least_days)),
        whole,
        tuple(m for price in chain for m in multiples(ref, price, revenues)),
        revenues,
        tuple(e for price in chain if (e := _price(company, price)) is not None),
        None,
    )
    trips = (*valued.steps, *((whole,) if whole else ()))
    return replace(
        valued,
        spread=_spread(valued),
        gaps=gaps(ref, valued.multiples, least_days),
        moves=margin_moves(ref, [(t.before, t.after) for t in trips], margins(ledger, company.id)),
    )


def _price(company: Company, price: Comparable) -> Estimate | None:
    return between(
        "post_money",
        company.ref,
        price.on.text,
        price.bounds,
        price.stated,
        unit="USD",
        method="as_stated",
        grade=price.grade,
        origins=price.origins,
        denominator=say("for all shares, after the money of {series}", series=price.price.named),
    )


def _spread(valued: Valued) -> Estimate | None:
    if not valued.fresh:
        return None
    ends = (valued.fresh[0], max(valued.fresh, key=lambda m: m.stated[1]))
    no_floor = valued.ceilings == len(valued.fresh)
    vouched = [m.estimate for m in ends if m.estimate is not None]
    return between(
        "price_to_sales_spread",
        valued.company.ref,
        valued.latest.on.text,
        Bounds(np.float64(0.0 if no_floor else ends[0].stated[0]), np.float64(ends[1].stated[1])),
        None,
        unit="x",
        method="range_of_ratios",
        grade=weaker(*(e.grade for e in vouched)),
        origins=tuple(dict.fromkeys(origin for e in vouched for origin in e.origins)),
        denominator=say(
            "of sales a year under {bases} bases, figures as stated; {ceilings} of the ratios are ceilings",
            bases=Quantity(len(valued.fresh), "count"),
            ceilings=Quantity(valued.ceilings, "count"),
        ),
    )
