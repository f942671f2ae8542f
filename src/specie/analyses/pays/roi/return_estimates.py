"""What remains, as numbers: net cash, return, payback, present value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.cost_estimates import to_date
from specie.analyses.pays.roi.money_estimates import origins_of
from specie.analyses.pays.roi.months import month_of
from specie.analyses.pays.roi.number import between
from specie.analyses.pays.roi.returns import payback, roi, value_now
from specie.analyses.pays.roi.scope import unique
from specie.analyses.pays.roi.stated import continued, of_both
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.kernel.money import Range
    from specie.model import Estimate, Message


def return_estimates(scope: Scope, case: Case) -> Iterator[Estimate]:
    """Yield what is left after cost, for the last twelve months and to date, where an effect is known."""
    if not case.valued:
        return
    year, ever = scope.records.year.period, to_date(scope, case)
    of = say("cash benefit less full cost")
    yield from _one(scope, case, "net_cash_year", year, case.net_year, scope.currency, of)
    if case.net_to_date is not None:
        yield from _one(scope, case, "net_cash_to_date", ever, case.net_to_date, scope.currency, of)
    yield from _roi(scope, case, year, ever)
    yield from _over_time(scope, case, ever)


def _roi(scope: Scope, case: Case, year: str, ever: str) -> Iterator[Estimate]:
    hard, cost = case.benefit.hard, case.cost
    of = say("of {cost} of full cost", cost=scope.money(cost.year))
    found = roi(hard.year, cost.year_range)
    if found is not None:
        yield from _one(scope, case, "roi_year", year, found, "fraction", of)
    of = say("of {cost} of full cost", cost=scope.money(cost.to_date))
    found = None if hard.to_date is None else roi(hard.to_date, cost.to_date_range)
    if found is not None:
        yield from _one(scope, case, "roi_to_date", ever, found, "fraction", of)


def _over_time(scope: Scope, case: Case, ever: str) -> Iterator[Estimate]:
    course = case.curves
    if course is None:
        return
    months = payback(course)
    if months is not None:
        yield from _one(
            scope, case, "payback_months", ever, months, "months", say("from the first cost"),
            "running_total", (continued(0),),
        )  # fmt: skip
    if scope.rate is None:
        return
    at = say(
        "at a hurdle rate of {rate} a year, in money of the first month",
        rate=Quantity(scope.rate, "fraction"),
    )
    for measure, ahead in (("npv", horizon(scope, case)), ("npv_to_date", 0)):
        yield from _one(
            scope, case, measure, _until(scope, case, ahead), value_now(course, scope.rate, ahead),
            scope.currency, at, "discounted", (continued(ahead),),
        )  # fmt: skip


def horizon(scope: Scope, case: Case) -> int:
    """Months ahead that are continued: none once it has stopped."""
    return 0 if case.initiative.stopped_on is not None else scope.settings.horizon_months


def _until(scope: Scope, case: Case, ahead: int) -> str:
    """The stretch that a present value covers, as an ISO 8601 interval."""
    first = to_date(scope, case).partition("/")[0]
    last = scope.book.as_of
    n = last.year * 12 + last.month - 1 + ahead
    end = month_of(last).replace(year=n // 12, month=n % 12 + 1) if ahead else last
    return f"{first}/{end.isoformat()[:7] if ahead else end.isoformat()}"


def _one(
    scope: Scope,
    case: Case,
    measure: str,
    period: str,
    amount: Range,
    unit: str,
    of: Message,
    method: str = "outer",
    further: tuple[Message, ...] = (),
) -> Iterator[Estimate]:
    hard = case.benefit.hard
    origins = unique((*origins_of(scope, case.benefit.worths), *scope.origins("bills", "costs")))
    found = between(
        measure, case.initiative.ref, period, amount, unit, method, origins, level=hard.level,
        grade=hard.grade, denominator=of, assumptions=(*further, *of_both(scope, case)),
    )  # fmt: skip
    if found is not None:
        yield found
