"""Bills against sums worked out by other means: the public FOCUS sample, every version's header, every"
" form."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from specie.book.bills import load_bills
from specie.book.focus import BillKind, focus, read_heading
from specie.book.settings import BillRules, Settings
from specie.book.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.book.bills import BillsOutcome

INITIATIVES = ("AI-01", "AI-02", "AI-03", "AI-04")
VENDORS = (("v-aws", "amazon web services, inc."), ("v-nim", "Nimbus Cloud"))


class Bills:
    """A store with two tables, and bills loaded into it."""

    def __init__(self, folder: Path, rules: BillRules | None = None, as_of: date = date(2026, 9, 30)) -> None:
        self.folder = folder
        self.settings = Settings("Example", "USD", as_of, bills=rules or BillRules())
        self.store = open_store()
        self.store.execute("CREATE TABLE initiatives (initiative_id VARCHAR, name VARCHAR)")
        self.store.execute("CREATE TABLE vendors (vendor_id VARCHAR, name VARCHAR)")
        self.store.executemany("INSERT INTO initiatives VALUES (?, ?)", [(i, i) for i in INITIATIVES])
        self.store.executemany("INSERT INTO vendors VALUES (?, ?)", VENDORS)

    def load(self, *names: str) -> BillsOutcome:
        outcome = load_bills(self.store, [self.folder / name for name in names], self.folder, self.settings)
        for bill in outcome.files:
            assert bill.rows_read == bill.rows_used + bill.rows_set_aside
        return outcome

    def write(self, name: str, rows: Sequence[dict[str, Any]]) -> str:
        with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return name

    def lines(self, columns: str, extra: str = "") -> list[tuple[Any, ...]]:
        return self.store.execute(f"SELECT {columns} FROM bill_lines {extra} ORDER BY ALL").fetchall()


ROW = {
    "BilledCost": "10.25",
    "EffectiveCost": "9.75",
    "BillingCurrency": "USD",
    "BillingAccountId": "1",
    "ChargePeriodStart": "2026-09-01T00:00:00Z",
    "ChargePeriodEnd": "2026-09-01T01:00:00Z",
    "BillingPeriodStart": "2026-09-01T00:00:00Z",
    "BillingPeriodEnd": "2026-10-01T00:00:00Z",
    "ChargeCategory": "Usage",
    "ChargeClass": "",
    "InvoiceIssuerName": "Nimbus Cloud",
    "ProviderName": "Nimbus",
    "PublisherName": "Solora AI",
    "ServiceName": "Model Service",
    "SubAccountId": "42",
    "SkuId": "S1",
    "Tags": "",
}


@pytest.mark.shared
def test_the_public_sample_adds_up_to_the_last_digit(shared: Path, tmp_path: Path) -> None:
    path = shared / "data" / "bills" / "focus_1_0_sample.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bills = Bills(path.parent)
    (bill,) = bills.load(path.name).files
    assert (bill.kind, bill.version, bill.rows_read, bill.rows_used) == (BillKind.CHARGES, "1.0", 1000, 1000)
    assert bill.billed == {"USD": sum(Decimal(row["BilledCost"]) for row in rows)}
    assert bill.effective == {"USD": sum(Decimal(row["EffectiveCost"]) for row in rows)}
    assert bills.lines("sum(billed_cost), sum(effective_cost), sum(n_rows)") == [
        (bill.billed["USD"], bill.effective["USD"], 1000)
    ]
    by_service: Counter[tuple[str, str]] = Counter()
    for row in rows:
        by_service[row["ServiceName"], row["ChargePeriodStart"][:10]] += Decimal(row["BilledCost"])  # type: ignore[assignment]
    found = bills.lines("service, charge_date::VARCHAR, sum(billed_cost)", "GROUP BY ALL")
    assert {(service, day): total for service, day, total in found} == dict(by_service)


@pytest.mark.shared
def test_the_public_sample_as_parquet_gives_the_same_lines(shared: Path, tmp_path: Path) -> None:
    path = shared / "data" / "bills" / "focus_1_0_sample.csv"
    text = Bills(path.parent)
    text.load(path.name)
    typed = Bills(tmp_path)
    typed.store.execute(
        f"""COPY (SELECT * REPLACE (
            BilledCost::DECIMAL(38, 18) AS BilledCost, EffectiveCost::DECIMAL(30, 15) AS EffectiveCost,
            ChargePeriodStart::TIMESTAMP AS ChargePeriodStart, ChargePeriodEnd::TIMESTAMP AS ChargePeriodEnd,
            BillingPeriodStart::DATE AS BillingPeriodStart, BillingPeriodEnd::DATE AS BillingPeriodEnd)
        FROM read_csv('{path}', all_varchar = true, nullstr = 'NULL'))
        TO '{tmp_path / "sample.parquet"}' (FORMAT parquet)"""
    )
    typed.load("sample.parquet")
    columns = "* EXCLUDE (file)"
    assert typed.lines(columns) == text.lines(columns)


@pytest.mark.parametrize(
    ("version", "count"), [("1.0", 43), ("1.1", 50), ("1.2", 57), ("1.3", 65), ("1.4", 65)]
)
def test_every_version_has_its_columns_and_is_told_by_them(version: str, count: int) -> None:
    names = focus().of_version(version)
    heading = read_heading(names)
    assert (len(names), heading.version, heading.kind) == (count, version, BillKind.CHARGES)
    assert (heading.unknown, heading.lacks("always"), heading.lacks("expected")) == ((), (), ())


@pytest.mark.parametrize(
    ("names", "host", "developer"),
    [
        ({"ProviderName": "Nimbus", "PublisherName": "Solora AI"}, "Nimbus", "Solora AI"),
        ({"ServiceProviderName": "Solora AI", "HostProviderName": "Nimbus"}, "Nimbus", "Solora AI"),
        (
            {"ServiceProviderName": "Solora AI", "HostProviderName": "Not Applicable"},
            "Solora AI",
            "Solora AI",
        ),
        (
            {
                "ServiceProviderName": "Nimbus",
                "HostProviderName": "Nimbus",
                "SkuPriceDetails": '{"CoreCount": 1, "ModelDeveloper": "Solora AI"}',
            },
            "Nimbus",
            "Solora AI",
        ),
        (
            {
                "ServiceProviderName": "Nimbus",
                "HostProviderName": "NULL",
                "SkuPriceDetails": '{"x_ModelDeveloper" : "Sol\\u006fra \\"AI\\""}',
            },
            "Nimbus",
            'Solora "AI"',
        ),
    ],
)
def test_a_reseller_does_not_hide_host_and_developer(
    tmp_path: Path, names: dict[str, str], host: str, developer: str
) -> None:
    bills = Bills(tmp_path)
    row = {k: v for k, v in ROW.items() if k not in ("ProviderName", "PublisherName")} | names
    bills.load(bills.write("b.csv", [row]))
    assert bills.lines("invoice_issuer, vendor_id, host, developer") == [
        ("Nimbus Cloud", "v-nim", host, developer)
    ]


def test_initiative_by_tag_then_sku_then_account_then_service(tmp_path: Path) -> None:
    rules = BillRules(
        "initiative", {"42": "AI-02"}, {"S1": "AI-03"}, {"Model Service": "AI-04"}, {"Nimbus Cloud": "v-aws"}
    )
    bills = Bills(tmp_path, rules)
    cells = [
        ({"Tags": '{"initiative": "AI-01"}'}, "AI-01"),
        ({"Tags": '{"team": "x, \\"initiative\\": \\"AI-01\\""}'}, "AI-03"),
        ({"Tags": "{}"}, "AI-03"),
        ({"SkuId": "S2"}, "AI-02"),
        ({"SkuId": "S2", "SubAccountId": "43"}, "AI-04"),
        ({"SkuId": "S2", "SubAccountId": "43", "ServiceName": "Other"}, None),
        ({"Tags": '{"initiative": "AI-1"}'}, None),
    ]
    rows = [
        ROW
        | {
            "BilledCost": str(i),
            "ChargePeriodStart": f"2026-09-0{i} 00:00:00",
            "ChargePeriodEnd": f"2026-09-0{i} 01:00:00",
        }
        | cell
        for i, (cell, _) in enumerate(cells, 1)
    ]
    outcome = bills.load(bills.write("b.csv", rows))
    assert [found for _, found in bills.lines("charge_date, initiative_id")] == [found for _, found in cells]
    assert bills.lines("DISTINCT vendor_id") == [("v-aws",)]
    (unknown,) = [p for p in outcome.problems if p.code == "DAT338"]
    assert unknown.hint is not None
    assert unknown.hint.arg("name") == "AI-01"


@pytest.mark.parametrize(
    "tags",
    [
        "MAP{'initiative': 'AI-01', 'team': 'a'}",
        "{'initiative': 'AI-01', 'team': 'a'}",
        """'{"team": "a", "initiative": "AI-01"}'::JSON""",
        "[{'key': 'initiative', 'value': 'AI-01'}]",
    ],
)
@pytest.mark.parametrize(
    "money", ["DOUBLE", "DECIMAL(18, 6)", "DECIMAL(38, 20)", "INTEGER", "VARCHAR", "FLOAT"]
)
def test_parquet_types(tmp_path: Path, tags: str, money: str) -> None:
    bills = Bills(tmp_path, BillRules("initiative"))
    bills.store.execute(
        f"""COPY (SELECT 2::{money} AS "BilledCost", 2::{money} AS "EffectiveCost",
            'USD' AS "BillingCurrency", TIMESTAMPTZ '2026-09-01 23:30:00+00' AS "ChargePeriodStart",
            {tags} AS "Tags", 'Usage' AS "ChargeCategory" FROM range(5))
        TO '{tmp_path / "b.parquet"}' (FORMAT parquet)"""
    )
    bills.store.execute("SET TimeZone = 'Asia/Taipei'")
    (bill,) = bills.load("b.parquet").files
    assert bill.billed == bill.billed_used == bill.effective == {"USD": Decimal(10)}
    assert bills.lines("charge_date, initiative_id, billed_cost, n_rows") == [
        (date(2026, 9, 1), "AI-01", Decimal(10), 5)
    ]


def test_binary_amounts_are_rounded_to_twelve_decimals_per_row(tmp_path: Path) -> None:
    bills = Bills(tmp_path)
    for name, scale in (("small.parquet", 1), ("large.parquet", 10**7)):
        bills.store.execute(
            f"""COPY (SELECT (0.1 + i % 3 * 0.2) * {scale}::DOUBLE AS "BilledCost",
                'USD' AS "BillingCurrency", DATE '2026-09-01' AS "ChargePeriodStart",
                'Usage' AS "ChargeCategory"
                FROM range(30000) t(i))
            TO '{tmp_path / name}' (FORMAT parquet)"""
        )
        (bill,) = bills.load(name).files
        assert abs(bill.billed["USD"] - 9000 * scale) <= Decimal(scale) * Decimal("1e-9") * 0
    assert bill.rows_used == 30000


def test_twelve_decimals_and_an_exponent_are_kept(tmp_path: Path) -> None:
    bills = Bills(tmp_path)
    amounts = [
        "0.000000000001",
        "-0.000000000002",
        "4.0E-7",
        "123456789012345.123456789012",
        "0.0000000000005",
    ]
    (bill,) = bills.load(bills.write("b.csv", [ROW | {"BilledCost": a} for a in amounts])).files
    assert bill.billed == {"USD": sum(map(Decimal, amounts), Decimal(0))}


@pytest.mark.parametrize(
    "written",
    [
        "2026-09-01T23:30:00Z",
        "2026-09-01 23:30:00",
        "2026-09-01T23:30:00.123Z",
        "2026-09-01",
        "2026/9/1 23:30",
        "2026-09-02T07:30:00+08:00",
        "2026-09-02 07:30:00.5+0800",
        "2026-09-01T18:30:00-05:00",
    ],
)
def test_times_are_utc(tmp_path: Path, written: str) -> None:
    bills = Bills(tmp_path)
    outcome = bills.load(bills.write("b.csv", [ROW | {"ChargePeriodStart": written, "ChargePeriodEnd": ""}]))
    assert bills.lines("charge_date") == [(date(2026, 9, 1),)]
    assert [p.code for p in outcome.problems if p.level.rank == 2] == []


@pytest.mark.parametrize(
    ("delimiter", "name"), [(";", "b.csv"), ("\t", "b.csv"), (",", "b.csv.gz"), ("|", "b.csv")]
)
def test_delimiters_packing_and_decimal_commas(tmp_path: Path, delimiter: str, name: str) -> None:
    comma = delimiter == ";"
    amounts = ["1234,5", "1.234,25", "-0,25"] if comma else ["1234.5", "1234.25", "-0.25"]
    rows = [list(ROW), *([*(ROW | {"BilledCost": a}).values()] for a in amounts)]
    opened = gzip.open if name.endswith(".gz") else open
    with opened(tmp_path / name, "wt", encoding="utf-8-sig", newline="") as file:  # type: ignore[operator]
        csv.writer(file, delimiter=delimiter).writerows(rows)
    (bill,) = Bills(tmp_path).load(name).files
    assert (bill.billed, bill.rows_used) == ({"USD": Decimal("2468.50")}, 3)


def test_texts_with_line_ends_and_quotes(tmp_path: Path) -> None:
    bills = Bills(tmp_path)
    odd = 'Line one\nline "two", line three'
    bills.load(bills.write("b.csv", [ROW | {"ServiceName": odd}, ROW]))
    assert bills.lines("service, n_rows") == [(odd, 1), ("Model Service", 1)]


def test_each_file_is_read_and_told_apart(tmp_path: Path) -> None:
    bills = Bills(tmp_path)
    (tmp_path / "2026").mkdir()
    bills.write("a.csv", [ROW])
    bills.write("2026/b.csv", [ROW | {"BillingAccountId": "2"}] * 2)
    outcome = bills.load("a.csv", "2026/b.csv")
    assert [(b.file, b.rows_used) for b in outcome.files] == [("a.csv", 1), ("2026/b.csv", 2)]
    assert bills.lines("file, n_rows, billed_cost") == [
        ("2026/b.csv", 2, Decimal("20.50")),
        ("a.csv", 1, Decimal("10.25")),
    ]
    assert set(outcome.digests) == {"a.csv", "2026/b.csv"}
    assert outcome.problems == ()


def test_no_bills_leave_an_empty_table(tmp_path: Path) -> None:
    bills = Bills(tmp_path)
    assert bills.load().files == ()
    assert bills.lines("*") == []
