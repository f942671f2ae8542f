"""Random bills, with unknown and junk cells, against a roll-up in plain Python; CSV against Parquet."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from specie.book.bills import load_bills
from specie.book.settings import BillRules, Settings
from specie.book.store import open_store

AS_OF = date(2026, 9, 15)
KNOWN = ("AI-01", "AI-02")
RULES = BillRules("initiative", accounts={"a1": "AI-02"}, skus={"s1": "AI-01"}, services={"Chat": "AI-02"})
UNKNOWN = ("", "NULL", "null", "  ")
FEW = settings().max_examples // 5
"""Bills; one costs three stores and some fifty queries, however many rows it has."""


def seconds(first: date, days: int) -> st.SearchStrategy[datetime]:
    start = datetime.combine(first, time())
    return st.integers(0, days * 86400).map(lambda s: start + timedelta(seconds=s))


amounts = st.one_of(
    st.decimals("-9999999", "9999999", places=12).map(lambda d: format(d, "f")),
    st.decimals("-99", "99", places=2).map(str),
    st.sampled_from(["0", "1e-7", " 2.5 ", "+3", "abc", "5%", "1,234", "1,5", "$5", "1.2.3", *UNKNOWN]),
)
moments = st.one_of(
    seconds(date(2026, 8, 30), 20).map(lambda t: t.strftime("%Y-%m-%dT%H:%M:%SZ")),
    seconds(date(2026, 9, 1), 14).map(lambda t: t.strftime("%Y-%m-%d %H:%M:%S")),
    st.sampled_from(["2026-09-03", "9/3/2026", "yesterday", "46266", "2026-02-30", *UNKNOWN]),
)
texts = st.sampled_from(["Nimbus", "nimbus", "雲端服務", 'a "b", c', "x\ny", " padded ", *UNKNOWN])
tags = st.sampled_from(
    [
        '{"initiative": "AI-01"}',
        '{"a": 1, "initiative":"AI-09"}',
        '{"initiative": null}',
        "{}",
        "not json",
        *UNKNOWN,
    ]
)
rows = st.fixed_dictionaries(
    {
        "BilledCost": amounts,
        "EffectiveCost": amounts,
        "BillingCurrency": st.sampled_from(["USD", "EUR", "usd", "US Dollar", *UNKNOWN]),
        "ChargePeriodStart": moments,
        "ChargePeriodEnd": moments,
        "BillingPeriodStart": moments,
        "BillingPeriodEnd": moments,
        "ChargeCategory": st.sampled_from(["Usage", "usage", "Tax", "Credit", "Fee", *UNKNOWN]),
        "ChargeClass": st.sampled_from(["Correction", *UNKNOWN]),
        "InvoiceIssuerName": texts,
        "ProviderName": texts,
        "PublisherName": texts,
        "ServiceName": st.one_of(texts, st.just("Chat")),
        "SubAccountId": st.sampled_from(["a1", "a2", *UNKNOWN]),
        "SkuId": st.sampled_from(["s1", "s2", *UNKNOWN]),
        "ListCost": amounts,
        "ListUnitPrice": amounts,
        "PricingQuantity": amounts,
        "Tags": tags,
    }
)


def text(cell: str) -> str | None:
    clean = cell.strip(" ")
    return None if clean.upper() in ("", "NULL") else clean


def number(cell: str) -> Decimal | None:
    clean = cell.strip()
    return Decimal(clean) if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", clean) else None


def moment(cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell.strip().removesuffix("Z")).replace(tzinfo=None)
    except ValueError:
        return None


def initiative(row: dict[str, str]) -> str | None:
    found = re.search(r'"initiative"\s*:\s*"([^"]*)"', row["Tags"])
    if found:
        return found[1] if found[1] in KNOWN else None
    return (
        RULES.skus.get(row["SkuId"])
        or RULES.accounts.get(row["SubAccountId"])
        or RULES.services.get(text(row["ServiceName"]) or "")
    )


def category(cell: str) -> str | None:
    known = {"usage": "Usage", "tax": "Tax", "credit": "Credit"}
    clean = text(cell)
    return None if clean is None else known.get(clean.lower(), clean)


def plain_roll_up(bill: list[dict[str, str]]) -> tuple[dict[Any, Any], dict[str, Decimal], int]:
    lines: dict[Any, list[Any]] = defaultdict(lambda: [Decimal(0), None, 0])
    billed: dict[str, Decimal] = defaultdict(Decimal)
    used = 0
    for row in bill:
        amount, effective = number(row["BilledCost"]), number(row["EffectiveCost"])
        start, end = moment(row["ChargePeriodStart"]), moment(row["ChargePeriodEnd"])
        currency = (text(row["BillingCurrency"]) or "").upper()
        if amount is not None and text(row["BillingCurrency"]):
            billed[currency] += amount
        if amount is None or start is None or not re.fullmatch("[A-Z]{3}", currency):
            continue
        if (end and end < start) or start.date() > AS_OF:
            continue
        used += 1
        key = (
            start.date(),
            initiative(row),
            text(row["InvoiceIssuerName"]),
            text(row["ProviderName"]),
            text(row["PublisherName"]),
            text(row["ServiceName"]),
            category(row["ChargeCategory"]),
            currency,
        )
        line = lines[key]
        line[0] += amount
        line[1] = line[1] if effective is None else (line[1] or Decimal(0)) + effective
        line[2] += 1
    return {key: tuple(line) for key, line in lines.items()}, dict(billed), used


def write(path: Path, bill: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows_header()), quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(bill)


def rows_header() -> list[str]:
    return [
        "BilledCost",
        "EffectiveCost",
        "BillingCurrency",
        "ChargePeriodStart",
        "ChargePeriodEnd",
        "BillingPeriodStart",
        "BillingPeriodEnd",
        "ChargeCategory",
        "ChargeClass",
        "InvoiceIssuerName",
        "ProviderName",
        "PublisherName",
        "ServiceName",
        "SubAccountId",
        "SkuId",
        "ListCost",
        "ListUnitPrice",
        "PricingQuantity",
        "Tags",
    ]


def load(folder: Path, name: str) -> tuple[Any, dict[Any, Any]]:
    store = open_store()
    store.execute(
        "CREATE TABLE initiatives (initiative_id VARCHAR); CREATE TABLE vendors (vendor_id"
        " VARCHAR, name VARCHAR)"
    )
    store.executemany("INSERT INTO initiatives VALUES (?)", [(i,) for i in KNOWN])
    outcome = load_bills(store, [folder / name], folder, Settings("x", "USD", AS_OF, bills=RULES))
    found = store.execute(
        """SELECT charge_date, initiative_id, invoice_issuer, host, developer, service, charge_category,
        currency, billed_cost, effective_cost, n_rows FROM bill_lines"""
    ).fetchall()
    lines = {row[:8]: row[8:] for row in found}
    assert len(lines) == len(found)
    return outcome, lines


def as_parquet(folder: Path) -> None:
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in rows_header())
    dialect = """header = true, delim = ',', quote = '"', escape = '"', auto_detect = false"""
    open_store().execute(
        f"""COPY (SELECT * FROM read_csv('{folder / "b.csv"}', {dialect}, columns = {{{columns}}}))
        TO '{folder / "b.parquet"}' (FORMAT parquet, ROW_GROUP_SIZE 2048)"""
    )


JUNK = dict.fromkeys(rows_header(), "")


@settings(max_examples=FEW, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([])
@example([JUNK, JUNK])
@given(st.one_of(st.lists(rows, max_size=4), st.lists(rows, min_size=12, max_size=30)))
def test_any_bill_rolls_up_as_plain_python_does(bill: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "b.csv", bill)
        as_parquet(folder)
        wanted, billed, used = plain_roll_up(bill)
        for file in ("b.csv", "b.parquet"):
            outcome, lines = load(folder, file)
            (account,) = outcome.files
            assert (account.rows_read, account.rows_used) == (len(bill), used)
            assert account.rows_set_aside == len(bill) - used
            assert lines == wanted
            assert {c.upper(): t for c, t in account.billed.items()} == billed
            named = {p.row for p in outcome.problems if p.level == "error" and p.row}
            assert all(2 <= row <= len(bill) + 1 for row in named)


@settings(max_examples=FEW // 2, deadline=None)
@given(
    st.lists(st.sampled_from(["ok", "blank", "short", "long", "quote", "comma row"]), max_size=24),
    st.booleans(),
)
def test_rows_that_cannot_be_split_are_counted_and_placed(kinds: list[str], returns: bool) -> None:
    line = {
        "ok": '1.5,USD,2026-09-01,"a\nb"',
        "blank": "",
        "short": "1.5,USD",
        "long": "1.5,USD,2026-09-01,x,y",
        "quote": '1.5,USD,2026-09-01,"a" b',
        "comma row": ",,,",
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        end = "\r\n" if returns else "\n"
        body = ["BilledCost,BillingCurrency,ChargePeriodStart,ServiceName", *(line[kind] for kind in kinds)]
        (folder / "b.csv").write_bytes((end.join(body) + end).encode())
        outcome, _ = load(folder, "b.csv")
        (account,) = outcome.files
        assert account.rows_read == sum(kind != "blank" for kind in kinds)
        assert account.rows_used == kinds.count("ok")
        broken = {i for i, kind in enumerate(kinds, 2) if kind in ("short", "long", "quote")}
        assert {p.row for p in outcome.problems if p.code == "DAT309"} == broken
        empty = {i for i, kind in enumerate(kinds, 2) if kind == "comma row"}
        assert {p.row for p in outcome.problems if p.code == "DAT320"} == empty
