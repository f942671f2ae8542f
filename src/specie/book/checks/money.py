"""Amounts that do not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained


def money_checks(checking: Checking) -> Iterator[Check]:
    """Yield checks of budgets, rounds and rates."""
    book = checking.settings.currency
    yield Check("DAT114", "budgets", "period", OVERLAP, _overlap)
    yield Check("DAT121", "budgets", "amount", AI_ABOVE_IT, _Above(book))
    yield Check("DAT120", "rounds", "post_money_usd", NOT_THE_SUM, _not_the_sum)
    yield Check(
        "DAT122",
        "rates",
        "per_unit",
        f"SELECT _row, currency, per_unit FROM rates WHERE currency = '{book}' AND per_unit <> 1",
        _own_rate,
    )


OVERLAP = """SELECT later._row, any_value(later.period) AS period, any_value(later.scope) AS scope,
    min(earlier._row) AS other_row, arg_min(earlier.period, earlier._row) AS other_period
FROM budgets AS later JOIN budgets AS earlier
    ON later.scope = earlier.scope AND later._row > earlier._row
    AND later.period_start <= earlier.period_end AND earlier.period_start <= later.period_end
GROUP BY later._row"""
AI_ABOVE_IT = """SELECT ai._row, ai.period, ai.amount_book AS ai, it.amount_book AS it
FROM budgets AS ai JOIN budgets AS it ON ai.period = it.period AND ai.scope = 'ai' AND it.scope = 'it'
WHERE ai.amount_book > it.amount_book"""
NOT_THE_SUM = """SELECT _row, pre_money_usd AS pre, amount_usd AS amount, post_money_usd AS post FROM rounds
WHERE kind = 'primary' AND coalesce(post_money_bound, '=') = '='
    AND abs(pre_money_usd + amount_usd - post_money_usd) > 0.01 * post_money_usd
    AND pre_money_usd <= post_money_usd"""


def _overlap(row: dict[str, Any]) -> Explained:
    message = say(
        "the budget of {scope} for {period} overlaps {other} in row {row}: it would count twice",
        scope=Term(row["scope"]),
        period=row["period"],
        other=row["other_period"],
        row=row["other_row"],
    )
    return message, say("give each day one budget per scope: years, or quarters, or months")


class _Above:
    """Words for an AI budget above the whole IT budget."""

    def __init__(self, currency: str) -> None:
        self._currency = currency

    def __call__(self, row: dict[str, Any]) -> Explained:
        message = say(
            "the AI budget of {period}, {ai}, is above the whole IT budget, {it}",
            period=row["period"],
            ai=Quantity(row["ai"], self._currency),
            it=Quantity(row["it"], self._currency),
        )
        return message, say(
            "the AI budget is a part of the IT budget; shares above the whole are not believable"
        )


def _not_the_sum(row: dict[str, Any]) -> Explained:
    message = say(
        "value before the money {pre} plus amount {amount} is not the value after it {post}",
        pre=Quantity(row["pre"], "USD"),
        amount=Quantity(row["amount"], "USD"),
        post=Quantity(row["post"], "USD"),
    )
    return message, say("leave empty what the source does not state")


def _own_rate(row: dict[str, Any]) -> Explained:
    message = say(
        "{currency} is the book's own currency, but its rate is {rate}",
        currency=row["currency"],
        rate=f"{row['per_unit']:g}",
    )
    return message, say("per_unit is what one unit is worth in the book's currency; remove this line")
