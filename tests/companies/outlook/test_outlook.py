"""Where a company stands, what is assumed of it, and what comes out: facts, bad facts, the user's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from specie.book import Book, open_book
from specie.companies.comparable import chains, comparables
from specie.companies.ledger import read_ledger
from specie.companies.outlook.assumption import DRIVERS, marginal_of
from specie.companies.outlook.base_rate import shipped_classes, size_class
from specie.companies.outlook.case import Case, Refused, make_case, sources
from specie.companies.outlook.declared import declared
from specie.companies.outlook.own import own_assumptions
from specie.companies.outlook.simulate import simulate
from specie.companies.outlook.start import Missing, start_revenue
from specie.facts import open_facts
from specie.kernel.valuation.marginals import Fixed, Pert, Triangular, Uniform

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = {as_of}\n'
FINANCIALS = (
    "company_id,period_end,period,metric,basis,gross_net,value,unit,bound,source,source_quality,note,"
    "via,as_of\n"
)
ASSUMPTIONS = "company_id,segment,driver,low,mode,high,source,as_of\n"
BASE_RATES = "sales_low_usd,sales_high_usd,years,growth,share,after_inflation,source,as_of\n"


def make_book(folder: Path, as_of: str = "2026-09-30", **tables: str) -> Book:
    (folder / "specie.toml").write_text(TOML.format(as_of=as_of), "utf-8")
    tables.setdefault("initiatives", "initiative_id,name,business_owner,technical_owner\nAI-1,One,A,B\n")
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def figure(metric: str, value: float, end: str = "2026-08-31", period: str = "point", **more: str) -> str:
    basis, bound, unit = more.get("basis", "press"), more.get("bound", "="), more.get("unit", "usd")
    return f"acme,{end},{period},{metric},{basis},,{value},{unit},{bound},https://a.example,primary,,,2026-09-15\n"


def case_of(book: Book, company: str = "acme", **params: str) -> Case | Refused:
    ledger, facts = read_ledger(book, open_facts()), open_facts()
    prices = {id_: chain[-1] for id_, chain in chains(comparables(ledger)[0]).items()}
    given = sources(book, facts, ledger, own_assumptions(book, params, book.as_of))
    return make_case(ledger.company(company), prices.get(company), given)


def made(book: Book, company: str = "acme", **params: str) -> Case:
    case = case_of(book, company, **params)
    assert isinstance(case, Case), case
    return case


def missing(book: Book, company: str = "acme") -> tuple[str, str]:
    case = case_of(book, company)
    assert isinstance(case, Refused)
    return case.missing.fact, case.missing.why.template


SOUND = FINANCIALS + figure("revenue_run_rate", 4e9) + figure("operating_margin", -0.3, unit="fraction")


# Facts


def test_sales_span_the_newest_quarter_under_every_basis(tmp_path: Path) -> None:
    rows = (
        figure("revenue_run_rate", 4e9)
        + figure("revenue_run_rate", 5e9, "2026-07-31", basis="run-rate")
        + figure("revenue_run_rate", 3e9, "2026-07-31")  # the same voucher, older: said anew since
        + figure("revenue_run_rate", 1e9, "2026-03-31", basis="leak")  # before the quarter
        + figure("revenue", 1.5e9, "2026-06-30", "quarter", basis="gaap")  # its middle is in May
        + figure("operating_margin", -0.3, unit="fraction")
    )
    case = made(make_book(tmp_path, financials=FINANCIALS + rows))
    assert tuple(case.revenue.bounds) == (4e9, 5e9)
    assert case.revenue.spread
    assert not case.open_above


def test_a_floor_stays_open_until_an_exact_figure_reaches_it(tmp_path: Path) -> None:
    margin = figure("operating_margin", 0.1, unit="fraction")
    only = made(
        make_book(tmp_path, financials=FINANCIALS + figure("revenue_run_rate", 4e9, bound=">=") + margin)
    )
    assert only.open_above
    (tmp_path / "two").mkdir()
    rows = (
        figure("revenue_run_rate", 4e9, bound=">=")
        + figure("revenue_run_rate", 6e9, basis="run-rate")
        + margin
    )
    both = made(make_book(tmp_path / "two", financials=FINANCIALS + rows))
    assert tuple(both.revenue.bounds) == (4e9, 6e9)


@pytest.mark.parametrize(
    ("metric", "value", "low", "high"),
    [
        ("operating_income", -1e9, -0.5, -0.5),
        ("net_income", 0.6e9, 0.3, 0.4),
        ("net_income", -1e9, -0.5, -0.375),
        ("cash_burn", 1e9, -0.5, 0.0),
    ],
)
def test_the_margin_is_read_off_what_is_known(
    tmp_path: Path, metric: str, value: float, low: float, high: float
) -> None:
    rows = figure("revenue", 2e9, "2026-06-30", "half") + figure(metric, value, "2026-06-30", "half")
    case = made(make_book(tmp_path, financials=FINANCIALS + rows))
    assert case.margin is not None
    assert tuple(case.margin.bounds) == pytest.approx((low, high))


def test_figures_of_one_day_that_disagree_widen_the_interval(tmp_path: Path) -> None:
    rows = (
        SOUND
        + figure("operating_margin", -0.6, unit="fraction", basis="leak")
        + figure("total_debt", 2e9, basis="gaap")
        + figure("total_debt", 2.4e9)
        + figure("cash", 1e9)
    )
    case = made(make_book(tmp_path, financials=rows))
    assert case.margin is not None
    assert tuple(case.margin.bounds) == (-0.6, -0.3)
    assert case.drivers["debt"].marginal == Uniform(2e9, 2.4e9)
    assert case.drivers["cash"].marginal == Fixed(1e9)


def test_cash_that_is_not_known_lies_between_nothing_and_the_money_raised(tmp_path: Path) -> None:
    case = made(make_book(tmp_path, as_of="2026-11-22"), "openai")
    assert case.drivers["cash"].marginal == Uniform(0.0, 122e9)  # the final close; the first is inside it
    assert case.drivers["losses"].marginal == Fixed(8.78e9 + 20.92e9)


def test_a_firm_that_earns_more_than_its_kind_may_keep_it(tmp_path: Path) -> None:
    case = made(make_book(tmp_path, as_of="2026-11-22"), "nvidia")
    assert case.margin is not None
    assert case.drivers["target_margin"].ends[2] == pytest.approx(float(case.margin.bounds.high))
    assert case.drivers["failure_chance"].ends[2] == pytest.approx(0.023)  # listed, earning


# Bad facts


@pytest.mark.parametrize(
    ("rows", "fact", "why"),
    [
        ("", "revenue", "no revenue is known"),
        (figure("revenue_run_rate", 0), "revenue", "zero or negative"),
        (figure("revenue_run_rate", -5e6), "revenue", "zero or negative"),
        (figure("revenue_run_rate", 4e9, "2025-06-30"), "revenue", "{age} old"),
        (figure("revenue_run_rate", 4e9), "operating margin", "neither"),
        (figure("revenue_run_rate", 4e9, unit="eur"), "revenue", "no revenue is known"),
    ],
)
def test_what_cannot_be_valued_names_the_missing_fact(tmp_path: Path, rows: str, fact: str, why: str) -> None:
    found = missing(make_book(tmp_path, financials=FINANCIALS + rows))
    assert found[0] == fact
    assert why in found[1]


def test_guidance_alone_is_no_start(tmp_path: Path) -> None:
    ledger = read_ledger(make_book(tmp_path, as_of="2026-11-22"), open_facts())
    later = tuple(r for r in ledger.revenues if r.company == "openai" and r.end.end > ledger.as_of)
    found = start_revenue(replace(ledger, revenues=later), ledger.company("openai"))
    assert later
    assert isinstance(found, Missing)
    assert "only forecasts" in found.why.template


def test_rows_without_date_or_basis_are_named_by_the_book_and_not_used(tmp_path: Path) -> None:
    rows = figure("revenue_run_rate", 4e9, "") + figure("revenue_run_rate", 5e9, basis="")
    book = make_book(tmp_path, financials=FINANCIALS + rows)
    assert {(p.file, p.row, p.column) for p in book.problems} == {
        ("financials.csv", 2, "period_end"),
        ("financials.csv", 3, "basis"),
    }
    assert missing(book)[0] == "revenue"


def test_a_division_is_refused_and_a_rumour_is_no_price(tmp_path: Path) -> None:
    book = make_book(tmp_path, as_of="2026-11-22")
    assert missing(book, "google-deepmind")[0] == "shares"
    assert made(book, "mistral").price is not None
    assert made(book, "mistral").price.price.status == "closed"  # the talks of 2026 are a rumour


# The declared assumptions


def test_every_declared_assumption_has_a_source_and_a_date() -> None:
    rules = declared()
    for group in rules.groups.values():
        for assumption in group.values():
            assert assumption.text
            assert assumption.origins[0].url
            assert date(2000, 1, 1) < assumption.origins[0].as_of <= date(2026, 11, 22)
            low, middle, high = assumption.ends
            assert low <= middle <= high
            assert assumption.kind in ("declared", "assumed")
    known = set(DRIVERS)
    for kind in rules.forecasts:
        assert set(rules.of_kind(kind)) <= known
    assert {name for pair in rules.correlations for name in pair} <= known
    assert set(rules.groups["failure"]) == {
        f"{place}_{state}" for place in ("listed", "private") for state in ("earning", "losing")
    }


def test_forecasts_that_are_named_exist(tmp_path: Path) -> None:
    series = {fact.text("series") for fact in open_facts().rows("market")}
    for names in declared().forecasts.values():
        assert set(names) <= series


def test_nothing_grows_for_ever_faster_than_the_risk_free_rate() -> None:
    assert declared().of_kind("lab")["terminal_growth"].ends[2] <= declared().economy("risk_free")


def test_shipped_base_rates_fall_with_growth_and_with_size() -> None:
    five = sorted((c for c in shipped_classes() if c.years == 5), key=lambda c: c.low)
    assert len(five) == 10
    for row in five:
        shares = [r.share for r in row.reached]
        assert shares == sorted(shares, reverse=True)
    big, small = five[-1], five[0]
    assert all(b.share <= s.share for b, s in zip(big.reached, small.reached, strict=True))
    assert [r.share for r in small.reached] == [0.933, 0.551, 0.268, 0.153, 0.072]
    assert size_class(shipped_classes(), 0.6e9, 1.0, 5) is None  # printed bands of that class do not add up
    found = size_class(shipped_classes(), 70e9, 0.7, 5)
    assert found is not None
    assert found.low == 25e9


# The user's word


def test_the_users_rows_go_before_the_declared_ones_and_parameters_for_all(tmp_path: Path) -> None:
    rows = (
        "acme,,target_margin,0.1,0.2,0.3,Committee,2026-09-01\n"
        "acme,,sales_growth,0.2,,0.5,Committee,2026-09-01\n"
        ",,recovery,,0.25,,Committee,2026-09-01\n"
    )
    book = make_book(tmp_path, financials=SOUND, assumptions=ASSUMPTIONS + rows)
    case = made(book, cost_of_capital="0.09:0.10:0.12")
    assert case.drivers["target_margin"].marginal == Triangular(0.1, 0.2, 0.3)
    assert case.drivers["recovery"].marginal == Fixed(0.25)
    assert case.drivers["cost_of_capital"].marginal == Triangular(0.09, 0.10, 0.12)
    assert case.drivers["target_margin"].kind == "your own"
    assert case.drivers["target_margin"].origins[0].place == "assumptions.csv"
    assert {s.id for s in case.sets} >= {"history", "own"}
    own = next(s for s in case.sets if s.id == "own")
    assert own.growth.marginal == Uniform(0.2, 0.5)


def test_an_assumption_that_is_none_is_named_and_the_declared_one_stays(tmp_path: Path) -> None:
    book = make_book(
        tmp_path,
        financials=SOUND,
        assumptions=ASSUMPTIONS + "acme,models,cost_of_capital,0.1,,0.2,Committee,2026-09-01\n",
    )
    own = own_assumptions(book, {"target_margin": "0.5:0.1", "failure_chance": "much"})
    assert [(r.driver, r.origin.place) for r in own.rejected] == [
        ("cost_of_capital", "assumptions.csv"),
        ("target_margin", "parameters"),
        ("failure_chance", "parameters"),
    ]
    assert not own.of("acme")


def test_a_range_upside_down_is_named_by_the_book(tmp_path: Path) -> None:
    book = make_book(
        tmp_path, assumptions=ASSUMPTIONS + "acme,,target_margin,0.3,0.2,0.1,Committee,2026-09-01\n"
    )
    assert [(p.file, p.code) for p in book.problems] == [("assumptions.csv", "DAT110")]


def test_the_users_base_rates_replace_the_shipped_ones(tmp_path: Path) -> None:
    rows = "".join(
        f"1000000000,10000000000,5,{g},{s},false,Own count,2026-06-30\n" for g, s in ((0.0, 0.9), (0.3, 0.4))
    )
    book = make_book(tmp_path, financials=SOUND, base_rates=BASE_RATES + rows)
    case = made(book)
    history = next(s for s in case.sets if s.id == "history")
    assert history.growth.text == "Own count"
    assert history.growth.marginal.shares == pytest.approx((0.0, 0.1, 0.6, 1.0))
    assert history.growth.marginal.values == pytest.approx((-0.25, 0.0, 0.3, 0.3))


def test_segments_of_the_user_make_the_firm(tmp_path: Path) -> None:
    def rows(name: str, revenue: float) -> str:
        return "".join(
            f"acme,{name},{driver},,{value},,Committee,2026-09-01\n"
            for driver, value in (
                ("revenue", revenue), ("sales_growth", 0.3), ("target_margin", 0.2), ("start_margin", 0.0),
                ("sales_to_capital", 1.5),
            )
        )  # fmt: skip

    whole = rows("", 4e9)
    (tmp_path / "one").mkdir()
    one = made(make_book(tmp_path / "one", financials=SOUND, assumptions=ASSUMPTIONS + whole))
    two = made(
        make_book(
            tmp_path, financials=SOUND, assumptions=ASSUMPTIONS + whole + rows("a", 1e9) + rows("b", 3e9)
        )
    )
    assert set(two.segments) == {"a", "b"}
    views = [next(s for s in case.sets if s.id == "own") for case in (one, two)]
    values = [simulate(case, view, 1, 500).equity for case, view in zip((one, two), views, strict=True)]
    assert values[1] == pytest.approx(values[0])
    half = [
        simulate(case, view, 1, 500, revenue_factor=0.5).equity
        for case, view in zip((one, two), views, strict=True)
    ]
    assert half[1] == pytest.approx(half[0])
    assert (half[0] < 0.7 * values[0]).all()


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ({"value": 1.0}, Fixed),
        ({"low": 1.0, "high": 2.0}, Uniform),
        ({"low": 1.0, "mode": 1.5, "high": 2.0}, Triangular),
        ({"low": 1.0, "mode": 1.5, "high": 2.0, "shape": "pert"}, Pert),
    ],
)
def test_a_driver_is_a_value_or_a_range(entry: dict[str, object], kind: type) -> None:
    assert isinstance(marginal_of(entry), kind)
    with pytest.raises(ValueError, match="driver"):
        marginal_of({"low": 1.0})


# The draws


def test_the_same_seed_gives_the_same_digits_and_one_change_moves_all_paths_one_way(tmp_path: Path) -> None:
    book = make_book(tmp_path, financials=SOUND)
    case = made(book)
    better = made(book, target_margin="0.40")
    worse = made(book, target_margin="0.35")
    view = case.sets[0]
    one, again = simulate(case, view, 3, 400), simulate(case, view, 3, 400)
    assert np.array_equal(one.equity, again.equity)
    assert np.all(
        simulate(better, view, 3, 400).value.operations >= simulate(worse, view, 3, 400).value.operations
    )
    assert not np.array_equal(one.equity, simulate(case, view, 4, 400).equity)


def test_draws_that_break_the_model_are_counted_not_dropped_silently(tmp_path: Path) -> None:
    case = made(make_book(tmp_path, financials=SOUND), terminal_growth="0.03:0.08")
    drawn = simulate(case, case.sets[0], 1, 2_000)
    counts = dict(drawn.screened.counts)
    assert counts["growth above risk-free"] == pytest.approx(2_000 * (0.08 - 0.0475) / 0.05, abs=80)
    assert drawn.screened.set_aside >= counts["growth above risk-free"]
    assert len(drawn.equity) == 2_000 - drawn.screened.set_aside
    assert all(len(row) == len(drawn.equity) for row in drawn.drawn.values())


def test_the_users_own_guidance_is_a_view_of_growth(tmp_path: Path) -> None:
    """From 4 to 16 billion a year in two and a third years, said before the day of the book."""
    book = make_book(
        tmp_path, financials=SOUND + figure("revenue", 16e9, "2029-06-30", "year", basis="guidance")
    )
    plan = next(s for s in made(book).sets if s.id == "plan")
    assert plan.target == (16e9, pytest.approx(28 / 12, abs=0.02))
    assert [o.rows for o in plan.growth.origins] == ["row 4"]


def test_a_plan_is_met_from_wherever_a_draw_starts(tmp_path: Path) -> None:
    case = made(make_book(tmp_path, as_of="2026-11-22"), "openai")
    plan = next(s for s in case.sets if s.id == "plan")
    assert plan.target is not None
    goal, years = plan.target
    assert goal == 280e9
    drawn = simulate(case, plan, 1, 300)
    reached = drawn.drawn["revenue"] * (1 + drawn.drawn["sales_growth"]) ** years
    assert reached == pytest.approx(np.full(300, 280e9))


def test_fewer_sales_make_less_value_on_the_same_draws(tmp_path: Path) -> None:
    case = made(make_book(tmp_path, as_of="2026-11-22"), "anthropic")
    view = case.sets[0]
    usual = simulate(case, view, 1, 500)
    fewer = simulate(case, view, 1, 500, revenue_factor=0.8)
    assert np.mean(fewer.equity) < np.mean(usual.equity)
    assert fewer.drawn["revenue"] == pytest.approx(0.8 * usual.drawn["revenue"])


def test_twelve_months_that_overlap_a_year_are_not_lost_twice(tmp_path: Path) -> None:
    rows = SOUND + "".join(
        figure("operating_income", -value, end, "year", basis="gaap")
        for end, value in (("2024-12-28", 100), ("2025-12-27", 90), ("2026-03-28", 80), ("2026-06-27", 70))
    )
    case = made(make_book(tmp_path, financials=rows))
    # the year to June 2026, then 2024: the year 2025 overlaps the first
    assert case.drivers["losses"].marginal == Fixed(70 + 100)
