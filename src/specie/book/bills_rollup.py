"""One scan of a bill: sums per day and key, with the faults of a row as one more key.

Parquet is grouped by day, faults and a 64-bit hash of the key texts; the texts are then fetched from one row
of each group. Grouping by the texts themselves takes about twice as long: eight bytes are faster to find than
ten texts. Two of 10,000 different combinations of texts share a hash once in 10^11 bills; the totals of
the bill would be right even then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specie.book import bills_cells as cells
from specie.book.bills_checks import fault_mask, row_checks
from specie.book.store import sql_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duckdb import DuckDBPyConnection

    from specie.book.bills_checks import RowCheck
    from specie.book.bills_source import BillSource
    from specie.book.settings import BillRules

MODEL_DEVELOPER = ("ModelDeveloper", "x_ModelDeveloper")
KEYS = (
    "issuer",
    "host_provider",
    "service_provider",
    "provider",
    "publisher",
    "model_developer",
    "service",
    "category",
    "currency",
    "account",
    "invoice",
    "tag",
    "sku_initiative",
    "account_initiative",
)
"""Texts of a group, as written in the file."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The typed rows of a bill: SQL pieces that every query over them is made of."""

    source: BillSource
    checks: tuple[RowCheck, ...]
    values: dict[str, str]
    keys: dict[str, str]
    joins: str

    def select(
        self, wanted: str, *, numbered: bool = False, grouped: bool | None = None, raw: Sequence[str] = ()
    ) -> str:
        """Return a query over the rows: typed values, keys and ``fault`` by name, ``_row`` where numbered.

        ``grouped=False`` leaves out faults that hold for whole groups; ``raw`` names FOCUS columns whose
        cells are wanted as written.
        """
        row = [f"{self.source.row} AS _row"] if numbered else []
        named = [f"{sql} AS {name}" for name, sql in {**self.values, **self.keys}.items()]
        cells = {self.source.cells[name] for name in (*raw, *(check.column for check in self.checks))}
        inner = f"SELECT {', '.join([*row, *named, *sorted(cells)])} FROM {self.source.relation} {self.joins}"
        mask = fault_mask(self.checks, grouped=grouped)
        return f"SELECT {wanted} FROM (SELECT *, {mask} AS fault FROM ({inner}))"


def rows_of(source: BillSource, rules: BillRules, as_of: date) -> Rows:
    """Lay out the typed rows of a bill."""
    values = {
        "starts": cells.time(source, "ChargePeriodStart"),
        "ends": cells.time(source, "ChargePeriodEnd"),
        "bill_starts": cells.time(source, "BillingPeriodStart"),
        "bill_ends": cells.time(source, "BillingPeriodEnd"),
        "billed": cells.money(source, "BilledCost"),
        "effective": cells.money(source, "EffectiveCost"),
        "list_cost": cells.number(source, "ListCost"),
        "list_price": cells.number(source, "ListUnitPrice"),
        "contracted_cost": cells.number(source, "ContractedCost"),
        "contracted_price": cells.number(source, "ContractedUnitPrice"),
        "quantity": cells.number(source, "PricingQuantity"),
        "class": cells.text(source, "ChargeClass"),
    }
    joined = {kind: sql for kind, sql in _rule_joins(source, rules).items() if sql}
    keys = {
        "issuer": cells.text(source, "InvoiceIssuerName"),
        "host_provider": cells.text(source, "HostProviderName"),
        "service_provider": cells.text(source, "ServiceProviderName"),
        "provider": cells.text(source, "ProviderName"),
        "publisher": cells.text(source, "PublisherName"),
        "model_developer": cells.entry(source, "SkuPriceDetails", MODEL_DEVELOPER),
        "service": cells.text(source, "ServiceName"),
        "category": cells.text(source, "ChargeCategory"),
        "currency": cells.text(source, "BillingCurrency"),
        "account": cells.text(source, "BillingAccountId"),
        "invoice": cells.text(source, "InvoiceId"),
        "tag": _tag(source, rules),
        "sku_initiative": "sku_rule.target" if "sku" in joined else "CAST(NULL AS VARCHAR)",
        "account_initiative": "account_rule.target" if "account" in joined else "CAST(NULL AS VARCHAR)",
    }
    return Rows(source, row_checks(source, as_of), values, keys, " ".join(joined.values()))


def _tag(source: BillSource, rules: BillRules) -> str:
    wanted = (rules.initiative_tag,) if rules.initiative_tag else ()
    return cells.entry(source, "Tags", wanted) if wanted else "CAST(NULL AS VARCHAR)"


def _rule_joins(source: BillSource, rules: BillRules) -> dict[str, str]:
    """Join the rules for SKUs and sub-accounts, whose many values would make too many groups as keys."""
    wanted = {"sku": ("SkuId", rules.skus), "account": ("SubAccountId", rules.accounts)}
    return {
        kind: f"LEFT JOIN _bill_rules AS {kind}_rule ON {kind}_rule.kind = '{kind}' "
        f"AND {kind}_rule.key = {cells.text(source, column)}"
        if rule and source.has(column)
        else ""
        for kind, (column, rule) in wanted.items()
    }


def store_rules(store: DuckDBPyConnection, rules: BillRules) -> None:
    """Write the rules of ``[bills]`` where queries can join them."""
    store.execute(sql_text("sql", "bills_cells"))
    store.execute("CREATE OR REPLACE TEMP TABLE _bill_rules (kind VARCHAR, key VARCHAR, target VARCHAR)")
    entries = [
        (kind, key, value)
        for kind, rule in (
            ("sku", rules.skus),
            ("account", rules.accounts),
            ("service", rules.services),
            ("vendor", rules.vendors),
        )
        for key, value in rule.items()
    ]
    if entries:
        store.executemany("INSERT INTO _bill_rules VALUES (?, ?, ?)", entries)


SUMS = """count(*) AS n_rows, CAST(sum(billed) AS DECIMAL(38, 18)) AS billed,
    CAST(sum(effective) AS DECIMAL(38, 18)) AS effective"""


def roll_up(store: DuckDBPyConnection, rows: Rows) -> None:
    """Fill ``_bill_groups`` and the ``_bill_texts`` they name; raises duckdb.Error when it cannot be read."""
    if rows.source.keyed:
        _group_by_hash(store, rows)
    else:
        _group_by_texts(store, rows)
    mask = fault_mask(rows.checks, grouped=True)
    store.execute(f"CREATE OR REPLACE TEMP TABLE _bill_clean AS SELECT *, {mask} AS fault FROM _bill_texts")


def _group_by_texts(store: DuckDBPyConnection, rows: Rows) -> None:
    names = ", ".join(KEYS)
    keyed = f"CAST(starts AS DATE) AS starts_on, fault, {names}, {SUMS}"
    store.execute(
        f"""CREATE OR REPLACE TEMP TABLE _bill_groups AS
        SELECT *, hash({names}) AS texts FROM ({rows.select(keyed, grouped=False)} GROUP BY ALL)"""
    )
    store.execute(
        f"""CREATE OR REPLACE TEMP TABLE _bill_texts AS
        SELECT DISTINCT ON (texts) texts, {names} FROM _bill_groups"""
    )


def _group_by_hash(store: DuckDBPyConnection, rows: Rows) -> None:
    present = [key for key in KEYS if not rows.keys[key].startswith("CAST(NULL")]
    keyed = f"CAST(starts AS DATE) AS starts_on, fault, hash({', '.join(present)}) AS texts"
    grouped = rows.select(f"{keyed}, {SUMS}, min(_row) AS seen_at", numbered=True, grouped=False)
    store.execute(f"CREATE OR REPLACE TEMP TABLE _bill_groups AS {grouped} GROUP BY starts_on, fault, texts")
    store.execute(
        """CREATE OR REPLACE TEMP TABLE _bill_firsts AS
        SELECT texts, min(seen_at) AS first_row FROM _bill_groups GROUP BY texts"""
    )
    wanted = _first_rows(rows).select(f"_row, {', '.join(KEYS)}", numbered=True)
    store.execute(
        f"""CREATE OR REPLACE TEMP TABLE _bill_texts AS
        SELECT texts, {", ".join(KEYS)} FROM _bill_firsts JOIN ({wanted}) ON _row = first_row"""
    )


def _first_rows(rows: Rows) -> Rows:
    """Only the rows that texts are fetched from, picked before any text of the others is looked at."""
    source = rows.source
    picked = f"(SELECT * FROM {source.relation} WHERE {source.row} IN (SELECT first_row FROM _bill_firsts))"
    return replace(rows, source=replace(source, relation=picked))
