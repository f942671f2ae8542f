"""From an effect on the scale of comparison to what changed in the metric's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.scaling import Comparison

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.pays.effect.study import Study


@dataclass(frozen=True, slots=True)
class Exposure:
    """Everything read under treatment in some periods: how many cases, and what they add up to.

    ``amount`` is the sum of readings times cases; ``base`` for ratios the same of each unit's mean before;
    ``cells`` counts readings, ``beyond`` the cases of units treated since before the first reading, for which
    the effect that others show is taken to hold.
    """

    comparison: Comparison
    cases: float
    amount: float
    base: float
    cells: int
    beyond: float

    def change(self, effect: float) -> float:
        """Sum over cases of what the effect changed, in the metric's unit times cases."""
        if self.comparison is Comparison.LOG:
            return -self.amount * float(np.expm1(-effect))
        if self.comparison is Comparison.RATIO:
            return self.base * effect
        return self.cases * effect

    def relative(self, effect: float) -> float | None:
        """Change as a fraction of what would have been without it; None where that is not above zero."""
        change = self.change(effect)
        untreated = self.amount - change
        return change / untreated if untreated > 0 else None


def exposure(study: Study, columns: NDArray[np.bool_]) -> Exposure:
    """Add up what was read under treatment in some periods (T,), over all units with cases there.

    A cell whose value is unknown counts with its unit's mean under treatment: the cases were there.
    """
    sheet = study.sheet
    cells = study.exposed & columns & np.isfinite(sheet.cases) & (sheet.cases > 0)
    value = _filled(sheet.value, study.exposed)
    cells &= np.isfinite(value)
    cases = np.where(cells, sheet.cases, 0.0)
    always = np.zeros(sheet.units.size, dtype=bool)
    always[study.always] = True
    return Exposure(
        study.scaling.comparison,
        float(cases.sum()),
        float((cases * np.where(cells, value, 0.0)).sum()),
        float((cases * _bases(study)[:, None]).sum()),
        int(cells.sum()),
        float(cases[always].sum()),
    )


def _filled(value: NDArray[np.float64], exposed: NDArray[np.bool_]) -> NDArray[np.float64]:
    known = exposed & np.isfinite(value)
    count = known.sum(axis=1)
    mean = np.where(known, value, 0.0).sum(axis=1) / np.maximum(count, 1)
    return np.where(np.isfinite(value), value, np.where(count > 0, mean, np.nan)[:, None])


def _bases(study: Study) -> NDArray[np.float64]:
    """(N,) mean before of every unit of the sheet; units without one have the mean of those with one."""
    base = np.full(study.sheet.units.size, np.nan)
    base[study.rows] = study.scaling.base
    return np.where(np.isfinite(base), base, np.nanmean(base) if study.rows.size else 1.0)
