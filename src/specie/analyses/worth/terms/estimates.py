"""The numbers that leave the analysis: of the firm, of each class, and by the option-pricing method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.terms.plausible import origin
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.growth import Bounds
from specie.model import Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.terms.appraisal import Appraisal
    from specie.analyses.worth.terms.model import Model
    from specie.analyses.worth.terms.options import Allocation
    from specie.model import Estimate, Message, Origin


@dataclass(frozen=True, slots=True)
class Teller:
    """What all estimates about one firm share."""

    appraisal: Appraisal
    method: str
    assumptions: tuple[Message, ...]

    def tell(
        self,
        measure: str,
        bounds: Bounds,
        stated: float | None,
        unit: str,
        denominator: Message,
        *,
        about: str = "",
        open_low: float = 0.0,
    ) -> Iterator[Estimate]:
        """Yield an estimate, or nothing where the bounds say nothing."""
        table = self.appraisal.table
        made = between(
            measure,
            table.company.ref,
            f"{table.on.text} {about}".strip(),
            bounds,
            stated,
            unit=unit,
            method=self.method,
            grade=weaker(Grade.MODELLED, table.grade),
            origins=origins(self.appraisal),
            denominator=denominator,
            assumptions=self.assumptions,
            open_low=open_low,
        )
        if made is not None:
            yield made


def origins(appraisal: Appraisal) -> tuple[Origin, ...]:
    """Rows of the table, and the sets of terms where some are assumed."""
    return appraisal.table.origins if appraisal.known else (*appraisal.table.origins, origin())


def of_firm(appraisal: Appraisal, model: Model) -> tuple[Estimate, ...]:
    """Headline, fair value, and how far they lie apart."""
    table, teller = appraisal.table, _teller(appraisal, model)
    known = appraisal.case if appraisal.known else None
    return (
        *_headline(appraisal),
        *teller.tell(
            "fair_value",
            opened(appraisal.firm(), table.bound),
            known.firm if known else None,
            "USD",
            say("of all shares and granted options, on the day of the newest round"),
        ),
        *teller.tell(
            "headline_overvaluation",
            appraisal.overvaluation(),
            known.overvaluation if known else None,
            "fraction",
            say("of the fair value of the firm"),
            open_low=-1.0,
        ),
    )


def _headline(appraisal: Appraisal) -> Iterator[Estimate]:
    table = appraisal.table
    headlines = [case.headline for case in appraisal.range]
    shares = Quantity(table.shares + table.pool, "count")
    made = between(
        "headline_value",
        table.company.ref,
        table.on.text,
        opened(Bounds(np.float64(min(headlines)), np.float64(max(headlines))), table.bound),
        table.headline,
        unit="USD",
        method="newest_price",
        grade=table.grade,
        origins=table.origins,
        denominator=say(
            "newest price times {shares} shares and options, unissued ones included", shares=shares
        )
        if table.own
        else say("for all shares, after the money of the newest round"),
    )
    if made is not None:
        yield made


def of_classes(appraisal: Appraisal, model: Model) -> Iterator[Estimate]:
    """What each class and one share of it is worth; where terms are not known, of the common shares only."""
    table, teller = appraisal.table, _teller(appraisal, model)
    for place, share_class in enumerate(table.classes):
        compared = share_class.kind == "common" or (table.own and share_class.kind == "preferred")
        if not compared or place == table.newest:
            continue
        low, high = (float(end) for end in appraisal.a_share(place))
        stated = appraisal.stated_share(place)
        yield from teller.tell(
            "class_overvaluation",
            Bounds(np.float64(table.price / high - 1), np.float64(table.price / low - 1)),
            None if stated is None else table.price / stated - 1,
            "fraction",
            say("of the fair value of a share of {series}, as common", series=share_class.name),
            about=key(share_class.name),
            open_low=-1.0,
        )
    if table.own:
        yield from _in_money(appraisal, teller)


def _in_money(appraisal: Appraisal, teller: Teller) -> Iterator[Estimate]:
    table = appraisal.table
    for place, share_class in enumerate(table.classes):
        low, high = (float(end) for end in appraisal.a_share(place))
        stated, name = appraisal.stated_share(place), share_class.name
        for measure, factor, denominator, bound in (
            (
                "class_fair_value",
                share_class.shares,
                say("of the whole class {series}", series=name),
                table.bound,
            ),
            ("share_fair_value", share_class.ratio, say("of one share of {series}", series=name), "="),
        ):
            yield from teller.tell(
                measure,
                opened(Bounds(np.float64(low * factor), np.float64(high * factor)), bound),
                None if stated is None else stated * factor,
                "USD",
                denominator,
                about=key(name),
            )


def by_options(appraisal: Appraisal, allocation: Allocation, model: Model) -> Iterator[Estimate]:
    """The equity behind the newest price and one share of each class, by the option-pricing method."""
    table = appraisal.table
    inputs = say(
        "volatility {volatility} a year (range {low} to {high}), term {years}, risk-free rate {rate}, no IPO",
        volatility=Quantity(model.term_volatility, "fraction"),
        low=Quantity(model.volatility_range[0], "fraction"),
        high=Quantity(model.volatility_range[1], "fraction"),
        years=Quantity(model.term, "years"),
        rate=Quantity(model.rate, "fraction"),
    )
    teller = Teller(appraisal, "option_pricing", (inputs,))
    known = appraisal.known
    yield from teller.tell(
        "option_pricing_equity", opened(allocation.firm, table.bound),
        allocation.stated.firm if known else None, "USD", say("of all shares and granted options"),
    )  # fmt: skip
    for place, share_class in enumerate(table.classes):
        a_share = share_class.ratio / share_class.shares
        value = allocation.value(place)
        yield from teller.tell(
            "option_pricing_share",
            Bounds(value.low * a_share, value.high * a_share),
            float(allocation.stated.values[place]) * a_share if known else None,
            "USD",
            say("of one share of {series}", series=share_class.name),
            about=key(share_class.name),
        )


def opened(bounds: Bounds, bound: str) -> Bounds:
    """Open the side that a floor or a ceiling leaves open."""
    low = np.float64(0.0) if bound == "<=" else bounds.low
    high = np.float64(np.inf) if bound == ">=" else bounds.high
    return Bounds(low, high)


def key(name: object) -> str:
    """The name of a class as a stable key."""
    return str(getattr(name, "id", name))


def _teller(appraisal: Appraisal, model: Model) -> Teller:
    return Teller(appraisal, "contingent_claims", (*model.assumptions, *_assumed(appraisal, model)))


def _assumed(appraisal: Appraisal, model: Model) -> Iterator[Message]:
    yield from appraisal.table.notes
    if not appraisal.known:
        yield say(
            "terms of the newest class are not known: a plain preference, and every set of terms that at "
            "least {least} of a published sample had",
            least=Quantity(model.least_prevalence, "fraction"),
        )
    if not appraisal.table.own:
        yield say(
            "earlier rounds are plain and their shares follow from amount over value; {pool} of all shares "
            "are options not yet granted",
            pool=Quantity(model.pool, "fraction"),
        )
