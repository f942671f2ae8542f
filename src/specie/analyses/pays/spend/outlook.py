"""Where the monthly total is heading: whole drawn paths, so that sums and dates get intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.analyses.pays.spend.ledger import ZERO
from specie.analyses.pays.spend.months import add_months, months_between, named, share_of_month
from specie.analyses.pays.spend.scope import MONTHS_IN_YEAR
from specie.kernel.forecast import MIN_POINTS, Refusal, Smoothed, paths, quantiles, smooth
from specie.model import PORTFOLIO, Estimate, Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from numpy.typing import NDArray

    from specie.analyses.pays.spend.scope import Scope
    from specie.model import Message

    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Drawn futures of the monthly total.

    ``floor`` is 0 if no month was ever negative, ``begun`` what the first month ahead has booked already.
    ``months`` are the months after the last complete one, ``drawn`` (paths x months) their totals; a month
    that has begun is never below what it has booked. ``weights`` is the share of each month that lies in this
    fiscal year; ``booked`` what the fiscal year had booked by the end of the last complete month.
    """

    fit: Smoothed
    series: tuple[tuple[date, Decimal], ...]
    months: tuple[date, ...]
    drawn: Floats
    weights: Floats
    booked: Decimal
    begun: float
    floor: float | None

    @property
    def year_totals(self) -> Floats:
        """Total of the fiscal year on each path."""
        return float(self.booked) + self.drawn @ self.weights

    @property
    def in_year(self) -> int:
        """How many of the months touch this fiscal year."""
        return int((self.weights > 0).sum())

    @property
    def cumulative(self) -> Floats:
        """Fiscal year to date on each path at the end of each of its months."""
        inside = self.drawn[:, : self.in_year] * self.weights[: self.in_year]
        return float(self.booked) + np.cumsum(inside, axis=1)


def make_outlook(scope: Scope) -> Outlook | Message:
    """Draw the outlook, or say why there is none."""
    if scope.late:
        return say(
            "the latest complete month without rows is {month}: a forecast from old months would hide it",
            month=named(scope.late[-1]),
        )
    series = _unbroken(scope)
    values = np.array([float(amount) for _, amount in series])
    fit = smooth(values)
    if isinstance(fit, Refusal):
        return say(
            "it needs {needed} complete months without a gap; the book has {count}",
            needed=MIN_POINTS, count=fit.points,
        )  # fmt: skip
    return _draw(scope, fit, series, floor=0.0 if (values >= 0).all() else None)


def spread(
    scope: Scope, measure: str, period: str, totals: Floats, outlook: Outlook, of: Message
) -> Estimate:
    """Make the estimate of a drawn sum: its median and the interval of the level asked for."""
    tail = (1 - scope.settings.level) / 2
    low, point, high = (float(q) for q in np.quantile(totals, [tail, 0.5, 1 - tail]))
    return Estimate(
        measure, PORTFOLIO, period, point, low, high, scope.settings.level, scope.currency,
        "smoothing_with_drift", Grade.MODELLED, scope.origins, of, assumptions(outlook),
    )  # fmt: skip


def assumptions(outlook: Outlook) -> tuple[Message, ...]:
    """What the interval takes for granted."""
    first = say(
        "the coming months move as the last {count} did; nothing planned or announced is in it",
        count=len(outlook.series),
    )
    how = (
        say("growth compounds: logarithms fit the past months better")
        if outlook.fit.log
        else say("growth adds up: plain amounts fit the past months at least as well as logarithms")
    )
    flat = say("the past months lie exactly on a line, so the interval has no width")
    return (first, how, flat) if outlook.fit.flat else (first, how)


def outlook_estimates(scope: Scope, outlook: Outlook) -> Iterator[Estimate]:
    """Yield the next twelve months, the rest of the fiscal year and the whole of it."""
    of = say("forecast from {count} complete months", count=len(outlook.series))
    ahead = outlook.drawn[:, :MONTHS_IN_YEAR].sum(axis=1)
    yield spread(scope, "forecast_12_months", _period(outlook.months[:MONTHS_IN_YEAR]), ahead, outlook, of)
    whole = f"{scope.fiscal[0].isoformat()}/{scope.fiscal[1].isoformat()}"
    if outlook.in_year:
        rest = outlook.drawn @ outlook.weights
        months = _period(outlook.months[: outlook.in_year])
        yield spread(scope, "forecast_fiscal_year_rest", months, rest, outlook, of)
        booked = say("{booked} booked so far plus a forecast of the rest", booked=scope.money(outlook.booked))
        yield spread(scope, "forecast_fiscal_year", whole, outlook.year_totals, outlook, booked)


def band(scope: Scope, outlook: Outlook) -> Iterator[tuple[date, float, float, float]]:
    """Yield month, low, middle and high of the next twelve months."""
    tail = (1 - scope.settings.level) / 2
    found = quantiles(outlook.fit, MONTHS_IN_YEAR, [tail, 0.5, 1 - tail], floor=outlook.floor)
    found[:, 0] = np.maximum(found[:, 0], outlook.begun)
    for month, (low, middle, high) in zip(outlook.months, found.T, strict=False):
        yield month, float(low), float(middle), float(high)


def months_used(outlook: Outlook) -> Quantity:
    """How many months the forecast stands on."""
    return Quantity(len(outlook.series), "months")


def _unbroken(scope: Scope) -> tuple[tuple[date, Decimal], ...]:
    """Complete months after the last gap: a month without rows is unknown, not zero."""
    after = max(scope.missing, default=None)
    return tuple((month, sum_) for month, sum_ in scope.monthly().items() if after is None or month > after)


def _draw(
    scope: Scope, fit: Smoothed, series: tuple[tuple[date, Decimal], ...], floor: float | None
) -> Outlook:
    last = series[-1][0]
    to_end = len(months_between(add_months(last, 1), scope.fiscal[1]))
    horizon = max(MONTHS_IN_YEAR, to_end)
    months = tuple(add_months(last, k) for k in range(1, horizon + 1))
    rng = np.random.default_rng(np.random.SeedSequence(scope.settings.seed))
    drawn = paths(fit, horizon, scope.settings.paths, rng, floor=floor)
    begun = float(sum((c.amount for c in scope.ledger.cells if c.month == months[0]), ZERO))
    drawn[:, 0] = np.maximum(drawn[:, 0], begun)
    weights = np.array([share_of_month(month, *scope.fiscal) for month in months])
    booked = sum((c.amount for c in scope.ledger.cells if c.in_year and c.month <= last), ZERO)
    return Outlook(fit, series, months, drawn, weights, booked, begun, floor)


def _period(months: tuple[date, ...]) -> str:
    return f"{named(months[0])}/{named(months[-1])}"
