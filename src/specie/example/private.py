"""A private company the firm has a stake in: its rounds, its classes of shares, its figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from specie.example.firm import declared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Rows = list[tuple[object, ...]]
FILE = "private.toml"
KNOWN_ON = date(2026, 3, 31)
"""Day of the documents where a row names none."""
USUAL: Mapping[str, object] = {
    "kind": "primary", "status": "closed", "bound": "=", "post_money_bound": "=",
    "source": "investor report (synthetic)", "source_quality": "primary", "as_of": KNOWN_ON,
}  # fmt: skip


def declared_rows(table: str, columns: Sequence[str]) -> Rows:
    """The rows of ``rounds``, ``terms`` or ``financials``."""
    private = declared(FILE)
    usual = {**USUAL, "company_id": private["company_id"]}
    return [tuple((usual | row).get(name, "") for name in columns) for row in private[table]]


def holding_row(number: int, currency: str) -> tuple[object, ...]:
    """The stake, carried at the price of the newest round."""
    held = declared(FILE)["held"]
    company = declared(FILE)["company_id"]
    return (
        f"SYN-H-{number:02d}", company, "", held["quantity"], held["price"], currency, held["share_class"],
    )  # fmt: skip
