"""Turn bounds into an estimate: open sides stay open, and what is certain is called exact."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.model import Bound, Estimate

if TYPE_CHECKING:
    from specie.companies.comparable import Comparable
    from specie.kernel.growth import Bounds
    from specie.model import Grade, Message, Origin, Ref


def between(
    measure: str,
    subject: Ref,
    period: str,
    bounds: Bounds,
    stated: float | None,
    *,
    unit: str,
    method: str,
    grade: Grade,
    origins: tuple[Origin, ...],
    denominator: Message,
    assumptions: tuple[Message, ...] = (),
    open_low: float = 0.0,
) -> Estimate | None:
    """Make an estimate from bounds; None where they say nothing (a floor over a floor).

    ``stated`` is the figure the sources' own numbers give; ``open_low`` the least value that is possible at
    all, so that an end there is no information.
    """
    low = None if bounds.low <= open_low else float(bounds.low)
    high = None if math.isinf(bounds.high) else float(bounds.high)
    if low is None and high is None:
        return None
    exact = low is not None and low == high
    bound = Bound.AT_MOST if low is None else Bound.AT_LEAST if high is None else Bound.EXACT
    return Estimate(
        measure,
        subject,
        period,
        low if exact else _within(stated, low, high),
        low,
        high,
        1.0,
        unit,
        method,
        grade,
        origins,
        denominator,
        assumptions,
        bound,
        exact,
    )


def _within(stated: float | None, low: float | None, high: float | None) -> float | None:
    """Keep rounding from pushing the stated figure out of its own bounds."""
    if stated is None:
        return None
    return min(max(stated, -math.inf if low is None else low), math.inf if high is None else high)


def period_of(before: Comparable, after: Comparable) -> str:
    """Name the time between two prices."""
    return f"{before.on.text}/{after.on.text}"
