"""Every number that leaves the analysis, with its interval, grade, origins and denominator."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.worth.link.spans import span
from specie.companies.evidence import between
from specie.model import Bound, Estimate, Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.link.behaviour import Behaviour
    from specie.analyses.worth.link.chain import Chain, Scenario, Supplier
    from specie.analyses.worth.link.their_side import TheirSide
    from specie.kernel.growth import Bounds
    from specie.model import Message, Origin


def all_of(chain: Chain, level: float) -> Iterator[Estimate]:
    """Every estimate: shares first, then each supplier."""
    for behaviour in chain.behaviours:
        yield from not_paying(behaviour, chain.day)
    for supplier in chain.suppliers:
        yield from of_supplier(supplier, chain, level)


def of_supplier(supplier: Supplier, chain: Chain, level: float) -> Iterator[Estimate]:
    """Both sides of one supplier, now and in each scenario."""
    yield from at_risk(supplier, chain)
    theirs = supplier.theirs
    if theirs is None:
        return
    if supplier.own_share is not None:
        yield from _own_share(supplier, theirs, chain)
    yield from value_now(supplier, theirs, chain.day, level)
    yield from runway_now(supplier, theirs)
    for scenario in supplier.scenarios:
        yield from of_scenario(supplier, theirs, scenario, chain, level)


def of_scenario(
    supplier: Supplier, theirs: TheirSide, scenario: Scenario, chain: Chain, level: float
) -> Iterator[Estimate]:
    """What one behaviour would make of a supplier."""
    assumed = tuple(assumptions(chain, scenario, theirs))
    yield from lost_share(supplier, theirs, scenario, chain.day, assumed)
    if scenario.range is not None:
        yield _value_then(supplier, theirs, scenario, chain.day, level, assumed)
        yield from _value_lost(supplier, theirs, scenario, chain.day, level, assumed)
        yield from _unsupported(supplier, theirs, scenario, level, assumed)
    yield from _runway_then(supplier, theirs, scenario, assumed)


def assumptions(chain: Chain, scenario: Scenario, theirs: TheirSide) -> Iterator[Message]:
    """Everything the scenario takes for granted."""
    chances = chain.settings.chances
    yield say(
        "assumed: what does not pay is not renewed with a chance of {bad}, what cannot be told yet of "
        "{open}, what pays of {good}",
        bad=span(chances["cut_not_paying"], "fraction"),
        open=span(chances["cut_open"], "fraction"),
        good=span(chances["cut_paying"], "fraction"),
    )
    if scenario.behaviour.not_paying is not None:
        yield say("money is spread over initiatives alike, and the truth is found out by the renewal")
    yield say(
        "{share} of its revenue is from enterprises and behaves so, the rest stays",
        share=span(theirs.enterprises.share, "fraction"),
    )
    if theirs.gross is None:
        yield say(
            "its gross margin is not known: between all and none of the cost of lost sales goes with them"
        )
    else:
        yield say(
            "lost sales take {margin} of gross margin with them", margin=span(theirs.earned, "fraction")
        )
    yield say("growth, long-run margin and chance of failure stay as they are, on a smaller base")


def not_paying(behaviour: Behaviour, day: str) -> Iterator[Estimate]:
    """The share that does not pay, by your book or by a ruler."""
    if behaviour.not_paying is None or behaviour.unit is None:
        return
    method = "identified_share" if behaviour.id == "book" else "published_ruler"
    low, high = (float(end) for end in behaviour.not_paying)
    yield Estimate(
        "not_paying_share", behaviour.subject, day, low if low == high else None, low, high, behaviour.level,
        "fraction", method, behaviour.grade, behaviour.origins, say("counted: {unit}", unit=behaviour.unit),
        (behaviour.caution,) if behaviour.caution else (), exact=low == high,
    )  # fmt: skip


def at_risk(supplier: Supplier, chain: Chain) -> Iterator[Estimate]:
    """Your money at risk with a supplier."""
    if supplier.own.paid <= 0:
        return
    yield Estimate(
        "money_at_risk", supplier.ref, chain.day, None, float(supplier.own.risk.low),
        float(supplier.own.risk.high), 1.0, chain.book.currency, "expected_renewals", Grade.MODELLED,
        chain.origins,
        say("of {paid} paid in twelve months", paid=Quantity(supplier.own.paid, chain.book.currency)),
        (say("the chances of each verdict are assumed"),),
    )  # fmt: skip


def _own_share(supplier: Supplier, theirs: TheirSide, chain: Chain) -> Iterator[Estimate]:
    assert supplier.own_share is not None
    assert theirs.revenue is not None
    made = between(
        "own_share", supplier.ref, chain.day, supplier.own_share, None, unit="fraction",
        method="interval_product", grade=Grade.MODELLED, origins=(*chain.origins, *theirs.revenue.origins),
        denominator=say("of its revenue a year"),
    )  # fmt: skip
    if made is not None:
        yield made


def value_now(supplier: Supplier, theirs: TheirSide, day: str, level: float) -> Iterator[Estimate]:
    """The supported range today."""
    if theirs.range is not None:
        yield _ranged("value_now", supplier, day, theirs.range, level, theirs, "span_of_views", ())


def _value_then(
    supplier: Supplier,
    theirs: TheirSide,
    scenario: Scenario,
    day: str,
    level: float,
    assumed: tuple[Message, ...],
) -> Estimate:
    assert scenario.range is not None
    period = f"{day} {scenario.behaviour.id}"
    return _ranged(
        "value_then", supplier, period, scenario.range, level, theirs, "common_random_numbers", assumed,
        scenario.behaviour.origins,
    )  # fmt: skip


def _ranged(
    measure: str,
    supplier: Supplier,
    period: str,
    ends: Bounds,
    level: float,
    theirs: TheirSide,
    method: str,
    assumed: tuple[Message, ...],
    more: tuple[Origin, ...] = (),
) -> Estimate:
    return Estimate(
        measure, supplier.ref, period, None, float(ends.low), float(ends.high), level, "USD", method,
        Grade.MODELLED, tuple(dict.fromkeys((*theirs.origins, *more))),
        say("for all shares, over {views} views of growth", views=Quantity(len(theirs.bases), "count")),
        assumed,
        Bound.AT_LEAST if theirs.open_above else Bound.EXACT,
    )  # fmt: skip


def lost_share(
    supplier: Supplier, theirs: TheirSide, scenario: Scenario, day: str, assumed: tuple[Message, ...]
) -> Iterator[Estimate]:
    """The share of its revenue that would go."""
    yield _share(
        "lost_share", supplier, f"{day} {scenario.behaviour.id}", scenario.lost, 1.0, "interval_product",
        (*scenario.behaviour.origins, *theirs.enterprises.origins), say("of its revenue a year"), assumed,
    )  # fmt: skip


def _value_lost(
    supplier: Supplier,
    theirs: TheirSide,
    scenario: Scenario,
    day: str,
    level: float,
    assumed: tuple[Message, ...],
) -> Iterator[Estimate]:
    if scenario.value_lost is None:
        return
    yield _share(
        "value_lost", supplier, f"{day} {scenario.behaviour.id}", scenario.value_lost, level,
        "common_random_numbers", theirs.origins, say("of the middle of its value now"), assumed,
    )  # fmt: skip


def _unsupported(
    supplier: Supplier, theirs: TheirSide, scenario: Scenario, level: float, assumed: tuple[Message, ...]
) -> Iterator[Estimate]:
    share = supplier.unsupported(scenario)
    if share is None or theirs.price is None:
        return
    yield _share(
        "unsupported_then", supplier, f"{theirs.price.on.text} {scenario.behaviour.id}", share, level,
        "common_random_numbers", (*theirs.price.origins, *theirs.origins),
        say("of the price of {date} for all shares", date=theirs.price.on.shown), assumed,
        Bound.AT_MOST if theirs.open_above else Bound.EXACT,
    )  # fmt: skip


def _share(
    measure: str, supplier: Supplier, period: str, ends: Bounds, level: float, method: str,
    origins: tuple[Origin, ...], denominator: Message, assumed: tuple[Message, ...],
    bound: Bound = Bound.EXACT,
) -> Estimate:  # fmt: skip
    low, high = float(ends.low), float(ends.high)
    return Estimate(
        measure, supplier.ref, period, low if low == high else None, low, high, level, "fraction", method,
        Grade.MODELLED, tuple(dict.fromkeys(origins)), denominator, assumed, bound, exact=low == high,
    )  # fmt: skip


def runway_now(supplier: Supplier, theirs: TheirSide) -> Iterator[Estimate]:
    """Months of cash, where it is burnt."""
    if theirs.liquidity is not None:
        yield from _months("runway_now", supplier, theirs, theirs.liquidity.now, "", ())


def _runway_then(
    supplier: Supplier, theirs: TheirSide, scenario: Scenario, assumed: tuple[Message, ...]
) -> Iterator[Estimate]:
    if theirs.liquidity is not None and scenario.runway is not None:
        yield from _months(
            "runway_then", supplier, theirs, scenario.runway, f" {scenario.behaviour.id}", assumed
        )


def _months(
    measure: str,
    supplier: Supplier,
    theirs: TheirSide,
    months: Bounds,
    which: str,
    assumed: tuple[Message, ...],
) -> Iterator[Estimate]:
    liquid = theirs.liquidity
    assert liquid is not None
    if math.isinf(float(months.low)):
        return
    made = between(
        measure, supplier.ref, f"{liquid.cash.newest.isoformat()}{which}", months, None, unit="months",
        method="cash_over_burn", grade=liquid.grade if not which else Grade.MODELLED, origins=liquid.origins,
        denominator=say("from {date} on, at the burn of a month", date=liquid.cash.newest),
        assumptions=assumed,
    )  # fmt: skip
    if made is not None:
        yield made
