"""Rulers whose unit is money: a level, not a share of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.reading import Amount
from specie.model import Quantity, say

if TYPE_CHECKING:
    from specie.analyses.ruler.ladder.portfolio import Portfolio


def return_on_spending(portfolio: Portfolio, claimed: bool) -> Amount | None:
    """Benefits less cost over cost, to date (IBM)."""
    if portfolio.spent <= 0:
        return None
    total, unit = portfolio.returned(claimed=claimed), portfolio.currency
    because = say(
        "{total} against {other}", total=Quantity(total, unit), other=Quantity(portfolio.spent, unit)
    )
    return Amount(total / portfolio.spent - 1, because)
