"""Figures of the published series and their growth, recomputed from their own points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.market.names import ref_of
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.growth import Bounds, annualised, divide_bounds
from specie.model import Term, say

if TYPE_CHECKING:
    from specie.analyses.worth.market.series import Point, Series
    from specie.model import Estimate

TOLERANCE = 0.005
"""Half a point: printed growth is rounded to tenths and counted from other months."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of a series between its first and last point, beside what the publisher prints."""

    series: Series
    first: Point
    last: Point
    estimate: Estimate

    @property
    def holds(self) -> bool | None:
        """Whether the printed rate is that of the points; None where none is printed."""
        printed, low, high = self.series.printed_growth, self.estimate.low, self.estimate.high
        if printed is None or low is None or high is None:
            return None
        return low - TOLERANCE <= printed <= high + TOLERANCE


def point_estimate(series: Series, point: Point) -> Estimate | None:
    """One figure of a series."""
    return between(
        "market_point",
        ref_of(series.id),
        point.on.text,
        point.bounds,
        point.stated,
        unit=series.unit,
        method="as_stated",
        grade=point.grade,
        origins=point.origins,
        denominator=say(
            "{definition}, {status}, as {publisher} counts it",
            definition=Term(series.definition),
            status=Term(point.newest.text("status")),
            publisher=point.newest.text("publisher"),
        ),
        open_low=-np.inf,
    )


def growth_of(series: Series) -> Growth | None:
    """Growth from the first year to the last; None for one point, for index multiples and sums of years."""
    years = [point for point in series.points if len(point.on.text) == len("2026")]
    if len(years) < 2 or not series.yearly or float(years[0].bounds.low) <= 0:
        return None
    first, last = years[0], years[-1]
    span = np.float64(int(last.on.text) - int(first.on.text))
    estimate = between(
        "market_growth",
        ref_of(series.id),
        f"{first.on.text}/{last.on.text}",
        annualised(divide_bounds(last.bounds, first.bounds), Bounds(span, span)),
        None,
        unit="fraction",
        method="compound_growth",
        grade=weaker(first.grade, last.grade),
        origins=first.origins + last.origins,
        denominator=say(
            "{definition} of {first} against {last}",
            definition=Term(series.definition),
            first=first.on.text,
            last=last.on.text,
        ),
        open_low=-1.0,
    )
    return Growth(series, first, last, estimate) if estimate else None
