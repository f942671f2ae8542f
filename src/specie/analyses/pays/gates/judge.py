"""The test that a panel allows, on the day of a gate or at every look before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.choice import estimator_of, lines_of
from specie.kernel.causal.cohorts import comparable, make_cohorts
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.sequence import excluded, lines_by_look, spending, take_looks

if TYPE_CHECKING:
    from specie.analyses.pays.gates.comparison import Comparison
    from specie.kernel.causal.panel import Panel
    from specie.model import Estimate, Result


@dataclass(frozen=True, slots=True)
class Judged:
    """Effect on the scale of comparison, signed so that positive is better.

    ``low`` and ``high`` may be infinite; ``smallest_p`` says what the design could reach at best.
    """

    point: float
    low: float
    high: float
    level: float
    p_value: float
    smallest_p: float
    treated: int
    compared: int
    method: str

    @property
    def decidable(self) -> bool:
        """Whether this design could ever decide at its level."""
        return self.smallest_p <= 1.0 - self.level + 1e-12


@dataclass(frozen=True, slots=True)
class Watched:
    """All looks up to the last whole period: each may be acted upon, and together they keep the level.

    ``shown`` and ``missed`` say what the last look so far says of the minimum effect; ``harm`` that it shows
    a harm; ``first_shown`` is the number (from 1) of the first look that showed the minimum, 0 where none
    did.
    """

    taken: int
    planned: int
    shown: bool
    missed: bool
    harm: bool
    first_shown: int


def published(effects: Result | None, kpi_id: str, sign: int, level: float) -> Judged | None:
    """What ``pays/effect`` found by all readings there are; None where it published no effect."""
    if effects is None:
        return None
    numbers = {e.measure: e for e in effects.estimates if e.subject.id == kpi_id and e.subject.kind == "kpi"}
    effect, least = numbers.get("effect"), numbers.get("smallest_p_value")
    if effect is None or least is None or effect.method == "before_after":
        return None
    if effect.point is None or effect.low is None or effect.high is None:
        return None
    ends = sorted((sign * effect.low, sign * effect.high))
    count = [_number(numbers.get(measure)) for measure in ("units_treated", "units_compared")]
    return Judged(
        sign * effect.point, ends[0], ends[1], level, _number(numbers.get("effect_p_value")), _number(least),
        int(count[0]), int(count[1]), effect.method,
    )  # fmt: skip


def _number(estimate: Estimate | None) -> float:
    return float(estimate.point) if estimate is not None and estimate.point is not None else 1.0


def judge(comparison: Comparison, sign: int, level: float, seed: int) -> Judged | None:
    """Test with what the size of the design allows; None where nothing can be compared."""
    panel = comparison.panel
    if not _comparable(panel):
        return None
    cohorts = make_cohorts(panel)
    treated = int((cohorts.start < cohorts.stop)[cohorts.label].sum())
    method = estimator_of(comparison.assigned, treated, cohorts.label.size)
    try:
        test = invert(lines_of(panel, method), level=level, seed=seed)
    except ValueError:
        return None
    ends = sorted((sign * test.low, sign * test.high))
    return Judged(
        sign * test.point, ends[0], ends[1], level, float(test.p_value), float(test.smallest_p), treated,
        cohorts.label.size - treated, method,
    )  # fmt: skip


def _comparable(panel: Panel) -> bool:
    known = np.isfinite(panel.y)
    if panel.start.size < 2 or not (known & panel.exposed).any():
        return False
    if np.ptp(panel.y[known]) <= 1e-12 * np.abs(panel.y[known]).max():
        return False
    return bool(comparable(make_cohorts(panel).exposed).any())


def watch(
    comparison: Comparison, planned: int, every: int, bar: float, sign: int, level: float, seed: int
) -> Watched | None:
    """Ask at every planned look so far whether the minimum effect is shown, missed, or a harm is shown.

    The last planned look falls on the decision. None where units are compared with their own match each: they
    are then read once, at the decision.

    Parameters
    ----------
    comparison : Comparison
        What was known at the last look.
    planned : int
        Treated periods from the first start to the decision.
    every : int
        Periods between looks.
    bar : float
        Minimum effect on the scale of comparison, positive is better.
    sign, level, seed
        As in :func:`judge`.
    """
    panel = comparison.panel
    if not np.isfinite(bar) or not _comparable(panel):
        return None
    cohorts = make_cohorts(panel)
    treated = int((cohorts.start < cohorts.stop)[cohorts.label].sum())
    method = estimator_of(comparison.assigned, treated, cohorts.label.size)
    after = np.arange(planned, 0, -every)[::-1]
    columns = comparison.begun + after[after <= panel.periods - comparison.begun]
    if method == "demeaned_synthetic_control" or columns.size == 0:
        return None
    try:
        lines = lines_by_look(panel, columns, lambda known: lines_of(known, method))
    except ValueError:
        return None
    looks = take_looks(lines, spending(after.size, level)[: columns.size], seed=seed)
    at_bar, at_zero = excluded(looks, sign * bar), excluded(looks, 0.0)
    point = sign * looks.point
    shown = at_bar & (point > bar)
    first = int(np.argmax(shown)) + 1 if shown.any() else 0
    missed, harm = at_bar[-1] & (point[-1] < bar), at_zero[-1] & (point[-1] < 0)
    return Watched(columns.size, after.size, bool(shown[-1]), bool(missed), bool(harm), first)
