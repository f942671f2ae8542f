"""The assumptions of a run, each as a range that the user may set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.market import ANALYSIS
from specie.companies.span import Span
from specie.kernel.growth import Bounds, Floats
from specie.model import Quantity, say

if TYPE_CHECKING:
    from specie.model import Inputs, Message


class SettingError(ValueError):
    """A range that is upside down or out of reach; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Ranges of the assumptions."""

    horizon: Span
    most_days: int
    holders_return: Bounds
    multiple: Bounds
    life: Bounds
    capital: Bounds
    margin: Bounds
    ai_share: Bounds

    @property
    def on_prices(self) -> tuple[Message, ...]:
        """What is assumed to turn a price into sales."""
        return (
            say(
                "holders ask for {low} to {high} a year",
                low=_share(self.holders_return.low),
                high=_share(self.holders_return.high),
            ),
            say(
                "a grown firm sells for {low} to {high} its sales",
                low=Quantity(float(self.multiple.low), "x"),
                high=Quantity(float(self.multiple.high), "x"),
            ),
            say("nothing is paid out or raised on the way"),
        )

    @property
    def on_capital(self) -> tuple[Message, ...]:
        """What is assumed to turn capital into the sales it needs."""
        return (
            say(
                "it is used for {low} to {high}",
                low=Quantity(float(self.life.low), "years"),
                high=Quantity(float(self.life.high), "years"),
            ),
            say(
                "capital costs {low} to {high} a year",
                low=_share(self.capital.low),
                high=_share(self.capital.high),
            ),
            say(
                "{low} to {high} of sales is left for capital",
                low=_share(self.margin.low),
                high=_share(self.margin.high),
            ),
        )


def read_settings(inputs: Inputs) -> Settings:
    """Read the parameters; raises SettingError for a range that cannot be."""
    values = {param.name: inputs.params.get(param.name, param.default) for param in ANALYSIS.params}

    def between(name: str, least: float, most: float) -> Bounds:
        low, high = float(values[f"{name}_low"]), float(values[f"{name}_high"])
        if not least <= low <= high <= most:
            raise SettingError(f"{name}: {low} to {high} is not a range within {least} to {most}")
        return Bounds(np.float64(low), np.float64(high))

    year = int(values["horizon"])
    if not 2000 < year < 2200:
        raise SettingError(f"horizon: {year} is not a year to look at")
    end = date(year, 12, 31)
    return Settings(
        Span(end, end, str(year)),
        int(values["most_days"]),
        between("return", 0, 1),
        between("multiple", 0.01, 1000),
        between("life", 0.1, 100),
        between("capital", 0, 1),
        between("margin", 0.01, 1),
        between("ai_share", 0, 1),
    )


def _share(value: Floats) -> Quantity:
    return Quantity(float(value), "fraction")
