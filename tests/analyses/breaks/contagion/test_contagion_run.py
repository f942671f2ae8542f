"""A three-firm network solved by every channel by hand; views apart; faults named; the shipped graph."""

from __future__ import annotations

import numpy as np
import pytest

from specie.analyses.breaks.contagion import ANALYSIS
from specie.analyses.breaks.contagion.words import CHANNELS, VIEWS, measure_of
from specie.companies.network.edge import CHANNEL_NAMES
from specie.companies.network.edge import VIEWS as DEAL_VIEWS
from specie.kernel.network.cross_holdings import holdings
from specie.kernel.network.debtrank import debtrank
from specie.model import Bound, Quantity, Status

HEAD = "deal_id,from_id,to_id,amount_usd,amount_bound,instrument,signed,start,end,status,source,as_of\n"
MILLION = 1_000_000


def one(result, measure, subject):
    return next(result.find(measure, subject))


def table(result, name):
    return next(t for t in result.tables if t.id == name)


def codes(result):
    return {finding.code for finding in result.findings}


def row(result, failing, loser, channel):
    return next(
        r
        for r in table(result, "losers").rows
        if (r[0].id, r[1].id, r[2]) == (failing, loser, CHANNEL_NAMES[channel])
    )


def test_three_firms_by_hand_through_every_channel(result_of):
    """Beta fails: stakes of 30, a loan of 40 of which 70 to 90 % is lost, sales of 10 a year."""
    result = result_of()
    stakes = one(result, "loss_given_failure_equity_closed", "beta")
    assert (stakes.low, stakes.point, stakes.high) == (30 * MILLION,) * 3
    assert stakes.exact
    loans = one(result, "loss_given_failure_debt_firm", "beta")
    assert loans.low == pytest.approx(28 * MILLION)
    assert loans.point == pytest.approx(32 * MILLION)
    assert loans.high == pytest.approx(36 * MILLION)
    sales = one(result, "loss_given_failure_sales_firm", "beta")
    assert sales.low == pytest.approx(10 * MILLION, rel=2e-3)
    assert not [*result.find("loss_given_failure_debt_closed", "beta")], (
        "a committed loan is not a closed one"
    )
    assert not [e for e in result.estimates if e.subject.id == "gamma" and "equity" in e.measure]


def test_a_loss_is_seen_through_its_owners_and_counted_once_in_the_total(result_of):
    """Omega owns two fifths of Alpha, so 12 of Alpha's 30 reach it; the total stays 30."""
    result = result_of()
    assert row(result, "beta", "alpha", "equity")[3].point == 30 * MILLION
    assert row(result, "beta", "omega", "equity")[3].point == pytest.approx(12 * MILLION)
    through = row(result, "beta", "omega", "equity")[7]
    assert through.template == "through {firm}"
    assert through.arg("firm").id == "alpha"


def test_shares_are_of_worth_or_of_revenue_and_not_assessed_where_neither_is_known(result_of):
    result = result_of()
    assert row(result, "beta", "alpha", "equity")[6].point == pytest.approx(0.3)
    assert row(result, "beta", "gamma", "sales")[6].low == pytest.approx(0.2, rel=2e-3)
    assert row(result, "beta", "gamma", "debt")[6].high == pytest.approx(0.72)
    assert row(result, "beta", "omega", "equity")[6].id == "not assessed"
    assert "BRK407" in codes(result)


def test_the_supplier_that_is_hit_is_told_with_the_deal_that_carries_it(result_of):
    result = result_of()
    hits = [f for f in result.findings if f.code == "BRK401"]
    assert {f.subject.id for f in hits} == {"gamma"}
    assert {f.evidence[0].method for f in hits} == {"clearing", "lost_revenue"}
    assert [r[1].id for r in table(result, "suppliers").rows] == ["beta", "beta"]


def test_who_cannot_bear_it_fails_with_it(result_of):
    poor = WORTHLESS.replace("gamma,2026-06-30,point,market_cap,gaap,50000000", OWING)
    result = result_of(financials=poor)
    assert one(result, "further_failures", "beta").point == 1
    assert "BRK402" in codes(result)


WORTHLESS = (
    "company_id,period_end,period,metric,basis,value,unit,source,as_of\n"
    "alpha,2026-06-30,point,market_cap,gaap,100000000,usd,https://a.example,2026-08-01\n"
    "beta,2026-06-30,point,market_cap,gaap,60000000,usd,https://a.example,2026-08-01\n"
    "gamma,2026-06-30,point,market_cap,gaap,50000000,usd,https://a.example,2026-08-01\n"
)
OWING = (
    "gamma,2026-06-30,point,total_debt,gaap,15000000,usd,https://a.example,2026-08-01\n"
    "gamma,2026-06-30,point,market_cap,gaap,26000000"
)


def test_debtrank_is_that_of_its_kernel(result_of):
    """Alpha loses 30 of 100, Gamma 40 of 50; Beta itself is left out: 70 over all known worth of 210."""
    result = result_of(deals=DEALS_ALONE)
    found = one(result, "debtrank", "beta")
    claims = np.array([[0, 30, 0], [0, 0, 0], [0, 40, 0.0]])
    spread = debtrank(claims, [100, 60, 50], [0, 1, 0]).spread[0]
    assert spread == pytest.approx(70 / 210)
    # Priced firms of the shipped deals stand beside the three.
    assert 0 < found.point < spread


DEALS_ALONE = (
    HEAD + "t1,alpha,beta,30000000,=,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
    "t2,gamma,beta,40000000,=,debt,2026-01-15,,,committed,https://a.example,2026-02-01\n"
)


def test_two_firms_each_owning_half_of_the_other_count_twice_in_books_and_once_in_the_market():
    """Reference: Elliott, Golub and Jackson (2014)."""
    seen = holdings([[0, 0.5], [0.5, 0]])
    assert seen.book([100, 100]).sum() == pytest.approx(2 * 200)
    assert seen.market([100, 100]).sum() == pytest.approx(200)


def test_owning_one_another_entirely_is_named_and_direct_stakes_still_count(result_of):
    deals = (
        HEAD + "c1,alpha,beta,60000000,=,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
        "c2,beta,alpha,100000000,=,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
    )
    result = result_of(deals=deals)
    circle = next(f for f in result.findings if f.code == "BRK404")
    assert circle.message.template == "{firms} own one another entirely: not seen through"
    assert one(result, "loss_given_failure_equity_closed", "beta").point == 60 * MILLION


def test_negative_equity_and_loans_beyond_all_means_are_named(result_of):
    more = (
        WORTHLESS + "beta,2026-06-30,point,equity,gaap,-7000000,usd,https://a.example,2026-08-01\n"
        "gamma,2026-07-31,point,market_cap,gaap,10000000,usd,https://a.example,2026-08-01\n"
    )
    result = result_of(financials=more)
    assert {"BRK405", "BRK409"} <= codes(result)


def test_a_deal_without_amount_or_days_is_named_and_never_zero(result_of):
    deals = (
        HEAD + "n1,alpha,beta,,,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
        "n2,beta,gamma,9000000,=,purchase,2026-01-15,,,committed,https://a.example,2026-02-01\n"
    )
    result = result_of(deals=deals)
    left = {r[0]: r for r in table(result, "left_out").rows}
    assert left["n1"][5].id == "not known"
    assert left["n1"][7] == "amount_usd"
    assert left["n2"][5] == Quantity(9 * MILLION, "USD")
    assert left["n2"][7] == "end"
    assert not [e for e in result.estimates if e.subject.id == "beta"]
    assert "BRK403" in codes(result)


def test_a_ceiling_may_be_nothing_and_a_floor_leaves_the_top_open(result_of):
    deals = (
        HEAD + "b1,alpha,beta,30000000,<=,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
        "b2,alpha,gamma,20000000,>=,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
    )
    result = result_of(deals=deals)
    ceiling = one(result, "loss_given_failure_equity_closed", "beta")
    assert (ceiling.low, ceiling.point, ceiling.high) == (0, 30 * MILLION, 30 * MILLION)
    floor = one(result, "loss_given_failure_equity_closed", "gamma")
    assert (floor.low, floor.high, floor.bound) == (20 * MILLION, None, Bound.AT_LEAST)


def test_views_only_ever_add(result_of):
    result = result_of()
    made = {(e.measure, e.subject.id): e for e in result.estimates}
    for channel, *_ in CHANNELS:
        for name in {e.subject.id for e in result.estimates}:
            ends = [made.get((measure_of(channel, view), name)) for view, _ in VIEWS]
            lows = [0.0 if e is None else e.low or 0.0 for e in ends]
            assert lows == sorted(lows), (channel, name)
    assert [view.id for view in DEAL_VIEWS] == [view for view, _ in VIEWS]
    assert [CHANNEL_NAMES[channel] for channel, *_ in CHANNELS] == [name for _, name, *_ in CHANNELS]


def test_junior_loans_lose_more_and_are_named(result_of):
    owing = WORTHLESS + "beta,2026-06-30,point,total_debt,gaap,80000000,usd,https://a.example,2026-08-01\n"
    even = one(result_of(financials=owing), "loss_given_failure_debt_firm", "beta")
    junior = one(result_of(financials=owing, rank="junior"), "loss_given_failure_debt_firm", "beta")
    assert even.point == pytest.approx(32 * MILLION)
    assert junior.point == pytest.approx(40 * MILLION)
    told = [r[0].arg("rank").id for r in table(result_of(), "methods").rows[:2]]
    assert told == ["pari passu", "junior"]


def test_costs_of_default_stand_beside_clearing_without(result_of):
    result = result_of(default_cost=0.3)
    templates = [r[0].arg("method").template for r in table(result, "methods").rows[:4]]
    assert templates.count("Rogers and Veraart, {cost} destroyed") == 2


def test_a_supplier_in_no_deal_is_said_and_the_shipped_graph_stands_alone(result_of):
    vendors = "vendor_id,company_id,name,kind\nv,nobody,Nobody,cloud\n"
    result = result_of(deals="", financials="", vendors=vendors)
    assert result.status is Status.OK
    assert "BRK410" in codes(result)
    shipped = one(result, "loss_given_failure_equity_closed", "openai")
    assert shipped.point == 84e9


def test_every_estimate_is_declared_and_unique(result_of):
    result = result_of()
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert len({e.key for e in result.estimates}) == len(result.estimates)
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert len(result.figures) <= 2
