"""Benefits that the ledger does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained


def benefit_checks(_: Checking) -> Iterator[Check]:
    """Yield checks of booked benefits against the ledger."""
    yield Check(
        "DAT117",
        "benefits",
        "ledger_account",
        "SELECT _row, initiative_id FROM benefits WHERE cash_class = 'booked' AND ledger_account IS NULL",
        _no_account,
    )
    yield Check(
        "DAT116",
        "benefits",
        "ledger_account",
        """SELECT _row, initiative_id, ledger_account FROM benefits
        WHERE ledger_account NOT IN (SELECT account FROM ledger)""",
        _not_in_ledger,
        needs=("ledger",),
    )


def _no_account(row: dict[str, Any]) -> Explained:
    message = say("a booked benefit of {initiative} names no ledger account", initiative=row["initiative_id"])
    return message, say(
        "booked means that it shows in the ledger: name the account, or choose another cash class"
    )


def _not_in_ledger(row: dict[str, Any]) -> Explained:
    message = say(
        "account {account} of a benefit of {initiative} is not in the ledger",
        account=row["ledger_account"],
        initiative=row["initiative_id"],
    )
    return message, say("mend the account, or add its lines to ledger")
