"""The whole analysis on shipped facts, without and with a book."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from specie.analyses.worth.rounds import ANALYSIS
from specie.analyses.worth.rounds.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Bound, Grade, Inputs, Result, Role, Status

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = {as_of}\n'
ROUNDS = (
    "company_id,date,series,amount_usd,pre_money_usd,post_money_usd,post_money_bound,lead,kind,status,source,"
    "source_quality,note,via,as_of\n"
)
FINANCIALS = (
    "company_id,period_end,period,metric,basis,gross_net,value,unit,bound,source,source_quality,note,via,"
    "as_of\n"
)


def make_book(folder: Path, as_of: str = "2026-10-31", **tables: str) -> Book:
    (folder / "specie.toml").write_text(TOML.format(as_of=as_of), "utf-8")
    tables.setdefault("initiatives", "initiative_id,name\nAI-1,One\n")
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def vendors(*companies: str) -> str:
    rows = "".join(f"v{i},{company},Vendor {i}\n" for i, company in enumerate(companies))
    return "vendor_id,company_id,name\n" + rows


def result_of(book: Book) -> Result:
    return run(book, open_facts(), Inputs())


def test_runs_on_shipped_facts_alone(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    assert result.status is Status.OK
    assert result.headline
    assert 2 <= len(result.key) <= 5
    assert {e.key for e in result.key} <= {e.key for e in result.estimates}
    assert max(Counter(e.key for e in result.estimates).values()) == 1


def test_everything_is_declared(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("openai", "google-deepmind", "microsoft")))
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins for e in result.estimates)
    assert all(len(row) == len(table.columns) for table in result.tables for row in table.rows)
    for figure in result.figures:
        for row in figure.data:
            assert {f for role, f in figure.roles.items() if role != "scale"} <= set(row)


def test_the_known_price_to_sales_of_the_shipped_facts(tmp_path: Path) -> None:
    """965bn over a run-rate of at least 47bn is at most 20.5; over 10bn of the year before, 96.5."""
    result = result_of(make_book(tmp_path, vendors=vendors("anthropic")))
    run_rate = next(
        e
        for e in result.find("price_to_run_rate", "anthropic")
        if e.period == "2026-05-28 run-rate company gross"
    )
    assert (run_rate.bound, run_rate.low) == (Bound.AT_MOST, None)
    assert run_rate.high == run_rate.point == pytest.approx(965 / 47)
    assert run_rate.grade is Grade.COMPANY
    trailing = next(
        e for e in result.find("price_to_trailing_sales", "anthropic") if e.period.startswith("2026-05-28")
    )
    assert trailing.point == pytest.approx(96.5)
    assert trailing.grade is Grade.PRESS


def test_money_is_summed_by_status_without_repeats(tmp_path: Path) -> None:
    """OpenAI: the first close of 2026 (110bn) is inside the final 122bn."""
    result = result_of(make_book(tmp_path, vendors=vendors("openai")))
    totals = {e.period: e for e in result.find("raised", "openai")}
    assert set(totals) == {"closed"}
    assert totals["closed"].point == 1e9 + 6.6e9 + 40e9 + 122e9


def test_companies_without_a_price_are_refused_with_the_reason(tmp_path: Path) -> None:
    result = result_of(
        make_book(tmp_path, vendors=vendors("google-deepmind", "microsoft", "bytedance", "nobody"))
    )
    told = {
        f.subject.id: f.message.arg("why").template
        for f in result.findings
        if f.code == "WOR101" and f.action
    }
    assert "division" in told["google-deepmind"]
    assert "listed" in told["microsoft"]
    assert told["bytedance"] == "no price of its own is known"
    assert "no price that could be compared" in told["nobody"]
    around = {"circular_deals", "raised_to_sales", "capex_to_sales"}
    assert not [e for e in result.estimates if e.subject.id in told and e.measure not in around]


def test_nothing_later_than_the_book_is_used(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, as_of="2025-06-15", vendors=vendors("anthropic", "openai")))
    for estimate in result.estimates:
        days = [part[:10] for part in estimate.period.replace("/", " ").split() if part[:2] == "20"]
        assert all(day <= "2025-06-15" for day in days), estimate.period
    newest = next(table for table in result.tables if table.id == "newest")
    assert {row[0].id: row[1] for row in newest.rows}["anthropic"] == date(2025, 3, 3)
    assert any(f.code == "WOR108" for f in result.findings)


def test_the_users_own_rows_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    own_rounds = ROUNDS + (
        "acme,2026-01-15,Series A,1000000,,20000000,=,,primary,closed,https://a.example,primary,,,2026-02-01\n"
        "acme,2026-09-15,Series B,,,500000000,=,,primary,closed,https://a.example,primary,,,2026-10-01\n"
    )
    own_figures = FINANCIALS + (
        "acme,2026-09-30,point,revenue_run_rate,run-rate,,25000000,usd,>=,https://a.example,primary,,,2026-10-01\n"
        "acme,2026-09-30,point,revenue_run_rate,press,,,usd,,https://a.example,primary,,,2026-10-01\n"
    )
    book = make_book(tmp_path, vendors=vendors("acme"), rounds=own_rounds, financials=own_figures)
    result = result_of(book)
    multiple = next(e for e in result.find("price_to_run_rate", "acme") if e.period.startswith("2026-09-15"))
    assert (multiple.point, multiple.low, multiple.high) == (20.0, None, 20.0)
    assert {origin.place for origin in multiple.origins} == {"rounds.csv", "financials.csv"}
    assert any(f.code == "WOR104" and f.subject.id == "acme" for f in result.findings)
    table = next(table for table in result.tables if table.id == "rounds")
    whose = [row[10].id for row in table.rows if row[0].id == "acme"]
    assert whose == ["your own", "your own"]


def test_a_users_row_on_a_shipped_round_makes_a_range_not_a_step(tmp_path: Path) -> None:
    own = ROUNDS + (
        "openai,2025-10-02,tender,,,480000000000,=,,tender,closed,https://a.example,secondary,,,2025-10-02\n"
    )
    result = result_of(make_book(tmp_path, vendors=vendors("openai"), rounds=own))
    price = next(e for e in result.find("post_money", "openai") if e.period == "2025-10-02")
    assert (price.point, price.low, price.high) == (None, 480e9, 500e9)


def test_holdings_by_ticker_come_first(tmp_path: Path) -> None:
    book = make_book(tmp_path, holdings="holding_id,company_id,ticker,quantity\nH1,,CRWV,10\n")
    result = result_of(book)
    newest = next(table for table in result.tables if table.id == "newest")
    assert newest.rows[0][0].id == "coreweave"
    assert not any(f.role is Role.ENTERPRISE for f in result.findings)


def test_no_price_at_all_is_not_assessed(tmp_path: Path) -> None:
    assert result_of(make_book(tmp_path, as_of="2019-01-01")).status is Status.NOT_ASSESSED


def test_same_rules_for_every_company(tmp_path: Path) -> None:
    """Who is a vendor changes the order and what is looked into, never a number."""
    of_focus = {"raised", "raised_to_sales", "capex_to_sales", "circular_deals", "lead_concentration",
                "strategic_lead_share", "price_to_peer"}  # fmt: skip
    every = {e.key: e for e in result_of(make_book(tmp_path)).estimates}
    plain = {key: e for key, e in every.items() if e.measure not in of_focus}
    for company in ("openai", "anthropic"):
        named = {e.key: e for e in result_of(make_book(tmp_path, vendors=vendors(company))).estimates}
        assert {key: e for key, e in named.items() if e.measure not in of_focus} == plain
        assert all(every[key] == e for key, e in named.items() if key in every)


def test_the_shipped_multiple_of_183bn_is_at_most_36_6(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("anthropic")))
    series_f = [e for e in result.find("price_to_run_rate", "anthropic") if e.period.startswith("2025-09-02")]
    assert [(e.low, e.bound) for e in series_f if e.high == pytest.approx(36.6)] == [(None, Bound.AT_MOST)]


def test_growth_of_the_price_beside_growth_of_revenue(tmp_path: Path) -> None:
    """Anthropic: 15 to 18.4bn to 61.5bn in 417 days, 87m to 1bn from some day of a month to another."""
    result = result_of(make_book(tmp_path, vendors=vendors("anthropic")))
    gap = next(
        e
        for e in result.find("growth_gap", "anthropic")
        if e.period == "2024-01-11/2025-03-03 run-rate company"
    )
    slow, quick = (1000 / 87) ** (365.25 / 396), (1000 / 87) ** (365.25 / 336)
    assert gap.low == pytest.approx((61.5 / 18.4) ** (365.25 / 417) - quick)
    assert gap.high == pytest.approx((61.5 / 15) ** (365.25 / 417) - slow)
    assert gap.high is not None
    assert gap.high < 0


def test_own_deals_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    deals = (
        "deal_id,from_id,to_id,amount_usd,amount_bound,instrument,signed,status,source,as_of\n"
        "x1,acme,beta,5000000,=,equity,2026-01-15,closed,https://a.example,2026-02-01\n"
        "x2,beta,acme,4000000,=,purchase,2026-02,committed,https://a.example,2026-02-01\n"
        "x3,beta,acme,9000000,=,purchase,2027-02,committed,https://a.example,2026-02-01\n"
    )
    result = result_of(make_book(tmp_path, vendors=vendors("beta"), deals=deals))
    count = next(result.find("circular_deals", "beta"))
    assert count.point == 1
    assert {origin.place for origin in count.origins} == {"deals.csv"}
    table = next(table for table in result.tables if table.id == "circles")
    assert table.rows[0][4].value == 4_000_000


def test_parameters_out_of_reach_are_pulled_back(tmp_path: Path) -> None:
    params = {"longest_circle": 99, "age_tolerance": -1.0, "least_days": 0}
    result = run(make_book(tmp_path, vendors=vendors("openai")), open_facts(), Inputs(params=params))
    assert result.status is Status.OK


def test_a_price_over_nothing_but_floors_is_at_most_that_many_years_of_sales(tmp_path: Path) -> None:
    """Revenue of at least 5 at a price of 183 is at most 36.6, in the span over all bases as well."""
    row = "acme,2026-06-30,point,revenue_run_rate,press,,5000000000,usd,>=,s,primary,,,2026-07-01\n"
    price = "acme,2026-07-15,Series C,,,183000000000,=,,primary,closed,s,primary,,,2026-08-01\n"
    book = make_book(tmp_path, vendors=vendors("acme"), financials=FINANCIALS + row, rounds=ROUNDS + price)
    result = result_of(book)
    spread = next(result.find("price_to_sales_spread", "acme"))
    assert (spread.point, spread.low, spread.bound) == (None, None, Bound.AT_MOST)
    assert spread.high == pytest.approx(36.6)
    (told,) = [m for m in result.headline if "basis" in dict(m.args)]
    assert told.arg("spread") == spread
