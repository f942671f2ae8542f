"""The share of a budget that AI takes, and when it passes the user's limit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.analyses.pays.spend.budgets import budget_for
from specie.analyses.pays.spend.ledger import ZERO, query
from specie.analyses.pays.spend.months import named
from specie.analyses.pays.spend.outlook import Outlook, assumptions
from specie.kernel.forecast import first_crossing
from specie.kernel.proportion import wilson
from specie.model import PORTFOLIO, Bound, Estimate, Grade, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from specie.analyses.pays.spend.budgets import Budget
    from specie.analyses.pays.spend.scope import Scope
    from specie.model import Message, Origin

    Steps: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cap:
    """A limit on AI spending in the fiscal year, and what is known of passing it.

    ``share`` is the limit as a share of the budget (1 for the AI budget itself), None where the user set
    none. ``crossed`` holds the step (from 1) at which each drawn path passes the limit, 0 for never.
    """

    budget: Budget
    share: Decimal | None
    booked: Decimal
    breached_on: date | None
    outlook: Outlook | None
    crossed: Steps | None

    @property
    def name(self) -> str:
        """Scope of the budget: it or ai."""
        return self.budget.scope

    @property
    def limit(self) -> Decimal | None:
        """The limit in money."""
        return None if self.share is None else self.share * self.budget.amount

    @property
    def probability(self) -> float | None:
        """Share of paths that pass the limit before the fiscal year ends; 1 once it is passed."""
        if self.breached_on is not None:
            return 1.0
        return None if self.crossed is None else float((self.crossed > 0).mean())

    def month(self, quantile: float) -> date | None:
        """Month by which this share of all paths has passed the limit; None if fewer ever do."""
        if self.crossed is None or self.outlook is None:
            return None
        steps = np.sort(np.where(self.crossed > 0, self.crossed, np.iinfo(np.int64).max))
        step = int(steps[min(int(np.ceil(quantile * steps.size)), steps.size) - 1])
        return self.outlook.months[step - 1] if step <= self.outlook.in_year else None


def caps(scope: Scope, outlook: Outlook | None) -> Iterator[Cap]:
    """Yield the cap on the share of the IT budget and the AI budget, where the book has them in full."""
    policy = scope.book.policy.ai_share_of_it_budget
    for name, share in (("it", policy), ("ai", 1.0)):
        budget = budget_for(scope, name)
        if budget is not None and budget.whole:
            yield _cap(scope, budget, None if share is None else Decimal(str(share)), outlook)


def cap_estimates(scope: Scope, cap: Cap) -> Iterator[Estimate]:
    """Yield budget, share booked, share at the end of the year, chance and month of passing the limit."""
    origins = (*scope.origins, *scope.book.origins("budgets"))
    of = say("of {budget} budgeted for the fiscal year", budget=scope.money(cap.budget.amount))
    year = f"{scope.fiscal[0].isoformat()}/{scope.fiscal[1].isoformat()}"
    spread = (say("a budget that reaches beyond the fiscal year is spread evenly over its days"),)
    taken = spread if cap.budget.spread else ()
    rows = say("all rows of this scope in budgets")
    yield exact(
        f"{cap.name}_budget", PORTFOLIO, year, cap.budget.amount, scope.currency, "sum",
        scope.book.origins("budgets"), denominator=rows, assumptions=taken,
    )  # fmt: skip
    to_date = f"{scope.fiscal[0].isoformat()}/{scope.book.as_of.isoformat()}"
    yield exact(
        f"{cap.name}_share_booked", PORTFOLIO, to_date, cap.booked / cap.budget.amount, "fraction", "share",
        origins, denominator=of, assumptions=taken,
    )  # fmt: skip
    yield from _ahead(scope, cap, year, of, origins)


def _ahead(scope: Scope, cap: Cap, year: str, of: Message, origins: tuple[Origin, ...]) -> Iterator[Estimate]:
    outlook = cap.outlook
    if outlook is None or not outlook.in_year:
        return
    tail = (1 - scope.settings.level) / 2
    low, point, high = np.quantile(outlook.year_totals / float(cap.budget.amount), [tail, 0.5, 1 - tail])
    yield Estimate(
        f"{cap.name}_share_forecast", PORTFOLIO, year, float(point), float(low), float(high),
        scope.settings.level, "fraction", "smoothing_with_drift", Grade.MODELLED, origins, of,
        assumptions(outlook),
    )  # fmt: skip
    if cap.crossed is not None:
        yield _chance(scope, cap, year, origins)
        month = _months_to_breach(scope, cap, year, origins)
        yield from () if month is None else (month,)


def _chance(scope: Scope, cap: Cap, year: str, origins: tuple[Origin, ...]) -> Estimate:
    crossed = cap.crossed if cap.crossed is not None else np.zeros(0, dtype=np.int64)
    passed = int((crossed > 0).sum())
    low, high = (float(end) for end in wilson(passed, crossed.size, scope.settings.level))
    of = say("of {count} drawn paths of the fiscal year", count=int(crossed.size))
    noise = say("the interval is that of the draws alone; the forecast's own is in the draws")
    taken = (noise, *(assumptions(cap.outlook) if cap.outlook else ()))
    return Estimate(
        f"{cap.name}_breach_probability", PORTFOLIO, year, passed / crossed.size, low, high,
        scope.settings.level, "fraction", "drawn_paths", Grade.MODELLED, origins, of, taken,
    )  # fmt: skip


def _months_to_breach(scope: Scope, cap: Cap, year: str, origins: tuple[Origin, ...]) -> Estimate | None:
    """Months after the last complete one; a floor where too few paths pass to say by when."""
    outlook, tail = cap.outlook, (1 - scope.settings.level) / 2
    low, point, high = (cap.month(q) for q in (tail, 0.5, 1 - tail))
    if outlook is None or low is None:
        return None
    step = {month: k for k, month in enumerate(outlook.months, start=1)}
    of = say("of {count} drawn paths of the fiscal year", count=scope.settings.paths)
    known = point is not None and high is not None
    return Estimate(
        f"{cap.name}_months_to_breach", PORTFOLIO, year, float(step[point]) if known and point else None,
        float(step[low]), float(step[high]) if known and high else None,
        scope.settings.level if known else 1 - tail, "months", "drawn_paths", Grade.MODELLED, origins, of,
        assumptions(outlook), Bound.EXACT if known else Bound.AT_LEAST,
    )  # fmt: skip


def breach_month(scope: Scope, cap: Cap) -> Message | None:
    """Say when the limit is passed: a day, a range of months, or not within the fiscal year."""
    if cap.breached_on is not None:
        return say("passed on {day}", day=cap.breached_on)
    if cap.crossed is None:
        return None
    return _range(scope, cap)


def _range(scope: Scope, cap: Cap) -> Message:
    tail = (1 - scope.settings.level) / 2
    low, point, high = (cap.month(q) for q in (tail, 0.5, 1 - tail))
    if low is None:
        return say("not within the fiscal year")
    if point is None:
        return say("{month} at the earliest, more likely not within the fiscal year", month=named(low))
    if high is None:
        return say(
            "{month} in the middle case, {low} at the earliest; it may also hold to the end of the year",
            month=named(point), low=named(low),
        )  # fmt: skip
    if low == high:
        return say("in {month}", month=named(point))
    return say("{month} (between {low} and {high})", month=named(point), low=named(low), high=named(high))


def _cap(scope: Scope, budget: Budget, share: Decimal | None, outlook: Outlook | None) -> Cap:
    booked = scope.fiscal_year.total if scope.fiscal_year else ZERO
    limit = None if share is None else share * budget.amount
    day = None if limit is None else _breached_on(scope, limit)
    crossed = None
    if outlook is not None and limit is not None and day is None:
        crossed = first_crossing(outlook.cumulative, float(limit))
    return Cap(budget, share, booked, day, outlook, crossed)


def _breached_on(scope: Scope, limit: Decimal) -> date | None:
    """Find the day on which the booked total passes the limit, exactly."""
    so_far = ZERO
    for row in scope.book.select(query("daily"), start=scope.fiscal[0]):
        so_far += row["amount"] or ZERO
        if so_far > limit:
            return row["date"]
    return None
