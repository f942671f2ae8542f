"""The market on the shipped facts: each number by hand, nothing joined that must not be, and faults named."""

from __future__ import annotations

import pytest

from specie.analyses.worth.market import ANALYSIS
from specie.analyses.worth.market.run import run
from specie.analyses.worth.market.settings import SettingError
from specie.book import open_book
from specie.facts import open_facts
from specie.model import Grade, Inputs, Severity, Status

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = {as_of}\n'
ROUNDS = "company_id,date,series,post_money_usd,post_money_bound,kind,status,source,as_of\n"


def _book(folder, as_of="2026-10-31", **tables):
    (folder / "specie.toml").write_text(TOML.format(as_of=as_of), "utf-8")
    tables.setdefault("initiatives", "initiative_id,name\nAI-1,One\n")
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return run(_book(tmp_path_factory.mktemp("market")), open_facts(), Inputs())


def _one(result, measure, subject):
    (found,) = [e for e in result.estimates if e.measure == measure and e.subject.id == subject]
    return found


def test_it_runs_on_the_shipped_facts_and_says_everything_once(result):
    assert result.status is Status.OK
    assert result.headline
    keys = [e.key for e in result.estimates]
    assert len(keys) == len(set(keys))
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins for e in result.estimates)
    assert all(len(row) == len(table.columns) for table in result.tables for row in table.rows)


def test_growth_is_that_of_the_points(result):
    """189bn in 2023 to 4.8tn in 2033 is 38.2 % a year; 196.63bn to 1,811.75bn in seven years 37.3 %."""
    assert _one(result, "market_growth", "AI market (UNCTAD)").low == pytest.approx(0.3819, abs=1e-4)
    assert _one(result, "market_growth", "AI market (Grand View Research)").high == pytest.approx(
        0.3733, abs=1e-4
    )


def test_two_vintages_of_a_forecast_make_a_range(result):
    growth = _one(result, "market_growth", "AI spending worldwide (Gartner)")
    assert growth.low == pytest.approx((3336.69 / 1757.152) ** 0.5 - 1, abs=1e-6)
    assert growth.high == pytest.approx((3490 / 1757.152) ** 0.5 - 1, abs=1e-6)


def test_a_printed_rate_that_its_own_points_refute_is_named_and_the_other_is_not(result):
    named = [f.subject.id for f in result.findings if f.code == "WOR605"]
    assert named == ["AI market (unnamed blog)"]


def test_the_multiple_against_its_history(result):
    """27.39 against medians of 20.27 to 21.94: back at them the price falls by 26.0 to 19.9 %."""
    back = next(e for e in result.estimates if e.measure == "reversion" and e.period == "2025-10-24")
    assert back.low == pytest.approx(20.27 / 27.39 - 1)
    assert back.high == pytest.approx(21.94 / 27.39 - 1)
    assert not [e for e in result.estimates if e.measure == "reversion" and "definition" in e.subject.id]


def test_sales_for_capital_by_hand(result):
    """765bn at 7 to 12 %, 4 to 8 years, 40 to 70 % left for capital."""
    needed = _one(result, "sales_for_capital", "AI capital spending (Goldman Sachs)")
    assert needed.low == pytest.approx(765e9 * 0.07 / (1 - 1.07**-8) / 0.7)
    assert needed.high == pytest.approx(765e9 * 0.12 / (1 - 1.12**-4) / 0.4)
    over = _one(result, "capital_to_sales", "AI capital spending (Goldman Sachs)")
    assert over.low == pytest.approx(needed.low / 60e9)
    assert over.high == pytest.approx(needed.high / 50e9)


def test_half_of_the_spending_of_firms_may_be_for_ai(result):
    four = _one(result, "sales_for_capital", "capital spending of Alphabet, Amazon, Meta and Microsoft")
    assert four.low == pytest.approx(413e9 * 0.5 * 0.07 / (1 - 1.07**-8) / 0.7)
    assert four.high == pytest.approx(413e9 * 0.12 / (1 - 1.12**-4) / 0.4)


def test_no_series_is_held_against_one_that_counts_something_else(result):
    ratios = [e.period for e in result.estimates if e.measure == "implied_to_forecast"]
    assert ratios
    assert not [period for period in ratios if "spending" in period or "needed" in period or "blog" in period]


def test_what_two_prices_need_by_hand(tmp_path):
    """Two labs priced at 100bn and 50bn on the last day of 2028; two years at 10 %, five times sales."""
    rows = [
        f"{company},2028-12-31,X,{price},=,primary,closed,a file,2028-12-31\n"
        for company, price in (("anthropic", 100e9), ("openai", 50e9))
    ]
    params = {
        "return_low": 0.1, "return_high": 0.1, "multiple_low": 5.0, "multiple_high": 5.0, "most_days": 1,
    }  # fmt: skip
    book = _book(tmp_path, "2028-12-31", rounds=ROUNDS + "".join(rows))
    result = run(book, open_facts(), Inputs(params=params))
    need = _one(result, "implied_sales", "model developers")
    assert need.low == pytest.approx(150e9 * 1.1 ** (730 / 365.25) / 5, rel=1e-3)
    assert need.grade is Grade.MODELLED


def test_prices_that_no_forecast_carries_are_an_alarm(result, tmp_path):
    rows = "".join(
        f"{company},2026-10-01,X,9e13,=,primary,closed,a file,2026-10-01\n"
        for company in ("anthropic", "openai")
    )
    loud = run(_book(tmp_path, rounds=ROUNDS + rows), open_facts(), Inputs())
    assert {f.severity for f in loud.findings if f.code == "WOR601"} == {Severity.ALARM}
    assert not [f for f in result.findings if f.code == "WOR601"]


def test_nothing_that_has_not_happened_by_the_day_is_called_actual(tmp_path):
    early = run(_book(tmp_path, "2025-06-30"), open_facts(), Inputs())
    days = [e.period for e in early.estimates if e.measure == "reversion"]
    assert days == []


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"life_low": 0.0}, "life"),
        ({"margin_low": 0.9, "margin_high": 0.5}, "margin"),
        ({"return_high": 3.0}, "return"),
        ({"multiple_low": -1.0}, "multiple"),
        ({"horizon": 20300}, "horizon"),
    ],
)
def test_a_range_that_cannot_be_is_named(tmp_path, params, name):
    with pytest.raises(SettingError, match=name):
        run(_book(tmp_path), open_facts(), Inputs(params=params))
