"""Each metric by hand on small ledgers: truth, bounds, null and what is not known."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from specie.analyses.worth.quality.checklist import checklist, tally
from specie.analyses.worth.quality.customers import adoption_growth, largest_customer, net_retention
from specie.analyses.worth.quality.economics import (
    burn_multiple,
    cac_payback,
    gross_margin,
    operating_margin,
    research_return,
    rule_of_40,
)
from specie.analyses.worth.quality.given import Given, given
from specie.analyses.worth.quality.label import CANNOT, CARRIED, HYPE, MIXED, label
from specie.analyses.worth.quality.own_rows import Proof, Score
from specie.analyses.worth.quality.params import PARAMS
from specie.analyses.worth.quality.policy import Policy, default_sources
from specie.analyses.worth.quality.proof import moat, team
from specie.analyses.worth.quality.reading import (
    MET,
    NOT_MET,
    SPECS,
    TECHNICAL,
    UNDECIDED,
    UNKNOWN,
    Found,
    read,
)
from specie.analyses.worth.quality.technology import frontier, iteration, progress, vendor_excess
from specie.companies.ledger import Ledger
from specie.companies.record import Company, Reported, Vouch
from specie.companies.span import Span
from specie.facts import first_day, last_day
from specie.kernel.growth import Bounds
from specie.model import Estimate, Grade, Message, Origin, Ref, Result, Status, say

AS_OF = date(2026, 10, 31)
ACME = Company("acme", "Acme", "lab")
POLICY = Policy({param.name: float(param.default) for param in PARAMS}, frozenset())


def span(text: str) -> Span:
    return Span(first_day(text), last_day(text), text)


def figure(metric: str, end: str, value: float, period: str = "year", **changes: object) -> Reported:
    vouch = Vouch(Origin("financials.csv", "row 2"), "primary", (), "", date(2026, 6, 1), True, False)
    fields: dict[str, object] = {
        "company": "acme", "end": span(end), "period": period, "metric": metric, "basis": "gaap",
        "gross_net": "", "value": value, "bound": "=", "vouch": vouch, **changes,
    }  # fmt: skip
    return Reported(**fields)  # type: ignore[arg-type]


def known(*figures: Reported, scores: tuple[Score, ...] = (), proofs: tuple[Proof, ...] = ()) -> Given:
    sales = tuple(f for f in figures if f.metric in ("revenue", "revenue_run_rate"))
    others = tuple(f for f in figures if f not in sales)
    ledger = Ledger(AS_OF, {"acme": ACME}, (ACME,), frozenset(), (), sales, 0, 0, others)
    return given(ACME, ledger, scores, proofs)


def score(model: str, released: str, value: float, **changes: object) -> Score:
    fields: dict[str, object] = {
        "company": "acme", "model": model, "released_on": date.fromisoformat(released), "benchmark": "arena",
        "value": value, "unit": "elo", "higher": True, "independent": True,
        "measured_on": date.fromisoformat(released), "origin": Origin("benchmarks.csv", "row 2"), "note": "",
        **changes,
    }  # fmt: skip
    return Score(**fields)  # type: ignore[arg-type]


def proof(field: str, standing: str = "for", **changes: object) -> Proof:
    fields: dict[str, object] = {
        "company": "acme", "field": field, "standing": standing, "statement": "seen", "value": None,
        "unit": "", "measured_by": "independent", "observed_on": date(2026, 6, 1),
        "origin": Origin("evidence.csv", "row 2"), "note": "", **changes,
    }  # fmt: skip
    return Proof(**fields)  # type: ignore[arg-type]


def found(result: Found | Message) -> Found:
    assert isinstance(result, Found), result
    return result


def ends(result: Found | Message) -> tuple[float, float]:
    bounds = found(result).bounds
    return float(bounds.low), float(bounds.high)


# economics


def test_gross_margin_is_stated_or_made_of_cost() -> None:
    sales, cost = figure("revenue", "2025-12-31", 200.0), figure("cost_of_revenue", "2025-12-31", 50.0)
    assert ends(gross_margin(known(sales, cost))) == (0.75, 0.75)
    one = figure("gross_margin", "2026-06-30", 0.4, "quarter")
    other = figure("gross_margin", "2026-06-30", 0.7, "point")
    assert ends(gross_margin(known(sales, cost, one, other))) == (0.4, 0.7)


def test_plans_and_history_are_not_read() -> None:
    plan = figure("gross_margin", "2025-12-31", 0.9, basis="guidance")
    old = figure("gross_margin", "2024-12-31", 0.9)
    assert isinstance(gross_margin(known(plan, old)), Message)


def test_rule_of_40_by_hand() -> None:
    figures = (
        figure("revenue", "2024-12-31", 100.0), figure("revenue", "2025-12-31", 130.0),
        figure("operating_income", "2025-12-31", 13.0),
    )  # fmt: skip
    assert ends(rule_of_40(known(*figures))) == (pytest.approx(0.4), pytest.approx(0.4))


def test_rule_of_40_takes_cash_then_net_and_says_so() -> None:
    years = figure("revenue", "2024-12-31", 100.0), figure("revenue", "2025-12-31", 120.0)
    cash, net = figure("free_cash_flow", "2025-12-31", 24.0), figure("net_income", "2025-12-31", -12.0)
    assert ends(rule_of_40(known(*years, cash, net)))[0] == pytest.approx(0.4)
    by_net = found(rule_of_40(known(*years, net)))
    assert float(by_net.bounds.low) == pytest.approx(0.1)
    assert "want" in by_net.assumptions[0].template


def test_rule_of_40_without_a_year_before_is_not_known() -> None:
    alone = figure("revenue", "2025-12-31", 120.0), figure("operating_income", "2025-12-31", 12.0)
    result = rule_of_40(known(*alone))
    assert isinstance(result, Message)
    assert "earlier" in result.template


def rates(first: float, last: float, bound: str = "=") -> tuple[Reported, ...]:
    return (
        figure("revenue_run_rate", "2024-12", first, "point", basis="press"),
        figure("revenue_run_rate", "2025-12", last, "point", basis="run-rate", bound=bound),
    )


def test_burn_multiple_by_hand() -> None:
    burn = figure("cash_burn", "2025-12-31", 30.0)
    assert ends(burn_multiple(known(burn, *rates(5.0, 20.0)))) == (2.0, 2.0)


def test_a_floor_on_later_sales_makes_a_ceiling_on_the_burn_multiple() -> None:
    burn = figure("cash_burn", "2025-12-31", 30.0)
    result = found(burn_multiple(known(burn, *rates(5.0, 20.0, ">="))))
    reading = read(next(s for s in SPECS if s.measure == "burn_multiple"), ACME, POLICY, result)
    assert reading.estimate is not None
    assert (reading.estimate.low, reading.estimate.high) == (None, 2.0)
    assert reading.standing == MET


def test_burn_without_growth_has_no_multiple_and_no_burn_none_either() -> None:
    burn = figure("cash_burn", "2025-12-31", 30.0)
    shrunk = burn_multiple(known(burn, *rates(20.0, 5.0)))
    assert isinstance(shrunk, Message)
    assert "did not grow" in shrunk.template
    earning = burn_multiple(known(figure("free_cash_flow", "2025-12-31", 9.0), *rates(5.0, 20.0)))
    assert isinstance(earning, Message)
    assert "no cash" in earning.template


def test_new_sales_fall_back_on_two_years_of_revenue() -> None:
    years = figure("revenue", "2024-12-31", 10.0), figure("revenue", "2025-12-31", 30.0)
    assert ends(burn_multiple(known(figure("cash_burn", "2025-12-31", 30.0), *years))) == (1.5, 1.5)


def test_payback_by_hand() -> None:
    figures = (
        figure("sales_and_marketing", "2025-12-31", 24.0), *rates(12.0, 30.0),
        figure("gross_margin", "2025-12-31", 0.75),
    )  # fmt: skip
    assert ends(cac_payback(known(*figures)))[0] == pytest.approx(12 * 24 / (18 * 0.75))
    below = figure("gross_margin", "2025-12-31", -0.1)
    assert isinstance(cac_payback(known(*figures[:3], below)), Message)


def test_research_of_the_year_before_goes_first() -> None:
    years = figure("revenue", "2024-12-31", 10.0), figure("revenue", "2025-12-31", 30.0)
    same = figure("research_and_development", "2025-12-31", 20.0)
    before = figure("research_and_development", "2024-12-31", 8.0)
    assert ends(research_return(known(*years, same)))[0] == 1.0
    assert ends(research_return(known(*years, same, before))) == (2.5, 2.5)


def test_a_loss_is_a_margin_below_zero() -> None:
    figures = figure("revenue", "2025-12-31", 10.0), figure("operating_income", "2025-12-31", -25.0)
    assert ends(operating_margin(known(*figures))) == (-2.5, -2.5)


def test_a_net_result_bounds_the_operating_margin() -> None:
    figures = figure("revenue", "2025-12-31", 100.0), figure("net_income", "2025-12-31", 30.0)
    low, high = ends(operating_margin(known(*figures)))
    assert (low, high) == (pytest.approx(0.3), pytest.approx(0.4))


@forall(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0.1, 1e6), st.floats(1e-3, 1e3))
def test_money_of_another_unit_moves_no_ratio(burned: float, first: float, added: float, unit: float) -> None:
    plain = burn_multiple(known(figure("cash_burn", "2025-12-31", burned), *rates(first, first + added)))
    scaled = burn_multiple(
        known(figure("cash_burn", "2025-12-31", burned * unit), *rates(first * unit, (first + added) * unit))
    )
    assert ends(scaled)[0] == pytest.approx(ends(plain)[0], rel=1e-3)


# customers


def test_three_customers_bound_the_largest() -> None:
    assert ends(largest_customer(known(figure("top3_customer_share", "2026-04-26", 0.54, "quarter")))) == (
        pytest.approx(0.18), 0.54,
    )  # fmt: skip
    three = figure("top3_customer_share", "2025-12-31", 0.54)
    one = figure("largest_customer_share", "2025-12-31", 0.3)
    assert ends(largest_customer(known(three, one))) == (0.3, 0.3)


def test_retention_known_from_below_stays_so() -> None:
    floor = figure("net_dollar_retention", "2026-05", 5.0, "point", bound=">=")
    assert ends(net_retention(known(floor))) == (5.0, np.inf)


def test_users_of_a_year_twice_as_many() -> None:
    counts = (
        proof("active_users", value=100.0, unit="count", observed_on=date(2025, 1, 1)),
        proof("active_users", value=200.0, unit="count", observed_on=date(2026, 1, 1)),
    )
    assert ends(adoption_growth(known(proofs=counts)))[0] == pytest.approx(2 ** (365.25 / 365) - 1)
    assert isinstance(adoption_growth(known(proofs=counts[:1])), Message)


# technology


def test_days_between_bests_skip_releases_that_are_no_better() -> None:
    scores = (
        score("a", "2025-01-01", 1200.0), score("b", "2025-03-02", 1250.0),
        score("c", "2025-06-01", 1240.0), score("d", "2025-07-30", 1300.0),
    )  # fmt: skip
    assert ends(iteration(known(scores=scores))) == (105.0, 105.0)


def test_vendor_scores_are_never_the_track() -> None:
    first = score("a", "2025-01-01", 1.0, independent=False)
    scores = (first, score("b", "2025-02-01", 2.0, independent=False))
    assert isinstance(iteration(known(scores=scores)), Message)
    assert isinstance(vendor_excess(known(scores=scores)), Message)


def test_vendor_excess_is_a_ratio_of_odds() -> None:
    pair = (
        score("a", "2025-01-01", 0.5, unit="fraction"),
        score("a", "2025-01-01", 0.8, unit="fraction", independent=False),
    )
    assert ends(vendor_excess(known(scores=pair)))[0] == pytest.approx(4.0)


def test_no_excess_where_both_agree() -> None:
    pair = score("a", "2025-01-01", 1300.0), score("a", "2025-01-01", 1300.0, independent=False)
    assert ends(vendor_excess(known(scores=pair))) == (1.0, 1.0)


def test_odds_against_the_best_other() -> None:
    own, rival = score("a", "2025-01-01", 1200.0), score("z", "2025-01-01", 1600.0, company="beta")
    every = (own, rival)
    assert ends(frontier(known(scores=every), every))[0] == pytest.approx(0.1)
    assert isinstance(frontier(known(scores=(own,)), (own,)), Message)


def test_progress_starts_at_a_hundred_and_waits_for_the_measurement() -> None:
    late = score("b", "2025-06-01", 1400.0, measured_on=date(2025, 9, 1))
    steps = progress(
        known(scores=(score("a", "2025-01-01", 1000.0), late)),
        [date(2024, 1, 1), date(2025, 7, 1), date(2025, 10, 1)],
    )
    assert [s.day.isoformat() for s in steps] == ["2025-07-01", "2025-10-01"]
    assert [s.index for s in steps] == pytest.approx([100.0, 1000.0])


# evidence on record


def test_moat_counts_what_outsiders_support_and_leaves_the_rest_open() -> None:
    proofs = (
        proof("data_moat"), proof("switching_costs", "against"), proof("distribution", measured_by="company"),
    )  # fmt: skip
    assert ends(moat(known(proofs=proofs))) == (pytest.approx(1 / 7), pytest.approx(6 / 7))
    assert isinstance(moat(known()), Message)


def test_team_counts_rows() -> None:
    proofs = proof("founders"), proof("key_people", "against"), proof("hiring", "unclear")
    assert ends(team(known(proofs=proofs))) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


# readings, path and label


@pytest.mark.parametrize(
    ("low", "high", "standing"),
    [
        (0.6, 0.7, MET),
        (0.5, 0.59, NOT_MET),
        (0.5, 0.7, UNDECIDED),
        (0.6, np.inf, MET),
        (-np.inf, 0.5, NOT_MET),
    ],
)
def test_only_what_holds_over_the_whole_range_is_met(low: float, high: float, standing: str) -> None:
    one = Found(Bounds(np.float64(low), np.float64(high)), span("2025"), "2025", "as_stated", Grade.PRESS,
                (Origin("x"),), Message("of revenue"))  # fmt: skip
    assert read(SPECS[0], ACME, POLICY, one).standing == standing


def test_what_is_not_known_is_never_a_number() -> None:
    reading = read(SPECS[0], ACME, POLICY, Message("no figure"))
    assert reading.standing == UNKNOWN
    assert reading.estimate is None


def test_every_threshold_has_a_source_and_a_parameter() -> None:
    assert set(default_sources()) == {param.name for param in PARAMS}
    assert {spec.threshold for spec in SPECS if spec.threshold} <= {param.name for param in PARAMS}


def test_no_technical_criterion_looks_at_a_price() -> None:
    assert not {"burn_multiple", "market_share"} & set(TECHNICAL)
    assert set(TECHNICAL) <= {spec.measure for spec in SPECS}


def test_tally_spans_what_is_open() -> None:
    assert tally([MET, NOT_MET, UNKNOWN, UNDECIDED]) == (0.25, 0.75)
    assert tally([UNKNOWN, UNDECIDED]) is None


def readings_of(one: Given):
    every = {
        "gross_margin": gross_margin(one), "operating_margin": operating_margin(one),
        "burn_multiple": burn_multiple(one), "net_revenue_retention": net_retention(one),
        "largest_customer": largest_customer(one), "vendor_excess": vendor_excess(one),
    }  # fmt: skip
    return {s.measure: read(s, ACME, POLICY, every[s.measure]) for s in SPECS if s.measure in every}


def test_the_path_is_settled_by_figures_then_by_evidence() -> None:
    one = known(
        figure("revenue", "2025-12-31", 10.0), figure("operating_margin", "2025-12-31", 0.1),
        figure("gross_margin", "2025-12-31", 0.5), figure("cash", "2025-12-31", 6.0, "point"),
        figure("cash_burn", "2025-12-31", 12.0), proofs=(proof("repeat_purchase"),),
    )  # fmt: skip
    checks = {c.step: c.standing for c in checklist(one, readings_of(one), POLICY)}
    assert checks == {
        "on sale": MET, "sales vouched for": MET, "costs covered": MET, "customers stay": MET,
        "many customers": UNKNOWN, "growth is paid for": UNKNOWN, "lives on sales": MET,
        "cash for a while": NOT_MET,
    }  # fmt: skip


def priced(multiple: float) -> dict[str, Result]:
    """Results of rounds that know one price over one revenue."""
    spread = Estimate(
        "price_to_sales_spread", Ref("company", "acme"), "2026-01-31", multiple, multiple, multiple, 1.0, "x",
        "range_of_ratios", Grade.PRESS, (Origin("t"),), say("{n} basis", n=1), exact=True,
    )  # fmt: skip
    return {"worth/rounds": Result("worth/rounds", Status.OK, (spread,))}


def test_the_label_needs_enough_answers_that_agree() -> None:
    nothing = known()
    checks = {c.step: c for c in checklist(nothing, readings_of(nothing), POLICY)}
    assert label("acme", readings_of(nothing), checks, {}, POLICY).word == CANNOT
    sound = known(
        figure("revenue", "2025-12-31", 10.0), figure("operating_margin", "2025-12-31", 0.3),
        figure("gross_margin", "2025-12-31", 0.8), figure("net_revenue_retention", "2025-12-31", 1.2),
    )  # fmt: skip
    checks = {c.step: c for c in checklist(sound, readings_of(sound), POLICY)}
    assert label("acme", readings_of(sound), checks, {}, POLICY).word == CANNOT  # nothing is known of a price
    assert label("acme", readings_of(sound), checks, priced(5.0), POLICY).word == CARRIED
    assert label("acme", readings_of(sound), checks, priced(60.0), POLICY).word == MIXED
    weak = known(
        figure("revenue", "2025-12-31", 10.0, basis="press"), figure("operating_margin", "2025-12-31", -3.0),
        figure("gross_margin", "2025-12-31", 0.1), figure("net_revenue_retention", "2025-12-31", 0.5),
    )  # fmt: skip
    checks = {c.step: c for c in checklist(weak, readings_of(weak), POLICY)}
    assert label("acme", readings_of(weak), checks, {}, POLICY).word == CANNOT
    assert label("acme", readings_of(weak), checks, priced(60.0), POLICY).word == HYPE
    assert label("acme", readings_of(weak), checks, priced(5.0), POLICY).word == MIXED
