"""Which test a panel allows, and its answer: chosen by the size of the design, never by habit.

Nothing here knows the book, so that the calibration benchmark runs the very code that verdicts rest on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.effect.series import (
    LEAST_BEFORE,
    LEAST_CHANGE,
    judge_change,
    judge_series,
    readings_before,
)
from specie.kernel.causal.before_after import before_after_test
from specie.kernel.causal.choice import MANY, estimator_of, lines_of
from specie.kernel.causal.cohorts import comparable, make_cohorts
from specie.kernel.causal.permutation import invert

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.analyses.pays.effect.series import Judged
    from specie.kernel.causal.cohorts import Cohorts
    from specie.kernel.causal.lines import Inverted, Lines
    from specie.kernel.causal.panel import Panel


class Design(StrEnum):
    """How the effect can be told from a coincidence."""

    RANDOMISED = "randomised roll-out"
    STAGGERED = "staggered roll-out"
    FEW = "few treated units"
    SERIES = "one series"
    BEFORE_AFTER = "before and after only"
    OPINION = "claims only"
    NONE = "no design"


class Obstacle(StrEnum):
    """Why nothing can be estimated; empty where something can."""

    NOTHING = ""
    NO_READINGS = "no readings"
    NOBODY_TREATED = "nobody treated"
    NO_BEFORE = "no reading before the start"
    NO_AFTER = "no reading after the start"
    CONSTANT = "readings never change"
    ONE_UNIT = "one unit and too few periods"
    NO_TEST = "no test possible"


@dataclass(frozen=True, slots=True)
class Choice:
    """The design that was read from a panel, with what it is counted by."""

    design: Design
    estimator: str
    treated: int
    compared: int
    """Units, or groups where treatment came by group: treated at some time, and never treated."""
    by_group: bool
    obstacle: Obstacle = Obstacle.NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Inferred:
    """The answer of the one test that the design allows; ``test`` is None where there is an obstacle.

    ``asked`` is the level that was asked for; where the design cannot reach it, ``test`` has the highest
    level it can reach.
    """

    choice: Choice
    asked: float
    test: Inverted | None = None
    lines: Lines | None = None
    judged: Judged | None = None
    """What was expected of a single series."""

    @property
    def decidable(self) -> bool:
        """Whether this design could ever decide at the level asked for."""
        return self.test is not None and self.test.smallest_p <= 1.0 - self.asked + 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Place of each period (T,) on a grid without gaps, and control series (T, P)."""

    slot: NDArray[np.int64] | None = None
    controls: NDArray[np.float64] | None = None


def choose(panel: Panel, assigned: str) -> Choice:
    """Read the design from who was treated when.

    Parameters
    ----------
    panel : Panel
        Readings of units that were each read untreated at least once.
    assigned : str
        How it was decided who starts when: randomised, staggered, chosen, or empty where nobody said.
    """
    obstacle = _obstacle(panel)
    if obstacle is not Obstacle.NOTHING:
        return Choice(Design.NONE, "", 0, 0, by_group=False, obstacle=obstacle)
    cohorts = make_cohorts(panel)
    treated = (cohorts.start < cohorts.stop)[cohorts.label]
    count, compared = int(treated.sum()), _compared(panel, cohorts)
    if not comparable(cohorts.exposed).any() or treated.size < 2:
        return _alone(panel, count, cohorts.by_group)
    estimator = estimator_of(assigned, count, treated.size)
    if estimator == "demeaned_synthetic_control":  # whoever starts later is no match
        return Choice(Design.FEW, estimator, count, treated.size - count, cohorts.by_group)
    many = Design.STAGGERED if count >= MANY else Design.FEW
    design = Design.RANDOMISED if assigned == "randomised" else many
    return Choice(design, estimator, count, compared, cohorts.by_group)


def infer(
    panel: Panel,
    assigned: str,
    level: float = 0.95,
    seed: int = 0,
    columns: NDArray[np.bool_] | None = None,
    beside: Beside | None = None,
) -> Inferred:
    """Choose and test; the interval holds exactly the effects that the test does not reject.

    Parameters
    ----------
    panel, assigned
        As in :func:`choose`.
    level : float
        Coverage that is asked for.
    seed : int
        For relabellings that are drawn because there are too many to compare all.
    columns : (T,), optional
        Periods over which the effect is averaged; all by default.
    beside : Beside, optional
        What a single series is judged with: its place in time, and series that the treatment did not touch.
    """
    choice = choose(panel, assigned)
    if choice.obstacle is not Obstacle.NOTHING:
        return Inferred(choice, level)
    try:
        if choice.estimator == "before_after":
            return Inferred(choice, level, before_after_test(_within(panel, columns), level))
        if choice.estimator in {"local_level", "series_change"}:
            return _series(panel, choice, level, columns, beside or Beside())
        return _relabelled(panel, choice, level, seed, columns)
    except ValueError:  # the panel allows the design and these readings do not
        return Inferred(replace(choice, obstacle=Obstacle.NO_TEST), level)


def _relabelled(
    panel: Panel, choice: Choice, level: float, seed: int, columns: NDArray[np.bool_] | None
) -> Inferred:
    """Hand out the starts anew; where the level cannot be reached, at the highest one that can."""
    lines = lines_of(panel, choice.estimator, columns)
    test = invert(lines, level=level, seed=seed)
    if test.smallest_p > 1.0 - level + 1e-12:
        test = _highest(lines, test, seed)
    if test is None:
        return Inferred(replace(choice, obstacle=Obstacle.NO_TEST), level, lines=lines)
    return Inferred(choice, level, test, lines)


def _series(
    panel: Panel, choice: Choice, level: float, columns: NDArray[np.bool_] | None, beside: Beside
) -> Inferred:
    """Judge one series by its own past."""
    if choice.estimator == "series_change":
        return Inferred(choice, level, judge_change(panel, level, beside.slot, columns))
    judged = judge_series(panel, level, beside.slot, beside.controls, columns)
    return Inferred(choice, level, judged.test, judged=judged)


def _highest(lines: Lines, test: Inverted, seed: int) -> Inverted | None:
    """Invert at the highest level that this design can reach; None where it can reach none."""
    reach = 1.0 - test.smallest_p
    if reach <= 0.0:
        return None
    return invert(lines, level=reach, seed=seed)


def _within(panel: Panel, columns: NDArray[np.bool_] | None) -> Panel:
    """Hide treated readings outside the columns."""
    if columns is None:
        return panel
    return replace(panel, y=np.where(panel.exposed & ~columns, np.nan, panel.y))


def _obstacle(panel: Panel) -> Obstacle:
    known, exposed = np.isfinite(panel.y), panel.exposed
    if not known.any():
        return Obstacle.NO_READINGS
    if not exposed.any():
        return Obstacle.NOBODY_TREATED
    if not (known & exposed).any():
        return Obstacle.NO_AFTER
    if not (known & ~exposed)[panel.treated].any():
        return Obstacle.NO_BEFORE
    if np.ptp(panel.y[known]) <= 1e-12 * np.abs(panel.y[known]).max():
        return Obstacle.CONSTANT
    return Obstacle.NOTHING


def _compared(panel: Panel, cohorts: Cohorts) -> int:
    """Carriers that were read untreated while another one was treated."""
    known = np.isfinite(panel.y)
    busy = (known & panel.exposed).any(axis=0)
    return int(np.count_nonzero(cohorts.totals((known & ~panel.exposed & busy).any(axis=1).astype(float))))


def _alone(panel: Panel, treated: int, by_group: bool) -> Choice:
    """Nobody to compare with: the units' own past is all there is."""
    if readings_before(panel) >= LEAST_BEFORE:
        return Choice(Design.SERIES, "local_level", treated, 0, by_group)
    if treated < 2 and readings_before(panel) < LEAST_CHANGE:
        return Choice(Design.NONE, "", treated, 0, by_group, Obstacle.ONE_UNIT)
    if treated < 2:
        return Choice(Design.BEFORE_AFTER, "series_change", treated, 0, by_group)
    return Choice(Design.BEFORE_AFTER, "before_after", treated, 0, by_group)
