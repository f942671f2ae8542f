"""One price and its parts, or the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.premium.dated import companies_in_order, dated_prices, earnings_at
from specie.companies.evidence import between
from specie.companies.outlook.declared import declared
from specie.companies.record import weaker
from specie.kernel.growth import Bounds
from specie.kernel.valuation.growth_options import split
from specie.model import Estimate, Grade, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.premium.dated import DatedPrice, Earnings
    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.companies.outlook.assumption import Assumption
    from specie.companies.outlook.own import OwnAssumptions
    from specie.companies.record import Company
    from specie.kernel.valuation.growth_options import Split
    from specie.model import Origin

EARNING, LOSING = Term("earning"), Term("losing")
UNKNOWN, EITHER = Term("no earnings known"), Term("could be either")


@dataclass(frozen=True, slots=True)
class Parts:
    """A price with what is known of its earnings."""

    price: DatedPrice
    earnings: Earnings | None
    returns: Bounds
    """Required return a year."""
    return_origins: tuple[Origin, ...]
    split: Split | None
    state: Term

    @property
    def period(self) -> str:
        """What names the price among those of its company."""
        name = self.price.name
        return f"{self.price.on.text} {name if isinstance(name, str) else name.id}"

    @property
    def middle(self) -> float | None:
        """Share for growth at the stated price, the middle of the earnings and of the return."""
        if self.split is None or self.earnings is None:
            return None
        price = self.price.stated or float(self.price.bounds.low)
        place = float(np.mean(self.earnings.bounds)) / float(np.mean(self.returns))
        return min(max(1 - place / price, float(self.split.share.low)), float(self.split.share.high))

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """The parts as estimates; none for a price that cannot be split."""
        return tuple(self._estimates())

    def _estimates(self) -> Iterator[Estimate]:
        if self.split is None:
            return
        unit = {"in_place": "USD", "growth_opportunities": "USD", "growth_share": "fraction"}
        bounds = (self.split.in_place, self.split.growth, self.split.share)
        for (measure, unit_), ends in zip(unit.items(), bounds, strict=True):
            stated = self.middle if measure == "growth_share" else None
            estimate = self._estimate(measure, unit_, ends, stated)
            if estimate is not None:
                yield estimate

    def _estimate(self, measure: str, unit: str, bounds: Bounds, stated: float | None) -> Estimate | None:
        assert self.earnings is not None
        return between(
            measure,
            self.price.company.ref,
            self.period,
            bounds,
            stated,
            unit=unit,
            method="growth_options",
            grade=_grade(self.price.grade, self.earnings.grade),
            origins=tuple(dict.fromkeys((*self.price.origins, *self.earnings.origins, *self.return_origins))),
            denominator=say(
                "of the price of {date}, at a required return of {low} to {high}",
                date=self.price.on.shown,
                low=Quantity(float(self.returns.low), "fraction"),
                high=Quantity(float(self.returns.high), "fraction"),
            ),
            assumptions=(self.earnings.note,),
            open_low=-np.inf,
        )


def _grade(price: Grade, earnings: Grade) -> Grade:
    """A close read from the user's own table is no weaker than the accounts it is set against."""
    return earnings if price is Grade.RECORDED else weaker(price, earnings)


def all_parts(ledger: Ledger, book: Book, own: OwnAssumptions) -> tuple[Parts, ...]:
    """Split every price there is, companies of the book first, oldest price first."""
    prices = dated_prices(ledger, book)
    order = {company.id: i for i, company in enumerate(companies_in_order(prices, ledger))}
    parts = [parts_of(price, earnings_at(price, ledger), _required(price.company, own)) for price in prices]
    return tuple(sorted(parts, key=lambda p: (order[p.price.company.id], p.price.on.start, p.period)))


def parts_of(price: DatedPrice, earnings: Earnings | None, required: Assumption) -> Parts:
    """Split one price, or say why not."""
    low, _, high = required.ends
    returns = Bounds(np.float64(low), np.float64(high))
    made = None
    if earnings is None:
        state = UNKNOWN
    elif earnings.bounds.low > 0 and np.isfinite(earnings.bounds.high):
        state, made = EARNING, split(price.bounds, earnings.bounds, returns)
    elif earnings.bounds.high <= 0:
        state = LOSING
    else:
        state = EITHER
    return Parts(price, earnings, returns, required.origins, made, state)


def _required(company: Company, own: OwnAssumptions) -> Assumption:
    """The declared cost of capital of its kind, unless the user says otherwise."""
    return own.of(company.id).get("cost_of_capital") or declared().of_kind(company.kind)["cost_of_capital"]
