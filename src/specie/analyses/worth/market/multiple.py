"""An index multiple against the median of its own history, one vendor and one definition at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.market.growth import point_estimate
from specie.analyses.worth.market.names import ref_of
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.growth import Bounds, divide_bounds
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.worth.market.series import Point, Series
    from specie.model import Estimate

MEDIAN = "_median_"


@dataclass(frozen=True, slots=True)
class Standing:
    """One reading of an index multiple over the medians of its history."""

    series: Series
    point: Point
    medians: tuple[Point, ...]
    multiple: Estimate
    above: Estimate
    reversion: Estimate


def standings(series: Mapping[str, Series]) -> tuple[Standing, ...]:
    """Every reading of every series whose medians are known, oldest first."""
    return tuple(
        standing
        for one in series.values()
        if one.definition == "valuation multiple" and (medians := _medians(one.id, series))
        for point in one.points
        if (standing := _standing(one, point, medians)) is not None
    )


def _medians(id_: str, series: Mapping[str, Series]) -> tuple[Point, ...]:
    return tuple(other.points[-1] for name, other in series.items() if name.startswith(id_ + MEDIAN))


def _standing(series: Series, point: Point, medians: tuple[Point, ...]) -> Standing | None:
    history = Bounds(
        np.float64(min(m.bounds.low for m in medians)), np.float64(max(m.bounds.high for m in medians))
    )
    over = divide_bounds(point.bounds, history)
    back = divide_bounds(history, point.bounds)
    multiple = point_estimate(series, point)
    above = _change("pe_above_history", series, point, medians, over)
    reversion = _change("reversion", series, point, medians, back)
    if multiple is None or above is None or reversion is None:
        return None
    return Standing(series, point, medians, multiple, above, reversion)


def _change(
    measure: str, series: Series, point: Point, medians: tuple[Point, ...], ratio: Bounds
) -> Estimate | None:
    return between(
        measure,
        ref_of(series.id),
        point.on.text,
        Bounds(ratio.low - 1, ratio.high - 1),
        None,
        unit="fraction",
        method="own_history",
        grade=weaker(point.grade, *(m.grade for m in medians)),
        origins=point.origins + tuple(o for m in medians for o in m.origins),
        denominator=say("medians of its history from the lowest to the highest that is known"),
        open_low=-1.0,
    )
