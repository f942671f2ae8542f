"""The only way a number leaves an analysis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, SupportsFloat

from specie.model.evidence import Bound, Grade, Origin

if TYPE_CHECKING:
    from decimal import Decimal

    from specie.model.message import Message
    from specie.model.ref import Ref


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its subject, interval, unit, evidence grade, denominator and origins.

    ``low`` and ``high`` are ``None`` where that side is open (a ceiling has no floor). ``level`` is the
    coverage the interval promises, 1.0 when it is certain. ``point`` is ``None`` where only a range is known.
    ``denominator`` says of what: "of 24 initiatives", "of all AI spend in the period".

    Raises
    ------
    ValueError
        No origin; a point without an interval that is not ``exact``; an interval that is upside down or
        does not hold its point; a value that is not finite.
    """

    measure: str
    subject: Ref
    period: str
    point: float | None
    low: float | None
    high: float | None
    level: float
    unit: str
    method: str
    grade: Grade
    origins: tuple[Origin, ...]
    denominator: Message | None = None
    assumptions: tuple[Message, ...] = ()
    bound: Bound = Bound.EXACT
    exact: bool = False

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise ValueError(f"{self.measure} of {self.subject.kind} {self.subject.id}: {fault}")

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Measure, subject kind, subject id and period: unique within one result."""
        return (self.measure, self.subject.kind, self.subject.id, self.period)


def _faults(estimate: Estimate) -> list[str]:
    numbers = [n for n in (estimate.point, estimate.low, estimate.high) if n is not None]
    faults: list[str] = []
    if not estimate.origins:
        faults.append("a number without an origin")
    if not all(math.isfinite(n) for n in numbers):
        faults.append("a value that is not finite")
    if _upside_down(estimate):
        faults.append("the interval does not hold its point")
    if not numbers:
        faults.append("neither a point nor an interval")
    open_side = estimate.low is None or estimate.high is None
    if open_side and estimate.bound is Bound.EXACT and not estimate.exact:
        faults.append("a point without an interval that is not exact")
    return faults


def _upside_down(estimate: Estimate) -> bool:
    low = -math.inf if estimate.low is None else estimate.low
    high = math.inf if estimate.high is None else estimate.high
    point = estimate.point
    return low > high or (point is not None and not low <= point <= high)


def exact(
    measure: str,
    subject: Ref,
    period: str,
    value: float | Decimal,
    unit: str,
    method: str,
    origins: tuple[Origin, ...],
    *,
    grade: Grade = Grade.BOOKED,
    denominator: Message | None = None,
    assumptions: tuple[Message, ...] = (),
) -> Estimate:
    """An estimate that is certain, such as a sum of booked rows: the interval is the point itself."""
    number = float(value)
    return Estimate(
        measure,
        subject,
        period,
        number,
        number,
        number,
        1.0,
        unit,
        method,
        grade,
        origins,
        denominator,
        assumptions,
        Bound.EXACT,
        exact=True,
    )


def share_of(
    measure: str,
    subject: Ref,
    period: str,
    k: int,
    n: int,
    within: tuple[SupportsFloat, SupportsFloat],
    level: float,
    method: str,
    origins: tuple[Origin, ...],
    *,
    grade: Grade = Grade.RECORDED,
    denominator: Message | None = None,
    assumptions: tuple[Message, ...] = (),
) -> Estimate:
    """``k`` of ``n`` things as a fraction, ``within`` an interval of the level."""
    low, high = within
    return Estimate(
        measure,
        subject,
        period,
        k / n,
        float(low),
        float(high),
        level,
        "fraction",
        method,
        grade,
        origins,
        denominator,
        assumptions,
    )
