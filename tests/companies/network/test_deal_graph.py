"""Deals to edges: what counts under which view, what is left out and why, and the matrices."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from specie.book import open_book
from specie.companies.deal import Deal, read_deals
from specie.companies.ledger import read_ledger
from specie.companies.network.channels import circles, weave
from specie.companies.network.edge import CLOSED, DEBT, EQUITY, FIRM, SALES, TOLD, edges
from specie.companies.network.graph import network, read_network
from specie.companies.record import Vouch
from specie.companies.span import Span
from specie.facts import first_day, last_day, open_facts
from specie.model import Origin

DAY = date(2026, 10, 31)
VOUCH = Vouch(Origin("deals.csv", "row 2"), "primary", (), "", date(2026, 6, 1), own=True, stale=False)


def span(text: str) -> Span:
    return Span(first_day(text), last_day(text), text)


def deal(giver: str, taker: str, instrument: str, amount: float | None, **changes) -> Deal:
    fields = {"status": "closed", "bound": "=", "signed": span("2026-01-01"), **changes}
    return Deal(f"{giver}-{taker}", giver, taker, amount, fields.pop("bound"), instrument,
                fields.pop("signed"), fields.pop("status"), VOUCH, **fields)  # fmt: skip


@pytest.fixture
def book(tmp_path):
    def make(**tables: str):
        settings = '[book]\nname = "T"\ncurrency = "USD"\nas_of = 2026-10-31\n'
        (tmp_path / "specie.toml").write_text(settings, "utf-8")
        (tmp_path / "initiatives.csv").write_text("initiative_id,name\nAI-1,One\n", "utf-8")
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return open_book(tmp_path)

    return make


def test_who_loses_if_whom_fails_follows_from_the_form_of_the_deal():
    found, aside = edges(
        [
            deal("owner", "firm", "equity", 10.0),
            deal("lender", "firm", "debt", 20.0),
            deal("buyer", "seller", "purchase", 40.0, begins=span("2026-01-01"), ends=span("2029-12-31")),
        ],
        DAY,
    )
    assert not aside
    assert [(e.channel, e.loser, e.failing) for e in found] == [
        (EQUITY, "owner", "firm"),
        (DEBT, "lender", "firm"),
        (SALES, "seller", "buyer"),
    ]
    assert found[2].stated == pytest.approx(10.0, rel=2e-3)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (deal("a", "b", "equity", None), "no amount"),
        (deal("a", "a", "equity", 1.0), "one company"),
        (deal("a", "b", "purchase", 1.0), "first and last day"),
        (deal("a", "b", "purchase", 1.0, ends=span("2025-12-31")), "run out"),
        (deal("a", "b", "debt", 1.0, ends=span("2026-10-31")), "run out"),
        (deal("a", "b", "equity", 1.0, status="lapsed"), "no longer"),
        (deal("a", "b", "equity", 1.0, status="superseded"), "no longer"),
        (deal("a", "b", "purchase", 1.0, begins=span("2028"), ends=span("2027")), "first and last day"),
    ],
)
def test_a_deal_that_cannot_be_put_in_is_named_and_never_zero(made, why):
    found, aside = edges([made], DAY)
    assert not found
    assert why in aside[0].why.template


def test_a_year_known_only_by_month_gives_a_range_and_bounds_stay_bounds():
    (one,), _ = edges([deal("a", "b", "purchase", 12.0, begins=span("2026"), ends=span("2028"))], DAY)
    assert one.low < one.stated < one.high
    (ceiling,), _ = edges([deal("a", "b", "debt", 12.0, bound="<=")], DAY)
    assert (ceiling.low, ceiling.stated, ceiling.high) == (0.0, 12.0, 12.0)
    (floor,), _ = edges([deal("a", "b", "debt", 12.0, bound=">=")], DAY)
    assert (floor.low, floor.stated, floor.high) == (12.0, 12.0, np.inf)


def test_views_hold_one_another_and_never_what_has_ended(book):
    here = book()
    graph = read_network(here, open_facts(), read_ledger(here, open_facts()))
    for channel in (EQUITY, DEBT, SALES):
        closed, firm, told = (set(graph.of(view, channel)) for view in (CLOSED, FIRM, TOLD))
        assert closed <= firm <= told
    assert {e.deal.status for e in graph.of(CLOSED, EQUITY)} == {"closed"}
    assert not {e.deal.status for e in graph.edges} & {"lapsed", "superseded"}
    every = read_deals(here, open_facts())
    assert len(graph.edges) + len(graph.aside) == len(every), "each deal once, none dropped"


def test_the_matrix_holds_the_sum_of_the_deals_between_two_firms(book):
    here = book()
    graph = read_network(here, open_facts(), read_ledger(here, open_facts()))
    row, column = graph.place("nvidia"), graph.place("coreweave")
    assert graph.exposures(CLOSED, EQUITY)[row, column] == 350e6 + 2e9
    assert graph.exposures(CLOSED, EQUITY).sum() == sum(e.stated for e in graph.of(CLOSED, EQUITY))


def test_own_deals_carry_their_days(book):
    here = book(
        deals="deal_id,from_id,to_id,amount_usd,instrument,signed,start,end,status,source,as_of\n"
        "x1,acme,beta,8000000,purchase,2026-01,2026-01-01,2027-12-31,committed,https://a.example,2026-02-01\n"
    )
    own = next(d for d in read_deals(here, open_facts()) if d.id == "x1")
    assert (own.begins.start, own.ends.end) == (date(2026, 1, 1), date(2027, 12, 31))


def test_what_is_known_of_a_firm_is_the_newest_and_conflicts_are_a_range(book):
    here = book()
    graph = read_network(here, open_facts(), read_ledger(here, open_facts()))
    weave_of = graph.standings[graph.place("coreweave")]
    assert weave_of.worth.value == 61.98e9
    assert weave_of.debt.value == 25.149e9
    assert weave_of.revenue.value == 4 * 2.078e9
    assert graph.standings[graph.place("microsoft")].worth is None


def test_negative_equity_is_worth_nothing_and_said(book):
    here = book(
        financials="company_id,period_end,period,metric,basis,value,unit,source,as_of\n"
        "acme,2026-06-30,point,equity,gaap,-5,usd,https://a.example,2026-08-01\n",
    )
    ledger = read_ledger(here, open_facts())
    found, _ = edges([deal("owner", "acme", "equity", 10.0)], DAY)
    woven = weave(network(ledger, found), CLOSED)
    assert woven.negative.tolist() == [True, False]
    assert woven.web.worth[0] == 0


def test_owning_one_another_entirely_is_found():
    parts = np.array([[0, 1, 0.2], [1, 0, 0], [0, 0, 0.0]])
    assert circles(parts).tolist() == [True, True, False]
    assert not circles(np.array([[0, 0.5], [0.5, 0]])).any()
