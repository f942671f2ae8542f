"""One plan with all that is known of it: at its decision, now, and what it could detect."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.gates.comparison import Scale, compare
from specie.analyses.pays.gates.history import GRAIN_DAYS
from specie.analyses.pays.gates.judge import judge, published, watch
from specie.analyses.pays.gates.rule import Evidence, decide
from specie.analyses.pays.gates.scale import Ruler
from specie.analyses.pays.gates.strength import strength

if TYPE_CHECKING:
    from datetime import date

    from specie.analyses.pays.gates.comparison import Comparison
    from specie.analyses.pays.gates.history import History, Metric
    from specie.analyses.pays.gates.judge import Judged
    from specie.analyses.pays.gates.plan import Plan
    from specie.analyses.pays.gates.rule import Outcome
    from specie.analyses.pays.gates.settings import Settings
    from specie.analyses.pays.gates.strength import Strength
    from specie.model import Result


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """A plan, its metric, and the answer on two days.

    ``before`` is the answer on the day of the decision where that has come, else on the day of the last
    review; ``now`` the answer on the day of the book. ``fault`` says that the plan contradicts its metric.
    """

    plan: Plan
    metric: Metric
    ruler: Ruler
    before: Evidence
    then: Outcome
    now: Evidence
    outcome: Outcome
    strength: Strength | None
    early_mean: float
    readings_since: int
    fault: str

    @property
    def answer(self) -> Outcome:
        """What the gate says: as of its decision where that has come, else as of today."""
        return self.then if self.plan.due(self.now.day) else self.outcome

    @property
    def evidence(self) -> Evidence:
        """What the answer rests on."""
        return self.before if self.plan.due(self.now.day) else self.now

    @property
    def power(self) -> float | None:
        """Chance to find the minimum effect, from -1 side errors aside; None where it is not known."""
        bar = self.now.bar
        if self.strength is None or not math.isfinite(bar) or bar <= 0:
            return None
        return float((self.strength.found < bar).mean())


def make_gate(
    plan: Plan,
    metric: Metric,
    history: History | None,
    as_of: date,
    settings: Settings,
    effects: Result | None = None,
) -> Gate:
    """Judge a plan on the day of its decision (or of the last review), and today by the published effect."""
    current = None if history is None else compare(history.until(as_of))
    ruler = _ruler(plan, metric, current)
    review = as_of - timedelta(days=settings.review_days)
    day = plan.decide_on if plan.decide_on is not None and plan.due(as_of) else review
    before = _evidence(plan, metric, history, ruler, day, settings, None)
    known = published(effects, metric.ref.id, metric.sign, settings.level)
    now = _evidence(plan, metric, history, ruler, as_of, settings, known)
    strong = None
    if history is not None and current is not None and plan.decide_on is not None:
        strong = strength(
            history, plan.decide_on, current, settings.simulations, settings.power, settings.level,
            settings.seed,
        )  # fmt: skip
    early = math.nan if current is None else current.early_mean
    return Gate(
        plan, metric, ruler, before, decide(plan, before), now, decide(plan, now), strong, early,
        _readings_since(history, day, as_of), _fault(plan, metric),
    )  # fmt: skip


def _ruler(plan: Plan, metric: Metric, current: Comparison | None) -> Ruler:
    early = math.nan if current is None else current.early_mean
    base = plan.baseline if plan.baseline is not None else early
    scale = Scale.LEVEL if current is None else current.scale
    return Ruler(scale, base, metric.sign)


def _evidence(
    plan: Plan,
    metric: Metric,
    history: History | None,
    ruler: Ruler,
    day: date,
    settings: Settings,
    published_one: Judged | None,
) -> Evidence:
    bar = ruler.to_scale(abs(plan.minimum_effect)) if plan.minimum_effect is not None else 0.0
    known = None if history is None else history.until(day)
    if known is None or not np.isfinite(known.value).any():
        return Evidence(day, readings=False, judged=None, watched=None, bar=bar)
    comparison = compare(known)
    planned = _planned(plan, comparison, known, day)
    args = (metric.sign, settings.level, settings.seed)
    watched = watch(comparison, planned, settings.look_every, bar, *args) if planned else None
    judged = published_one or judge(comparison, *args)
    return Evidence(day, readings=True, judged=judged, watched=watched, bar=bar)


def _planned(plan: Plan, comparison: Comparison, known: History, day: date) -> int:
    """Periods from the first start to the decision; 0 where looks cannot be planned."""
    taken = known.first.size - comparison.begun
    if plan.decide_on is None or taken <= 0 or day > plan.decide_on:
        return 0
    left = (plan.decide_on - known.last[-1].astype("M8[D]").item()).days
    return taken + max(left, 0) // GRAIN_DAYS[known.grain]


def _readings_since(history: History | None, day: date, as_of: date) -> int:
    if history is None:
        return 0
    since = (history.last > np.datetime64(day, "D")) & (history.last <= np.datetime64(as_of, "D"))
    return int(np.isfinite(history.value[:, since]).sum())


def _fault(plan: Plan, metric: Metric) -> str:
    """Name what makes the minimum effect impossible; empty where nothing does."""
    least, base = plan.minimum_effect, plan.baseline
    if least is None:
        return ""
    if least < 0 < metric.sign:
        return "minimum effect has the wrong sign"
    if metric.sign < 0 and base is not None and abs(least) >= abs(base) and metric.scale != "level":
        return "minimum effect exceeds the baseline"
    if metric.scale == "share" and base is not None and not 0 <= base + metric.sign * abs(least) <= 1:
        return "minimum effect exceeds the baseline"
    return "minimum effect is zero" if least == 0 else ""
