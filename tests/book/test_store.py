"""What analyses read: typed tables, converted money, views, digest, origins."""

from __future__ import annotations

import math
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from specie.book import open_book
from specie.book.cells.oddness import STORED
from specie.book.schema import TABLES, table_schema
from specie.model import Origin, Ref

STAGES = (
    "initiative_id,stage,entered_on,blocked_by\n"
    "AI-01,idea,2026-01-10,\nAI-01,pilot,2026-02-01,legal\nAI-01,production,2026-05-01,\n"
)
COSTS = "date,initiative_id,vendor_id,cost_type,amount,currency\n"


def test_every_table_is_there_with_its_types(opened: Any) -> None:
    book = opened()
    for table in TABLES:
        described = {r["column_name"]: r["column_type"] for r in book.select(f"DESCRIBE {table}")}
        assert list(described)[:2] == ["_file", "_row"]
        for column in table_schema(table).columns:
            assert described[column.name] == STORED[column.type].replace(", ", ",")
            assert (f"{column.name}_start" in described) == (column.type == "period")
            assert (f"{column.name}_book" in described) == (column.type == "money")
        assert book.sources[table].table == table
    assert not book.has("costs")
    assert not book.has("bills")
    assert book.select("SELECT * FROM spend_ledger") == []


def test_spells_of_stages_by_hand(opened: Any) -> None:
    book = opened({"stages.csv": STAGES})
    spells = book.select("SELECT stage, entered_on, left_on, next_stage, days, blocked_by FROM stage_spells")
    assert [tuple(s.values()) for s in spells] == [
        ("idea", date(2026, 1, 10), date(2026, 2, 1), "pilot", 22, None),
        ("pilot", date(2026, 2, 1), date(2026, 5, 1), "production", 89, "legal"),
        ("production", date(2026, 5, 1), None, None, 152, None),  # until 2026-09-30
    ]


def test_stages_entered_on_one_day_follow_their_order(opened: Any) -> None:
    rows = "initiative_id,stage,entered_on\nAI-01,pilot,2026-02-01\nAI-01,idea,2026-02-01\n"
    book = opened({"stages.csv": rows})
    assert book.problems[-1].code == "DAT112"  # AI-02 has none; nothing goes backwards
    assert [s["stage"] for s in book.select("SELECT stage FROM stage_spells")] == ["idea", "pilot"]


def test_the_spend_ledger_by_hand(opened: Any) -> None:
    costs = COSTS + (
        "2026-01-05,AI-01,v-1,labour,10.01,USD\n2026-02-01,AI-01,,data,20,EUR\n2026-06-30,,,review,30,USD\n"
    )
    rates = "currency,date,per_unit\nEUR,2026-01-01,1.10\nEUR,2026-02-02,9\n"
    book = opened({"costs.csv": costs, "rates.csv": rates, "stages.csv": STAGES})
    ledger = book.select("SELECT * EXCLUDE (file) FROM spend_ledger ORDER BY date")
    assert [tuple(line.values()) for line in ledger] == [
        (
            date(2026, 1, 5),
            date(2026, 1, 1),
            "costs",
            "AI-01",
            "finance",
            None,
            "v-1",
            "labour",
            Decimal("10.01"),
            1,
        ),
        (
            date(2026, 2, 1),
            date(2026, 2, 1),
            "costs",
            "AI-01",
            "finance",
            "pilot",
            None,
            "data",
            Decimal(22),
            1,
        ),
        (date(2026, 6, 30), date(2026, 6, 1), "costs", None, None, None, None, "review", Decimal(30), 1),
    ]


def test_bills_enter_the_ledger_at_their_invoice_figure(opened: Any) -> None:
    columns = (
        "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,"
        "BillingPeriodEnd,ChargeCategory,InvoiceIssuerName,ServiceName,SubAccountId,ProviderName,PublisherName\n"
    )

    def row(day: str, billed: str, currency: str, category: str, account: str) -> str:
        starts, ends = f"2026-03-{day}T00:00:00Z", f"2026-03-{int(day) + 1:02d}T00:00:00Z"
        times = f"{starts},{ends},2026-03-01T00:00:00Z,2026-04-01T00:00:00Z"
        return f"{billed},{billed},{currency},{times},{category},Nimbus,Chat,{account},Nimbus,Nimbus\n"

    bill = columns + row("05", "10.10", "USD", "Usage", "acc") + row("06", "20", "EUR", "Purchase", "other")
    bill += row("07", "30", "JPY", "Usage", "acc")
    settings = '[book]\ncurrency = "USD"\nas_of = 2026-09-30\n[bills.accounts]\nacc = "AI-01"\n'
    rates = "currency,date,per_unit\nEUR,2026-01-01,1.5\n"
    vendors = "vendor_id,name\nv-n,Nimbus\n"
    book = opened(
        {"bills/nimbus.csv": bill, "rates.csv": rates, "vendors.csv": vendors, "stages.csv": STAGES}, settings
    )
    ledger = book.select(
        "SELECT source, initiative_id, function, stage, vendor_id, cost_type, amount_book FROM"
        " spend_ledger ORDER BY date"
    )
    assert [tuple(line.values()) for line in ledger] == [
        ("bills", "AI-01", "finance", "pilot", "v-n", "usage", Decimal("10.10")),
        ("bills", None, None, None, "v-n", "licence", Decimal(30)),
    ]
    source = book.sources["bills"]
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (3, 2, 1)
    assert [(p.file, p.code, p.rows) for p in book.problems if p.code == "DAT113"] == [
        ("bills/nimbus.csv", "DAT113", 1)
    ]
    assert book.has("bills")
    assert [o.place for o in book.origins("bills")] == ["bills/nimbus.csv"]


def test_the_latest_rate_on_or_before_the_day_counts(opened: Any) -> None:
    rates = "currency,date,per_unit\nTWD,2026-03-01,0.03125\nTWD,2026-01-01,0.0333\nTWD,2026-02-01,0.0321\n"
    costs = COSTS + "".join(
        f"{day},AI-01,,labour,1000,TWD\n" for day in ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01")
    )
    book = opened({"costs.csv": costs, "rates.csv": rates})
    rows = book.select("SELECT date, amount_book FROM costs ORDER BY date")
    assert [row["amount_book"] for row in rows] == [Decimal("33.3"), Decimal("32.1"), Decimal("31.25")]
    (fault,) = [p for p in book.problems if p.code == "DAT113"]
    assert (fault.row, fault.column, fault.position) == (2, "currency", 6)


def test_conversion_is_exact_to_twelve_digits(opened: Any) -> None:
    rates = "currency,date,per_unit\nEUR,2026-01-01,1.123456789012\n"
    costs = (
        COSTS + "2026-01-05,AI-01,,labour,1000000.01,EUR\n2026-01-05,AI-01,,data,99999999999999999999,EUR\n"
    )
    book = opened({"costs.csv": costs, "rates.csv": rates})
    exact, huge = (row["amount_book"] for row in book.select("SELECT amount_book FROM costs ORDER BY _row"))
    product = Decimal("1000000.01") * Decimal("1.123456789012")
    assert exact == product.quantize(Decimal("1e-12"))
    assert math.isclose(float(huge), 1.123456789012e20, rel_tol=1e-12)


def test_periods_and_money_without_a_date_use_the_right_day(opened: Any) -> None:
    rates = "currency,date,per_unit\nEUR,2026-01-01,2\nEUR,2026-06-01,3\nEUR,2026-09-01,4\n"
    book = opened(
        {
            "rates.csv": rates,
            "budgets.csv": (
                "period,scope,amount,currency\n2026-Q1,it,1,EUR\n2026-Q2,it,1,EUR\n2026-Q4,it,1,EUR\n"
            ),
            "holdings.csv": "holding_id,ticker,quantity,price,currency\nH-1,X,1,5,EUR\nH-2,X,1,5,\n",
        }
    )
    assert [r["amount_book"] for r in book.select("SELECT amount_book FROM budgets ORDER BY _row")] == [
        2,
        3,
        4,
    ]
    assert [r["price_book"] for r in book.select("SELECT price_book FROM holdings ORDER BY _row")] == [20, 5]


def test_rows_after_the_date_are_cut_and_counted(opened: Any) -> None:
    costs = (
        COSTS
        + "2026-09-30,AI-01,,labour,1,USD\n2026-10-01,AI-01,,labour,2,USD\n2027-01-01,AI-01,,labour,3,USD\n"
    )
    rollout = "initiative_id,unit_id,treated_on,assigned\nAI-01,u1,2026-12-01,staggered\n"
    book = opened({"costs.csv": costs, "rollout.csv": rollout})
    (fault,) = [p for p in book.problems if p.code == "DAT034"]
    assert (fault.rows, fault.level.value) == (2, "note")
    assert book.sources["costs"].rows_set_aside == 2
    assert book.has("rollout")  # a unit that starts later has not started yet: that is known now


def test_guidance_is_cut_by_the_day_it_was_given(opened: Any) -> None:
    head = "company_id,period_end,period,metric,basis,value,unit,source,as_of\n"
    rows = (
        "acme,2028,year,revenue,guidance,5,usd,s,2026-09-30\n"  # said by the book's date
        "acme,2028,year,revenue,guidance,6,usd,s,2026-10-01\n"  # said after it
        "acme,2028,year,revenue,gaap,7,usd,s,2026-09-30\n"  # no result can be known before its year is over
        "acme,2025,year,revenue,gaap,8,usd,s,2026-09-30\n"
    )
    book = opened({"financials.csv": head + rows})
    assert [r["value"] for r in book.select("SELECT value FROM financials ORDER BY _row")] == [5, 8]
    (fault,) = [p for p in book.problems if p.code == "DAT034"]
    assert (fault.row, fault.rows, book.sources["financials"].rows_set_aside) == (None, 2, 2)
    assert fault.hint is not None
    assert fault.hint.arg("values") == "guidance"


def test_the_digest_sees_every_table_and_nothing_else(write: Any) -> None:
    folder = write({"costs.csv": COSTS + "2026-01-05,AI-01,,labour,1,USD\n"})
    first = open_book(folder).digest
    (folder / "README.md").write_text("anything")
    os.utime(folder / "costs.csv", (0, 0))
    assert open_book(folder).digest == first
    (folder / "costs.csv").write_text(COSTS + "2026-01-05,AI-01,,labour,2,USD\n")
    second = open_book(folder).digest
    (folder / "specie.toml").write_text((folder / "specie.toml").read_text() + "\n")
    third = open_book(folder).digest
    assert len({first, second, third}) == 3
    assert len(first) == 64


def test_the_digest_does_not_depend_on_the_place(write: Any, tmp_path: Path) -> None:
    folder = write({"costs.csv": COSTS})
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("specie.toml", "initiatives.csv", "costs.csv"):
        (copy / name).write_bytes((folder / name).read_bytes())
    assert open_book(copy).digest == open_book(folder).digest


def test_select_arrays_refs_and_origins(opened: Any) -> None:
    kpis = "kpi_id,initiative_id,name,better,scale\nK-1,AI-01,One,higher,level\n"
    outcomes = "kpi_id,unit_id,period,value\nK-1,u1,2026-01,1.5\nK-1,u2,2026-01,\n"
    book = opened({"kpis.csv": kpis, "outcomes.csv": outcomes})
    assert book.select("SELECT count(*) AS n FROM outcomes WHERE unit_id = $u", u="u1") == [{"n": 1}]
    found = book.arrays(
        "SELECT unit_id, value, period_start, cluster_id, 7 AS whole FROM outcomes ORDER BY _row"
    )
    assert found["unit_id"].tolist() == ["u1", "u2"]
    assert found["value"][0] == 1.5
    assert np.isnan(found["value"][1])
    assert found["period_start"].dtype.kind == "M"
    assert found["cluster_id"].tolist() == [None, None]
    assert found["whole"].dtype.kind == "i"
    assert book.initiative("AI-01") == Ref("initiative", "AI-01", "One")
    assert book.vendor("v-9") == Ref("vendor", "v-9")
    (origin,) = book.origins("outcomes")
    assert origin == Origin("outcomes.csv", "2 rows", origin.digest, book.as_of)
    assert book.origins("costs") == ()


def test_one_book_can_be_read_while_another_query_is_open(opened: Any) -> None:
    book = opened()
    ids = [book.select("SELECT name FROM initiatives WHERE initiative_id = $i", i=row["initiative_id"])
           for row in book.select("SELECT initiative_id FROM initiatives")]  # fmt: skip
    assert ids == [[{"name": "One"}], [{"name": "Two"}]]


def test_a_book_without_initiatives_is_a_problem_and_no_crash(opened: Any) -> None:
    book = opened({"initiatives.csv": None, "costs.csv": COSTS + "2026-01-05,AI-01,,labour,1,USD\n"})
    assert [p.code for p in book.problems] == ["DAT033"]
    assert book.has("costs")
