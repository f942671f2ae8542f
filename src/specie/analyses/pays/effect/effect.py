"""The effect of one metric: the design, the test over all treated readings and over the last year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.effect.checks import COMPARED, NOT_CHECKED, check
from specie.analyses.pays.effect.improvement import exposure
from specie.analyses.pays.effect.inference import Beside, Design, Inferred, Obstacle, infer
from specie.model import Grade

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from specie.analyses.pays.effect.checks import Checks
    from specie.analyses.pays.effect.improvement import Exposure
    from specie.analyses.pays.effect.metric import Metric
    from specie.analyses.pays.effect.second_opinion import Opinion
    from specie.analyses.pays.effect.settings import Settings
    from specie.analyses.pays.effect.study import Study

GRADES = {
    Design.RANDOMISED: Grade.A,
    Design.STAGGERED: Grade.B,
    Design.FEW: Grade.C,
    Design.SERIES: Grade.C,
    Design.BEFORE_AFTER: Grade.D,
    Design.OPINION: Grade.E,
    Design.NONE: Grade.E,
}


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """What one metric's readings say.

    ``year`` is the test over treated readings of the last twelve months, None where there are none; where
    those readings have nothing to be compared with it is the test over all of them, and ``carried`` tells so.
    """

    study: Study
    whole: Inferred
    to_date: Exposure
    year: Inferred | None
    last_year: Exposure
    carried: bool
    checks: Checks

    @property
    def metric(self) -> Metric:
        """What is measured."""
        return self.study.sheet.metric

    @property
    def design(self) -> Design:
        """How the effect is told from a coincidence."""
        return self.whole.choice.design

    @property
    def grade(self) -> Grade:
        """How good the evidence is; units that drifted apart before they started are no equals."""
        if self.design is Design.STAGGERED and self.drifted:
            return Grade.C
        return GRADES[self.design]

    @property
    def drifted(self) -> bool:
        """Whether those who started moved apart from the others before they did."""
        before = self.checks.before
        return before is not None and before.p_value <= 1.0 - self.whole.asked + 1e-12

    @property
    def obstacle(self) -> Obstacle:
        """Why there is no estimate, if there is none."""
        return self.whole.choice.obstacle

    @property
    def decided(self) -> int:
        """1 where the metric got better beyond doubt, -1 where it got worse, 0 where nobody can tell.

        Without anybody to compare with nobody can tell, however narrow the interval.
        """
        test = self.whole.test
        if self.design not in COMPARED or test is None or not self.whole.decidable:
            return 0
        if test.p_value > 1.0 - self.whole.asked + 1e-12:
            return 0
        return int(np.sign(test.point)) * self.metric.sign


def make_effect(study: Study, as_of: date, settings: Settings) -> Effect:
    """Test the effect of one metric and check the answer."""
    level, seed = settings.level, settings.seed
    columns = last_year(study.sheet.first, as_of)
    everything = np.ones(columns.size, dtype=bool)
    whole = _named(study, infer(study.panel, study.assigned, level, seed, beside=beside(study)))
    recent = exposure(study, columns)
    year, carried = _year(study, whole, columns, seed) if recent.cells else (None, False)
    effect = Effect(study, whole, exposure(study, everything), year, recent, carried, NOT_CHECKED)
    checks = check(study, whole, settings.look_every, seed, answered=effect.decided != 0)
    if settings.library and effect.design in COMPARED and whole.test is not None:
        checks = replace(checks, opinions=_opinions(study))
    return replace(effect, checks=checks)


def _opinions(study: Study) -> tuple[Opinion, ...]:
    from specie.analyses.pays.effect.second_opinion import opinions  # a library of a second to import

    return tuple(opinions(study.panel))


def beside(study: Study) -> Beside:
    """Place in time and control series: the mean of each further column over the units of the panel."""
    further = study.sheet.further[:, study.rows]
    known = np.isfinite(further)
    count = known.sum(axis=1)
    mean = np.where(known, further, 0.0).sum(axis=1) / np.where(count > 0, count, np.nan)
    return Beside(study.sheet.slot, mean.T)


def _named(study: Study, whole: Inferred) -> Inferred:
    """Nobody treated in the panel, but some since before it: it is the time before that is missing."""
    if whole.choice.obstacle in {Obstacle.NO_READINGS, Obstacle.NOBODY_TREATED} and study.always.size:
        return replace(whole, choice=replace(whole.choice, obstacle=Obstacle.NO_BEFORE))
    return whole


def last_year(first: NDArray[np.datetime64], as_of: date) -> NDArray[np.bool_]:
    """Periods that began in the twelve months up to a day."""
    day = np.datetime64(as_of, "D")
    return first > day - np.timedelta64(365, "D")


def _year(
    study: Study, whole: Inferred, columns: NDArray[np.bool_], seed: int
) -> tuple[Inferred | None, bool]:
    if whole.test is None:
        return None, False
    exposed = study.panel.exposed & np.isfinite(study.panel.y)
    if not (exposed & ~columns).any():
        return whole, False
    year = infer(study.panel, study.assigned, whole.asked, seed, columns, beside(study))
    return (year, False) if year.test is not None else (whole, True)  # nothing left to compare with
