"""Benefits as owners claim them each quarter, and what of them the ledger holds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.example.clock import month_end, quarter
from specie.example.firm import declared
from specie.example.known import Claim
from specie.example.rates import PICO, cents, text
from specie.example.streams import stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.example.charges import Charge
    from specie.example.clock import Clock
    from specie.example.outcomes import Reading

INVOICES = "6420"
"""Ledger account in which suppliers' invoices are posted."""


def worth_by_week(reading: Reading) -> np.ndarray:
    """What the planted effect was worth in each week, in money of the metric; a harm is negative."""
    if reading.kpi.value is None:
        return np.zeros(reading.natural.shape[1])
    money = reading.natural * reading.weight * reading.present
    return money.sum(axis=0) * reading.kpi.value * reading.kpi.sign


def make_claims(seed: int, readings: list[Reading], clock: Clock) -> list[Claim]:
    """A claim for every whole quarter since the first one that an owner reports."""
    worth = _by_quarter(readings, clock)
    return [
        claim
        for row in declared("plain.toml")["claims"]
        for claim in _claims(row, worth[row["initiative_id"]], clock, seed)
    ]


def _by_quarter(readings: list[Reading], clock: Clock) -> Mapping[str, Mapping[str, float]]:
    worth: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for reading in readings:
        for monday, money in zip(clock.mondays(), worth_by_week(reading).tolist(), strict=True):
            worth[reading.kpi.initiative_id][quarter(monday)] += money
    return worth


def _claims(row: dict[str, Any], worth: Mapping[str, float], clock: Clock, seed: int) -> Iterator[Claim]:
    rng = stream(seed, "claims", row["initiative_id"])
    for period in _whole_quarters(clock):
        spread = 1 + 0.05 * float(rng.standard_normal())
        amount = row["amount"] * spread if "amount" in row else worth[period] * row["of_truth"]
        if period >= row["from"] and amount > 0:
            claimed = cents(Decimal(amount))
            booked = cents(claimed * Decimal(str(row["booked"])))
            account = row.get("ledger_account", "")
            yield Claim(row["initiative_id"], period, row["cash_class"], account, claimed, booked)


def _whole_quarters(clock: Clock) -> list[str]:
    months = list(clock.months())
    whole = [month for month in months if month.month % 3 == 0 and month_end(month) <= clock.last]
    return [quarter(month) for month in whole]


def quarter_end(period: str) -> date:
    """The last day of a quarter such as 2026-Q1."""
    year, number = int(period[:4]), int(period[-1])
    return date(year + number // 4, number * 3 % 12 + 1, 1) - timedelta(days=1)


def benefit_rows(claims: list[Claim], currency: str) -> list[tuple[str, ...]]:
    """The table of benefits."""
    proof = {row["initiative_id"]: row["evidence"] for row in declared("plain.toml")["claims"]}
    return [
        (
            claim.initiative_id, claim.period, str(claim.claimed), currency, claim.cash_class,
            claim.ledger_account, proof[claim.initiative_id],
        )
        for claim in claims
    ]  # fmt: skip


def ledger_rows(claims: list[Claim], charges: list[Charge], currency: str) -> list[tuple[str, ...]]:
    """The ledger: invoices by supplier and month, and booked savings as negative amounts."""
    centres = {row["initiative_id"]: row.get("cost_centre", "") for row in declared("plain.toml")["claims"]}
    savings = [
        (
            quarter_end(claim.period).isoformat(), claim.ledger_account, centres[claim.initiative_id],
            str(-claim.booked), currency,
        )
        for claim in claims
        if claim.booked
    ]  # fmt: skip
    return sorted([*_invoices(charges), *savings])


def _invoices(charges: list[Charge]) -> Iterator[tuple[str, ...]]:
    """Each supplier's month, rounded to the cent as an invoice is."""
    totals: dict[tuple[date, str, str], int] = defaultdict(int)
    for charge in charges:
        issuer = charge.item.issuer
        totals[month_end(charge.start), issuer.vendor_id, issuer.currency] += charge.billed
    for (day, vendor_id, currency), money in totals.items():
        whole = int(cents(Decimal(money) / PICO) * PICO)
        yield day.isoformat(), INVOICES, f"CC-IT-{vendor_id}", text(whole), currency
