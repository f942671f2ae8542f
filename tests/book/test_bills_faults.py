"""Every fault of a bill is named with its code, its place and what to do."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from specie.book.bills import load_bills
from specie.book.bills_codes import BILL_CODES
from specie.book.settings import BillRules, Settings
from specie.book.store import open_store
from specie.model import Level, Message, Problem, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.book.bills import BillsOutcome

RULES = BillRules("initiative", vendors={"Nimbus Cloud": "v-nim"})
ROW = {
    "BilledCost": "10",
    "EffectiveCost": "10",
    "BillingCurrency": "USD",
    "BillingAccountId": "1",
    "ChargePeriodStart": "2026-09-01T00:00:00Z",
    "ChargePeriodEnd": "2026-09-01T01:00:00Z",
    "BillingPeriodStart": "2026-09-01T00:00:00Z",
    "BillingPeriodEnd": "2026-10-01T00:00:00Z",
    "ChargeCategory": "Usage",
    "ChargeClass": "NULL",
    "InvoiceIssuerName": "Nimbus Cloud",
    "ProviderName": "Nimbus",
    "ServiceName": "Model Service",
    "Tags": '{"initiative": "AI-01"}',
    "x_own": "fine",
}


class Desk:
    """Writes bills and loads them with one initiative and one vendor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules = RULES
        self.encoding: str | None = None

    def csv(self, rows: Sequence[dict[str, Any]], name: str = "b.csv") -> str:
        with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return name

    def bytes(self, content: bytes, name: str = "b.csv") -> str:
        (self.folder / name).write_bytes(content)
        return name

    def load(self, *names: str) -> BillsOutcome:
        self.store = open_store()
        self.store.execute("CREATE TABLE initiatives (initiative_id VARCHAR)")
        self.store.execute("CREATE TABLE vendors (vendor_id VARCHAR, name VARCHAR)")
        self.store.execute(
            "INSERT INTO initiatives VALUES ('AI-01'); INSERT INTO vendors VALUES ('v-nim', 'Nimbus')"
        )
        settings = Settings("x", "USD", date(2026, 9, 30), bills=self.rules, encoding=self.encoding)
        outcome = load_bills(self.store, [self.folder / name for name in names], self.folder, settings)
        for bill in outcome.files:
            assert bill.rows_read == bill.rows_used + bill.rows_set_aside
        for problem in outcome.problems:
            assert problem.code in {code.id for code in BILL_CODES}
            assert problem.file in (*names, "specie.toml")
        return outcome

    def faults(self, *names: str) -> list[tuple[str, int | None, str | None]]:
        return [(p.code, p.row, p.column) for p in self.load(*names).problems]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_good_bill_has_no_faults(desk: Desk) -> None:
    assert desk.faults(desk.csv([ROW])) == []


SET_ASIDE = [
    ({"BilledCost": ""}, "DAT320", "BilledCost"),
    ({"BilledCost": "NULL"}, "DAT320", "BilledCost"),
    ({"BilledCost": "n/a"}, "DAT320", "BilledCost"),
    ({"BilledCost": "ten"}, "DAT321", "BilledCost"),
    ({"BilledCost": "1,234"}, "DAT321", "BilledCost"),
    ({"BilledCost": "12%"}, "DAT321", "BilledCost"),
    ({"BilledCost": "NaN"}, "DAT321", "BilledCost"),
    ({"BillingCurrency": "NULL"}, "DAT322", "BillingCurrency"),
    ({"BillingCurrency": "Dollars"}, "DAT323", "BillingCurrency"),
    ({"ChargePeriodStart": ""}, "DAT324", "ChargePeriodStart"),
    ({"ChargePeriodStart": "9/1/2026 0:00"}, "DAT325", "ChargePeriodStart"),
    ({"ChargePeriodStart": "46266.5"}, "DAT325", "ChargePeriodStart"),
    ({"ChargePeriodStart": "2026-09-31"}, "DAT325", "ChargePeriodStart"),
    ({"ChargePeriodEnd": "2026-08-31T23:00:00Z"}, "DAT326", "ChargePeriodEnd"),
    (
        {
            "ChargePeriodStart": "2026-10-01",
            "ChargePeriodEnd": "2026-10-02",
            "BillingPeriodEnd": "2026-11-01",
        },
        "DAT327",
        "ChargePeriodStart",
    ),
]
USED = [
    ({"BilledCost": "1,234.50"}, "DAT330", "BilledCost"),
    ({"EffectiveCost": "none"}, "DAT331", "EffectiveCost"),
    ({"EffectiveCost": "x"}, "DAT331", "EffectiveCost"),
    ({"ChargePeriodEnd": "NULL"}, "DAT328", "ChargePeriodEnd"),
    ({"ChargePeriodEnd": "30/09/2026"}, "DAT328", "ChargePeriodEnd"),
    ({"BilledCost": "-0.01"}, "DAT332", "BilledCost"),
    ({"BillingPeriodStart": "2026-09-02"}, "DAT333", "ChargePeriodStart"),
    ({"BillingPeriodEnd": "2026-09-01"}, "DAT333", "ChargePeriodStart"),
    ({"ChargeCategory": "Fee"}, "DAT337", "ChargeCategory"),
    ({"ChargeCategory": ""}, "DAT337", "ChargeCategory"),
    ({"InvoiceIssuerName": "NULL"}, "DAT347", "InvoiceIssuerName"),
    ({"Tags": '{"initiative": "AI-02"}'}, "DAT338", "Tags"),
]
BY_VALUE = ("DAT323", "DAT337", "DAT338", "DAT347")


@pytest.mark.parametrize(("cell", "code", "column"), SET_ASIDE)
def test_rows_that_cannot_be_used(desk: Desk, cell: dict[str, str], code: str, column: str) -> None:
    outcome = desk.load(desk.csv([ROW, ROW | cell, ROW]))
    (bill,) = outcome.files
    (problem,) = outcome.problems
    assert (problem.code, problem.column) == (code, column)
    assert problem.row == (None if code in BY_VALUE else 3)
    assert problem.position == list(ROW).index(column) + 1
    assert (bill.rows_used, bill.rows_set_aside) == (2, 1)
    assert problem.level is (Level.NOTE if code == "DAT327" else Level.ERROR)
    assert problem.hint is not None


@pytest.mark.parametrize(("cell", "code", "column"), USED)
def test_rows_that_are_used_and_named(desk: Desk, cell: dict[str, str], code: str, column: str) -> None:
    outcome = desk.load(desk.csv([ROW, ROW | cell]))
    (problem,) = outcome.problems
    assert (problem.code, problem.column, problem.level) == (code, column, Level.WARNING)
    assert problem.row == (None if code in BY_VALUE else 3)
    assert outcome.files[0].rows_used == 2


@pytest.mark.parametrize(
    "cell",
    [
        {"BilledCost": "-5", "ChargeCategory": "Credit"},
        {"BilledCost": "-5", "ChargeCategory": "adjustment"},
        {"BilledCost": "-5", "ChargeClass": "Correction"},
        {"BilledCost": "0"},
        {"BillingCurrency": " usd "},
        {"BillingPeriodStart": "2026-10-01", "BillingPeriodEnd": "2026-11-01", "ChargeClass": "Correction"},
        {"ChargePeriodEnd": "2026-09-01T00:00:00Z"},
        {"ChargeCategory": "USAGE"},
        {"Tags": "NULL"},
    ],
)
def test_what_focus_allows_is_not_named(desk: Desk, cell: dict[str, str]) -> None:
    assert desk.faults(desk.csv([ROW, ROW | cell])) == []


def test_costs_that_do_not_add_up_are_summed_per_currency(desk: Desk) -> None:
    priced = ROW | {
        "ListUnitPrice": "2",
        "PricingQuantity": "5",
        "ListCost": "10",
        "ContractedUnitPrice": "2",
        "ContractedCost": "10",
    }
    credit = priced | {
        "ChargeCategory": "Credit",
        "BilledCost": "-3",
        "ListUnitPrice": "",
        "ContractedUnitPrice": "",
    }
    rows = [
        priced,
        priced | {"ListCost": "9"},
        priced | {"ListCost": "8.5", "BillingCurrency": "EUR"},
        priced | {"ListCost": "9.999999999"},
        priced | {"ContractedCost": "9.5"},
        priced | {"ListCost": "NULL"},
        credit,
        credit | {"ContractedCost": "-3"},
    ]
    found = {p.code: p for p in desk.load(desk.csv(rows)).problems}
    assert set(found) == {"DAT334", "DAT335", "DAT336", "DAT340"}
    assert (found["DAT334"].rows, found["DAT334"].row) == (2, 3)
    assert amounts(found["DAT334"].message) == {"EUR": 1.5, "USD": 1.0}
    assert (found["DAT335"].rows, found["DAT335"].row, amounts(found["DAT335"].message)) == (
        1,
        6,
        {"USD": 0.5},
    )
    assert (found["DAT336"].rows, found["DAT336"].row, amounts(found["DAT336"].message)) == (
        1,
        8,
        {"USD": 13.0},
    )


def amounts(message: Message) -> dict[str, float]:
    found: dict[str, float] = {}
    for _, value in message.args:
        if isinstance(value, Message):
            found |= amounts(value)
        elif isinstance(value, Quantity) and value.unit != "count":
            found[value.unit] = float(value.value)
    return found


def test_many_faults_are_capped_and_counted(desk: Desk) -> None:
    rows = [ROW] + [ROW | {"BilledCost": "x" if i % 2 else "", "EffectiveCost": "y"} for i in range(140)]
    outcome = desk.load(desk.csv(rows))
    for code, first in (("DAT320", 3), ("DAT321", 4), ("DAT331", 3)):
        found = [p for p in outcome.problems if p.code == code]
        assert len(found) == 51
        step = 1 if code == "DAT331" else 2
        assert [p.row for p in found[:50]] == list(range(first, first + 50 * step, step))
        assert sum(p.rows for p in found) == (140 if code == "DAT331" else 70)


def test_parquet_rows_are_numbered_like_a_sheet(desk: Desk, tmp_path: Path) -> None:
    open_store().execute(
        f"""COPY (SELECT 'USD' AS "BillingCurrency", DATE '2026-09-01' AS "ChargePeriodStart",
            CASE WHEN i IN (7, 60000) THEN 'nan'::DOUBLE WHEN i = 9 THEN NULL ELSE 1.5 END AS "BilledCost"
            FROM range(70000) t(i))
        TO '{tmp_path / "b.parquet"}' (FORMAT parquet, ROW_GROUP_SIZE 10000)"""
    )
    outcome = desk.load("b.parquet")
    rows = [(p.code, p.row) for p in outcome.problems if p.level is Level.ERROR]
    assert rows == [("DAT320", 11), ("DAT321", 9), ("DAT321", 60002)]
    assert outcome.files[0].billed == {"USD": Decimal("104995.5")}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "DAT301"),
        (b"\xef\xbb\xbf", "DAT301"),
        (b"\n\n", "DAT301"),
        (",".join(ROW).encode() + b"\n", "DAT302"),
        (b"date,amount\n2026-09-01,5\n", "DAT303"),
        (b"hello\n", "DAT303"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x81", "DAT308"),
        (",".join(ROW).encode() + b"\n" + "雲端".encode("big5") * 9 + b"\n", "DAT308"),
    ],
)
def test_files_that_hold_no_bill(desk: Desk, content: bytes, code: str) -> None:
    outcome = desk.load(desk.bytes(content))
    assert code in [p.code for p in outcome.problems]
    assert outcome.files[0].rows_used == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("b.parquet", b"PAR1 no"),
        ("b.parquet", b""),
        ("b.csv.gz", b"plain"),
        ("b.csv.gz", gzip.compress(b"a,b\n" * 99, mtime=0)[:-20]),
        ("b.csv.zst", b"\x28\xb5\x2f\xfd\x00"),
    ],
)
def test_files_that_are_not_what_they_are_called(desk: Desk, name: str, content: bytes) -> None:
    outcome = desk.load(desk.bytes(content, name))
    assert next(p.code for p in outcome.problems if p.level is Level.ERROR) in ("DAT307", "DAT308")
    assert outcome.files[0].rows_used == 0


def test_a_declared_encoding_is_used(desk: Desk) -> None:
    desk.encoding = "big5"
    content = desk.folder / "b.csv"
    desk.csv([ROW | {"ServiceName": "雲端服務"}])
    content.write_bytes(content.read_text("utf-8").encode("big5"))
    outcome = desk.load("b.csv")
    assert (outcome.files[0].rows_used, outcome.problems) == (1, ())
    assert desk.store.execute("SELECT service FROM bill_lines").fetchall() == [("雲端服務",)]


def test_utf_16_is_read(desk: Desk) -> None:
    desk.csv([ROW])
    text = (desk.folder / "b.csv").read_text("utf-8")
    (desk.folder / "b.csv").write_bytes(text.encode("utf-16"))
    assert desk.load("b.csv").files[0].rows_used == 1


def test_a_missing_column_says_what_it_may_be_called(desk: Desk) -> None:
    row = {
        ("BildCost" if k == "BilledCost" else "AmortizedCost" if k == "EffectiveCost" else k): v
        for k, v in ROW.items()
    }
    outcome = desk.load(desk.csv([row]))
    missing = {p.column: p for p in outcome.problems if p.code in ("DAT304", "DAT305")}
    assert missing["BilledCost"].level is Level.ERROR
    assert missing["BilledCost"].hint is not None
    assert missing["BilledCost"].hint.arg("name") == "BildCost"
    assert missing["EffectiveCost"].hint is not None
    assert missing["EffectiveCost"].hint.arg("name") == "AmortizedCost"
    assert "DAT313" in [p.code for p in outcome.problems]
    assert (outcome.files[0].rows_read, outcome.files[0].rows_set_aside) == (1, 1)


def test_a_missing_column_of_a_new_version_names_the_version(desk: Desk) -> None:
    row = {k: v for k, v in ROW.items() if k not in ("ProviderName", "ChargeCategory")} | {
        "HostProviderName": "N"
    }
    (problem,) = desk.load(desk.csv([row])).problems
    assert (problem.code, problem.column) == ("DAT305", "ChargeCategory")
    assert problem.hint is not None
    assert problem.hint.arg("version") == "1.4"


def test_columns_in_other_spelling_twice_and_unknown(desk: Desk) -> None:
    snake = {("billed_cost" if k == "BilledCost" else k): v for k, v in ROW.items()} | {"Team": "a"}
    assert desk.faults(desk.csv([snake])) == [("DAT311", 1, "BilledCost"), ("DAT310", 1, None)]
    twice = desk.load(
        desk.bytes(b"BilledCost,BilledCost,BillingCurrency,ChargePeriodStart\n1,2,USD,2026-09-01\n")
    )
    assert "DAT312" in [p.code for p in twice.problems]
    assert twice.files[0].rows_used == 0


def test_the_same_file_twice_counts_once(desk: Desk) -> None:
    desk.csv([ROW, ROW], "a.csv")
    desk.csv([ROW, ROW], "b.csv")
    outcome = desk.load("a.csv", "b.csv")
    assert [(b.rows_read, b.rows_used) for b in outcome.files] == [(2, 2), (2, 0)]
    (problem,) = outcome.problems
    assert (problem.code, problem.file, problem.rows) == ("DAT306", "b.csv", 2)


def test_overlapping_exports(desk: Desk) -> None:
    days = [
        ROW
        | {
            "ChargePeriodStart": f"2026-09-0{i}",
            "ChargePeriodEnd": f"2026-09-0{i + 1}",
            "BilledCost": f"{i}.5",
        }
        for i in range(1, 7)
    ]
    other = [row | {"BillingAccountId": "2"} for row in days]
    desk.csv(days[:4], "a.csv")
    desk.csv(days[2:], "b.csv")
    desk.csv(other, "c.csv")
    (problem,) = desk.load("a.csv", "b.csv", "c.csv").problems
    assert (problem.code, problem.file, problem.rows) == ("DAT341", "b.csv", 2)
    assert problem.message.arg("first") == "a.csv"
    assert problem.message.arg("amount") == Quantity(Decimal("8.000000000000"), "USD")


@pytest.mark.parametrize(
    ("total", "codes"),
    [
        ("20.00", []),
        ("21.00", []),
        ("21.01", ["DAT342"]),
        ("18", ["DAT342"]),
    ],
)
def test_invoice_totals(desk: Desk, total: str, codes: list[str]) -> None:
    desk.csv(
        [
            ROW | {"InvoiceId": "I-1"},
            ROW | {"InvoiceId": "I-1"},
            ROW | {"InvoiceId": "I-1", "ChargeCategory": "Tax"},
        ]
    )
    invoice = {
        "InvoiceId": "I-1",
        "BillingCurrency": "USD",
        "BilledCost": total,
        "ChargeCategory": "Usage",
        "InvoiceIssueStatus": "Issued",
        "InvoiceDetailId": "L1",
    }
    desk.csv([invoice, invoice | {"ChargeCategory": "Tax", "BilledCost": "3"}], "invoices.csv")
    outcome = desk.load("b.csv", "invoices.csv")
    assert [p.code for p in outcome.problems] == codes
    assert [b.rows_used for b in outcome.files] == [3, 2]
    assert desk.store.execute("SELECT sum(billed_cost) FROM bill_lines").fetchall() == [(30,)]
    desk.csv([invoice | {"InvoiceId": "I-2"}, invoice | {"InvoiceId": ""}], "invoices.csv")
    assert [p.code for p in desk.load("b.csv", "invoices.csv").problems] == ["DAT320", "DAT343"]


def test_rules_issuers_and_tags_that_lead_nowhere(desk: Desk) -> None:
    desk.rules = BillRules("Initiative", accounts={"9": "AI-1"}, vendors={"Nimbus Cloud": "v-nimm"})
    found = {p.code: p for p in desk.load(desk.csv([ROW])).problems}
    assert set(found) == {"DAT344", "DAT346", "DAT348"}
    assert found["DAT344"].file == "specie.toml"
    assert found["DAT348"].level is found["DAT346"].level is Level.NOTE


def test_a_bill_without_tags_is_fine_where_another_rule_says_whose_it_is(desk: Desk) -> None:
    desk.rules = BillRules("Initiative", accounts={"9": "AI-01"})
    outcome = desk.load(desk.csv([ROW | {"SubAccountId": "9"}]))
    assert "DAT348" not in {p.code for p in outcome.problems}
    assert desk.store.execute("SELECT DISTINCT initiative_id FROM bill_lines").fetchall() == [("AI-01",)]


def test_no_temporary_table_or_file_is_left(desk: Desk) -> None:
    desk.load(desk.csv([ROW]))
    tables = {row[0] for row in desk.store.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert tables == {"initiatives", "vendors", "bill_lines"}


def test_every_code_is_explained_once() -> None:
    ids = [code.id for code in BILL_CODES]
    assert ids == sorted(set(ids))
    assert all(code.startswith("DAT3") for code in ids)
    assert isinstance(BILL_CODES, tuple)


def test_every_code_of_the_room_is_in_the_list() -> None:
    import re

    import specie.book

    folder = Path(specie.book.__file__).parent
    told = {
        code for path in folder.glob("bills*.py") for code in re.findall(r"DAT3\d\d", path.read_text("utf-8"))
    }
    assert told == {code.id for code in BILL_CODES}


def test_a_problem_is_a_value(desk: Desk) -> None:
    (problem,) = desk.load(desk.csv([ROW | {"BilledCost": "x"}])).problems
    assert isinstance(problem, Problem)
    assert hash(problem) == hash(problem)
