"""Price to sales under every basis that has a figure near the price, and why there is none elsewhere."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.basis import LAST_DAYS, PER_YEAR, Match, matches
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.growth import divide_bounds
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.companies.comparable import Comparable
    from specie.companies.record import Reported
    from specie.model import Estimate, Grade, Message, Ref

MEASURES = {
    "run-rate": "price_to_run_rate",
    "trailing year": "price_to_trailing_sales",
    "part-year annualised": "price_to_part_year_sales",
    "forward year": "price_to_forward_sales",
    "forward part-year": "price_to_forward_part_year_sales",
}


@dataclass(frozen=True, slots=True)
class Multiple:
    """One price over one basis of revenue; ``estimate`` is None where the bounds say nothing."""

    subject: Ref
    price: Comparable
    match: Match
    estimate: Estimate | None

    @property
    def stated(self) -> tuple[float, float]:
        """Least and greatest ratio of the figures as stated, bounds aside."""
        prices = [report.post or 0.0 for report in self.price.reports]
        sales = [figure.value * self.match.factor for figure in self.match.figures]
        return min(prices) / max(sales), max(prices) / min(sales)


def multiples(subject: Ref, price: Comparable, revenues: Sequence[Reported]) -> tuple[Multiple, ...]:
    """Return every multiple of one price, the nearest revenue first."""
    return tuple(
        Multiple(subject, price, match, _estimate(subject, price, match))
        for match in matches(revenues, price.on)
    )


def _estimate(subject: Ref, price: Comparable, match: Match) -> Estimate | None:
    stated, sales = price.stated, match.stated
    return between(
        MEASURES[match.basis.kind],
        subject,
        f"{price.on.text} {match.basis.text}",
        divide_bounds(price.bounds, match.bounds),
        None if stated is None or sales is None else stated / sales,
        unit="x",
        method="interval_arithmetic",
        grade=_grade(price, match),
        origins=(*price.origins, *(figure.vouch.origin for figure in match.figures)),
        denominator=say(
            "of {sales} a year ({basis}, {date})",
            sales=sales_shown(match),
            basis=match.basis.label,
            date=match.figures[0].end.shown,
        ),
        assumptions=tuple(_assumptions(match)),
    )


def sales_shown(match: Match) -> Message | Quantity:
    """Return the revenue a year as stated: a figure, a floor, a ceiling or a range."""
    low, high = match.bounds
    if math.isinf(high):
        return say("at least {value}", value=Quantity(float(low), "USD"))
    if low == 0:
        return say("at most {value}", value=Quantity(float(high), "USD"))
    if low == high:
        return Quantity(float(low), "USD")
    return say("{low} to {high}", low=Quantity(float(low), "USD"), high=Quantity(float(high), "USD"))


def _grade(price: Comparable, match: Match) -> Grade:
    return weaker(price.grade, *(figure.grade for figure in match.figures))


def _assumptions(match: Match) -> Iterator[Message]:
    period = match.figures[0].period
    if PER_YEAR[period] != 1:
        yield say(
            "the figure of one {period} times {factor}",
            period=Term(period),
            factor=Quantity(round(PER_YEAR[period], 2), "index"),
        )
    if match.after:
        yield say(
            "the revenue is dated {days} after the price: nobody had it then",
            days=Quantity(match.gap_days, "days"),
        )
    elif match.gap_days:
        yield say("the revenue is dated {days} before the price", days=Quantity(match.gap_days, "days"))
    if match.stale:
        yield say("stale: the two figures are more than half a year apart")
    if any(
        "relayed" in figure.vouch.marks or figure.vouch.quality == "secondary" for figure in match.figures
    ):
        yield say("the revenue was read in a secondary source or a relay")


def why_none(price: Comparable, revenues: Sequence[Reported]) -> Message:
    """Say why a price has no multiple at all."""
    stated = [r for r in revenues if r.period in PER_YEAR]
    if not stated:
        return say("no revenue figure is known")
    near = [r for r in stated if r.end.gap_days(price.on) <= LAST_DAYS]
    if not near:
        return say("no revenue figure within a year of the price")
    if all(r.value <= 0 for r in near):
        return say("revenue is zero or negative: a ratio would mean nothing")
    return say("price and revenue are both only known from below: the ratio could be anything")
