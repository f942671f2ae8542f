"""Days of contracts that come next: ends, last days of notice, ends of price protection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from specie.supply.contracts import DAYS_IN_MONTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from specie.supply.contracts import Contract


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one contract."""

    day: date
    what: str
    contract: Contract


def agenda(contracts: Iterable[Contract], today: date, months: float) -> tuple[Day, ...]:
    """List the days ahead in order; a day of notice that has passed stays as long as the contract runs."""
    until = today + timedelta(days=round(months * DAYS_IN_MONTH))
    days = (day for contract in contracts if contract.runs(today) for day in _days(contract, today))
    return tuple(sorted((d for d in days if d.day <= until), key=lambda d: (d.day, d.contract.id, d.what)))


def _days(contract: Contract, today: date) -> Iterator[Day]:
    if contract.ends_on is not None:
        yield Day(contract.ends_on, "contract ends", contract)
    notice = contract.notice_by()
    if notice is not None:
        yield Day(notice, "notice is due", contract)
    protected = contract.protected_until(today)
    if protected is not None:
        yield Day(protected, "price protection ends", contract)
