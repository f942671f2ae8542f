"""Every dated price and its parts; no share where there are no earnings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from specie.analyses.worth.premium import ANALYSIS
from specie.analyses.worth.premium.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Grade, Inputs, Result, Status

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
AT_FIFTEEN = ASSUMPTIONS + "acme,,cost_of_capital,,0.15,,Textbook,2026-09-01\n"


def make_book(folder: Path, as_of: str = "2026-11-22", vendors: tuple[str, ...] = (), **tables: str) -> Book:
    (folder / "specie.toml").write_text(TOML.format(as_of=as_of), "utf-8")
    tables.setdefault("initiatives", "initiative_id,name,business_owner,technical_owner\nAI-1,One,A,B\n")
    if vendors:
        rows = "".join(f"v{i},{company},Vendor {i}\n" for i, company in enumerate(vendors))
        tables["vendors"] = "vendor_id,company_id,name\n" + rows
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def result_of(book: Book) -> Result:
    return run(book, open_facts(), Inputs())


def figure(metric: str, value: float, end: str = "2026-06-30", period: str = "year", **more: str) -> str:
    company, basis, bound = more.get("company", "acme"), more.get("basis", "gaap"), more.get("bound", "=")
    return f"{company},{end},{period},{metric},{basis},,{value},usd,{bound},https://a.example,primary,,,2026-10-01\n"


def priced(post: float, date: str = "2026-07-15", bound: str = "=") -> str:
    return f"acme,{date},Series C,,,{post},{bound},,primary,closed,https://a.example,primary,,,2026-10-01\n"


def states(result: Result, company: str = "acme") -> list[str]:
    table = next(t for t in result.tables if t.id == "parts")
    return [row[4].id for row in table.rows if row[0].id == company]


def test_the_textbook_price_splits_as_the_textbook_says(tmp_path: Path) -> None:
    """100 = 55.56 + 44.44, in billions."""
    rows = FINANCIALS + figure("net_income", 25e9 / 3)
    book = make_book(tmp_path, financials=rows, rounds=ROUNDS + priced(100e9), assumptions=AT_FIFTEEN)
    result = result_of(book)
    (place,), (growth,), (share,) = (
        list(result.find(m, "acme")) for m in ("in_place", "growth_opportunities", "growth_share")
    )
    assert place.point == pytest.approx(55.56e9, abs=5e6)
    assert growth.point == pytest.approx(44.44e9, abs=5e6)
    assert share.point == pytest.approx(0.4444, abs=5e-5)
    assert share.exact
    assert place.grade is Grade.COMPANY  # the round is the weaker half
    assert states(result) == ["earning"]


def test_the_second_reference_through_a_share_price(tmp_path: Path) -> None:
    """72 a share, 3.50 earned, 7.5 %: 25.33 for growth."""
    book = make_book(
        tmp_path,
        vendors=("nvidia",),
        financials=FINANCIALS + figure("earnings_per_share", 3.50, company="nvidia"),
        prices="ticker,date,close\nNVDA,2026-08-03,60\nNVDA,2026-09-30,72\nNVDA,2026-11-02,80\n",
        assumptions=ASSUMPTIONS + "nvidia,,cost_of_capital,,0.075,,Textbook,2026-09-01\n",
    )
    found = {e.period: e.point for e in result_of(book).find("growth_opportunities", "nvidia")}
    assert found["2026-09-30 NVDA"] == pytest.approx(25.33, abs=0.005)
    assert set(found) == {"2026-09-30 NVDA", "2026-11-02 NVDA"}  # the last close of each quarter


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        (figure("net_income", -1e9), "losing"),
        (figure("net_income", 0.0), "losing"),
        ("", "no earnings known"),
        (figure("net_income", 1e9, "2025-01-31"), "no earnings known"),  # of another time
        (figure("net_income", 1e9, "2026-12-31", basis="guidance"), "no earnings known"),
        (figure("net_income", -1e9) + figure("net_income", 2e9, basis="press"), "could be either"),
        (figure("net_income", 1e9), "earning"),
    ],
)
def test_without_earnings_there_is_a_label_and_no_share(tmp_path: Path, rows: str, state: str) -> None:
    book = make_book(tmp_path, financials=FINANCIALS + rows, rounds=ROUNDS + priced(100e9))
    result = result_of(book)
    assert states(result) == [state]
    assert bool(list(result.find("growth_share", "acme"))) == (state == "earning")


def test_no_share_is_above_one_anywhere(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    assert result.status is Status.OK
    for estimate in result.find("growth_share"):
        assert estimate.high is not None
        assert estimate.high <= 1
    table = next(t for t in result.tables if t.id == "parts")
    for row in table.rows:
        assert (row[9] is None) == (row[4].id != "earning")


def test_a_net_result_goes_before_an_operating_one_and_quarters_count_four_times(tmp_path: Path) -> None:
    both = figure("net_income", 1e9, period="quarter") + figure("operating_income", 5e9, period="quarter")
    book = make_book(
        tmp_path, financials=FINANCIALS + both, rounds=ROUNDS + priced(100e9), assumptions=AT_FIFTEEN
    )
    assert next(result_of(book).find("in_place", "acme")).point == pytest.approx(4e9 / 0.15)
    (tmp_path / "two").mkdir()
    only = FINANCIALS + figure("operating_income", 5e9)
    book = make_book(tmp_path / "two", financials=only, rounds=ROUNDS + priced(100e9), assumptions=AT_FIFTEEN)
    assert next(result_of(book).find("in_place", "acme")).point == pytest.approx(5e9 * 0.75 / 0.15)


def test_bounds_of_price_and_earnings_go_through(tmp_path: Path) -> None:
    rows = FINANCIALS + figure("net_income", 4e9) + figure("net_income", 5e9, basis="press")
    book = make_book(
        tmp_path, financials=rows, rounds=ROUNDS + priced(100e9, bound=">="), assumptions=AT_FIFTEEN
    )
    share = next(result_of(book).find("growth_share", "acme"))
    assert share.low == pytest.approx(1 - 5e9 / 0.15 / 100e9)
    assert share.high == pytest.approx(1.0)  # nothing bounds the price above


def test_a_result_long_after_a_price_is_of_another_time(tmp_path: Path) -> None:
    book = make_book(
        tmp_path,
        financials=FINANCIALS + figure("net_income", 8e9),
        rounds=ROUNDS
        + priced(50e9, "2025-09-01")
        + priced(100e9, "2026-05-15").replace("Series C", "Series D"),
    )
    assert states(result_of(book)) == ["no earnings known", "earning"]


def test_shipped_prices_are_labelled_by_what_the_firm_earned_then(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=("openai", "anthropic", "mistral")))
    assert states(result, "openai")[-1] == "losing"
    assert states(result, "anthropic")[-1] == "earning"  # an operating profit is guided for the quarter
    codes = {(f.code, f.subject.id) for f in result.findings}
    assert {("WOR302", "openai"), ("WOR301", "anthropic"), ("WOR303", "mistral")} <= codes


def test_a_price_below_its_earnings_is_named(tmp_path: Path) -> None:
    rows = FINANCIALS + figure("net_income", 8e9)
    book = make_book(tmp_path, vendors=("acme",), financials=rows, rounds=ROUNDS + priced(20e9))
    result = result_of(book)
    assert [f.code for f in result.findings if f.subject.id == "acme"] == ["WOR304"]
    share = next(result.find("growth_share", "acme"))
    assert share.high < 0


def test_everything_is_declared_and_drawn(tmp_path: Path) -> None:
    rows = FINANCIALS + figure("net_income", 1e9) + figure("net_income", 2e9, "2026-10-31", "half")
    prices = ROUNDS + priced(50e9) + priced(90e9, "2026-11-01").replace("Series C", "Series D")
    result = result_of(make_book(tmp_path, vendors=("acme", "openai"), financials=rows, rounds=prices))
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins for e in result.estimates)
    assert max(Counter(e.key for e in result.estimates).values()) == 1
    assert {f.kind for f in result.figures} == {"band", "timeline"}
    for one in result.figures:
        for row in one.data:
            assert {f for role, f in one.roles.items() if role != "scale"} <= set(row)


def test_without_a_price_it_is_not_assessed(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, as_of="2018-01-01"))
    assert result.status is Status.NOT_ASSESSED
    assert result.reason is not None
