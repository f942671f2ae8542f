"""Limits on spending: what the forecast of pays/spend passes them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book import Book
    from specie.model import Estimate, Result

SPEND = "pays/spend"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its money a year, what is forecast against it, and what is known of passing it."""

    id: str
    money: float
    share: float | None
    """Of the budget; None for a budget itself."""
    forecast: Estimate
    excess: Range
    """Forecast less limit; below zero there is room."""
    chance: Estimate | None
    months: Estimate | None


def limits(book: Book, spend: Result | None) -> Iterator[Limit]:
    """Yield the cap for the twelve months ahead, then the AI budget of the fiscal year."""
    if spend is None:
        return
    told = {e.measure: e for e in spend.estimates if e.subject.kind == "portfolio"}
    cap, budget, ahead = (
        book.policy.ai_share_of_it_budget, told.get("it_budget"), told.get("forecast_12_months"),
    )  # fmt: skip
    if cap is not None and budget is not None and budget.point and ahead is not None:
        yield _limit("IT cap", cap * budget.point, cap, ahead, told, "it")
    own, year = told.get("ai_budget"), told.get("forecast_fiscal_year")
    if own is not None and own.point and year is not None:
        yield _limit("AI budget", own.point, None, year, told, "ai")


def _limit(
    name: str, money: float, share: float | None, forecast: Estimate, told: dict[str, Estimate], prefix: str
) -> Limit:
    low, high = (forecast.low or 0.0) - money, (forecast.high or forecast.point or 0.0) - money
    point = None if forecast.point is None else forecast.point - money
    return Limit(
        name, money, share, forecast, Range(low, point, max(high, low)),
        told.get(f"{prefix}_breach_probability"), told.get(f"{prefix}_months_to_breach"),
    )  # fmt: skip
