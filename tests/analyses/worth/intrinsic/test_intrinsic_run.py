"""The whole analysis: on shipped facts alone, with a book, with bad rows; every number declared."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from specie.analyses.worth.intrinsic import ANALYSIS
from specie.analyses.worth.intrinsic.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Bound, Finding, Grade, Inputs, Quantity, Result, Status, Term

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = {as_of}\n'
FINANCIALS = (
    "company_id,period_end,period,metric,basis,gross_net,value,unit,bound,source,source_quality,note,"
    "via,as_of\n"
)
ROUNDS = (
    "company_id,date,series,amount_usd,pre_money_usd,post_money_usd,post_money_bound,lead,kind,status,"
    "source,source_quality,note,via,as_of\n"
)
ASSUMPTIONS = "company_id,segment,driver,low,mode,high,source,as_of\n"


def make_book(folder: Path, as_of: str = "2026-11-22", vendors: tuple[str, ...] = (), **tables: str) -> Book:
    (folder / "specie.toml").write_text(TOML.format(as_of=as_of), "utf-8")
    tables.setdefault("initiatives", "initiative_id,name,business_owner,technical_owner\nAI-1,One,A,B\n")
    if vendors:
        rows = "".join(f"v{i},{company},Vendor {i}\n" for i, company in enumerate(vendors))
        tables["vendors"] = "vendor_id,company_id,name\n" + rows
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def result_of(book: Book, **params: float | int | str) -> Result:
    return run(book, open_facts(), Inputs(seed=1, params={"paths": 1_000, **params}))


def acme(price: float = 20e9, revenue: str = "4000000000", bound: str = "=") -> dict[str, str]:
    return {
        "financials": FINANCIALS
        + f"acme,2026-10-31,point,revenue_run_rate,press,,{revenue},usd,{bound},https://a.example,primary,,,2026-11-01\n"
        "acme,2026-10-31,point,operating_margin,press,,0.1,fraction,=,https://a.example,primary,,,2026-11-01\n",
        "rounds": ROUNDS
        + f"acme,2026-10-15,Series C,,,{price},=,,primary,closed,https://a.example,primary,,,2026-11-01\n",
    }


def codes(result: Result, subject: str = "acme") -> list[str]:
    return [f.code for f in result.findings if f.subject.id == subject]


def finding(result: Result, code: str) -> Finding:
    return next(f for f in result.findings if f.code == code)


def test_runs_on_shipped_facts_alone(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    assert result.status is Status.OK
    assert {e.subject.id for e in result.estimates} >= {"anthropic", "openai", "databricks"}
    assert 2 <= len(result.headline) <= 3
    assert result.key
    assert {f.kind for f in result.figures} == {"interval_rows", "line", "bar", "band"}


def test_everything_is_declared_vouched_for_and_unique(tmp_path: Path) -> None:
    result = result_of(
        make_book(tmp_path, vendors=("openai", "microsoft", "anthropic", "coreweave", "nobody"))
    )
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins and e.grade is Grade.MODELLED for e in result.estimates)
    assert max(Counter(e.key for e in result.estimates).values()) == 1
    assert all(len(row) == len(table.columns) for table in result.tables for row in table.rows)
    for figure in result.figures:
        for row in figure.data:
            assert {f for role, f in figure.roles.items() if role != "scale"} <= set(row)


def test_ranges_of_the_views_make_the_supported_range(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=("anthropic",)))
    views = list(result.find("supported_value", "anthropic"))
    whole = next(result.find("supported_range", "anthropic"))
    assert len(views) == 2
    assert whole.low == min(v.low for v in views)
    assert whole.high == max(v.high for v in views)
    share = next(result.find("unsupported_range", "anthropic"))
    assert share.low == max(0.0, 1 - whole.high / 965e9)
    assert share.high == max(0.0, 1 - whole.low / 965e9)
    for view in result.find("unsupported_share", "anthropic"):
        assert 0 <= view.low <= view.point <= view.high <= 1


def test_a_floor_on_revenue_makes_a_floor_on_value_and_a_ceiling_on_the_bubble(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=("acme",), **acme(bound=">=")), paths=500)
    assert {e.bound for e in result.find("supported_value", "acme")} == {Bound.AT_LEAST}
    assert {e.bound for e in result.find("unsupported_share", "acme")} == {Bound.AT_MOST}
    assert "WOR206" in codes(result)
    assert "WOR202" not in codes(result)


def test_the_growth_that_is_needed_stands_beside_what_firms_have_done(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=("anthropic",)))
    needed = next(result.find("growth_needed", "anthropic"))
    assert 0.3 < needed.point < 0.7
    did = next(result.find("firms_that_did", "anthropic"))
    assert (did.low, did.high) == pytest.approx((0.0, 0.006))  # 25 to 50bn of 2015: 0.4 % and rounding
    assert finding(result, "WOR203").evidence == (needed, did)
    table = next(t for t in result.tables if t.id == "needs")
    growth = [row[3].value for row in table.rows if isinstance(row[3], Quantity)]
    assert growth
    assert min(growth) > 0.2


def test_the_path_the_price_needs_ends_where_the_surface_says(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=("anthropic",)))
    drawn = next(f for f in result.figures if f.id == "paths-anthropic")
    needed = [row for row in drawn.data if row["view"] == Term("what the price needs")]
    table = next(t for t in result.tables if t.id == "needs")
    ends = [row[4].value for row in table.rows if row[2].value == 5 and row[4] is not None]
    assert any(needed[-1]["sales"] == pytest.approx(end) for end in ends)
    assert [row["years"] for row in needed] == list(range(11))
    today = [row for row in drawn.data if row["years"] == 0 and row["low"] is not None]
    assert len(today) == 2
    for row in today:  # every view starts from the facts, whatever it makes of them
        assert 43.6e9 <= row["low"] < row["sales"] < row["high"] <= 65e9


def test_reports_of_one_price_that_differ_are_both_shown_and_widen_everything(tmp_path: Path) -> None:
    own = ROUNDS + (
        "anthropic,2026-05-28,Series H,,,900000000000,=,,primary,closed,https://a.example,primary,,,2026-06-01\n"
    )
    book = make_book(tmp_path, vendors=("anthropic",), rounds=own)
    result = result_of(book)
    whole, share = (next(result.find(m, "anthropic")) for m in ("supported_range", "unsupported_range"))
    assert share.low == max(0.0, 1 - whole.high / 900e9)
    assert share.high == 1 - whole.low / 965e9
    cell = next(t for t in result.tables if t.id == "ranges").rows[0][6]
    assert (cell.arg("low").value, cell.arg("high").value) == (900e9, 965e9)
    needed = next(result.find("growth_needed", "anthropic"))
    assert needed.low < needed.point < needed.high


def test_a_floor_on_the_price_leaves_the_growth_it_needs_open_above(tmp_path: Path) -> None:
    tables = acme()
    tables["rounds"] = tables["rounds"].replace(",=,,primary", ",>=,,primary")
    result = result_of(make_book(tmp_path, vendors=("acme",), **tables))
    needed = next(result.find("growth_needed", "acme"))
    assert needed.bound is Bound.AT_LEAST
    assert needed.high is None
    assert next(result.find("unsupported_range", "acme")).high == 1.0


def test_a_price_above_every_range_is_said_and_one_below_is_not(tmp_path: Path) -> None:
    (tmp_path / "dear").mkdir()
    (tmp_path / "cheap").mkdir()
    dear = result_of(make_book(tmp_path / "dear", vendors=("acme",), **acme(price=900e9)))
    cheap = result_of(make_book(tmp_path / "cheap", vendors=("acme",), **acme(price=1e9)))
    assert "WOR202" in codes(dear)
    assert "WOR202" not in codes(cheap)
    share = next(cheap.find("unsupported_range", "acme"))
    assert share.low == 0


def test_where_growth_cannot_pay_there_is_no_number_but_a_reason(tmp_path: Path) -> None:
    poor = {"sales_to_capital": "0.2", "target_margin": "0.05:0.15"}
    result = result_of(make_book(tmp_path, vendors=("coreweave",)), **poor)
    assert "WOR204" in codes(result, "coreweave")
    assert not list(result.find("growth_needed", "coreweave"))
    table = next(t for t in result.tables if t.id == "needs")
    assert any(not isinstance(row[3], Quantity) for row in table.rows)


def test_companies_that_lack_a_fact_are_named_with_it(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=("xai", "google-deepmind", "ssi", "anthropic")))
    told = {f.subject.id: f.message for f in result.findings if f.code == "WOR201" and f.action}
    assert told["xai"].arg("fact").id == "revenue"
    assert "old" in told["xai"].arg("why").template
    assert told["google-deepmind"].arg("fact").id == "shares"
    assert "no revenue" in told["ssi"].arg("why").template
    assert not [e for e in result.estimates if e.subject.id in told]


def test_nothing_to_value_is_not_assessed_with_a_reason(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, as_of="2019-01-01", vendors=("openai",)))
    assert result.status is Status.NOT_ASSESSED
    assert result.reason is not None
    assert not result.estimates


def test_nothing_later_than_the_book_is_used(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, as_of="2026-03-01", vendors=("anthropic",)))
    price = next(result.find("unsupported_range", "anthropic"))
    assert price.period == "2026-02-12"
    revenue = next(
        row for row in next(t for t in result.tables if t.id == "assumptions").rows if row[1].id == "revenue"
    )
    assert revenue[5].value == 14e9


def test_bad_rows_and_parameters_are_named_and_do_not_stop_it(tmp_path: Path) -> None:
    tables = acme()
    tables["financials"] += (
        "acme,2026-10-31,point,cash,press,,5000000,eur,=,https://a.example,primary,,,2026-11-01\n"
        "acme,2026-10-31,point,total_debt,press,,,usd,=,https://a.example,primary,,,2026-11-01\n"
        "acme,2026-10-31,point,shares_outstanding,gaap,,9000,shares,=,https://a.example,primary,,,2026-11-01\n"
    )
    tables["assumptions"] = ASSUMPTIONS + "acme,,target_margin,0.1,,,Committee,2026-09-01\n"
    book = make_book(tmp_path, vendors=("acme",), **tables)
    result = result_of(book, failure_chance="often", terminal_growth="0.02")
    assert result.status is Status.OK
    assert finding(result, "WOR209").message.arg("driver").id == "failure_chance"
    assert [f.message.arg("unit") for f in result.findings if f.code == "WOR210"] == ["eur"]
    assert any(p.file == "financials.csv" and p.row == 5 for p in book.problems)


def test_draws_set_aside_are_told(tmp_path: Path) -> None:
    tables = acme() | {"assumptions": ASSUMPTIONS + "acme,,terminal_growth,0.03,,0.09,Committee,2026-09-01\n"}
    result = result_of(make_book(tmp_path, vendors=("acme",), **tables))
    message = finding(result, "WOR205").message
    assert message.arg("reason").id == "growth above risk-free"
    row = next(t for t in result.tables if t.id == "ranges").rows[0]
    assert row[13].value + row[14].value == 1_000
    assert row[14].value == message.arg("count").value


def test_shares_and_options_give_the_value_of_one_share(tmp_path: Path) -> None:
    rows = "".join(
        f"acme,,{d},,{v},,Committee,2026-09-01\n"
        for d, v in (("shares", 1e9), ("options", 1e8), ("strike", 2.0))
    )
    result = result_of(make_book(tmp_path, vendors=("acme",), **acme(), assumptions=ASSUMPTIONS + rows))
    shares = list(result.find("value_per_share", "acme"))
    assert shares
    for share in shares:
        whole = next(e for e in result.find("supported_value", "acme") if e.period == share.period)
        assert whole.point is not None
        expected = (whole.point + 2e8) / 1.1e9
        assert share.point == pytest.approx(expected if expected > 2 else whole.point / 1e9)


def test_own_assumptions_move_the_range_the_way_they_should(tmp_path: Path) -> None:
    book = make_book(tmp_path, vendors=("acme",), **acme())
    middle = {}
    for margin in ("0.10", "0.30"):
        result = result_of(book, target_margin=margin)
        middle[margin] = next(result.find("supported_value", "acme")).point
    assert middle["0.30"] > middle["0.10"]
    own = result_of(book, sales_growth="0.2:0.3")
    assert {e.period.split()[1] for e in own.find("supported_value", "acme")} >= {"history", "own"}


def test_a_wider_level_gives_a_wider_interval_and_the_same_middle(tmp_path: Path) -> None:
    book, facts = make_book(tmp_path, vendors=("acme",), **acme()), open_facts()
    narrow, wide = (
        next(run(book, facts, Inputs(level=level, params={"paths": 500})).find("supported_value", "acme"))
        for level in (0.5, 0.95)
    )
    assert wide.low < narrow.low < narrow.point < narrow.high < wide.high
    assert wide.point == narrow.point


def test_the_three_largest_drivers_are_named(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=("anthropic",)), paths=10_000)
    shares = list(result.find("driver_share", "anthropic"))
    assert len(shares) == 3
    assert [e.point for e in shares] == sorted((e.point for e in shares), reverse=True)
    assert [e.period.split()[1] for e in shares][:2] == ["sales_growth", "target_margin"]


def test_the_same_seed_gives_the_same_result_and_another_moves_it_within_its_error(tmp_path: Path) -> None:
    book, facts = make_book(tmp_path, vendors=("anthropic",)), open_facts()
    one, again, other = (run(book, facts, Inputs(seed=s)) for s in (1, 1, 2))
    assert one == again
    rows = [next(t for t in r.tables if t.id == "ranges").rows[0] for r in (one, other)]
    assert abs(rows[0][3].value - rows[1][3].value) <= 2 * (rows[0][12].value + rows[1][12].value)
