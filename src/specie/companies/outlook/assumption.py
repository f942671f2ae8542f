"""One assumption with its distribution, its source and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from specie.kernel.valuation.marginals import Fixed, Pert, Triangular, Uniform, middle
from specie.model import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.kernel.valuation.marginals import Marginal
    from specie.model import Message

DRIVERS = (
    "revenue",
    "sales_growth",
    "growth_years",
    "start_margin",
    "target_margin",
    "margin_years",
    "sales_to_capital",
    "scale_effect",
    "cost_of_capital",
    "stable_cost_of_capital",
    "terminal_growth",
    "stable_return",
    "failure_chance",
    "recovery",
    "cash",
    "debt",
    "minority",
    "losses",
    "tax",
    "lag",
    "shares",
    "options",
    "strike",
)
"""Everything a user may say of a company, in the order of the model."""
OF_SEGMENTS = DRIVERS[:8]
"""Drivers that a segment may have of its own."""
MONEY = frozenset({"revenue", "cash", "debt", "minority", "losses", "strike"})
YEARS_LONG = frozenset({"growth_years", "margin_years", "lag"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, where and when."""

    text: str
    url: str
    as_of: date
    via: str = ""

    @property
    def origin(self) -> Origin:
        """The source as the origin of a number."""
        return Origin("assumptions", "", as_of=self.as_of, url=self.url)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A driver with what it may be and why."""

    driver: str
    marginal: Marginal
    origins: tuple[Origin, ...]
    text: Message | str
    """The source in words: a citation as published, or what was read off which facts."""
    kind: str
    """A word of the vocabulary: fact, declared, assumed, own."""
    segment: str = ""

    @property
    def ends(self) -> tuple[float, float, float]:
        """Least, middle and greatest value that is drawn."""
        how = self.marginal
        if isinstance(how, Fixed):
            return how.value, how.value, how.value
        if isinstance(how, Uniform):
            return how.low, (how.low + how.high) / 2, how.high
        if isinstance(how, Triangular | Pert):
            return how.low, how.mode, how.high
        values = getattr(how, "values", None)
        if values is not None:
            return values[0], middle(how), values[-1]
        return 0.0, middle(how), float("inf")


def marginal_of(entry: Mapping[str, object]) -> Marginal:
    """Read a distribution: ``value``, ``low`` and ``high``, or these with ``mode``; ValueError otherwise."""
    numbers = {
        key: float(value)
        for key in ("value", "low", "mode", "high")
        if isinstance(value := entry.get(key), int | float)
    }
    if set(numbers) == {"value"} or set(numbers) == {"mode"}:
        return Fixed(*numbers.values())
    if set(numbers) == {"low", "high"}:
        return Uniform(numbers["low"], numbers["high"])
    if set(numbers) == {"low", "mode", "high"}:
        shape = Pert if entry.get("shape") == "pert" else Triangular
        return shape(numbers["low"], numbers["mode"], numbers["high"])
    raise ValueError("a driver is one value, a low and a high, or a low, a mode and a high")
