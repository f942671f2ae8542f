"""The same roll-up by each engine: FOCUS Parquet in, totals per currency and number of lines out.

Run in a process of its own, so that its peak memory is its own:
``python benchmarks/rollup_engines.py ENGINE FILE`` prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

TAG_PATTERN = r'"initiative": "([^"]*)"'
TEXTS = [
    "InvoiceIssuerName",
    "ProviderName",
    "PublisherName",
    "ServiceName",
    "ChargeCategory",
    "BillingCurrency",
]
KEY_COLUMNS = [*TEXTS, "ChargePeriodStart", "Tags", "BilledCost", "EffectiveCost"]
CHECK_COLUMNS = [
    "ChargePeriodEnd", "BillingPeriodStart", "BillingPeriodEnd", "ChargeClass", "ListCost", "ListUnitPrice",
    "ContractedCost", "ContractedUnitPrice", "PricingQuantity",
]  # fmt: skip


def clock() -> tuple[float, float]:
    """Wall time and processor time of all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), used.ru_utime + used.ru_stime


def since(started: tuple[float, float]) -> dict[str, float]:
    return dict(
        zip(("seconds", "cpu"), (now - then for now, then in zip(clock(), started, strict=True)), strict=True)
    )


def by_specie(path: Path) -> dict[str, object]:
    """Roll up with all checks, as ``open_book`` does; the file's digest is timed apart, and both together."""
    from specie.book.bills import load_bills
    from specie.book.digest import file_digest
    from specie.book.settings import BillRules, Settings
    from specie.book.store import open_store

    store = open_store()
    store.execute("CREATE TABLE vendors (vendor_id VARCHAR, name VARCHAR)")
    store.execute(
        """CREATE TABLE initiatives AS
        SELECT 'AI-' || lpad(i::VARCHAR, 2, '0') AS initiative_id FROM range(1, 25) t(i)"""
    )
    rules = BillRules(
        "initiative", accounts={f"subaccount-{i:08}": f"AI-{1 + i // 8 % 24:02}" for i in range(20)}
    )
    settings = Settings("x", "USD", date(2026, 9, 30), bills=rules)
    started = clock()
    digest = {path: file_digest(path)}
    hashed = since(started)["seconds"]
    started = clock()
    load_bills(store, [path], path.parent, settings)
    both = since(started)["seconds"]
    started = clock()
    outcome = load_bills(store, [path], path.parent, settings, digest)
    spent = since(started)
    lines, rows = store.execute("SELECT count(*), sum(n_rows)::BIGINT FROM bill_lines").fetchall()[0]
    bill = outcome.files[0]
    assert rows == bill.rows_read == bill.rows_used
    assert not [p for p in outcome.problems if p.level != "note"], outcome.problems
    totals = {c: (float(bill.billed[c]), float(bill.effective[c])) for c in bill.billed}
    return {**spent, "digest": hashed, "both": both, "lines": lines, "totals": totals}


def by_pandas(path: Path) -> dict[str, object]:
    """Roll up with the same checks of every row as Specie makes, in plain vectorised pandas."""
    started = clock()
    bill, faults = _pandas_checked(path)
    return _pandas_totals(bill, started) | {"faults": faults}


def by_pandas_bare(path: Path) -> dict[str, object]:
    """Roll up without any check, reading only what that needs."""
    import pandas as pd

    started = clock()
    return _pandas_totals(pd.read_parquet(path, columns=KEY_COLUMNS), started)


def _pandas_checked(path: Path) -> tuple[pd.DataFrame, int]:
    import pandas as pd

    bill = pd.read_parquet(path, columns=[*KEY_COLUMNS, *CHECK_COLUMNS])
    start, end = bill["ChargePeriodStart"], bill["ChargePeriodEnd"]
    reduces = bill["ChargeCategory"].isin(["Credit", "Adjustment"]) | bill["ChargeClass"].eq("Correction")
    aside = bill[["BilledCost", "BillingCurrency", "ChargePeriodStart"]].isna().any(axis=1) | (end < start)
    aside |= start >= pd.Timestamp("2026-10-01")
    named = bill[["EffectiveCost", "ChargePeriodEnd"]].isna().any(axis=1)
    named |= (start < bill["BillingPeriodStart"]) | (start >= bill["BillingPeriodEnd"])
    named |= (bill["BilledCost"] < 0) & ~reduces
    for price, cost in (("ListUnitPrice", "ListCost"), ("ContractedUnitPrice", "ContractedCost")):
        off = (bill[price] * bill["PricingQuantity"] - bill[cost]).abs()
        named |= off > 1e-6 + 1e-6 * bill[cost].abs()
    named |= bill["ChargeCategory"].eq("Credit") & (
        (bill["ContractedCost"] - bill["BilledCost"]).abs() > 1e-6
    )
    return bill.loc[~aside, KEY_COLUMNS], int((aside | named).sum())


def _pandas_totals(bill: pd.DataFrame, started: tuple[float, float]) -> dict[str, object]:
    """Group with categories for texts, which is faster than with strings."""
    for name in (*TEXTS, "Tags"):
        bill[name] = bill[name].astype("category")
    initiatives = bill["Tags"].cat.categories.to_series().str.extract(TAG_PATTERN, expand=False)
    bill["Initiative"] = bill.pop("Tags").map(initiatives).astype("category")
    bill["Day"] = bill.pop("ChargePeriodStart").dt.floor("D")
    lines = bill.groupby(["Day", "Initiative", *TEXTS], observed=True, dropna=False).agg(
        billed=("BilledCost", "sum"), effective=("EffectiveCost", "sum"), rows=("BilledCost", "size")
    )
    found = lines.groupby("BillingCurrency", observed=True)[["billed", "effective"]].sum()
    spent = since(started)
    totals = {str(c): (float(row.billed), float(row.effective)) for c, row in found.iterrows()}
    return {**spent, "lines": len(lines), "totals": totals}


def by_polars(path: Path) -> dict[str, object]:
    """Roll up with the streaming engine; no checks."""
    import polars as pl

    started = clock()
    lines = (
        pl.scan_parquet(path)
        .group_by(
            pl.col("ChargePeriodStart").dt.date().alias("Day"),
            pl.col("Tags").str.extract(TAG_PATTERN, 1).alias("Initiative"),
            *TEXTS,
        )
        .agg(
            pl.col("BilledCost").sum().alias("billed"),
            pl.col("EffectiveCost").sum().alias("effective"),
            pl.len(),
        )
        .collect(engine="streaming")
    )
    found = lines.group_by("BillingCurrency").agg(pl.col("billed").sum(), pl.col("effective").sum())
    spent = since(started)
    return {**spent, "lines": len(lines), "totals": {c: (b, e) for c, b, e in found.rows()}}


ENGINES: dict[str, Callable[[Path], dict[str, object]]] = {
    "specie": by_specie,
    "pandas": by_pandas,
    "pandas-bare": by_pandas_bare,
    "polars": by_polars,
}


def main() -> None:
    name, path = sys.argv[1], Path(sys.argv[2])
    found = ENGINES[name](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps(found | {"peak": peak}))


if __name__ == "__main__":
    main()
