"""The inputs of the model, stated, and the range over which each is moved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, cast

from specie.kernel.terms.exit_value import AtExponentialTime
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.kernel.terms.ipo_chance import Tail
    from specie.model import Message, Param

TAILS: tuple[Tail, ...] = ("clamped", "continued", "certain")


@dataclass(frozen=True, slots=True)
class Model:
    """Inputs of the contingent-claims model and of the option-pricing method."""

    volatility: float
    volatility_range: tuple[float, float]
    years: float
    years_range: tuple[float, float]
    rate: float
    pool: float
    least_prevalence: float
    term: float
    """Term of the option-pricing method, in years."""
    term_volatility: float
    discount: float
    paths: int

    @property
    def exit(self) -> AtExponentialTime:
        """The stated inputs."""
        return AtExponentialTime(self.volatility, self.rate, self.years)

    @property
    def exits(self) -> tuple[AtExponentialTime, ...]:
        """The stated inputs and every combination of the ends of their ranges, and of their middles."""
        volatilities = sorted({self.volatility, *self.volatility_range})
        years = sorted({self.years, *self.years_range})
        return tuple(AtExponentialTime(v, self.rate, y) for v, y in product(volatilities, years))

    @property
    def assumptions(self) -> tuple[Message, ...]:
        """The inputs in words."""
        return (
            say(
                "volatility {volatility} a year (range {low} to {high}), mean time to exit {years} "
                "(range {soon} to {late}), risk-free rate {rate}",
                volatility=Quantity(self.volatility, "fraction"),
                low=Quantity(self.volatility_range[0], "fraction"),
                high=Quantity(self.volatility_range[1], "fraction"),
                years=Quantity(self.years, "years"),
                soon=Quantity(self.years_range[0], "years"),
                late=Quantity(self.years_range[1], "years"),
                rate=Quantity(self.rate, "fraction"),
            ),
            say(
                "the newest class is worth what was paid for it on the day of its round; no later round "
                "dilutes it"
            ),
        )


def model_of(params: tuple[Param, ...], given: Mapping[str, float | int | str | bool]) -> Model:
    """Read the parameters of a run; raises ValueError for a range that does not hold its value."""
    value = {p.name: float(cast("float", given.get(p.name, p.default))) for p in params}
    model = Model(
        value["volatility"],
        (value["volatility_low"], value["volatility_high"]),
        value["exit_years"],
        (value["exit_years_low"], value["exit_years_high"]),
        value["risk_free"],
        value["pool"],
        value["least_prevalence"],
        value["term_years"] or value["exit_years"],
        value["term_volatility"] or value["volatility"],
        value["marketability_discount"],
        int(value["paths"]),
    )
    low, high = model.volatility_range
    soon, late = model.years_range
    if not (0 < low <= model.volatility <= high and 0 < soon <= model.years <= late):
        raise ValueError("volatility and exit time must lie inside their ranges, above 0")
    if not (0 <= model.pool < 1 and 0 <= model.discount < 1 and model.rate >= 0 and model.paths >= 2):
        raise ValueError("the pool and the discount are fractions below 1, the rate is at least 0")
    return model
