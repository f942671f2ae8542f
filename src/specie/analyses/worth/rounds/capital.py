"""Capital against sales: what was raised, and what is spent on equipment, per dollar of revenue a year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.evidence import between
from specie.companies.margin import sales_by_period
from specie.companies.outlook.start import Known, start_revenue
from specie.companies.record import weaker
from specie.kernel.growth import Bounds, bounds_of, divide_bounds
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.rounds.money import Raised
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Reported
    from specie.model import Estimate, Message


@dataclass(frozen=True, slots=True)
class Gauge:
    """One amount of capital over one revenue; without an estimate ``why`` says what is missing."""

    company: Company
    kind: str
    """A word of the vocabulary: money raised (with its status) or capital spending."""
    capital: Estimate | Quantity
    revenue: Message | Quantity | None
    estimate: Estimate | None
    why: Message | None = None


def raised_over_sales(ledger: Ledger, totals: Sequence[Raised]) -> Iterator[Gauge]:
    """Compare money raised, by status, with the sales of the newest quarter for which any are known."""
    for total in totals:
        if total.status in ("rumour", "lapsed"):
            continue
        revenue = start_revenue(ledger, total.company)
        if not isinstance(revenue, Known):
            yield Gauge(total.company, total.status, total.estimate, None, None, revenue.why)
            continue
        yield Gauge(
            total.company, total.status, total.estimate, shown(revenue.bounds), _raised(total, revenue)
        )


def _raised(total: Raised, revenue: Known) -> Estimate | None:
    raised = total.estimate
    high = math.inf if raised.high is None else raised.high
    return between(
        "raised_to_sales",
        total.company.ref,
        total.status,
        divide_bounds(Bounds(np.float64(raised.low or 0.0), np.float64(high)), revenue.bounds),
        None,
        unit="x",
        method="interval_arithmetic",
        grade=weaker(raised.grade, revenue.grade),
        origins=tuple(dict.fromkeys((*raised.origins, *revenue.origins))),
        denominator=say("of {sales} of sales a year", sales=shown(revenue.bounds)),
        assumptions=(revenue.text,),
    )


def spent_over_sales(ledger: Ledger, companies: Sequence[Company]) -> Iterator[Gauge]:
    """Compare the newest capital spending that is over with revenue of exactly the same period."""
    for company in companies:
        spent = [f for f in ledger.others if f.company == company.id and _is_spending(f, ledger)]
        sales = sales_by_period(ledger, company.id)
        with_sales = [f for f in spent if (f.end.text, f.period) in sales]
        if with_sales:
            newest = max(with_sales, key=lambda f: f.end.end)
            yield _spent(company, newest, sales[newest.end.text, newest.period])
        elif spent:
            newest = max(spent, key=lambda f: f.end.end)
            why = say("no revenue of the same period is known")
            yield Gauge(company, "capex", Quantity(newest.value, "USD"), None, None, why)


def _is_spending(figure: Reported, ledger: Ledger) -> bool:
    over = figure.end.end <= ledger.as_of
    return figure.metric == "capex" and figure.basis != "guidance" and over and figure.value > 0


def _spent(company: Company, figure: Reported, revenues: Sequence[Reported]) -> Gauge:
    every = [bounds_of(r.value, r.bound) for r in revenues]
    sales = Bounds(np.float64(min(b.low for b in every)), np.float64(max(b.high for b in every)))
    estimate = between(
        "capex_to_sales",
        company.ref,
        f"{figure.end.text} {figure.period}",
        divide_bounds(bounds_of(figure.value, figure.bound), sales),
        None,
        unit="fraction",
        method="interval_arithmetic",
        grade=weaker(figure.grade, *(r.grade for r in revenues)),
        origins=(figure.vouch.origin, *(r.vouch.origin for r in revenues)),
        denominator=say(
            "of {sales} of revenue of the {period} to {date}",
            sales=shown(sales),
            period=Term(figure.period),
            date=figure.end.shown,
        ),
    )
    return Gauge(company, "capex", Quantity(figure.value, "USD"), shown(sales), estimate)


def shown(sales: Bounds) -> Message | Quantity:
    """Write revenue as stated: a figure, a floor or a range."""
    low, high = float(sales.low), float(sales.high)
    if math.isinf(high):
        return say("at least {value}", value=Quantity(low, "USD"))
    if low == high:
        return Quantity(low, "USD")
    return say("{low} to {high}", low=Quantity(low, "USD"), high=Quantity(high, "USD"))
