"""A synthetic FOCUS 1.2 bill in Parquet with the cardinalities of a large one; same seed, same rows.

One month, hourly charges: 200 sub-accounts of 4 billing accounts at 3 issuers, 60 services, 3,000 SKUs,
1,400 different tag texts naming 24 initiatives (3 rows in 10 carry none), and as many resources as a large
firm has. All figures are made up. DuckDB's ``hash`` makes them, so another DuckDB may make other,
equally good rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

HOURS = 720
ISSUERS = """CASE account % 3 WHEN 0 THEN 'Nimbus Cloud, Inc.' WHEN 1 THEN 'Cumulus Corporation'
    ELSE 'Solora AI OpCo, LLC' END"""
PROVIDERS = "CASE account % 3 WHEN 0 THEN 'Nimbus' WHEN 1 THEN 'Cumulus' ELSE 'Solora' END"
CATEGORIES = """CASE WHEN hour = 719 AND draw < 200 THEN 'Tax' WHEN sku % 100 = 7 THEN 'Purchase'
    WHEN sku % 250 = 9 THEN 'Credit' WHEN sku = 11 THEN 'Adjustment' ELSE 'Usage' END"""
TAGS = """CASE WHEN tag % 10 < 3 THEN NULL ELSE '{"application": "app-' || tag || '", "environment": "'
    || CASE tag % 3 WHEN 0 THEN 'dev' ELSE 'prod' END || '", "initiative": "AI-'
    || lpad((1 + account // 8 % 24)::VARCHAR, 2, '0') || '"}' END"""


def write_bill(
    path: Path, rows: int, seed: int = 1, *, shuffled: bool = False, money: str = "DOUBLE"
) -> None:
    """Write the bill; ``shuffled`` rows are in no order, others hour by hour as exports are appended."""
    hour = f"hash(i * 16 + 1, {seed}) % {HOURS}" if shuffled else f"i * {HOURS} // {rows}"
    con = duckdb.connect()
    con.execute(
        f"""COPY (WITH {_draws(rows, seed, hour)}
        SELECT {_columns(money)} FROM priced)
        TO '{path}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)"""
    )


def _draws(rows: int, seed: int, hour: str) -> str:
    def draw(number: int, count: int) -> str:
        return f"(hash(i * 16 + {number}, {seed}) % {count})::INT"

    return f"""
    drawn AS (
        SELECT ({hour})::INT AS hour, {draw(3, 200)} AS account, {draw(4, 500)} AS item,
            {draw(5, 1000)} AS draw, {draw(6, 10)} AS label, {draw(8, 100)} AS discount,
            {draw(7, 1_000_000)} / 10000.0 AS quantity, {draw(9, 200_000)} AS resource
        FROM range({rows}) t(i)
    ),
    named AS (
        SELECT *, account % 3 * 1000 + (account * 7 + item * 2) % 1000 AS sku, account * 10 + label AS tag
        FROM drawn
    ),
    priced AS (
        SELECT *, sku * 7919 % 100000 / 10000000.0 AS price, {CATEGORIES} AS category,
            CASE WHEN category = 'Credit' THEN 0 ELSE discount END AS off,
            CASE WHEN category = 'Credit' THEN -quantity ELSE quantity END AS priced_quantity,
            round(price * priced_quantity, 10) AS list_cost,
            price * (1 - off / 500.0) AS contracted_price,
            round(contracted_price * priced_quantity, 10) AS cost
        FROM named
    )"""


def _columns(money: str) -> str:
    columns = {
        "AvailabilityZone": "'region-1' || chr((97 + account % 3)::INT)",
        "BilledCost": f"cost::{money}",
        "BillingAccountId": "'billing-' || account % 4",
        "BillingAccountName": "'Example Holdings'",
        "BillingCurrency": "CASE account % 3 WHEN 1 THEN 'EUR' ELSE 'USD' END",
        "BillingPeriodEnd": "TIMESTAMP '2026-10-01'",
        "BillingPeriodStart": "TIMESTAMP '2026-09-01'",
        "ChargeCategory": "category",
        "ChargeClass": "NULL::VARCHAR",
        "ChargeDescription": "'Charge for SKU number ' || sku",
        "ChargeFrequency": "'Usage-Based'",
        "ChargePeriodEnd": "TIMESTAMP '2026-09-01' + to_hours(hour + 1)",
        "ChargePeriodStart": "TIMESTAMP '2026-09-01' + to_hours(hour)",
        "ConsumedQuantity": f"quantity::{money}",
        "ConsumedUnit": "'Tokens'",
        "ContractedCost": f"cost::{money}",
        "ContractedUnitPrice": f"contracted_price::{money}",
        "EffectiveCost": f"(CASE category WHEN 'Purchase' THEN 0 ELSE cost END)::{money}",
        "InvoiceId": "'2026-09-' || account % 4",
        "InvoiceIssuerName": ISSUERS,
        "ListCost": f"list_cost::{money}",
        "ListUnitPrice": f"price::{money}",
        "PricingCategory": "'Standard'",
        "PricingQuantity": f"priced_quantity::{money}",
        "PricingUnit": "'1000 Tokens'",
        "ProviderName": PROVIDERS,
        "PublisherName": f"CASE WHEN sku % 10 = 0 THEN 'Lyra Models' ELSE {PROVIDERS} END",
        "RegionId": "'region-1'",
        "RegionName": "'Region One'",
        "ResourceId": f"'id:' || {PROVIDERS} || ':region-1:' || account || ':endpoint/' || resource",
        "ResourceName": "'endpoint-' || resource",
        "ResourceType": "'endpoint'",
        "ServiceCategory": "'AI and Machine Learning'",
        "ServiceName": "'Managed service number ' || (sku % 20 + 20 * (account % 3))",
        "ServiceSubcategory": "'Generative AI'",
        "SkuId": "'SKU' || sku",
        "SkuPriceId": "'SKU' || sku || '.PRICE'",
        "SubAccountId": "'subaccount-' || lpad(account::VARCHAR, 8, '0')",
        "SubAccountName": "'Team ' || account",
        "Tags": TAGS,
    }
    return ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
