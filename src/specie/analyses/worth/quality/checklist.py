"""The commercial path: eight steps from something to sell to living on it, each with what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.quality.economics import newest_sales
from specie.analyses.worth.quality.given import grade_of, newest, span_of
from specie.analyses.worth.quality.proof import CLAIMED, DOUBTED, OPEN, SUPPORTED, Field, fields
from specie.analyses.worth.quality.reading import MET, NOT_MET, UNDECIDED, UNKNOWN, standing_of
from specie.companies.new_sales import LENGTH
from specie.kernel.growth import Bounds, divide_bounds
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.quality.given import Given
    from specie.analyses.worth.quality.policy import Policy
    from specie.analyses.worth.quality.reading import Reading
    from specie.companies.record import Reported
    from specie.model import Message

BY_FIELD = {
    "on sale": "on_sale", "costs covered": "price_covers_cost", "customers stay": "repeat_purchase",
    "many customers": "sales_channel", "lives on sales": "path_to_profit",
}  # fmt: skip
"""Step to the field of evidence that settles it where no figure does."""
_OF_FIELD = {SUPPORTED: MET, DOUBTED: NOT_MET, OPEN: UNDECIDED, CLAIMED: UNDECIDED}
BEST_VOUCHED = ("filed", "company")


@dataclass(frozen=True, slots=True)
class Check:
    """One step of the path: how it stands and because of what."""

    step: str
    """A word of the vocabulary."""
    standing: str
    because: Message


def checklist(known: Given, readings: Mapping[str, Reading], policy: Policy) -> tuple[Check, ...]:
    """Go through the steps; where no figure settles one, evidence on record may."""
    own = {f.name: f for f in fields(known, tuple(BY_FIELD.values()))}
    return tuple(
        _settled(check, own.get(BY_FIELD.get(check.step, ""))) for check in _steps(known, readings, policy)
    )


def _settled(check: Check, field: Field | None) -> Check:
    if check.standing != UNKNOWN or field is None or field.standing not in _OF_FIELD:
        return check
    because = say("evidence on record: {standing}", standing=Term(field.standing))
    return Check(check.step, _OF_FIELD[field.standing], because)


def _steps(known: Given, readings: Mapping[str, Reading], policy: Policy) -> Iterator[Check]:
    sales = newest_sales(known)
    yield from _sales(sales)
    yield _at_least(readings["gross_margin"], "costs covered", 0.0)
    yield _of(readings["net_revenue_retention"], "customers stay")
    yield _of(readings["largest_customer"], "many customers")
    yield _of(readings["burn_multiple"], "growth is paid for")
    yield _at_least(readings["operating_margin"], "lives on sales", policy["least_operating_margin"])
    yield _runway(known, policy["least_runway"], readings["operating_margin"])


def _sales(sales: tuple[Reported, ...]) -> Iterator[Check]:
    if not sales:
        why = say("no sales of the last year and a half are known")
        yield Check("on sale", UNKNOWN, why)
        yield Check("sales vouched for", UNKNOWN, why)
        return
    because = say(
        "sales of {value} for {date}",
        value=Quantity(max(r.value for r in sales), "USD"),
        date=sales[0].end.shown,
    )
    yield Check("on sale", MET, because)
    best = min((r.grade for r in sales), key=lambda g: g.value not in BEST_VOUCHED)
    yield Check(
        "sales vouched for",
        MET if best.value in BEST_VOUCHED else NOT_MET,
        say("its newest sales are known by {grade}", grade=Term(best.value)),
    )


def _of(reading: Reading, step: str) -> Check:
    if reading.estimate is None:
        return Check(step, UNKNOWN, reading.why or say("not known"))
    return Check(step, reading.standing, say("{value}", value=reading.estimate))


def _at_least(reading: Reading, step: str, least: float) -> Check:
    if reading.estimate is None:
        return Check(step, UNKNOWN, reading.why or say("not known"))
    standing = standing_of(reading.estimate, least, higher=True)
    return Check(step, standing, say("{value}", value=reading.estimate))


def _runway(known: Given, least: float, margin: Reading) -> Check:
    """Months of cash at the burn of the newest period that is known."""
    step = "cash for a while"
    cash = newest(known.figures("cash"))
    spent = newest([f for f in known.figures("cash_burn", "free_cash_flow") if f.period in LENGTH])
    if (
        margin.estimate is not None
        and margin.estimate.low is not None
        and margin.estimate.low > 0
        and not spent
    ):
        return Check(step, MET, say("it earns more than it spends on its operations"))
    if not cash or not spent:
        return Check(step, UNKNOWN, say("cash, or what it burns, is not known"))
    monthly = [_monthly(f) for f in spent]
    burn = Bounds(np.float64(min(b.low for b in monthly)), np.float64(max(b.high for b in monthly)))
    if float(burn.high) <= 0:
        return Check(step, MET, say("it burns no cash"))
    money = span_of(cash)
    months = divide_bounds(
        Bounds(np.maximum(money.low, 0.0), np.maximum(money.high, 0.0)),
        Bounds(np.maximum(burn.low, 0.0), burn.high),
    )
    low, high = float(months.low), float(months.high)
    standing = MET if low >= least else NOT_MET if high < least else UNDECIDED
    because = say(
        "cash for {months} at least, known by {grade}; wanted: {least}",
        months=Quantity(round(low, 1), "months"),
        grade=Term(grade_of((*cash, *spent)).value),
        least=Quantity(least, "months"),
    )
    return Check(step, standing, because)


def _monthly(figure: Reported) -> Bounds:
    months = LENGTH[figure.period] / 30.4
    low, high = float(figure.bounds.low) / months, float(figure.bounds.high) / months
    if figure.metric == "free_cash_flow":
        low, high = -high, -low
    return Bounds(np.float64(low), np.float64(high))


def tally(standings: list[str]) -> Bounds | None:
    """Share of steps that are met, whatever becomes of the open ones; None if all are open."""
    known = [s for s in standings if s in (MET, NOT_MET)]
    if not known:
        return None
    met, missed = known.count(MET), known.count(NOT_MET)
    return Bounds(np.float64(met / len(standings)), np.float64((len(standings) - missed) / len(standings)))
