"""The shocks as numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.model import Bound, Estimate, Grade, Quantity, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.shocks.after import After
    from specie.analyses.breaks.shocks.alternatives import Offer, Repriced
    from specie.analyses.breaks.shocks.trace import Shock
    from specie.analyses.breaks.shocks.view import View
    from specie.kernel.money import Range
    from specie.model import Message, Origin

AHEAD = "next 12 months"


def estimates(view: View) -> Iterator[Estimate]:
    """Yield cost, red initiatives and standstill of every shock, returns after it, and models repriced."""
    for shock in view.shocks:
        yield cost(view, shock)
        yield red(view, shock)
        if shock.standstills:
            yield months(view, shock)
        for one in view.after[shock.id]:
            yield from returns_after(view, one)
    for row in view.alternatives.rows:
        yield from _repriced(view, row)


def about(shock: Shock) -> Ref:
    """What a number of a shock is about: the shock, called by what it comes from."""
    return Ref("shock", shock.id, "" if shock.about.kind == "portfolio" else shock.about.name)


def cost(view: View, shock: Shock) -> Estimate:
    """Make the cost of a shock: the sum of its steps."""
    low, point, high = shock.money.ends
    open_ = say("{count} parts are not assessed and not in it", count=len(shock.lacking))
    return Estimate(
        "shock_cost_year", about(shock), AHEAD, point, low, high, 1.0, view.scope.book.currency, "trace",
        Grade.MODELLED, _origins(view, shock), of(shock),
        (shock.severity.basis, *((open_,) if shock.lacking else ())), exact=low == high,
    )  # fmt: skip


def of(shock: Shock) -> Message:
    """What the cost is of."""
    return say("the last twelve months again, {count} initiatives", count=len(shock.initiatives))


def red(view: View, shock: Shock) -> Estimate:
    """Count the initiatives that turn red."""
    return exact(
        "shock_red", about(shock), AHEAD, len(view.red(shock)), "count", "count", _origins(view, shock),
        grade=Grade.MODELLED, denominator=say("of {count} that run", count=len(view.scope.live)),
    )  # fmt: skip


def months(view: View, shock: Shock) -> Estimate:
    """Make the longest standstill."""
    low, point, high = shock.standstill
    return Estimate(
        "shock_months", about(shock), AHEAD, point, low, high, 1.0, "months", "trace", Grade.MODELLED,
        _origins(view, shock), say("the slowest of {count} initiatives", count=len(shock.standstills)),
        (shock.severity.basis,), exact=low == high,
    )  # fmt: skip


def returns_after(view: View, one: After) -> Iterator[Estimate]:
    """Yield net cash and return of one initiative after one shock."""
    known = view.scope.returns.get(one.initiative.id)
    if known is None:
        return
    period = f"{AHEAD}, {one.shock.id}"
    origins = tuple(
        dict.fromkeys((*(o for e in known.evidence for o in e.origins), one.shock.severity.origin))
    )
    told = (("net_cash_after", one.after, view.scope.book.currency), ("roi_after", one.roi_after, "fraction"))
    for measure, amount, unit in told:
        if amount is not None:
            denominator = say("cash benefit less full cost, with the shock")
            yield from ranged(
                measure, one.initiative.ref, period, amount, unit, "trace", known.level, origins, denominator,
                (one.shock.severity.basis,),
            )  # fmt: skip


def ranged(
    measure: str,
    subject: Ref,
    period: str,
    amount: Range,
    unit: str,
    method: str,
    level: float,
    origins: tuple[Origin, ...],
    denominator: Message,
    assumptions: tuple[Message, ...] = (),
) -> Iterator[Estimate]:
    """Yield the estimate of a range, a bound where one side is open; nothing where both are."""
    low = None if math.isinf(amount.low) else amount.low
    high = None if math.isinf(amount.high) else amount.high
    if low is None and high is None:
        return
    whole = low is not None and high is not None
    bound = Bound.EXACT if whole else Bound.AT_MOST if low is None else Bound.AT_LEAST
    yield Estimate(
        measure, subject, period, amount.point if whole else None, low, high, level, unit, method,
        Grade.MODELLED, origins, denominator, assumptions, bound, exact=whole and low == high,
    )  # fmt: skip


def _repriced(view: View, row: Repriced) -> Iterator[Estimate]:
    origins = view.scope.book.origins("usage")
    tokens = say("{count} tokens", count=Quantity(row.tokens, "count"))
    if row.past is not None:
        yield from ranged(
            "list_cost_year", row.initiative.ref, view.scope.outlay.year.period, row.past,
            view.scope.book.currency, "list_price", 1.0, origins, tokens,
        )  # fmt: skip
    for offer in row.offers:
        yield from offered(view, row, offer)


def offered(view: View, row: Repriced, offer: Offer) -> Iterator[Estimate]:
    """Yield what a model would cost on each of the two days."""
    tokens = say("{count} tokens", count=Quantity(row.tokens, "count"))
    for day, amount in ((view.alternatives.today, offer.today), (view.alternatives.later, offer.later)):
        if amount is not None:
            yield from ranged(
                "other_model_year", row.initiative.ref, f"{offer.model.id} {day.isoformat()}", amount,
                view.scope.book.currency, "list_price", 1.0, view.scope.book.origins("usage"), tokens,
            )  # fmt: skip


def _origins(view: View, shock: Shock) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys((*shock.origins, *view.scope.origins)))
