"""One company under one view of its growth: a range of value with its Monte Carlo error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.growth import Bounds
from specie.kernel.valuation.equity import unsupported_share
from specie.kernel.valuation.summary import quantiles

if TYPE_CHECKING:
    from specie.companies.comparable import Comparable
    from specie.companies.outlook.growth_sets import GrowthSet
    from specie.companies.outlook.simulate import Simulated
    from specie.kernel.valuation.paths import Floats
    from specie.kernel.valuation.summary import Quantile, Screened


DRAWN_PATHS = 2_500


@dataclass(frozen=True, slots=True)
class View:
    """Quantiles of the value, at revenue as stated."""

    growth: GrowthSet
    low: Quantile
    middle: Quantile
    high: Quantile
    needed: tuple[Quantile, Quantile, Quantile]
    after_horizon: float
    screened: Screened
    values: Floats
    drawn: dict[str, Floats]
    sales: Floats
    """Low, middle and high of revenue a year, from today to the last explicit year, shape (3, 1 + years)."""

    @property
    def id(self) -> str:
        """The word that names the view."""
        return self.growth.id

    @property
    def bounds(self) -> Bounds:
        """Range of value, US dollars."""
        return Bounds(np.float64(self.low.value), np.float64(self.high.value))

    def unsupported(self, price: Comparable) -> Bounds:
        """Part of the price that the range does not support."""
        return unsupported_share(self.bounds, price.bounds)


def view_of(simulated: Simulated, level: float) -> View | None:
    """Sum up the draws; None where none of them is valid."""
    values = simulated.equity
    if not len(values):
        return None
    tail = (1 - level) / 2
    at = (tail, 0.5, 1 - tail)
    low, middle, high = quantiles(values, at)
    a, b, c = quantiles(simulated.needed, at)
    return View(
        simulated.view,
        low,
        middle,
        high,
        (a, b, c),
        simulated.after_horizon,
        simulated.screened,
        values,
        dict(simulated.drawn),
        _sales(simulated, at),
    )


def _sales(simulated: Simulated, at: tuple[float, ...]) -> Floats:
    """Quantiles of each year by themselves, not one path from end to end; for a drawing some draws do."""
    some = slice(None, None, max(1, len(simulated.today) // DRAWN_PATHS))
    years = np.vstack([simulated.today[some], simulated.value.revenue[:, some]])
    return np.quantile(years, at, axis=1)
