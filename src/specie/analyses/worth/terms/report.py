"""Everything told of one firm with its own terms: estimates, the second method, and the simulation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.worth.terms.estimates import by_options, of_classes, of_firm
from specie.analyses.worth.terms.options import allocate, simulate

if TYPE_CHECKING:
    from specie.analyses.worth.terms.appraisal import Appraisal
    from specie.analyses.worth.terms.model import Model
    from specie.analyses.worth.terms.options import Allocation
    from specie.kernel.terms.simulation import Simulated
    from specie.model import Estimate


@dataclass(frozen=True, slots=True)
class Told:
    """One firm with its estimates."""

    appraisal: Appraisal
    estimates: tuple[Estimate, ...]
    allocation: Allocation | None
    simulated: Simulated | None

    def get(self, measure: str, about: str = "") -> Estimate | None:
        """Return an estimate of the firm, or of one of its classes."""
        period = f"{self.appraisal.table.on.text} {about}".strip()
        return next((e for e in self.estimates if (e.measure, e.period) == (measure, period)), None)


def tell(appraisal: Appraisal, model: Model, seed: int) -> Told:
    """Make every estimate of one firm."""
    own = appraisal.table.own
    allocation = allocate(appraisal, model) if own else None
    return Told(
        appraisal,
        (
            *of_firm(appraisal, model),
            *of_classes(appraisal, model),
            *(by_options(appraisal, allocation, model) if allocation else ()),
        ),
        allocation,
        simulate(appraisal, model, seed) if own else None,
    )
