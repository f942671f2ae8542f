"""The option-pricing method for one firm: what practice for tax valuations would say of the same table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.analyses.worth.terms.cap_table import share_classes_of
from specie.kernel.growth import Bounds
from specie.kernel.terms.ipo_chance import published_chance
from specie.kernel.terms.option_pricing import OptionPricing
from specie.kernel.terms.simulation import simulated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.worth.terms.appraisal import Appraisal
    from specie.analyses.worth.terms.model import Model
    from specie.kernel.terms.break_even import BreakEven
    from specie.kernel.terms.option_pricing import Tranches
    from specie.kernel.terms.simulation import Simulated

    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Equity and classes by the option-pricing method: stated, and at the ends of the volatility."""

    stated: BreakEven
    ends: tuple[BreakEven, ...]
    tranches: Tranches

    @property
    def firm(self) -> Bounds:
        """Least and greatest equity."""
        return _bounds([found.firm for found in self.ends])

    def value(self, place: int) -> Bounds:
        """Least and greatest value of a class."""
        return _bounds([float(found.values[place]) for found in self.ends])


def allocate(appraisal: Appraisal, model: Model) -> Allocation | None:
    """Backsolve the equity from the newest price; None where no equity explains it."""
    table = appraisal.table
    classes = share_classes_of(table, appraisal.case.terms)
    found: list[BreakEven] = []
    methods = [
        OptionPricing(classes, volatility, model.rate, model.term)
        for volatility in (model.term_volatility, *model.volatility_range)
    ]
    for method in methods:
        solved = method.backsolve(table.newest, table.newest_class.paid, table.headline)
        if solved is None:
            return None
        found.append(solved)
    return Allocation(found[0], tuple(found), methods[0].tranches)


def simulate(appraisal: Appraisal, model: Model, seed: int) -> Simulated | None:
    """Value the classes by simulation at the closed form's value of the firm; None where claims grow."""
    table = appraisal.table
    classes = share_classes_of(table, appraisal.case.terms)
    if classes.accrues:
        return None
    rng = np.random.default_rng(np.random.SeedSequence([seed, *table.company.id.encode()]))
    return simulated(
        classes, published_chance(), model.exit, appraisal.case.firm, rate=model.rate, paths=model.paths,
        rng=rng,
    )  # fmt: skip


def _bounds(values: list[float]) -> Bounds:
    return Bounds(np.float64(min(values)), np.float64(max(values)))
