"""What the price needs: growth at every margin and number of years, and who did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.outlook.base_rate import size_class
from specie.companies.outlook.declared import declared
from specie.kernel.growth import Bounds
from specie.kernel.valuation.base_rates import real_growth, share_reaching
from specie.kernel.valuation.firm import Business, Setting, business_plan
from specie.kernel.valuation.marginals import middle
from specie.kernel.valuation.reverse import average_growth, growth_needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from specie.companies.outlook.base_rate import SizeClass
    from specie.companies.outlook.case import Case
    from specie.kernel.valuation.reverse import Surface

HELD = (3, 5, 7, 10)
"""Years for which growth is held in the surface."""
FIVE = HELD.index(5)
MARGINS = 7


@dataclass(frozen=True, slots=True)
class Need:
    """The surface at the stated price, its middle, and where that stands."""

    margins: tuple[float, ...]
    surface: Surface
    middle: float
    """Growth needed at the middle margin, held for five years; nan where none is enough."""
    low: float
    high: float
    """The same at the best margin and the lowest price, and at the highest price and ``thin`` margin."""
    thin: float
    """The lowest margin at which some growth is enough."""
    size: SizeClass | None
    real: float
    """The middle after inflation."""
    share: Bounds | None
    """Share of the firms of that size that grew so fast for five years."""
    sales: NDArray[np.float64]
    """Revenue a year from today to the last explicit year on the middle path; empty where there is none."""

    def shares(self, growth: float, held: int, classes: Sequence[SizeClass], sales: float) -> Bounds | None:
        """Share of firms that did, for one cell of the surface."""
        return _share(growth, held, classes, sales)[1]


def need_of(case: Case, classes: Sequence[SizeClass]) -> Need | None:
    """Solve for what the newest price needs, every other driver at its middle; None without a price."""
    if case.price is None:
        return None
    business, setting = _middles(case)
    margins = _margins(case)
    price = case.price.bounds
    stated = case.price.stated or (float(price.low) + float(min(price.high, price.low * 1e3))) / 2
    lag = round(_at_middle(case, "lag", 1.0))
    surface = growth_needed(stated, business, setting, margins, HELD, lag)
    low, high = (
        surface.growth[:, FIVE] if end == stated else _column(float(end), business, setting, margins, lag)
        for end in price
    )
    central = float(surface.growth[len(margins) // 2, FIVE])
    sales = float(case.revenue.bounds.low)
    size, share, real = None, None, float("nan")
    if np.isfinite(central):
        size, share, real = _share(central, 5, classes, sales)
    able = np.flatnonzero(np.isfinite(high))
    most, thin = (float(high[able[0]]), margins[able[0]]) if len(able) else (float("nan"), margins[0])
    path = _path(central, business, setting, lag)
    return Need(margins, surface, central, float(low[-1]), most, thin, size, real, share, path)


def _path(growth: float, business: Business, setting: Setting, lag: int) -> NDArray[np.float64]:
    if not np.isfinite(growth):
        return np.empty(0)
    grown = business._replace(growth=np.array([growth]), growth_years=float(HELD[FIVE]))
    sales = business_plan(grown, setting.terminal_growth, lag).revenue[:, 0]
    return np.concatenate([[float(np.asarray(business.revenue))], sales])


def _column(
    price: float, business: Business, setting: Setting, margins: Sequence[float], lag: int
) -> NDArray[np.float64]:
    """Growth held for five years at every margin; nothing where the price has no upper end."""
    if not np.isfinite(price):
        return np.full(len(margins), np.nan)
    return growth_needed(price, business, setting, margins, (5,), lag).growth[:, 0]


def _share(
    growth: float, held: int, classes: Sequence[SizeClass], sales: float
) -> tuple[SizeClass | None, Bounds | None, float]:
    """Read five years of the path against the table, which is mostly after inflation."""
    rules = declared()
    five = float(average_growth(growth, float(held), rules.of_kind("other")["terminal_growth"].ends[1], 5)[0])
    real = real_growth(five, rules.economy("inflation"))
    size = size_class(classes, sales, rules.economy("to_2015_dollars"), 5)
    return size, (share_reaching(real if size.real else five, size.reached) if size else None), real


def _margins(case: Case) -> tuple[float, ...]:
    low, _, high = case.drivers["target_margin"].ends
    center = middle(case.drivers["target_margin"].marginal)
    half = MARGINS // 2
    grid = (*np.linspace(low, center, half + 1), *np.linspace(center, high, half + 1)[1:])
    return tuple(float(margin) for margin in grid)


def _middles(case: Case) -> tuple[Business, Setting]:
    at = {name: _at_middle(case, name, 0.0) for name in case.drivers}
    tax = at.get("tax", 0.25)
    business = Business(
        at["revenue"],
        0.0,
        5.0,
        at["start_margin"],
        at["target_margin"],
        at["margin_years"],
        at["sales_to_capital"],
        at["scale_effect"],
    )
    setting = Setting(
        at["terminal_growth"],
        at["cost_of_capital"],
        at["stable_cost_of_capital"],
        at["stable_return"],
        tax,
        tax,
        at["losses"],
        at["failure_chance"],
        at["recovery"],
        at["cash"],
        at["debt"],
        at.get("minority", 0.0),
    )
    return business, setting


def _at_middle(case: Case, driver: str, otherwise: float) -> float:
    assumption = case.drivers.get(driver)
    return otherwise if assumption is None else middle(assumption.marginal)
