"""Every shock on a small book: sums by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from specie.model import Quantity, Status
from specie.report.language import language

MONTH = 365.25 / 12
HALF = 183 / MONTH
"""Months until K1 ends."""


def cost(result, shock):
    (found,) = result.find("shock_cost_year", shock)
    return found


def table(result, name):
    return next(t for t in result.tables if t.id == name)


def trace(result, kind, about):
    """Rule, initiative and money of each step of one shock, in the order of the trace."""
    rows = []
    for row in table(result, "trace").rows:
        words = dict(row[0].args)
        if words and words["kind"].template == kind and words["about"].name == about:
            rows.append((row[3].template, row[1].id if row[1] else None, [float(c.value) for c in row[4:7]]))
    return rows


@pytest.fixture
def result(make, assess):
    return assess(make())


def test_a_price_rise_is_capped_while_the_contract_runs(result):
    capped, after = 1200 * HALF / 12, 1200 * (12 - HALF) / 12
    assert trace(result, "Price rise", "Lab One") == [
        ("price capped by the contract", "A", pytest.approx([capped * 0.1] * 3, abs=0.006)),
        (
            "price as listed after the shock", "A",
            pytest.approx([after * 0.17, after * 0.75, after], abs=0.006),
        ),
        ("price as listed after the shock", "B", [40.8, 180.0, 240.0]),  # cloud bills
    ]  # fmt: skip


def test_a_cut_is_as_real_as_a_rise(result):
    assert trace(result, "Price cut", "Lab One") == [
        ("price as listed after the shock", "A", pytest.approx([-180, -444, -852])),
        ("price as listed after the shock", "B", pytest.approx([-36, -88.8, -170.4])),
    ]
    assert cost(result, "price_cut/lab").high < 0


def test_without_protection_the_rise_less_the_cap_is_added(result):
    base = 1200 * HALF / 12
    ((_, who, money),) = trace(result, "Price rise without price protection", "Lab One")
    assert (who, money) == ("A", pytest.approx([base * 0.07, base * 0.65, base * 0.90], abs=0.006))


def test_seats_billed_by_use(result):
    ((_, who, money),) = trace(result, "Seats billed by use", "Tool Inc.")
    assert (who, money) == ("C", [12 * 3 * 20 - 600, 12 * 3 * 200 - 600, 12 * 3 * 1000 - 600])


def test_more_tokens(result):
    found = cost(result, "growth/all")
    assert (found.low, found.point, found.high) == (1440 * 4, 1440 * 11, 1440 * 29)


def test_a_supplier_fails(result):
    months = [0.0, (70 - 30) / MONTH, 70 / MONTH]  # ten weeks to move, 90, 30 or no days of service
    still = [(182 - 90) / MONTH, (273 - 30) / MONTH, 364 / MONTH]  # nothing known of B: 26 to 52 weeks
    expected = [
        ("benefit lost while it stands still", "A", [0, months[1] / 12 * 2400, months[2] / 12 * 3600]),
        ("use not paid while it stands still", "A", [-1200 * m / 12 for m in months]),
        ("moving to the substitute, once", "A", [1000] * 3),
        ("prepaid money lost", None, [70, 80, 90]),
    ]
    found = trace(result, "Supplier insolvent", "Lab One")
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for row, (_, _, money) in zip(found, expected, strict=True):
        assert row[2] == pytest.approx(money, abs=0.006)
    (longest,) = result.find("shock_months", "insolvent/lab")
    assert (longest.low, longest.high) == pytest.approx((still[0], still[2]))


def test_what_is_not_known_is_counted_and_never_zero(result):
    words = [a.template for a in cost(result, "insolvent/lab").assumptions]
    assert "{count} parts are not assessed and not in it" in words
    named = {(row[0].id, row[3]) for row in table(result, "not_assessed").rows}
    assert {("B", "dependencies"), ("B", "kpis")} <= named  # no cost of moving, no benefit measured


def test_a_region_takes_every_supplier_and_substitute_of_it(make, assess):
    changes = {"vendors": (
        "vendor_id,name,kind,region\nlab,Lab One,model,US\nlab2,Lab Two,model,US\ncloud,Cloud,cloud,FR\n"
        "tool,Tool Inc.,tool,US\n"
    )}  # fmt: skip
    result = assess(make(changes))
    (longest,) = result.find("shock_months", "access/US")
    assert longest.point == pytest.approx((273 - 5) / MONTH)
    rows = [r for r in table(result, "red").rows if dict(r[0].args).get("about") and r[1].id == "A"]
    cut = next(r for r in rows if dict(r[0].args)["kind"].template == "Access cut for a region")
    low, high = (v.value for _, v in sorted(dict(cut[3].args).items(), reverse=True))
    assert (low, high) == pytest.approx(((182 - 7) / MONTH, 364 / MONTH))  # its tested substitute is cut too


def test_a_substitute_outside_the_region_takes_over(result):
    steps = [s for s in trace(result, "Access cut for a region", "US") if s[1] == "A"]
    assert steps[0][2][1] == pytest.approx((70 - 5) / MONTH / 12 * 2400, abs=0.006)


RETIREMENTS = (
    "provider,model,announced,shuts_down,replacement,source,as_of\n"
    "anthropic,claude-sonnet-4-5,2026-05-01,2026-07-30,{new},mail,2026-05-01\n"
)


def test_an_announced_retirement_counts_from_its_day(make, assess):
    result = assess(make({"retirements": RETIREMENTS.format(new="")}))
    (longest,) = result.find("shock_months", "retired/anthropic/claude-sonnet-4-5")
    assert (longest.low, longest.point, longest.high) == pytest.approx([(70 - 30) / MONTH] * 3)
    (finding,) = [f for f in result.findings if f.code == "BRK303" and f.subject.name == "claude-sonnet-4-5"]
    assert "is shut down on" in finding.message.template


def test_where_the_provider_names_a_successor_the_mild_case_takes_no_time(make, assess):
    result = assess(make({"retirements": RETIREMENTS.format(new="claude-sonnet-5")}))
    (longest,) = result.find("shock_months", "retired/anthropic/claude-sonnet-4-5")
    assert (longest.low, longest.point) == pytest.approx((0, (70 - 30) / MONTH))
    steps = trace(result, "Model retired", "claude-sonnet-4-5")
    assert steps[-1] == ("moving to the substitute, once", "A", [0, 1000, 1000])


def test_returns_after_the_shock(result):
    (net,) = [e for e in result.find("net_cash_after", "A") if e.period.endswith("growth/all")]
    before = (1200 - 1250, 2400 - 1250, 3600 - 1250)
    assert (net.low, net.point, net.high) == (before[0] - 34800, before[1] - 13200, before[2] - 4800)
    (roi,) = [e for e in result.find("roi_after", "A") if e.period.endswith("growth/all")]
    assert roi.point == pytest.approx(2400 / (1250 + 13200) - 1)
    assert not list(result.find("net_cash_after", "B"))  # nobody measured its benefit


def test_the_doubt_of_a_lost_benefit_is_that_of_the_benefit(result):
    (net,) = [e for e in result.find("net_cash_after", "A") if e.period.endswith("insolvent/lab")]
    months = [0.0, (70 - 30) / MONTH, 70 / MONTH]
    added = [1000 - 1200 * m / 12 for m in months]
    ends = [b * (1 - m / 12) - 1250 - a for m, a in zip(months, added, strict=True) for b in (1200, 3600)]
    assert (net.low, net.high) == pytest.approx((min(ends), max(ends)), abs=0.01)
    assert net.point == pytest.approx(2400 * (1 - months[1] / 12) - 1250 - added[1], abs=0.01)
    (roi,) = [e for e in result.find("roi_after", "A") if e.period.endswith("insolvent/lab")]
    assert roi.point == pytest.approx(2400 * (1 - months[1] / 12) / (1250 + added[1]) - 1, abs=1e-4)


def test_what_turns_red_and_why(result):
    found = {
        (dict(r[0].args).get("kind", r[0]).template, r[1].id): r[2].template
        for r in table(result, "red").rows
    }
    assert found["More tokens for each task", "A"] == "falls below zero"
    assert found["Seats billed by use", "C"] == "falls below zero"
    assert found["Supplier insolvent", "A"] == "stands still"
    assert found["Supplier insolvent", "B"] == "stands still"
    assert ("Price rise", "A") not in found


def test_owners_are_named_and_who_is_not(result):
    by = {r[1].id: (r[8], r[9]) for r in table(result, "trace").rows if r[1] is not None}
    assert by["A"] == ("Ann", "Tom")
    assert by["B"][0] == "Ben"
    assert by["B"][1].template == "nobody named"


def test_the_trace_adds_up_to_the_cent(result):
    sums: dict[str, list[Decimal]] = {}
    english = language("en")
    for row in table(result, "trace").rows:
        assert all(isinstance(cell, Quantity) for cell in row[4:7])
        own = sums.setdefault(english.value(row[0]), [Decimal(0)] * 3)
        for k in range(3):
            own[k] += row[4 + k].value
    shown = {english.value(row[0]): row[2] for row in table(result, "shocks").rows}
    assert set(sums) <= set(shown)
    for name, parts in sums.items():
        assert Decimal(repr(shown[name].point)).quantize(Decimal("0.01")) == parts[1]
        assert Decimal(repr(shown[name].low)).quantize(Decimal("0.01")) == min(parts)
        assert Decimal(repr(shown[name].high)).quantize(Decimal("0.01")) == max(parts)


def test_other_models_are_a_range_and_its_own_is_not(result):
    rows = table(result, "alternatives").rows
    assert [(r[0].id, r[1].value, dict(r[3].args)["model"].name, r[4].id) for r in rows] == [
        ("A", 1200, "claude-sonnet-4-5", "yes")
    ]
    (past,) = result.find("list_cost_year", "A")
    assert past.point == pytest.approx((1e6 * 3 + 1e6 * 0.3 + 1e5 * 15) / 1e6)


def test_your_own_list_of_models(make, assess):
    result = assess(make(), alternatives="openai/gpt-5-mini, nobody/nothing")
    ours = [e for e in result.find("other_model_year", "A") if e.period.startswith("openai/gpt-5-mini ")]
    assert len(ours) == 2
    assert (ours[0].low, ours[0].high) == pytest.approx((ours[0].point * 0.85, ours[0].point * 1.15))
    assert "alternatives" in [row[3] for row in table(result, "not_assessed").rows]


def test_the_way_of_the_hardest_hit_ends_where_it_should(result):
    way = next(f for f in result.figures if f.id == "way")
    bars = [row["amount"] for row in way.data]
    assert bars[-1] == pytest.approx(sum(bars[:-1]))


def test_headline_and_status(result):
    assert result.status is Status.OK
    assert len(result.headline) == 2
