"""Joint years of a small firm: worked out by hand where possible, null, adding up, monotone, bad input."""

from __future__ import annotations

from datetime import date

import pytest
from scipy.special import ndtri

from specie.analyses.breaks.stress import ANALYSIS
from specie.analyses.breaks.stress.scenarios import read_record
from specie.analyses.breaks.stress.words import CAUSE_NAMES
from specie.facts import open_facts
from specie.kernel.credit.vasicek import conditional_probability
from specie.kernel.stress.market import chance_of
from specie.model import Bound, Estimate, Grade, Origin, Ref, Result, Status

NO_STEPS = {"flat_steps": 1e9}
"""So many recorded changes without a step that none is drawn."""
CERTAIN = ("acme", 1.0, 1.0, 1.0), ("beta", 0.0, 0.0, 0.0)
NEVER = ("acme", 0.0, 0.0, 0.0), ("beta", 0.0, 0.0, 0.0)
YEAR, CENTRAL = "next 12 months: any-year", "next 12 months: fall-40"


def one(result, measure, subject="all", period=CENTRAL):
    return next(e for e in result.find(measure, subject) if e.period == period)


def table(result, name):
    return next(t for t in result.tables if t.id == name)


def codes(result):
    return {f.code for f in result.findings}


def test_a_certain_failure_costs_what_it_costs(result_of, stability, returns):
    """26 to 52 weeks of 520,000 a year, less as long of 120,000, and 7,000 to move: 307,000 on average."""
    result = result_of([stability(*CERTAIN), returns()], **NO_STEPS)
    loss = one(result, "expected_loss")
    assert loss.point is None, "weeks are a range"
    assert loss.low == pytest.approx(207_000)
    assert loss.high == pytest.approx(407_000)
    assert one(result, "shortfall_benefit").point == pytest.approx(520_000 * 0.9875, rel=0.01)
    assert one(result, "shortfall_saved").point == pytest.approx(-120_000 * 0.9875, rel=0.01)
    assert one(result, "shortfall_move").point == pytest.approx(7000)
    assert one(result, "chance_broken", "critical work").low == 1
    fall = one(result, "smallest_fall", "critical work", "next 12 months")
    assert (fall.low, fall.high) == (0, 0)


def test_null_no_failure_no_step_no_fall_no_loss(result_of, stability, returns):
    result = result_of([stability(*NEVER), returns()], leave=("holdings",), **NO_STEPS)
    for measure in ("expected_loss", "value_at_risk", "expected_shortfall"):
        for period in (YEAR, CENTRAL):
            found = one(result, measure, period=period)
            assert (found.low, found.high) == (0, 0), (measure, period)
    assert "BRK501" not in codes(result)
    smallest = one(result, "smallest_fall", "critical work", "next 12 months")
    assert smallest.bound is Bound.AT_LEAST


def test_parts_add_up_by_cause_by_supplier_and_by_position(result_of, stability, returns):
    result = result_of([stability(("acme", 0.05, 0.05, 0.05), ("beta", 0.1, 0.1, 0.1)), returns()])
    causes = sum(one(result, f"shortfall_{cause}").point for cause in CAUSE_NAMES)
    suppliers = sum(one(result, "shortfall_supplier", name).point for name in ("v1", "v2"))
    total = next(r for r in table(result, "causes").rows if r[0].template == "together")
    assert causes == pytest.approx(suppliers)
    assert causes == pytest.approx(total[2].value)
    by_supplier = sum(r[3].value for r in table(result, "suppliers").rows)
    assert by_supplier == pytest.approx(total[1].value)
    held = next(r for r in table(result, "causes").rows if r[0].template == "positions together")
    assert one(result, "shortfall_position", "H1").point == pytest.approx(held[2].value)


def test_a_deeper_fall_brings_more_failures_and_more_loss(result_of, stability, returns):
    result = result_of([stability(("acme", 0.05, 0.05, 0.05)), returns()], **NO_STEPS)
    rows = [one(result, "chance_broken", "critical work", f"next 12 months: {s}").low
            for s in ("any-year", "fall-30", "fall-40", "fall-50")]  # fmt: skip
    assert rows == sorted(rows)
    assert rows[0] == pytest.approx(0.05, abs=0.015)
    assert rows[-1] > 2 * rows[0]
    losses = [one(result, "expected_loss", period=f"next 12 months: fall-{d}").high for d in (30, 40, 50)]
    assert losses == sorted(losses)


def test_the_range_of_a_chance_is_carried_and_has_no_point(result_of, stability, returns):
    narrow = result_of([stability(("acme", 0.1, 0.1, 0.1)), returns()], **NO_STEPS)
    wide = result_of([stability(("acme", 0.0, 0.4, None)), returns()], **NO_STEPS)
    assert one(wide, "expected_loss").low == 0
    assert one(wide, "expected_loss").high > one(narrow, "expected_loss").high
    assert one(wide, "chance_broken", "critical work", YEAR).high == pytest.approx(0.4, abs=0.035)


def test_positions_fall_with_the_market_and_go_with_their_firm(result_of, stability):
    """100 shares at the newest close of 12; 40 % of it, and no volatility without a history of prices."""
    result = result_of([stability(*NEVER)])
    held = one(result, "holdings_expected_loss")
    assert held.low == pytest.approx(480)
    assert held.high == pytest.approx(480)
    assert held.point == pytest.approx(480)
    preset = one(result, "holdings_expected_loss", period="next 12 months: dotcom-nasdaq")
    assert preset.point == pytest.approx(1200 * (1 - (1 - 0.7793) ** (12 / 31)))
    assert one(result, "holdings_expected_loss", period=YEAR).point == pytest.approx(1200 * 0.033, abs=25)


def test_a_private_class_is_worth_what_was_published_and_lost_with_the_firm(result_of, stability):
    fair = Estimate(
        "holding_fair_value", Ref("company", "acme"), "H2", 800.0, 500.0, 1000.0, 0.9, "USD", "test",
        Grade.MODELLED, (Origin("test"),),
    )  # fmt: skip
    result = result_of([stability(*CERTAIN), Result("worth/terms", Status.OK, (fair,))], leave=("prices",))
    rows = {r[0].id: r for r in table(result, "positions").rows if isinstance(r[0], Ref)}
    assert rows["H2"][1] == "Series B"
    assert rows["H2"][2].value == 800
    loss = one(result, "holdings_expected_loss", period=CENTRAL)
    assert loss.low == pytest.approx(500)
    assert loss.high == pytest.approx(1000)
    assert loss.point is None
    classes = [
        r for r in table(result, "positions").rows if getattr(r[0], "template", "").startswith("all of")
    ]
    assert [r[1] for r in classes] == ["Series B"]


def test_what_has_no_price_is_named_and_never_zero(result_of, stability):
    result = result_of([stability(*NEVER)])
    left = {f.subject.id for f in result.findings if f.code == "BRK507"}
    assert left == {"H2", "H3"}
    rows = {r[0].id: r for r in table(result, "positions").rows if isinstance(r[0], Ref)}
    assert rows["H3"][2].template == "not assessed: {table} has no close of {ticker}"


def test_beta_is_measured_against_the_market_that_is_named(result_of, stability):
    days = [f"2026-{m:02d}-{d:02d}" for m in (5, 6, 7, 8) for d in range(1, 29)]
    index, share = 100.0, 10.0
    lines = []
    for k, day in enumerate(days):
        move = 1.02 if k % 2 else 0.985
        index, share = index * move, share * move**2
        lines += [f"IDX,{day},{index:.10f}", f"AAA,{day},{share:.10f}"]
    prices = "ticker,date,close\n" + "\n".join(lines) + "\n"
    result = result_of([stability(*NEVER)], tables={"prices": prices}, market_ticker="IDX")
    row = next(r for r in table(result, "positions").rows if isinstance(r[0], Ref) and r[0].id == "H1")
    assert row[4].value == pytest.approx(2, abs=1e-6)
    worth = row[2].value
    assert one(result, "holdings_expected_loss").point == pytest.approx(worth * (1 - 0.6**2), rel=1e-6)
    assert "BRK509" not in codes(result)


def test_the_need_that_carries_most_is_the_edge_that_helps_most(result_of, stability, returns):
    result = result_of([stability(("acme", 0.3, 0.3, 0.3)), returns()], **NO_STEPS)
    finding = next(f for f in result.findings if f.code == "BRK503")
    assert finding.subject.id == "AI-1"
    saved = table(result, "edges").rows[0][1].value
    assert saved == pytest.approx(one(result, "shortfall_benefit").point
                                  + one(result, "shortfall_saved").point, rel=0.05)  # fmt: skip
    assert next(f for f in result.findings if f.code == "BRK502").subject.id == "v1"


def test_failures_of_others_bring_a_supplier_down_where_deals_say_so(result_of, stability, returns):
    tables = {
        "deals": (
            "deal_id,from_id,to_id,amount_usd,instrument,signed,status,source,as_of\n"
            "d1,acme,beta,90000000,equity,2026-01-15,closed,https://a.example,2026-02-01\n"
        ),
        "financials": (
            "company_id,period_end,period,metric,basis,value,unit,source,as_of\n"
            "acme,2026-06-30,point,market_cap,gaap,80000000,usd,https://a.example,2026-08-01\n"
        ),
    }
    chances = stability(("acme", 0.0, 0.0, 0.0), ("beta", 0.2, 0.2, 0.2))
    result = result_of([chances, returns()], tables=tables, **NO_STEPS)
    assert "BRK504" in codes(result)
    assert one(result, "chance_broken", "critical work", YEAR).low == pytest.approx(0.2, abs=0.03)
    alone = result_of([chances, returns()], tables={"financials": tables["financials"]})
    assert "BRK504" not in codes(alone)


def test_limits_break_where_they_must_and_are_not_assessed_without_tables(result_of, stability, returns):
    tight = "[policy]\nai_share_of_it_budget = 0.10\nmin_cash_months = 60\n"
    result = result_of([stability(*NEVER), returns()], policy=tight, **NO_STEPS)
    assert one(result, "chance_broken", "spend cap").low == 1
    assert one(result, "chance_broken", "cash floor").low == 1
    assert [f.subject.id for f in result.findings if f.code == "BRK501"] == ["spend cap", "cash floor"]
    bare = result_of([stability(*NEVER), returns()], leave=("budgets", "cash"), **NO_STEPS)
    assert not [*bare.find("chance_broken", "spend cap")]
    row = next(r for r in table(bare, "limits").rows if r[0].id == "cash floor")
    assert row[1].id == "not assessed"


def test_the_seed_gives_the_same_digits_and_another_seed_others(result_of, stability, returns):
    results = [stability(("acme", 0.1, 0.2, None)), returns()]
    first, again, other = (result_of(results, seed=s) for s in (1, 1, 2))
    assert [(e.low, e.high) for e in first.estimates] == [(e.low, e.high) for e in again.estimates]
    assert [(e.low, e.high) for e in first.estimates] != [(e.low, e.high) for e in other.estimates]


def test_more_draws_move_the_answer_by_no_more_than_its_error(result_of, stability, returns):
    results = [stability(("acme", 0.1, 0.1, 0.1)), returns()]
    few, many = (result_of(results, draws=n) for n in (2000, 20_000))
    for result in (few, many):
        assert one(result, "shortfall_benefit").low < one(result, "shortfall_benefit").point
    a, b = (one(r, "shortfall_benefit") for r in (few, many))
    assert a.low <= b.high
    assert b.low <= a.high
    assert b.high - b.low < a.high - a.low


def test_without_chances_nobody_fails_and_it_is_said(result_of, returns):
    result = result_of([returns()])
    assert result.status is Status.OK
    assert "BRK505" in codes(result)
    assert not [*result.find("chance_broken", "critical work")]


def test_unknown_presets_and_wild_parameters_are_named_or_pulled_back(result_of, stability):
    result = result_of([stability(*NEVER)], presets="nonsense, gfc-2007-sp", correlation=7.0, draws=-3)
    assert "BRK508" in codes(result)
    kinds = [r[1].id for r in table(result, "years").rows]
    rare = result_of([stability(("acme", 0.001, 0.001, 0.001))], draws=1000, tail_level=0.9999)
    assert all(abs(e.low or 0) < 1e12 and abs(e.high or 0) < 1e12 for e in rare.estimates)
    assert kinds == ["scenario"] * 5 + ["observation"]


def test_a_book_without_suppliers_and_positions_is_not_assessed(result_of):
    result = result_of(leave=("dependencies", "holdings", "vendors", "costs", "initiatives"))
    assert result.status is Status.NOT_ASSESSED


def test_every_estimate_is_declared_and_unique(result_of, stability, returns):
    result = result_of([stability(("acme", 0.1, 0.2, None), ("beta", 0.1, 0.1, 0.1)), returns()])
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert len({e.key for e in result.estimates}) == len(result.estimates)
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert len(result.figures) <= 2


def test_failures_given_a_fall_follow_vasicek_in_closed_form(result_of, stability, returns):
    """With a normal copula the chance given the market is that of the one-factor model."""
    facts, day = open_facts(), date(2026, 10, 31)
    falls, _ = read_record(facts, day)
    result = result_of(
        [stability(("acme", 0.05, 0.05, 0.05)), returns()], draws=20_000, degrees_of_freedom=1e6, **NO_STEPS
    )
    for depth in (0.3, 0.4, 0.5):
        market = float(ndtri(chance_of(falls, depth)))
        exact = float(conditional_probability(0.05, 0.24, market))
        found = one(result, "chance_broken", "critical work", f"next 12 months: fall-{round(100 * depth)}")
        error = (exact * (1 - exact) / 8192) ** 0.5
        assert found.low - 2 * error <= exact <= found.high + 2 * error
        assert found.high - found.low < 8 * error
