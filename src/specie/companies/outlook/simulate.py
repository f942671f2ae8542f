"""What a company would be worth under one view of its growth: all drivers drawn together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from specie.companies.outlook.assumption import OF_SEGMENTS
from specie.companies.outlook.case import DRAWN
from specie.companies.outlook.declared import declared
from specie.kernel.valuation.cash_flow import money_needed
from specie.kernel.valuation.draws import correlation_matrix, dependent, independent_normals
from specie.kernel.valuation.firm import Business, Setting, business_plan, invalid, value_of
from specie.kernel.valuation.marginals import middle
from specie.kernel.valuation.plan import together
from specie.kernel.valuation.summary import screen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.companies.outlook.assumption import Assumption
    from specie.companies.outlook.case import Case
    from specie.companies.outlook.growth_sets import GrowthSet
    from specie.kernel.valuation.firm import Value
    from specie.kernel.valuation.paths import Floats
    from specie.kernel.valuation.summary import Screened

PATHS = 10_000
T = TypeVar("T", Business, Setting)


@dataclass(frozen=True, slots=True)
class Simulated:
    """Draws of one company under one view, invalid ones set aside and counted."""

    case: Case
    view: GrowthSet
    drawn: Mapping[str, Floats]
    """Draws of each driver that varies, valid paths only."""
    value: Value
    """Valid paths only."""
    today: Floats
    """Revenue of year 0, segments added up, shape (valid paths,), US dollars."""
    screened: Screened

    @property
    def equity(self) -> Floats:
        """Value of all shares, shape (valid paths,), US dollars."""
        return self.value.equity

    @property
    def needed(self) -> Floats:
        """Money to be found before its own cash flow carries it, shape (valid paths,), US dollars."""
        return money_needed(self.value.going.free_cash)

    @property
    def after_horizon(self) -> float:
        """Share of the value of operations that lies beyond the explicit years, on average."""
        total = float(self.value.going.value.mean())
        return float(self.value.going.terminal.mean()) / total if total > 0 else float("nan")


def simulate(
    case: Case, view: GrowthSet, seed: int, paths: int = PATHS, revenue_factor: float = 1.0
) -> Simulated:
    """Draw every driver, value every path.

    ``revenue_factor`` scales sales of the first year and all that follow, of the whole or of each segment:
    what a loss of customers would do.
    The draws depend on the seed alone, so that two calls differ by what was changed and nothing else.
    """
    drivers = {**case.drivers, "sales_growth": view.growth}
    names = [name for name in DRAWN if name in drivers]
    normals = dict(zip(names, _normals(tuple(names), seed, paths), strict=True))
    drawn = _drawn(drivers, normals, revenue_factor)
    if view.target is not None:
        goal, years = view.target
        drawn["sales_growth"] = np.maximum(goal * revenue_factor / drawn["revenue"], 0.0) ** (1 / years) - 1
        drawn["growth_years"] = np.maximum(drawn["growth_years"], years)
    return _valued(case, view, drawn, [_drawn(s, normals, revenue_factor) for s in case.segments.values()])


def _drawn(
    drivers: Mapping[str, Assumption], normals: Mapping[str, Floats], revenue_factor: float
) -> dict[str, Floats]:
    """Draw what varies of the firm as a whole or of a segment: a driver moves in all of them together."""
    drawn = {name: how.marginal.at(normals[name]) for name, how in drivers.items() if name in normals}
    if "revenue" in drawn:
        drawn["revenue"] = drawn["revenue"] * revenue_factor
    return drawn


@lru_cache(maxsize=4)
def _normals(names: tuple[str, ...], seed: int, paths: int) -> Floats:
    streams = independent_normals(seed, len(DRAWN), paths)[[DRAWN.index(name) for name in names]]
    drawn = dependent(streams, correlation_matrix(names, declared().correlations))
    drawn.setflags(write=False)
    return drawn


def _valued(
    case: Case, view: GrowthSet, drawn: dict[str, Floats], segments: Sequence[Mapping[str, Floats]]
) -> Simulated:
    parts = segments or [drawn]
    businesses = [_business({**drawn, **own}) for own in parts]
    setting = _setting(case, drawn)
    screened = screen(invalid(businesses, setting, declared().economy("risk_free"), len(drawn["revenue"])))
    keep = screened.valid
    if not keep.all():
        drawn = {name: values[keep] for name, values in drawn.items()}
        businesses = [_cut(business, keep) for business in businesses]
        setting = _cut(setting, keep)
    lag = round(_middle(case, "lag", 1.0))
    plans = [business_plan(b, drawn["terminal_growth"], lag) for b in businesses]
    today = np.sum([np.broadcast_to(b.revenue, keep.sum()) for b in businesses], axis=0)
    return Simulated(case, view, drawn, value_of(together(*plans), setting), today, screened)


def _business(drawn: Mapping[str, Floats]) -> Business:
    field = {"target_margin": "margin", "sales_growth": "growth"}
    return Business(**{field.get(name, name): drawn[name] for name in OF_SEGMENTS})


def _setting(case: Case, drawn: Mapping[str, Floats]) -> Setting:
    tax = _middle(case, "tax", 0.25)
    return Setting(
        drawn["terminal_growth"],
        drawn["cost_of_capital"],
        drawn["stable_cost_of_capital"],
        drawn["stable_return"],
        tax,
        tax,
        _middle(case, "losses", 0.0),
        drawn["failure_chance"],
        drawn["recovery"],
        drawn["cash"],
        drawn["debt"],
        _middle(case, "minority", 0.0),
    )


def _middle(case: Case, driver: str, otherwise: float) -> float:
    assumption = case.drivers.get(driver)
    return otherwise if assumption is None else middle(assumption.marginal)


def _cut(drivers: T, keep: NDArray[np.bool_]) -> T:
    """Keep the valid draws; what is known stays one number."""
    return type(drivers)(*(v[keep] if isinstance(v, np.ndarray) and v.ndim else v for v in drivers))
