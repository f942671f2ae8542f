"""The verdict: pays, does not pay, too early, cannot tell; the last two say what would settle it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from specie.kernel.money import Range, certain, minus, times, total
from specie.model import Verdict

if TYPE_CHECKING:
    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.settings import Settings
    from specie.analyses.pays.roi.worth import Worth


class Reason(StrEnum):
    """Why the verdict is what it is."""

    ABOVE_COST = "above cost"
    BELOW_COST = "below cost"
    HARM = "harm"
    NOT_CASH = "not cash"
    NOT_STARTED = "not started"
    FEW_WEEKS = "few weeks"
    RAMP = "ramp"
    NO_METRIC = "no metric"
    NOT_MEASURED = "not measured"
    NO_CLASS = "no class"
    METRIC_MISSING = "metric missing"
    NO_COMPARISON = "no comparison"
    TOO_FEW_UNITS = "too few units"
    NOT_PRICED = "not priced"
    BILLS_UNASSIGNED = "bills unassigned"
    WORTH_UNSURE = "worth unsure"
    EFFECT_UNSURE = "effect unsure"


VERDICTS = {
    Reason.ABOVE_COST: Verdict.PAYS,
    Reason.BELOW_COST: Verdict.DOES_NOT_PAY,
    Reason.HARM: Verdict.DOES_NOT_PAY,
    Reason.NOT_CASH: Verdict.DOES_NOT_PAY,
    Reason.NOT_STARTED: Verdict.TOO_EARLY,
    Reason.FEW_WEEKS: Verdict.TOO_EARLY,
    Reason.RAMP: Verdict.TOO_EARLY,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict's reason, with the metric it hangs on where it hangs on one."""

    reason: Reason
    worth: Worth | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict that the reason makes."""
        return VERDICTS.get(self.reason, Verdict.CANNOT_TELL)


def judge(case: Case, settings: Settings) -> Judgement:
    """Judge an initiative by what is certain at the level that a verdict needs.

    Too early comes before everything: a young initiative has its costs before its benefits. Then what is
    missing, then the design behind each metric, then the interval of the net cash.
    """
    early = _too_early(case, settings)
    if early is not None:
        return Judgement(early)
    return _unknown(case) or _not_cash(case) or _weak(case, settings) or _by_interval(case)


def weeks_in_use(case: Case) -> int | None:
    """Whole weeks since it started; None before."""
    start = case.initiative.started_on
    return None if start is None or start > case.year.end else (case.year.end - start).days // 7


def _too_early(case: Case, settings: Settings) -> Reason | None:
    own = case.initiative
    if own.stopped_on is not None:
        return None
    weeks = weeks_in_use(case)
    if weeks is None:
        # A metric that is measured, or a stage nobody wrote down, says that it runs.
        return None if case.benefit.measured or own.stage is None else Reason.NOT_STARTED
    if weeks < settings.least_weeks:
        return Reason.FEW_WEEKS
    return Reason.RAMP if own.fresh * 2 > own.treated else None


def _unknown(case: Case) -> Judgement | None:
    worths = case.benefit.worths
    if not worths:
        return Judgement(Reason.NO_METRIC)
    if not case.benefit.measured:
        return Judgement(Reason.NOT_MEASURED, worths[0])
    for worth in worths:
        if worth.kpi.cash_class is None and worth.counted:
            return Judgement(Reason.NO_CLASS, worth)
    return None if case.valued else _missing(case)


def _missing(case: Case) -> Judgement | None:
    gaps = [worth for worth in case.benefit.cash_worths if not worth.counted]
    return Judgement(Reason.METRIC_MISSING, gaps[0]) if gaps else None


def _not_cash(case: Case) -> Judgement | None:
    """Nothing it brings is cash by what its owner declared, so it costs what it costs."""
    net = case.net
    if case.benefit.cash_worths or net is None or net.high >= 0:
        return None
    return Judgement(Reason.NOT_CASH, case.benefit.worths[0])


def _weak(case: Case, settings: Settings) -> Judgement | None:
    """A metric whose design cannot carry a verdict at the level asked for."""
    for worth in case.benefit.cash_worths:
        if worth.measured is not None and not worth.measured.compared:
            return Judgement(Reason.NO_COMPARISON, worth)
    if case.benefit.hard.level < settings.level - 1e-9:
        return Judgement(Reason.TOO_FEW_UNITS, _fewest(case))
    return None


def _fewest(case: Case) -> Worth | None:
    counted = [(w.measured.level, w) for w in case.benefit.cash_worths if w.counted and w.measured]
    return min(counted, key=lambda pair: pair[0])[1] if counted else None


def _by_interval(case: Case) -> Judgement:
    net = case.net
    if net is None:
        return Judgement(Reason.NOT_MEASURED, case.benefit.worths[0])
    if net.low > 0:
        return _harmful(case) or Judgement(Reason.ABOVE_COST)
    if net.high < 0:
        hard = case.benefit.hard.to_date if case.over_long_ago else case.benefit.hard.year
        harm = Reason.HARM if hard is not None and hard.high < 0 else Reason.BELOW_COST
        return _missing(case) or Judgement(harm)
    return _why_open(case)


def _harmful(case: Case) -> Judgement | None:
    """Cash that nobody valued may be lost: a metric of cash got worse and has no worth."""
    for worth in case.benefit.cash_worths:
        if worth.kpi.worth is None and worth.measured is not None and worth.measured.year.high < 0:
            return Judgement(Reason.METRIC_MISSING, worth)
    return None


def _why_open(case: Case) -> Judgement:
    """Which of cost, worth and effect keeps the net from being told from zero: the cheapest to mend first."""
    cost = case.cost.to_date_range if case.over_long_ago else case.cost.year_range
    hard = case.benefit.hard.to_date if case.over_long_ago else case.benefit.hard.year
    if hard is not None and _decided(minus(hard, certain(cost.low))):
        return Judgement(Reason.NOT_PRICED if math.isinf(cost.high) else Reason.BILLS_UNASSIGNED)
    gained = at_point_worth(case)
    if gained is not None and _decided(minus(gained, cost)):
        return Judgement(Reason.WORTH_UNSURE, case.benefit.cash_worths[0])
    if case.missing:
        return _missing(case) or Judgement(Reason.EFFECT_UNSURE)
    counted = [worth for worth in case.benefit.cash_worths if worth.counted]
    return Judgement(Reason.EFFECT_UNSURE, max(counted, key=_width, default=None))


def _width(worth: Worth) -> float:
    return worth.year.high - worth.year.low if worth.year is not None else 0.0


def at_point_worth(case: Case) -> Range | None:
    """Return the cash benefit if the worth of one unit were known; to date where it ended long ago."""
    parts: list[Range] = []
    for worth in case.benefit.cash_worths:
        if worth.measured is not None and worth.kpi.worth is not None and worth.kpi.worth.point is not None:
            moved = worth.measured.to_date if case.over_long_ago else worth.measured.year
            if moved is not None:
                parts.append(times(moved, certain(worth.kpi.worth.point)))
    return total(parts) if parts else None


def _decided(amount: Range) -> bool:
    return amount.low > 0 or amount.high < 0
