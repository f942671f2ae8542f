"""Every number that leaves the analysis, with its interval, grade, origins and denominator."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.intrinsic import VIEWS
from specie.kernel.valuation.equity import treasury_stock
from specie.model import Bound, Estimate, Grade, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.intrinsic.need import Need
    from specie.analyses.worth.intrinsic.survey import Valued
    from specie.analyses.worth.intrinsic.view import View
    from specie.model import Message, Origin

TOP = 3
"""Drivers that are named."""


def all_of(valued: Valued, day: str, level: float) -> Iterator[Estimate]:
    """Every estimate about one company."""
    for view in valued.views:
        yield value_of_view(valued, view, day, level)
        yield _money(valued, view, day, level)
        yield from _per_share(valued, view, day, level)
        if valued.price is not None:
            yield share_of_view(valued, view, level)
    yield range_of(valued, day, level)
    if valued.price is not None:
        yield unsupported(valued, level)
    if valued.need is not None:
        yield from _needs(valued, valued.need)
    yield from _drivers(valued, day)


def value_of_view(valued: Valued, view: View, day: str, level: float) -> Estimate:
    """Value under one view; where revenue is only known from below, at the stated figure, as a floor."""
    return _ranged(
        valued,
        "supported_value",
        f"{day} {view.id}",
        (view.low.value, view.middle.value, view.high.value),
        level,
        open_high=valued.case.open_above,
        unit="USD",
        method="monte_carlo",
        origins=_origins(valued, view),
        denominator=say("for all shares, if it grows {view}", view=VIEWS[view.id]),
    )


def share_of_view(valued: Valued, view: View, level: float) -> Estimate:
    """Part of the price that one view does not support."""
    assert valued.price is not None
    low, high = view.unsupported(valued.price)
    middle = _middle_share(valued, view.middle.value, float(low), float(high))
    return _ranged(
        valued,
        "unsupported_share",
        f"{valued.price.on.text} {view.id}",
        (float(low), middle, float(high)),
        level,
        open_low=valued.case.open_above,
        unit="fraction",
        method="monte_carlo",
        origins=_with_price(valued, view),
        denominator=_of_the_price(valued),
    )


def _per_share(valued: Valued, view: View, day: str, level: float) -> Iterator[Estimate]:
    """Value of one share where the user has said how many shares and options there are."""
    drivers = valued.case.drivers
    if "shares" not in drivers:
        return
    options = drivers["options"].ends[1] if "options" in drivers else 0.0
    strike = drivers["strike"].ends[1] if "strike" in drivers else 0.0
    equity = np.array([view.low.value, view.middle.value, view.high.value])
    low, middle, high = treasury_stock(equity, drivers["shares"].ends[1], options, strike)
    yield _ranged(
        valued,
        "value_per_share",
        f"{day} {view.id}",
        (float(low), float(middle), float(high)),
        level,
        open_high=valued.case.open_above,
        unit="USD",
        method="treasury_stock",
        origins=(*_origins(valued, view), *drivers["shares"].origins),
        denominator=say("a share, options with a strike of {strike} counted", strike=Quantity(strike, "USD")),
    )


def range_of(valued: Valued, day: str, level: float) -> Estimate:
    """The supported range over all views."""
    low, high = valued.range
    return _ranged(
        valued,
        "supported_range",
        day,
        (float(low), None, float(high)),
        level,
        open_high=valued.case.open_above,
        unit="USD",
        method="span_of_views",
        origins=tuple(dict.fromkeys(o for v in valued.views for o in _origins(valued, v))),
        denominator=say(
            "for all shares, over {views} views of growth", views=Quantity(len(valued.views), "count")
        ),
    )


def unsupported(valued: Valued, level: float) -> Estimate:
    """Bubble share of the price over all views."""
    bounds = valued.unsupported
    assert bounds is not None
    assert valued.price is not None
    return _ranged(
        valued,
        "unsupported_range",
        valued.price.on.text,
        (float(bounds.low), None, float(bounds.high)),
        level,
        open_low=valued.case.open_above,
        unit="fraction",
        method="span_of_views",
        origins=tuple(dict.fromkeys(o for v in valued.views for o in _with_price(valued, v))),
        denominator=_of_the_price(valued),
    )


def _money(valued: Valued, view: View, day: str, level: float) -> Estimate:
    return _ranged(
        valued,
        "money_needed",
        f"{day} {view.id}",
        (view.needed[0].value, view.needed[1].value, view.needed[2].value),
        level,
        unit="USD",
        method="monte_carlo",
        origins=_origins(valued, view),
        denominator=say("over ten years, if it grows {view}", view=VIEWS[view.id]),
    )


def _needs(valued: Valued, need: Need) -> Iterator[Estimate]:
    price = valued.price
    assert price is not None
    if math.isnan(need.middle):
        return
    high = None if math.isnan(need.high) else max(need.high, need.middle)
    low = None if math.isnan(need.low) else min(need.low, need.middle)
    origins = (*price.origins, *valued.case.revenue.origins)
    if low is None and high is None:
        high = low = need.middle
    yield Estimate(
        "growth_needed",
        valued.company.ref,
        price.on.text,
        need.middle,
        low,
        high,
        1.0,
        "fraction",
        "reverse_cash_flow",
        Grade.MODELLED,
        origins,
        say(
            "a year for five years; least at a margin of {low}, most at {high}",
            low=Quantity(need.margins[-1], "fraction"),
            high=Quantity(need.thin, "fraction"),
        ),
        bound=Bound.AT_LEAST if high is None else Bound.AT_MOST if low is None else Bound.EXACT,
    )
    if need.share is not None and need.size is not None:
        yield Estimate(
            "firms_that_did",
            valued.company.ref,
            price.on.text,
            None,
            float(need.share.low),
            float(need.share.high),
            1.0,
            "fraction",
            "base_rates",
            Grade.MODELLED,
            need.size.origins,
            say(
                "of firms of that size that grew {growth} a year or more after inflation for five years",
                growth=Quantity(need.real, "fraction"),
            ),
        )


def _drivers(valued: Valued, day: str) -> Iterator[Estimate]:
    for moved in valued.moved[:TOP]:
        share = moved.influence.share
        yield Estimate(
            "driver_share",
            valued.company.ref,
            f"{day} {moved.driver}",
            share,
            share,
            share,
            1.0,
            "fraction",
            "variance_share",
            Grade.MODELLED,
            valued.case.revenue.origins,
            say("of the variance of value, known {driver}", driver=Term(moved.driver)),
            exact=True,
        )


def _ranged(
    valued: Valued,
    measure: str,
    period: str,
    numbers: tuple[float, float | None, float],
    level: float,
    *,
    unit: str,
    method: str,
    origins: tuple[Origin, ...],
    denominator: Message,
    open_low: bool = False,
    open_high: bool = False,
) -> Estimate:
    low, middle, high = numbers
    bound = Bound.AT_MOST if open_low else Bound.AT_LEAST if open_high else Bound.EXACT
    return Estimate(
        measure,
        valued.company.ref,
        period,
        middle,
        low,
        high,
        level,
        unit,
        method,
        Grade.MODELLED,
        origins,
        denominator,
        _assumptions(valued),
        bound,
    )


def _assumptions(valued: Valued) -> tuple[Message, ...]:
    case = valued.case
    notes = [say("every driver and its source stands in the table of assumptions")]
    if case.open_above:
        notes.append(say("revenue is at least the stated figure, and was taken as stated"))
    if case.margin is None:
        notes.append(say("its margin is not known: a declared range stands in"))
    return tuple(notes)


def _middle_share(valued: Valued, value: float, low: float, high: float) -> float | None:
    stated = valued.price.stated if valued.price else None
    return None if stated is None else min(max(1 - value / stated, low), high)


def _of_the_price(valued: Valued) -> Message:
    assert valued.price is not None
    return say("of the price of {date} for all shares", date=valued.price.on.shown)


def _origins(valued: Valued, view: View) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys((*valued.case.revenue.origins, *view.growth.growth.origins)))


def _with_price(valued: Valued, view: View) -> tuple[Origin, ...]:
    assert valued.price is not None
    return tuple(dict.fromkeys((*valued.price.origins, *_origins(valued, view))))
