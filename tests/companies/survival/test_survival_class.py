"""By its class, by its balance sheet, by its customers: where they come from, and where they stop."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from specie.companies.outlook.declared import declared
from specie.companies.record import Company, Price, Vouch
from specie.companies.span import Span
from specie.companies.survival.assess import Settings
from specie.companies.survival.base_rate import stage_of, yearly
from specie.companies.survival.declared import declared as assumed
from specie.facts import open_facts
from specie.kernel.credit.altman import EMERGING
from specie.model import Origin


def figure(metric, value, end="2026-10-31", period="point", basis="gaap", bound="=", status="", unit="usd"):
    """One row of financials of the company ``acme``."""
    return f"acme,{end},{period},{metric},{basis},{value},{unit},{bound},{status},ledger,2026-10-31"


SHEET = {
    "current_assets": 50.0, "current_liabilities": 30.0, "retained_earnings": 20.0, "total_assets": 100.0,
    "total_liabilities": 60.0,
}  # fmt: skip
"""X1 0.2, X2 0.2, X3 0.1, X4 40/60: 1.312 + 0.652 + 0.672 + 0.7 = 3.336."""
EBIT = figure("operating_income", 10.0, period="year")


def sheet(**other):
    return [*(figure(k, v) for k, v in {**SHEET, **other}.items()), EBIT]


def test_z_of_a_known_balance_sheet(survive):
    found = survive(sheet(), listed=True).health
    assert found.low == found.high == pytest.approx(6.56 * 0.2 + 3.26 * 0.2 + 6.72 * 0.1 + 1.05 * 40 / 60)
    assert found.zones == ("safe zone", "safe zone")


def test_zones_go_with_the_constant(survive):
    found = survive(sheet(), listed=True, settings=Settings(scale=EMERGING)).health
    assert found.low == pytest.approx(3.336 + 3.25, abs=1e-3)
    assert (found.scale.distress_ends, found.scale.safe_starts) == (pytest.approx(4.35), pytest.approx(5.85))
    assert found.zones == ("safe zone", "safe zone")


def test_negative_equity_is_scored_and_not_refused(survive):
    found = survive(sheet(total_liabilities=130.0), listed=True).health
    assert found.low == pytest.approx(1.312 + 0.652 + 0.672 + 1.05 * -30 / 130)
    assert found.zones[0] == "grey zone"


def test_missing_items_are_named(survive):
    rows = [row for row in sheet() if "retained" not in row and "total_liabilities" not in row]
    (lack,) = (x for x in survive(rows, listed=True).lacks if x.part == "balance sheet")
    assert str(lack.why.arg("items")) == "retained_earnings, equity, total_liabilities"


def test_zero_liabilities_and_floors_have_no_score(survive):
    assert survive(sheet(total_liabilities=0.0), listed=True).health is None
    floor = [*sheet()[:-1], figure("operating_income", 10.0, period="year", bound=">=")]
    assert survive(floor, listed=True).health is None


def test_base_rate_of_a_listed_firm_that_earns(survive):
    found = survive([EBIT], listed=True).chance
    low, _, high = declared().groups["failure"]["listed_earning"].ends
    assert found.basis == "base rate"
    assert found.low[0] == pytest.approx(yearly(low, 10))
    assert found.high[2] == pytest.approx(1 - (1 - high) ** 0.3)
    assert found.origins


def test_an_unknown_result_spans_both_classes(survive):
    found = survive([], listed=True).chance
    assert found.low[0] == pytest.approx(yearly(declared().groups["failure"]["listed_earning"].ends[0], 10))
    assert found.high[0] == pytest.approx(yearly(declared().groups["failure"]["listed_losing"].ends[2], 10))


def test_the_last_round_with_a_letter_says_the_class_of_start_ups(survive):
    fact = open_facts().one("shocks", "ins-priced-rounds")
    rounds = [
        "acme,2024-01-31,Series B,1000000,primary,closed,press,2026-10-31",
        "acme,2025-01-31,growth,1000000,primary,closed,press,2026-10-31",
    ]
    found = survive([], rounds).chance
    years = (fact.end("observed_to") - fact.start("observed_from")).days / 365.25
    rate = yearly(fact.number("typical"), years)
    assert fact.origin in found.origins
    assert found.low[0] <= rate <= found.high[0]


@pytest.mark.parametrize(
    ("series", "stage"), [("Series A", None), ("Series E-6", "c"), ("seed", "seed"), ("talks", None)]
)
def test_letters(series, stage):
    day = date(2026, 1, 1)
    vouch = Vouch(Origin("t"), "", (), "", day, own=True, stale=False)
    price = Price("acme", Span(day, day, "2026"), series, "primary", "closed", "", 1.0, None, "=", vouch)
    assert stage_of(SimpleNamespace(prices=(price,)), Company("acme", "Acme")) == stage


def test_who_has_failed_has_no_chance_to_fail(survive):
    found = survive(company="builder-ai")
    assert found.failed is not None
    assert found.chance is None
    assert not found.windows


def test_a_division_is_its_owners(survive):
    found = survive(company="aws")
    assert found.chance is None
    assert [lack.table for lack in found.lacks] == ["vendors"]


def test_largest_customer_as_told_and_by_contract(survive):
    told = survive([figure("largest_customer_share", 0.6, end="2025-12-31", period="year", unit="fraction")])
    assert tuple(map(float, told.customers.share)) == (0.6, 0.6)
    three = survive([figure("top3_customer_share", 0.6, end="2025-12-31", period="year", unit="fraction")])
    assert tuple(map(float, three.customers.share)) == (pytest.approx(0.2), pytest.approx(0.6))


def test_by_firm_contract_where_no_share_is_told(survive):
    deals = [
        "a,big,acme,90,=,purchase,2026-01-01,committed,x,2026-10-31",
        "b,small,acme,10,=,purchase,2026-01-01,committed,x,2026-10-31",
        "c,talk,acme,900,=,purchase,2026-01-01,rumour,x,2026-10-31",
    ]
    found = survive(deals=deals).customers
    assert tuple(map(float, found.share)) == (pytest.approx(0.9), pytest.approx(0.9))
    assert found.who.id == "big"


def test_path_to_profit_compares_like_with_like(survive):
    rows = [
        figure("operating_income", v, end=e, period="year")
        for v, e in ((-50.0, "2024-12-31"), (-10.0, "2025-12-31"))
    ] + [figure("revenue", 100.0, end=e, period="year") for e in ("2024-12-31", "2025-12-31")]
    found = survive(rows).path
    assert (found.trend, found.profit) == ("rising", "losing")


def test_every_assumption_has_a_source_and_a_date():
    for entry in assumed().values():
        assert entry.low <= entry.high
        assert entry.source.text
        assert entry.source.as_of
