"""Company facts into rows: the recorded truth, every planted fault by name, what holds for any company."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.connect.filings import facts_to_rows
from specie.connect.filings.concepts import metrics
from specie.connect.filings.fact import Fact, Period
from specie.connect.filings.rows import address
from specie.connect.filings.vintage import rounding

AS_OF = date(2026, 10, 31)


def named(rows) -> dict[str, object]:
    found = {f"{r.cells['metric']} {r.cells['period']} {r.cells['period_end']}": r for r in rows}
    assert len(found) == len(rows), "two rows for one figure"
    return found


def read(document, as_of=AS_OF, years=3.0):
    rows, problems = facts_to_rows(document, "quillstone", as_of=as_of, years=years, place="Q")
    return named(rows), problems


def codes(problems) -> list[str]:
    return [p.code for p in problems]


def of(problems, code):
    return [p for p in problems if p.code == code]


def values(rows, metric):
    return {k: r.value for k, r in rows.items() if k.startswith(f"{metric} ")}


def test_every_row_is_true(document, truth):
    rows, _ = read(document)
    assert len(rows) > 180
    assert {k: r.value for k, r in rows.items()} == {k: truth[k] for k in rows}


def test_only_what_a_planted_fault_spoils_is_missing(document, truth):
    rows, _ = read(document)
    assert sorted(truth.keys() - rows.keys()) == sorted(
        [
            # the tag changed at the start of fiscal 2024
            *(f"revenue year {end}" for end in ("2024-03-30", "2024-06-29", "2024-09-28")),
            # the second quarter of 2025 carries six months
            "revenue quarter 2025-07-05",
            *(f"revenue year {end}" for end in ("2025-07-05", "2025-10-04", "2026-04-04")),
            # the third quarter of 2025 has the wrong sign
            "operating_income quarter 2025-10-04",
            *(f"operating_income year {end}" for end in ("2025-10-04", "2026-04-04", "2026-07-04")),
            # fiscal 2024 was restated, its nine months were not
            "net_income quarter 2025-01-04",
            *(f"net_income year {end}" for end in ("2025-04-05", "2025-07-05", "2025-10-04")),
            # six months of 2026 are stated with a minus
            "capex quarter 2026-07-04",
            "capex year 2026-07-04",
        ]
    )


def test_the_recorded_file_is_what_the_script_writes(document, truth, make):
    assert json.loads(json.dumps(make.document())) == document
    assert make.truth() == truth


def test_without_planted_faults_nothing_is_missing_and_nothing_is_named(make, truth):
    document = make.document()
    gaap = document["facts"]["us-gaap"]
    q = make.QUARTERS
    for tag, series in {"NetIncomeLoss": "net", "OperatingIncomeLoss": "operating",
                        "ResearchAndDevelopmentExpense": "rnd"}.items():  # fmt: skip
        gaap[tag]["units"]["USD"] = make.stated(q[series])
    gaap["PaymentsToAcquirePropertyPlantAndEquipment"]["units"]["USD"] = make.stated(
        q["capex"], quarters=False
    )
    gaap["RevenueFromContractWithCustomerExcludingAssessedTax"]["units"]["USD"] = make.stated(q["revenue"])
    gaap["GrossProfit"]["units"]["USD"] = make.stated(
        [r - c for r, c in zip(q["revenue"], q["cost"], strict=True)]
    )
    gaap["CashAndCashEquivalentsAtCarryingValue"]["units"]["USD"] = make.on_days(make.CASH)
    del gaap["SalesRevenueNet"], gaap["InterestExpense"]
    rows, problems = read(document)
    assert codes(problems) == ["SRC232"]  # no interest expense
    expected = dict(truth)
    expected["net_income year 2025-01-04"] += 9_000_000  # not restated
    assert {k: r.value for k, r in rows.items()} == expected


def test_a_quarter_that_carries_the_year_to_date_is_named_with_both_figures(document):
    _, problems = read(document)
    (found,) = [p for p in of(problems, "SRC221") if "Revenue" in p.column]
    shown = dict(found.message.args)
    assert (shown["sum"].value, shown["stated"].value) == (2_250_000_000, 1_520_000_000)
    assert shown["left_out"] == "2025-04-06/2025-07-05"
    assert "carries the figure of" in found.hint.template


def test_a_turned_sign_is_named_and_left_out(document):
    rows, problems = read(document)
    (found,) = [p for p in of(problems, "SRC221") if "Operating" in p.column]
    assert "opposite sign" in found.hint.template
    assert "operating_income quarter 2025-10-04" not in rows
    assert rows["operating_income quarter 2026-01-03"].value == 160_000_000  # year less nine months stands


def test_the_newest_filing_by_the_books_date_holds(document):
    before, _ = read(document, date(2026, 2, 21))
    after, problems = read(document, date(2026, 2, 22))
    assert before["net_income year 2025-01-04"].value == 98_000_000
    assert after["net_income year 2025-01-04"].value == 89_000_000
    (note,) = of(problems, "SRC212")
    shown = dict(note.message.args)
    assert (shown["old"].value, shown["new"].value) == (98_000_000, 89_000_000)
    assert before["net_income quarter 2025-01-04"].value == 52_000_000
    assert "net_income quarter 2025-01-04" not in after, "no difference across a restatement"


def test_later_filings_do_not_exist_yet(document):
    rows, _ = read(document, date(2025, 6, 1))
    assert max(r.end for r in rows.values()) <= date(2025, 6, 1)
    assert all(r.cells["as_of"] <= date(2025, 6, 1) for r in rows.values())


def test_a_row_says_when_it_could_be_known_and_where(document):
    rows, _ = read(document)
    last = rows["cost_of_revenue quarter 2026-01-03"].cells
    assert last["as_of"] == date(2026, 2, 22)  # the annual report, not the nine months
    assert last["source"] == address(9999991, "0009999991-26-000012")
    assert last["note"].arg("arithmetic") == "2025-01-05/2026-01-03 - 2025-01-05/2025-10-04"
    assert (last["basis"], last["source_quality"]) == ("gaap", "primary")


def test_a_year_of_53_weeks_says_so(document):
    rows, _ = read(document)
    note = rows["cost_of_revenue year 2025-01-04"].cells["note"]
    assert note.arg("length").value == 371
    assert "53 weeks" in note.template


def test_twelve_months_are_checked_where_quarters_are_reported(document):
    rows, _ = read(document)
    assert "checked against" in rows["cost_of_revenue year 2026-04-04"].cells["note"].template
    assert "nothing to check" in rows["capex year 2026-04-04"].cells["note"].template, (
        "cash flows: no quarters"
    )


def test_debt_with_a_part_untagged_is_a_floor(document):
    rows, _ = read(document)
    assert rows["total_debt point 2024-06-29"].bound == ">="
    assert rows["total_debt point 2025-07-05"].bound == "="


def test_another_currency_is_named_and_not_used(document):
    rows, problems = read(document)
    assert not values(rows, "interest_expense")
    assert dict(of(problems, "SRC203")[0].message.args)["units"] == "EUR"


def test_damaged_entries_are_counted_by_kind(document):
    _, problems = read(document)
    assert len(of(problems, "SRC204")) == 4


def test_two_figures_in_one_filing_leave_the_other_filings(document):
    rows, problems = read(document)
    assert len(of(problems, "SRC211")) == 1
    assert rows["gross_profit quarter 2025-04-05"].value == 400_000_000  # the comparative of 2026


def test_a_wrong_quarter_that_a_later_filing_corrects_is_a_restatement(document, make):
    facts = document["facts"]["us-gaap"]["RevenueFromContractWithCustomerExcludingAssessedTax"]["units"][
        "USD"
    ]
    for fact in make.at(facts, 9, 9):
        if fact["accn"] == make.accession(13):
            fact["val"] = 790_000_000
    rows, problems = read(document)
    assert rows["revenue quarter 2025-07-05"].value == 790_000_000
    assert not [p for p in of(problems, "SRC221") if "Revenue" in p.column]
    assert len(of(problems, "SRC212")) == 2


def test_sums_of_twelve_months_that_differ_are_named_with_both_figures(document, make):
    """A quarter restated as a comparative while its half year is not: only the two sums can show it."""
    facts = document["facts"]["us-gaap"]["CostOfRevenue"]["units"]["USD"]
    (fact,) = [f for f in make.at(facts, 6, 6) if f["accn"] == make.accession(10)]
    fact["val"] += 20_000_000
    rows, problems = read(document)
    shown = {dict(p.message.args)["end"]: dict(p.message.args) for p in of(problems, "SRC224")}
    assert set(shown) == {date(2024, 9, 28), date(2025, 4, 5), date(2025, 7, 5)}
    shown = shown[date(2025, 7, 5)]
    true = 280 + 318 + 330 + 352
    assert (shown["summed"].value, shown["rolled"].value) == ((true + 20) * 1e6, true * 1e6)
    assert "cost_of_revenue year 2025-07-05" not in rows


@pytest.mark.parametrize(
    "broken",
    [None, [], "", 5, {}, {"cik": 1}, {"facts": {}}, {"cik": "x", "facts": {}}, {"cik": True, "facts": []}],
)
def test_what_is_no_company_facts_is_one_problem(broken):
    rows, problems = read(broken)
    assert not rows
    assert codes(problems) == ["SRC201"]


def test_empty_facts_are_named():
    rows, problems = read({"cik": 1, "facts": {"us-gaap": {}}})
    assert not rows
    assert codes(problems) == ["SRC202"]


def test_nothing_filed_by_the_books_date_is_named(document):
    rows, problems = read(document, date(2020, 1, 1))
    assert not rows
    assert "SRC205" in codes(problems)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(JUNK, JUNK, JUNK)
@settings(max_examples=60, deadline=None)
def test_no_shape_breaks_it(units, entry, tag):
    for document in (
        {"cik": 1, "facts": units},
        {"cik": 1, "facts": {"us-gaap": {"Revenues": {"units": units}}}},
        {"cik": 1, "facts": {"us-gaap": {"Revenues": {"units": {"USD": [entry, tag]}}, "GrossProfit": tag}}},
    ):
        rows, _ = facts_to_rows(document, "x", as_of=AS_OF)
        assert not rows


def calendar(quarters: list[int], unit: int) -> dict:
    """A calendar-year company that states quarters and years to date, rounded to a unit."""
    ends = [date(2023 + n // 4, (3, 6, 9, 12)[n % 4], (31, 30, 30, 31)[n % 4]) for n in range(len(quarters))]
    entries = []
    for n in range(len(quarters)):
        filed = ends[n] + timedelta(days=40)
        accession = f"0000000001-{filed:%y}-{n:06d}"
        year = n // 4 * 4
        spans = {(year, n)} | ({(n, n)} if n % 4 != 3 else set())
        for first, last in spans:
            start = date(2023 + first // 4, (1, 4, 7, 10)[first % 4], 1)
            total = sum(quarters[first : last + 1])
            entries.append({"start": str(start), "end": str(ends[last]), "val": round(total / unit) * unit,
                            "accn": accession, "filed": str(filed)})  # fmt: skip
    return {"cik": 1, "facts": {"us-gaap": {"Revenues": {"units": {"USD": entries}}}}}


@given(st.lists(st.integers(10**9, 10**11), min_size=6, max_size=12), st.sampled_from([1, 1000, 10**6]))
@settings(max_examples=60, deadline=None)
def test_rounding_alone_never_fails_a_check_and_sums_stay_within_it(quarters, unit):
    rows, problems = read(calendar(quarters, unit))
    assert not [p for p in problems if p.code in ("SRC221", "SRC222", "SRC223", "SRC224")]
    ends = sorted({r.end for r in rows.values()})
    for row in rows.values():
        n = ends.index(row.end) + len(quarters) - len(ends)
        width = 1 if row.cells["period"] == "quarter" else 4
        assert abs(row.value - sum(quarters[n - width + 1 : n + 1])) <= 2 * unit
    trailing = [r for r in rows.values() if r.rolling]
    assert len(trailing) == sum(1 for n in range(4, len(quarters)) if n % 4 != 3)


@given(st.lists(st.integers(10**9, 10**10), min_size=9, max_size=12), st.integers(4, 6), st.floats(0.02, 3.0))
@settings(max_examples=60, deadline=None)
def test_a_wrong_quarter_is_never_used_in_silence(quarters, position, excess):
    document = calendar(quarters, 1000)
    entries = document["facts"]["us-gaap"]["Revenues"]["units"]["USD"]
    wanted = [e for e in entries if e["accn"].endswith(f"{position:06d}")]
    bad = min(wanted, key=lambda e: date.fromisoformat(e["end"]) - date.fromisoformat(e["start"]))
    bad["val"] += round(bad["val"] * excess / 1000) * 1000
    rows, problems = read(document)
    assert of(problems, "SRC221") or of(problems, "SRC224")
    assert not [r for r in rows.values() if r.cells["period"] == "quarter" and r.value == bad["val"]]


def test_rounding_is_read_off_a_filings_figures():
    day = date(2025, 1, 1)
    facts = [
        Fact("t", Period(None, day), v, a, day) for v, a in ((5e9, "a"), (5.2e6, "b"), (7e6, "b"), (3.0, "c"))
    ]
    assert rounding(facts) == {"a": 1e6, "b": 1e5, "c": 1.0}


def test_tags_are_written_once_and_with_their_taxonomy():
    for metric in metrics():
        assert all(tag.split(":")[0] in {"us-gaap", "dei", "ifrs-full"} for tag in metric.tags)
        assert len({way.tags for way in metric.ways}) == len(metric.ways)
