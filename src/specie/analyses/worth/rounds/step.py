"""From one comparable price to the next: the multiple, and what it is a year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.evidence import between, period_of
from specie.companies.record import weaker
from specie.kernel.growth import Bounds, annualised, divide_bounds
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.companies.comparable import Comparable
    from specie.companies.record import Price
    from specie.model import Estimate, Ref

LARGE_STEP = 20.0
"""A multiple above this in under a year is more often a unit error than a fact."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two consecutive prices of a company."""

    subject: Ref
    before: Comparable
    after: Comparable
    multiple: Estimate | None
    growth: Estimate | None
    other_entity: bool = False
    """A merger or sale lies between the two prices."""

    @property
    def years(self) -> Bounds:
        """Least and greatest time between the two."""
        return self.before.on.years_to(self.after.on)

    @property
    def stated(self) -> float:
        """Ratio of the figures as stated, for the unit check."""
        return (self.after.price.post or 0.0) / (self.before.price.post or np.inf)

    @property
    def needs_unit_check(self) -> bool:
        """More than twenty-fold up or down in what may be under a year."""
        either_way = max(self.stated, 1 / self.stated if self.stated else np.inf)
        return bool(either_way > LARGE_STEP and self.years.low < 1)


def steps(
    subject: Ref, chain: Sequence[Comparable], controls: Sequence[Price], least_days: int
) -> Iterator[Step]:
    """Yield the steps of one company; ``controls`` are its prices for control or a combined entity."""
    for before, after in pairwise(chain):
        yield step(subject, before, after, controls, least_days)


def step(
    subject: Ref, before: Comparable, after: Comparable, controls: Sequence[Price], least_days: int
) -> Step:
    """Measure one step; a time shorter than ``least_days`` is not annualised."""
    ratio = divide_bounds(after.bounds, before.bounds)
    return Step(
        subject,
        before,
        after,
        _multiple(subject, before, after, ratio),
        _growth(subject, before, after, ratio, least_days),
        any(before.on.end < control.on.start and control.on.end < after.on.start for control in controls),
    )


def _multiple(subject: Ref, before: Comparable, after: Comparable, ratio: Bounds) -> Estimate | None:
    return between(
        "price_multiple",
        subject,
        period_of(before, after),
        ratio,
        _stated_ratio(before, after),
        unit="x",
        method="interval_arithmetic",
        grade=weaker(before.grade, after.grade),
        origins=(*before.origins, *after.origins),
        denominator=say("of the price on {date}", date=before.on.shown),
    )


def _growth(
    subject: Ref, before: Comparable, after: Comparable, ratio: Bounds, least_days: int
) -> Estimate | None:
    years = before.on.years_to(after.on)
    if before.on.gap_days(after.on) < least_days:
        return None
    stated = _stated_ratio(before, after)
    middle = (years.low + years.high) / 2
    return between(
        "price_growth",
        subject,
        period_of(before, after),
        annualised(ratio, years),
        None if stated is None else float(stated ** (1 / middle) - 1),
        unit="fraction",
        method="compound_growth",
        grade=weaker(before.grade, after.grade),
        origins=(*before.origins, *after.origins),
        denominator=say("a year, from the price on {date}", date=before.on.shown),
        assumptions=(
            say(
                "the time between the prices is {low} to {high}",
                low=_years(float(years.low)),
                high=_years(float(years.high)),
            ),
        ),
        open_low=-1.0,
    )


def _stated_ratio(before: Comparable, after: Comparable) -> float | None:
    if before.stated is None or after.stated is None:
        return None
    return after.stated / before.stated


def _years(value: float) -> Quantity:
    return Quantity(round(float(value), 2), "years")
