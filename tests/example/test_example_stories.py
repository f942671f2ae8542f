"""Every story that the example tells is in its files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from statistics import median

import numpy as np
import pytest

from specie.example import truth
from specie.example.build import build, lean_of

PAYING = {"SYN-01", "SYN-02", "SYN-08", "SYN-13", "SYN-19"}


def _last(written, initiative_id):
    return [spell for spell in written.truth.stages if spell.initiative_id == initiative_id][-1]


def test_every_story_has_its_initiative(written):
    told = {story for row in written.truth.initiatives for story in row.stories}
    assert told >= {
        "randomised", "staggered", "selection", "single treated unit", "harmful", "no effect",
        "young pilot", "stalled approval", "slow approval", "stalled pilot", "stopped",
        "claim never booked", "booked in part", "booked", "seats little used", "general-purpose",
        "cost spike", "price step", "refund", "prepaid", "heavy", "untested substitute",
        "tested substitute", "no substitute", "unconverted", "always treated", "critical",
    }  # fmt: skip
    assert {row.function for row in written.truth.initiatives} == {
        "customer service", "software engineering", "marketing", "sales", "finance", "legal",
        "human resources", "supply chain", "operations",
    }  # fmt: skip
    assert {row.approach for row in written.truth.initiatives} == {"build", "buy", "partner"}


@pytest.mark.parametrize("seed", [20260930, 1, 2])
def test_five_of_twenty_four_pay(seed):
    own = truth(seed)
    assert {row.initiative_id for row in own.initiatives if row.pays} == PAYING
    assert set(own.told("pays")) == PAYING


def test_an_approval_stands_still_for_privacy(written):
    (initiative_id,) = written.truth.told("stalled approval")
    last = _last(written, initiative_id)
    assert (last.stage, last.left_on, last.blocked_by) == ("approval", None, "privacy")
    assert last.days > 300


def test_an_approval_took_long_for_legal_reasons_and_then_moved(written):
    (initiative_id,) = written.truth.told("slow approval")
    spell = next(
        s for s in written.truth.stages if s.initiative_id == initiative_id and s.stage == "approval"
    )
    assert (spell.blocked_by, spell.next_stage) == ("legal", "pilot")
    assert spell.days > 200


def test_a_pilot_stands_still_and_others_are_young(written):
    (stalled,) = written.truth.told("stalled pilot")
    assert (_last(written, stalled).stage, _last(written, stalled).blocked_by) == ("pilot", "integration")
    assert _last(written, stalled).days > 500
    for initiative_id in written.truth.told("young pilot"):
        assert _last(written, initiative_id).stage == "pilot"
        assert _last(written, initiative_id).days < 160


def test_what_was_stopped_has_a_reason(written):
    stopped = {row.initiative_id for row in written.truth.initiatives if row.stage == "stopped"}
    assert stopped == set(written.truth.told("stopped"))
    assert all(_last(written, initiative_id).blocked_by for initiative_id in stopped)
    assert len({_last(written, initiative_id).blocked_by for initiative_id in stopped}) >= 3


def test_hazards_are_moves_by_day_at_risk(written):
    for hazard in written.truth.hazards:
        spells = [s for s in written.truth.stages if s.stage == hazard.stage]
        assert hazard.events + hazard.censored == len(spells)
        assert hazard.rate == pytest.approx(hazard.events / sum(s.days for s in spells))
        assert hazard.censored > 0


def test_a_claim_never_reached_the_ledger(written):
    (initiative_id,) = written.truth.told("claim never booked")
    claims = [row for row in written.rows("benefits.csv") if row["initiative_id"] == initiative_id]
    assert {row["cash_class"] for row in claims} == {"booked"}
    assert sum(Decimal(row["amount"]) for row in claims) > 300_000
    accounts = {row["account"] for row in written.rows("ledger.csv")}
    assert {row["ledger_account"] for row in claims} & accounts == set()


def test_a_benefit_is_booked_in_part(written):
    (initiative_id,) = written.truth.told("booked in part")
    own = [claim for claim in written.truth.claims if claim.initiative_id == initiative_id]
    share = sum(claim.booked for claim in own) / sum(claim.claimed for claim in own)
    assert Decimal("0.5") < share < Decimal("0.6")


def test_seats_are_bought_and_little_used(written):
    used = defaultdict(list)
    for row in written.rows("usage.csv"):
        if row["seats"] and row["date"] >= "2026-01-01":
            used[row["initiative_id"]].append(int(row["seats"]))
    assert median(used["SYN-09"]) / 110 < 0.2
    assert 0.2 < median(used["SYN-23"]) / 900 < 0.5
    assert median(used["SYN-05"]) / 290 > 0.5


def test_prepaid_seats_are_billed_once_and_drawn_by_month(written):
    rows = [row for row in written.bills() if row["SkuId"] == "SYN-SEAT-09"]
    paid = [row for row in rows if row["ChargeCategory"] == "Purchase"]
    assert [Decimal(row["EffectiveCost"]) for row in paid] == [0, 0]
    assert all(Decimal(row["BilledCost"]) == 110 * 30 * 12 for row in paid)
    drawn = [row for row in rows if row["ChargeCategory"] == "Usage"]
    assert len(drawn) == 16
    assert {Decimal(row["BilledCost"]) for row in drawn} == {0}
    assert all(row["CommitmentDiscountId"] and row["CommitmentDiscountStatus"] == "Used" for row in drawn)


def test_a_spike_costs_and_is_refunded_in_part(written):
    monthly = written.truth.total("month", initiative_id="SYN-06", source="bills", cost_type="usage")
    spike = monthly.pop((date(2026, 3, 1),))
    assert spike > Decimal("1.6") * median(v for (month,), v in monthly.items() if month >= date(2026, 1, 1))
    (refund,) = [row for row in written.bills() if row["ChargeClass"] == "Correction"]
    assert refund["ChargeCategory"] == "Adjustment"
    assert Decimal(refund["BilledCost"]) < -5000
    assert refund["ChargePeriodStart"].startswith("2026-04")


def test_a_price_steps_up_within_one_model(written):
    unit = {
        row["ChargePeriodStart"][:7]: Decimal(row["ListUnitPrice"])
        for row in written.bills()
        if row["SkuId"] == "mistral-medium-latest/output"
    }
    assert unit["2026-08"] / unit["2026-05"] > 3


def test_bills_have_credits_tax_empty_cells_and_rows_that_lead_nowhere(written):
    bills = written.bills()
    assert {row["ChargeCategory"] for row in bills} == {"Usage", "Purchase", "Tax", "Credit", "Adjustment"}
    assert all(Decimal(row["BilledCost"]) < 0 for row in bills if row["ChargeCategory"] == "Credit")
    assert {row["BillingCurrency"] for row in bills} == {"USD", "EUR"}
    assert {row["currency"] for row in written.rows("costs.csv")} == {"USD", "EUR", "TWD"}
    assert ",NULL," in (written.folder / "bills" / "aws.csv").read_text("utf-8")
    unassigned = written.truth.total(initiative_id="", source="bills", cost_type="usage")[()]
    assert 0 < unassigned < Decimal("0.04") * written.truth.total(source="bills")[()]


def _shares(rows, name, since):
    sums = defaultdict(Decimal)
    for row in rows:
        if row["BillingCurrency"] == "USD" and row["ChargePeriodStart"][:7] >= since:
            sums[row[name]] += Decimal(row["BilledCost"])
    total = sum(sums.values())
    return {key: value / total for key, value in sums.items()}


@pytest.mark.parametrize("since", ["2025-11", "2026-08"])
def test_the_developer_is_more_concentrated_than_any_invoice(written, since):
    """By invoice every supplier keeps below the limit; by developer one is above it."""
    limit = Decimal("0.40")
    bills = written.bills()
    assert max(_shares(bills, "InvoiceIssuerName", since).values()) < limit
    assert max(_shares(bills, "PublisherName", since).values()) > limit


@pytest.mark.parametrize("lean", [0, 1])
def test_concentration_holds_whichever_side_the_seed_leans_on(lean):
    example = build(5, lean=lean)
    issuer, developer = defaultdict(int), defaultdict(int)
    for charge in example.charges:
        if charge.start >= date(2025, 11, 1):
            issuer[charge.item.issuer.vendor_id] += charge.billed
            developer[charge.item.publisher] += charge.billed
    total = sum(issuer.values())
    assert max(issuer.values()) / total < 0.40 < max(developer.values()) / total
    assert max(developer, key=lambda name: developer[name]) == example.roles["D1"].publisher


def test_critical_work_rests_on_one_developer_through_two_invoices(written):
    roles = written.truth.roles
    rows = written.rows("dependencies.csv")
    critical = {row["initiative_id"] for row in rows if row["criticality"] == "critical"}
    assert critical == {row.initiative_id for row in written.truth.initiatives if row.critical}
    on_one = {
        row["initiative_id"]
        for row in rows
        if (row["layer"], row["vendor_id"]) == ("model_developer", roles["D1"])
    }
    assert len(critical & on_one) / len(critical) >= 0.6
    invoices = {
        row["vendor_id"]
        for row in rows
        if row["layer"] == "invoice_issuer" and row["initiative_id"] in critical & on_one
    }
    assert invoices == {roles["D1"], roles["C1"]}
    untested = [
        row["initiative_id"] for row in rows
        if row["substitute"] and not row["substitute_tested_on"] and row["criticality"] == "critical"
    ]  # fmt: skip
    assert "SYN-01" in untested


def test_the_seed_deals_the_roles():
    leans = [lean_of(seed) for seed in range(60)]
    assert 18 <= sum(leans) <= 42


def test_spend_grows_towards_the_limit_without_having_reached_it(written):
    budget = {
        row["period"]: float(row["amount"]) for row in written.rows("budgets.csv") if row["scope"] == "it"
    }
    months = sorted((month, float(v)) for (month,), v in written.truth.total("month").items())
    year = [v for month, v in months if month.year == 2026]
    assert sum(year) / len(year) * 12 / budget["2026"] < 0.15
    assert 2.4e6 < sum(v for _, v in months[:3]) * 4 < 3.3e6
    assert 5.2e6 < sum(v for _, v in months[-3:]) * 4 < 6.2e6
    slope, level = np.polyfit(np.arange(-23, 1), [v for _, v in months], 1)
    reaches = (0.15 * budget["2026"] / 12 - level) / slope
    assert 0 < reaches < 12
