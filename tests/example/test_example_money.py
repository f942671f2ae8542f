"""The truth about money equals what the written files add up to, recomputed here without the product."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from specie.example import prices

KINDS = {
    "Usage": "usage",
    "Purchase": "licence",
    "Tax": "tax",
    "Credit": "credit",
    "Adjustment": "adjustment",
}
CENT = Decimal("0.01")


def _rates(written):
    return {(r["currency"], r["date"][:7]): Decimal(r["per_unit"]) for r in written.rows("rates.csv")}


def _initiative_of(row, rules):
    if row["Tags"]:
        return json.loads(row["Tags"]).get("initiative", "")
    for column, table in (("SkuId", "skus"), ("SubAccountId", "accounts"), ("ServiceName", "services")):
        if row[column] in rules[table]:
            return rules[table][row[column]]
    return ""


@pytest.fixture(scope="session")
def lines(written):
    """Every row of money in the files: month, source, initiative, vendor, cost type, amount, effective."""
    rates = _rates(written)
    rules = tomllib.loads((written.folder / "specie.toml").read_text("utf-8"))["bills"]
    found = []
    for row in written.bills():
        month = row["ChargePeriodStart"][:7]
        rate = rates.get((row["BillingCurrency"], month), Decimal(1))
        found.append((
            month, "bills", _initiative_of(row, rules), rules["vendors"][row["InvoiceIssuerName"]],
            KINDS[row["ChargeCategory"]], Decimal(row["BilledCost"]) * rate,
            Decimal(row["EffectiveCost"]) * rate,
        ))  # fmt: skip
    for row in written.rows("costs.csv"):
        amount = Decimal(row["amount"]) * rates.get((row["currency"], row["date"][:7]), Decimal(1))
        found.append((
            row["date"][:7], "costs", row["initiative_id"], row["vendor_id"], row["cost_type"],
            amount, amount,
        ))  # fmt: skip
    return found


def _sum(lines, key):
    sums = defaultdict(Decimal)
    for line in lines:
        sums[key(line)] += line[5]
    return sums


def _same(found, truth):
    assert set(found) == set(truth)
    assert {
        key: value for key, value in found.items() if value.quantize(CENT) != truth[key].quantize(CENT)
    } == {}


def test_spend_by_function_and_month(written, lines):
    functions = {row["initiative_id"]: row["function"] for row in written.rows("initiatives.csv")}
    found = _sum(lines, lambda line: (functions.get(line[2], ""), line[0]))
    truth = written.truth.total("function", "month")
    _same(found, {(function, f"{month:%Y-%m}"): v for (function, month), v in truth.items()})


@pytest.mark.parametrize(
    ("place", "field"), [(1, "source"), (2, "initiative_id"), (3, "vendor_id"), (4, "cost_type")]
)
def test_spend_by_any_other_field_and_month(written, lines, place, field):
    found = _sum(lines, lambda line: (line[place], line[0]))
    truth = written.truth.total(field, "month")
    _same(found, {(name, f"{month:%Y-%m}"): v for (name, month), v in truth.items()})


def test_effective_spend_adds_up_too(written, lines):
    found = sum(line[6] for line in lines)
    assert found.quantize(CENT) == written.truth.total(effective=True)[()].quantize(CENT)


def test_stage_of_spend_is_the_stage_on_the_day(written, lines):
    """Spend by stage, recomputed from the table of stages."""
    entered = defaultdict(list)
    for row in written.rows("stages.csv"):
        entered[row["initiative_id"]].append((row["entered_on"], row["stage"]))
    days = [(row["ChargePeriodStart"][:10], line) for row, line in zip(written.bills(), lines, strict=False)]
    days += [
        (row["date"], line) for row, line in zip(written.rows("costs.csv"), lines[len(days) :], strict=True)
    ]
    sums = defaultdict(Decimal)
    for day, line in days:
        stages = [stage for since, stage in sorted(entered[line[2]]) if since <= day]
        sums[(stages[-1] if stages else "",)] += line[5]
    _same(sums, written.truth.total("stage"))


def test_rows_are_counted(written, lines):
    assert sum(row.rows for row in written.truth.spend) == len(lines)


def test_list_cost_is_quantity_times_price(written):
    for row in written.bills():
        if row["PricingQuantity"]:
            assert Decimal(row["PricingQuantity"]) * Decimal(row["ListUnitPrice"]) == Decimal(row["ListCost"])
            assert Decimal(row["ContractedCost"]) == Decimal(row["EffectiveCost"])


def test_bills_are_usage_times_dated_price(written):
    """Suppliers in USD to the last digit; the one in EUR within the rounding of its unit prices."""
    owed, rates = defaultdict(Decimal), _rates(written)
    for row in written.rows("usage.csv"):
        if row["input_tokens"]:
            price = prices.on(row["provider"], row["model"], date.fromisoformat(row["date"]))
            sent, cached = int(row["input_tokens"]), int(row["cached_input_tokens"])
            micro = (
                (sent - cached) * price.input
                + cached * (price.cached or 0)
                + int(row["output_tokens"]) * price.output
            )
            owed[row["model"], row["date"][:7]] += Decimal(micro) / 10**12
    billed = defaultdict(Decimal)
    for row in written.bills():
        if row["PricingUnit"] == "1M tokens":
            rate = rates.get((row["BillingCurrency"], row["ChargePeriodStart"][:7]), Decimal(1))
            billed[row["SkuId"].rsplit("/", 1)[0], row["ChargePeriodStart"][:7]] += (
                Decimal(row["BilledCost"]) * rate
            )
    assert set(billed) == set(owed)
    for key, money in owed.items():
        slack = Decimal("2e-4") * money if key[0].startswith("mistral") else 0
        assert abs(billed[key] - money) <= slack, key


def test_seats_in_use_are_never_more_than_seats_bought(written):
    bought = defaultdict(Decimal)
    for row in written.bills():
        if row["PricingUnit"] == "Seats":
            bought[row["ServiceName"], row["ChargePeriodStart"][:7]] += Decimal(row["PricingQuantity"])
    for row in written.rows("usage.csv"):
        if row["seats"] and (row["model"], row["date"][:7]) in bought:
            assert int(row["seats"]) <= bought[row["model"], row["date"][:7]]


def test_invoices_in_the_ledger_are_the_bills(written):
    posted = sum(
        Decimal(r["amount"]) * _rate(written, r) for r in written.rows("ledger.csv") if r["account"] == "6420"
    )
    billed = written.truth.total(source="bills")[()]
    assert abs(posted - billed) < Decimal("0.01") * 5 * 24


def _rate(written, row):
    return _rates(written).get((row["currency"], row["date"][:7]), Decimal(1))


def test_claims_and_ledger_are_those_of_the_truth(written):
    claimed, booked = defaultdict(Decimal), defaultdict(Decimal)
    for row in written.rows("benefits.csv"):
        claimed[row["initiative_id"], row["period"]] += Decimal(row["amount"])
    for row in written.rows("ledger.csv"):
        if row["account"] != "6420":
            booked[row["account"]] -= Decimal(row["amount"])
    assert claimed == {(c.initiative_id, c.period): c.claimed for c in written.truth.claims}
    truth = defaultdict(Decimal)
    for claim in written.truth.claims:
        if claim.booked:
            truth[claim.ledger_account] += claim.booked
    assert booked == truth
