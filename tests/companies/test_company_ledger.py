"""What is known of companies on a day: every metric of the facts, cut at the day, with bounds and voucher."""

from __future__ import annotations

from datetime import date

import pytest

from specie.analyses.worth.rounds.money import raised
from specie.book import open_book
from specie.companies.comparable import comparables
from specie.companies.ledger import read_ledger
from specie.companies.record import Reported, Vouch
from specie.companies.span import Span
from specie.facts import open_facts
from specie.model import Origin

DAY = date(2026, 6, 30)
VOUCH = Vouch(Origin("t"), "primary", (), "", DAY, own=False, stale=False)


@pytest.fixture
def ledger(tmp_path):
    settings = '[book]\nname = "T"\ncurrency = "USD"\nas_of = 2026-10-31\n'
    (tmp_path / "specie.toml").write_text(settings, "utf-8")
    (tmp_path / "initiatives.csv").write_text("initiative_id,name\nAI-1,One\n", "utf-8")
    return read_ledger(open_book(tmp_path), open_facts())


def _figure(metric, value, bound):
    return Reported("c", Span(DAY, DAY, "2026-06-30"), "year", metric, "gaap", "", value, bound, VOUCH)


@pytest.mark.parametrize(
    ("metric", "value", "bound", "low", "high"),
    [
        ("revenue", 5.0, ">=", 5.0, float("inf")),
        ("revenue", 5.0, "<=", 0.0, 5.0),
        ("net_income", 5.0, "<=", float("-inf"), 5.0),
        ("net_income", -5.0, "=", -5.0, -5.0),
        ("cash_burn", -5.0, ">=", -5.0, float("inf")),
    ],
)
def test_a_bound_leaves_what_the_metric_allows(metric, value, bound, low, high):
    assert tuple(map(float, _figure(metric, value, bound).bounds)) == (low, high)


def test_every_metric_of_the_facts_is_read_once(ledger):
    facts = open_facts()
    told = [*ledger.revenues, *ledger.others]
    known = {(f.text("company_id"), f.text("period_end"), f.text("metric")) for f in facts.rows("financials")}
    assert {(r.company, r.end.text, r.metric) for r in told} <= known
    assert {r.metric for r in ledger.revenues} == {"revenue", "revenue_run_rate"}
    assert {"net_income", "gross_margin", "cash", "capex", "net_dollar_retention"} <= {
        r.metric for r in ledger.others
    }
    assert all(r.end.end <= date(2026, 10, 31) or r.basis == "guidance" for r in told)


def test_margins_are_fractions_and_money_is_dollars(ledger):
    units = {r.metric: r.unit for r in ledger.others}
    assert units["gross_margin"] == "fraction"
    assert units["capex"] == "usd"


OWN_ROUNDS = (
    "company_id,date,series,amount_usd,post_money_usd,kind,status,source,source_quality,as_of\n"
    "acme,2025-11-18,Series C,120,1350,primary,closed,press,secondary,2026-06-01\n"
    "acme,2025-11-18,Series C,120,1200,primary,closed,binder,primary,2026-01-01\n"
    "acme,2025-11-18,Series C,150,2000,primary,rumour,chat,secondary,2026-06-01\n"
    "acme,2025-11-18,Series C-1,10,1200,primary,closed,binder,primary,2026-01-01\n"
)


def test_two_reports_of_the_user_on_one_round_are_a_range_and_one_sum_of_money(tmp_path):
    settings = '[book]\nname = "T"\ncurrency = "USD"\nas_of = 2026-10-31\n'
    (tmp_path / "specie.toml").write_text(settings, "utf-8")
    (tmp_path / "initiatives.csv").write_text("initiative_id,name\nAI-1,One\n", "utf-8")
    (tmp_path / "rounds.csv").write_text(OWN_ROUNDS, "utf-8")
    own = [p for p in read_ledger(open_book(tmp_path), open_facts()).prices if p.company == "acme"]
    assert {(p.post, p.status): p.relation for p in own if p.series == "Series C"} == {
        (1350.0, "closed"): "conflict", (1200.0, "closed"): "", (2000.0, "rumour"): "",
    }  # fmt: skip
    ledger = read_ledger(open_book(tmp_path), open_facts())
    compared = [c for c in comparables(ledger)[0] if c.company == "acme" and c.price.series == "Series C"]
    assert [(tuple(map(float, c.bounds)), c.stated) for c in compared] == [((1200.0, 1350.0), None)]
    closed = next(r for r in raised(ledger, [ledger.company("acme")]) if r.status == "closed")
    assert closed.estimate.point == 130.0
    assert closed.repeated == 1
