"""Billing rows as suppliers export them: FOCUS 1.0 from the clouds, FOCUS 1.2 from the model developers.

They differ on purpose in columns and in how a missing cell and a time are written, as real exports do.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING

from specie.example.clock import month_start, next_month
from specie.example.prices import MICRO
from specie.example.rates import PICO, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.example.charges import Charge, Item

FOCUS_1_0 = (
    "AvailabilityZone", "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency",
    "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass", "ChargeDescription",
    "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart", "CommitmentDiscountCategory",
    "CommitmentDiscountId", "CommitmentDiscountName", "CommitmentDiscountStatus", "CommitmentDiscountType",
    "ConsumedQuantity", "ConsumedUnit", "ContractedCost", "ContractedUnitPrice", "EffectiveCost",
    "InvoiceIssuerName", "ListCost", "ListUnitPrice", "PricingCategory", "PricingQuantity", "PricingUnit",
    "ProviderName", "PublisherName", "RegionId", "RegionName", "ResourceId", "ResourceName", "ResourceType",
    "ServiceCategory", "ServiceName", "SkuId", "SkuPriceId", "SubAccountId", "SubAccountName", "Tags",
)  # fmt: skip
FOCUS_1_2 = (
    "BilledCost", "BillingAccountId", "BillingAccountName", "BillingAccountType", "BillingCurrency",
    "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass", "ChargeDescription",
    "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart", "ConsumedQuantity", "ConsumedUnit",
    "ContractedCost", "ContractedUnitPrice", "EffectiveCost", "InvoiceId", "InvoiceIssuerName", "ListCost",
    "ListUnitPrice", "PricingCategory", "PricingCurrency", "PricingQuantity", "PricingUnit", "ProviderName",
    "PublisherName", "ServiceCategory", "ServiceName", "ServiceSubcategory", "SkuId", "SkuMeter",
    "SubAccountId", "SubAccountName", "SubAccountType", "Tags",
)  # fmt: skip


VARYING = (
    ("BilledCost", "EffectiveCost", "ListCost", "ContractedCost"), ("ListUnitPrice", "ContractedUnitPrice"),
    ("PricingQuantity",), ("ConsumedQuantity",), ("InvoiceId",),
    ("BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd"),
)  # fmt: skip
"""Columns that differ from charge to charge; all others are the item's."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Columns, the word for a missing cell, and the tail of a time."""

    columns: tuple[str, ...]
    null: str
    time: str

    def places(self, names: tuple[str, ...]) -> list[int]:
        """Where the columns stand, of those that the dialect has."""
        return [self.columns.index(name) for name in names if name in self.columns]


DIALECTS = {
    "1.0": Dialect(FOCUS_1_0, "NULL", " 00:00:00"),
    "1.2": Dialect(FOCUS_1_2, "", "T00:00:00Z"),
}


def focus_rows(charges: Iterable[Charge], dialect: Dialect) -> Iterator[list[str]]:
    """The cells of each charge as written between commas, in the dialect's columns."""
    templates: dict[int, list[str]] = {}
    money, price, quantity, used, invoice, times = (dialect.places(names) for names in VARYING)
    for charge in charges:
        item = charge.item
        row = (templates.get(id(item)) or _template(item, dialect, templates)).copy()
        row[times[0]], row[times[1]], month = _months(charge.start, dialect.time)
        row[times[2]], row[times[3]] = _time(charge.start, dialect.time), _time(charge.end, dialect.time)
        for place in invoice:
            row[place] = f"SYN-{item.issuer.vendor_id.upper()}-{month}"
        billed = text(charge.billed)
        effective = billed if charge.effective == charge.billed else text(charge.effective)
        row[money[0]] = billed
        row[money[1]] = row[money[2]] = row[money[3]] = effective
        if charge.quantity is not None and charge.price is not None:
            row[price[0]] = row[price[1]] = _millionths(charge.price)
            row[quantity[0]] = _millionths(charge.quantity)
            row[used[0]] = str(charge.quantity) if item.unit == "1M tokens" else row[quantity[0]]
        yield row


def _template(item: Item, dialect: Dialect, templates: dict[int, list[str]]) -> list[str]:
    """The row of an item with its varying cells still empty, kept for its next charge."""
    constant = _constant(item)
    template = [_cell(constant.get(name) or dialect.null) for name in dialect.columns]
    templates[id(item)] = template
    return template


def csv_line(cells: Iterable[object]) -> str:
    """Cells as one line of a CSV file without its end."""
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _cell(text: str) -> str:
    """One cell as it stands before a comma."""
    return csv_line((text, "")).removesuffix(",")


def _constant(item: Item) -> dict[str, str]:
    """The cells that all charges of an item share."""
    issuer, priced = item.issuer, bool(item.unit) and not item.commitment
    return {
        "BillingAccountId": f"syn-{issuer.vendor_id}-0001",
        "BillingAccountName": "Example Holdings (synthetic)",
        "BillingAccountType": "Organisation",
        "BillingCurrency": issuer.currency,
        "ChargeCategory": item.category,
        "ChargeClass": "Correction" if item.correction else "",
        "ChargeDescription": item.description,
        "ChargeFrequency": item.frequency,
        "InvoiceIssuerName": issuer.issuer,
        "PricingCategory": ("Committed" if item.commitment else "Standard") if item.unit else "",
        "PricingCurrency": issuer.currency,
        "PricingUnit": item.unit if priced else "",
        "ConsumedUnit": {"1M tokens": "Tokens"}.get(item.unit, item.unit) if priced else "",
        "ProviderName": issuer.provider,
        "PublisherName": item.publisher,
        "RegionId": issuer.region_id,
        "RegionName": issuer.region_name,
        "ServiceCategory": "AI and Machine Learning",
        "ServiceSubcategory": "Generative AI",
        "ServiceName": item.service,
        "SkuId": item.sku,
        "SkuMeter": item.unit and item.description,
        "SkuPriceId": item.sku and f"{item.sku}/list",
        "SubAccountId": item.account,
        "SubAccountName": item.account.removeprefix("syn-"),
        "SubAccountType": "Project",
        "CommitmentDiscountId": item.commitment,
        "CommitmentDiscountName": item.commitment and f"{item.service}, yearly seats",
        "CommitmentDiscountCategory": item.commitment and "Spend",
        "CommitmentDiscountType": item.commitment and "Yearly seats",
        "CommitmentDiscountStatus": "Used" if item.commitment and item.category == "Usage" else "",
        "Tags": _tags(item),
    }


def _tags(item: Item) -> str:
    if not item.tagged:
        return ""
    return json.dumps({"initiative": item.initiative_id, "environment": "prod", "note": "synthetic"})


def _millionths(quantity: int) -> str:
    return text(quantity * (PICO // MICRO))


@lru_cache(maxsize=4096)
def _time(day: date, tail: str) -> str:
    return f"{day.isoformat()}{tail}"


@lru_cache(maxsize=4096)
def _months(day: date, tail: str) -> tuple[str, str, str]:
    """Start and end of the billing period of a day, and its month as on an invoice."""
    return _time(month_start(day), tail), _time(next_month(day), tail), f"{day:%Y%m}"
