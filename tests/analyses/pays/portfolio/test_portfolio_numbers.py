"""Small portfolios worked out by hand: the whole, the groups, the moves, waiting, new business."""

from __future__ import annotations

import math

import numpy as np
import pytest

from specie.kernel.portfolio.roughening import roughen
from specie.kernel.portfolio.shrinkage import fit_spread, shrink
from specie.model import Bound, Grade, Severity

Z = 1.959963985


def codes(result) -> list[str]:
    return [finding.code for finding in result.findings]


def table(result, name):
    return next(t for t in result.tables if t.id == name)


def test_the_whole_counts_all_money_and_only_measured_benefit(assess, row, only):
    # Benefit 200 +- 1.96 * 10; spend 100 + 50 + 50 + 20 of no initiative: net -20 +- 19.6.
    result = assess(
        row("A", "pays", 100, (200, 10)), row("B", "loses", 50, (0, 0)), row("C", "open", 50), elsewhere=20
    )  # fmt: skip
    net = only(result, "organisation_return_year")
    assert (net.point, net.low, net.high) == pytest.approx((-20, -20 - 10 * Z, -20 + 10 * Z))
    assert (net.level, net.grade) == (0.95, Grade.B)
    assert only(result, "money_in_year").point == 220
    assert only(result, "cost_unmeasured_year").point == 50
    assert only(result, "organisation_roi_year").point == pytest.approx(-20 / 220)
    missing = only(result, "missing_benefit_year")
    assert (missing.point, missing.low, missing.high) == pytest.approx((20, 20 - 10 * Z, 20 + 10 * Z))
    factor = only(result, "worth_for_zero")
    ends = (1.1, 220 / (200 + 10 * Z), 220 / (200 - 10 * Z))
    assert (factor.point, factor.low, factor.high) == pytest.approx(ends)
    assert [f.severity for f in result.findings if f.code == "PAY501"] == [Severity.ALARM]
    unknown = next(f for f in result.findings if f.code == "PAY512").message
    assert (unknown.arg("unmeasured").value, unknown.arg("elsewhere").value) == (50, 20)
    assert unknown.arg("share").value == pytest.approx(70 / 220)


def test_worths_move_the_ends_together_and_leave_the_sign_open(assess, row, only):
    # Worst: half the lowest benefit; best: 1.2 times the highest. Declared worths alone would lose.
    result = assess(row("A", "open", 100, (200, 10), worth=(0.5, 1.2)), elsewhere=120)
    net = only(result, "organisation_return_year")
    assert net.low == pytest.approx(0.5 * (200 - 10 * Z) - 220)
    assert net.high == pytest.approx(1.2 * (200 + 10 * Z) - 220)
    declared = only(result, "organisation_return_declared_year")
    assert (declared.low, declared.high) == pytest.approx((-20 - 10 * Z, -20 + 10 * Z))
    assert "PAY503" in codes(result)


@pytest.mark.parametrize(
    ("elsewhere", "band", "code"), [(0, 0.05, "PAY502"), (120, 0.2, "PAY503"), (200, 0.05, "PAY501")]
)
def test_the_return_is_positive_zero_or_negative(assess, row, elsewhere, band, code):
    result = assess(row("A", "pays", 100, (200, 10)), elsewhere=elsewhere, zero_band=band)
    assert [c for c in codes(result) if c in {"PAY501", "PAY502", "PAY503"}] == [code]


def test_shrunken_nets_are_those_of_the_kernel_in_money(assess, row, only):
    # Returns -2, 0, 2, 4, 6 with error 1 at a cost of 100 each: benefits (y + 1) * 100.
    y, s = np.array([-2.0, 0, 2, 4, 6]), np.ones(5)
    rows = [row(f"I{i}", "open", 100, ((v + 1) * 100, 100.0)) for i, v in enumerate(y)]
    result = assess(*rows)
    spread = fit_spread(y, s)
    assert spread is not None
    mean, robust = roughen(y, s, spread).mean, shrink(y, s, 0.95)
    for i in range(5):
        net = only(result, "shrunken_net_year", f"I{i}")
        assert net.point == pytest.approx(100 * mean[i], rel=1e-6, abs=1e-4)
        assert net.low == pytest.approx(100 * min(robust.low[i], mean[i]), rel=1e-5)
        assert net.high == pytest.approx(100 * max(robust.high[i], mean[i]), rel=1e-5)
    raw, kept = only(result, "winners_as_measured"), only(result, "winners_shrunken")
    assert raw.point == pytest.approx(200 + 400 + 600)
    assert kept.point == pytest.approx(100 * mean[2:].sum(), rel=1e-5)
    assert only(result, "mean_return_year").point == pytest.approx(2.0)


def test_too_early_and_certain_ones_neither_shrink_nor_teach(assess, row, only):
    rows = [row(f"I{i}", "open", 100, (100.0 + 50 * i, 40.0)) for i in range(4)]
    early, sure = row("E", "early", 100, (5000, 40)), row("S", "loses", 100, (0, 0))
    alone, beside = assess(*rows), assess(*rows, early, sure)
    for i in range(4):
        one, other = (only(r, "shrunken_net_year", f"I{i}") for r in (alone, beside))
        assert one.point == pytest.approx(other.point)
    assert only(beside, "shrunken_net_year", "E").point == pytest.approx(4900)
    assert only(beside, "shrunken_net_year", "S").point == -100
    assert only(beside, "shrunken_net_year", "S").exact


def test_moves_recover_what_loses_and_cut_nothing_that_cannot_be_told(assess, row, only):
    result = assess(
        row("L1", "loses", 100, (0, 0)),
        row("L2", "loses", 100, (0, 0), soft=150.0),
        row("L3", "loses", 100, (0, 0), stage="stopped"),
        row("P", "pays", 100, (300, 1)),
        row("O", "open", 40),
        row("E", "early", 30),
    )
    moves = {line[1].id: line[0].id for line in table(result, "moves").rows}
    assert moves == {
        "L1": "stop or change",
        "L2": "turn hours into cash",
        "P": "grow",
        "O": "better experiment",
        "E": "wait",
    }
    recovered = only(result, "recoverable_year")
    assert (recovered.point, recovered.low, recovered.high) == (200, 200, 200)
    # Room to grow is half of 100; each unit put in brought 200 +- 1.96 for 100.
    bounds = only(result, "misallocation_year")
    assert bounds.point is None
    assert (bounds.low, bounds.high) == pytest.approx((200, 200 + 50 * (200 + Z) / 100))
    assert {"PAY506", "PAY507", "PAY508"} <= set(codes(result))
    asked = next(f for f in result.findings if f.code == "PAY508")
    assert asked.message.arg("names") == "O"


def test_what_was_spent_once_is_not_recovered_by_a_stop(assess, row, only):
    result = assess(
        row("A", "loses", 100, (0, 0), once=30), row("B", "loses", 100, (80, 0), once=40), elsewhere=10
    )
    # A loses 70 a year from now on; B would gain 20, since its loss was the integration.
    assert only(result, "recoverable_year").point == 70
    moves = {line[1].id: line[0].id for line in table(result, "moves").rows}
    assert moves == {"A": "stop or change", "B": "wait"}


def test_cost_of_being_wrong_is_the_unit_normal_loss(assess, row, only):
    # Net 0 with error 50: a perfect answer is worth 50 phi(0); two cannot be compared, so nothing is shrunk.
    result = assess(row("A", "open", 100, (100, 50)), row("B", "open", 100, (400, 1)))
    found = only(result, "cost_of_being_wrong", "A")
    assert found.high == pytest.approx(50 / math.sqrt(2 * math.pi))
    assert (found.low, found.point, found.bound) == (None, None, Bound.AT_MOST)
    assert only(result, "cost_of_being_wrong", "B").high == 0
    assert "PAY513" in codes(result)


def test_unmeasured_candidates_fare_like_the_others(assess, row, only):
    rows = [row(f"I{i}", "open", 100, (100.0 + 50 * i, 40.0)) for i in range(4)]
    result = assess(*rows, row("S", "loses", 100, (0, 0)), row("New", "early", 10, stage="idea"))
    expected = only(result, "expected_net_year", "New")
    assert expected.grade is Grade.MODELLED
    returns = [only(result, "shrunken_return_year", f"I{i}").point for i in range(4)]
    # about the mean of the four shrunken returns and the certain loss of everything, at a cost of 10
    assert expected.point == pytest.approx(10 * (sum(returns) - 1) / 5, abs=0.5)
    assert expected.low < expected.point < expected.high
    ranks = [line[1].id for line in table(result, "candidates").rows]
    assert ranks.index("I3") < ranks.index("I0") < ranks.index("S")


def test_functions_and_approaches_stand_beside_their_spend(assess, row, only):
    result = assess(
        row("A", "pays", 100, (300, 10), function="sales", approach="build"),
        row("B", "open", 100, None, function="sales", approach="build"),
        row("C", "loses", 50, (0, 0), function="legal", approach="partner"),
    )
    sales = only(result, "group_net_year", "sales")
    assert (sales.point, sales.low, sales.high) == pytest.approx((100, 100 - 10 * Z, 100 + 10 * Z))
    assert only(result, "group_return_year", "sales").point == pytest.approx(0.5)
    assert only(result, "group_net_year", "legal").exact
    assert [f.subject.id for f in result.findings if f.code == "PAY514"] == ["legal"]
    better = next(f for f in result.findings if f.code == "PAY510")
    assert (better.message.arg("better").id, better.message.arg("worse").id) == ("build", "partner")


def test_approaches_whose_intervals_touch_are_not_ranked(assess, row):
    result = assess(
        row("A", "open", 100, (110, 40), approach="build"), row("B", "open", 100, (130, 40), approach="buy")
    )
    assert "PAY509" in codes(result)
    assert "PAY510" not in codes(result)


def test_waiting_costs_days_times_the_net_of_a_day(assess, row, only):
    result = assess(
        row("P", "pays", 100, (300, 10), approval=73),
        row("L", "loses", 100, (0, 0), approval=36.5),
        row("W", "early", 10, stage="approval", approval=100),
        blocked={"P": ("legal", 36.5), "W": ("privacy", 100)},
    )
    lost = only(result, "lost_by_waiting", "P")
    assert (lost.point, lost.low) == pytest.approx((40, 0.2 * (200 - 10 * Z)))
    assert only(result, "lost_by_waiting", "L").point == pytest.approx(-10)
    assert only(result, "lost_by_waiting").point == pytest.approx(40)
    assert only(result, "saved_by_waiting").point == pytest.approx(10)
    assert only(result, "lost_by_waiting", "legal").point == pytest.approx(20)
    rows = {line[0].id: line[3] for line in table(result, "blockers").rows}
    assert rows["privacy"] is None
    assert rows["legal"].point == pytest.approx(20)


def test_new_business_is_told_by_the_accounts_the_user_names(assess, row, only):
    rows = (
        row("N", "pays", 100, (300, 10), account="4010"),
        row("F", "pays", 100, (200, 10), account="6150"),
        row("X", "open", 100, (150, 10)),
    )
    plain, named = assess(*rows), assess(*rows, new_business_accounts="4, 41")
    assert "PAY515" in codes(plain)
    assert "sorts" not in {t.id for t in plain.tables}
    assert "PAY515" not in codes(named)
    kept = {name: only(named, "shrunken_net_year", name).point + 100 for name in "NFX"}
    assert only(named, "benefit_by_sort_year", "new business").point == pytest.approx(kept["N"])
    assert only(named, "benefit_by_sort_year", "efficiency").point == pytest.approx(kept["F"])
    assert only(named, "benefit_by_sort_year", "no account named").point == pytest.approx(kept["X"])


def test_shares_of_verdicts_and_of_money(assess, row, only):
    result = assess(
        row("A", "pays", 100, (300, 10)), row("B", "open", 60), row("C", "early", 20), row("D", "open", 0),
        elsewhere=20,
    )  # fmt: skip
    assert only(result, "share_pays").point == 0.25
    assert only(result, "share_cannot_tell").point == 0.5
    assert only(result, "money_share_pays").point == 0.5
    assert only(result, "money_share_cannot_tell").point == 0.3


def test_paying_share_leaves_out_what_is_not_in_use_and_opens_what_is_not_judged(assess, row, only):
    result = assess(
        row("A", "pays", 100, (300, 10)),
        row("B", "loses", 100, (0, 0)),
        row("C", "open", 60),
        row("D", "early", 20, (0, 1), stage="pilot"),
        row("E", "early", 20, stage="idea"),
    )
    share = only(result, "paying_share")
    assert share.point is None
    # in use: A proven, B refuted, C and D open; E is an idea
    assert (share.low, share.high) == pytest.approx((1 / 4, 3 / 4))


def test_a_verdict_alone_may_not_hold_among_many(assess, row):
    # z = 2.0 pays when alone (p = 0.023); among twenty at break-even Benjamini-Hochberg keeps nothing.
    others = [row(f"O{i}", "open", 100, (100.0 - i, 10.0)) for i in range(20)]
    result = assess(row("A", "pays", 100, (120, 10)), *others)
    assert [f.subject.id for f in result.findings if f.code == "PAY504"] == ["A"]
    held = {line[0].id: line[1] for line in table(result, "held").rows}
    assert held["each alone"] == 1
    assert held["Benjamini-Hochberg"] == 0


def test_a_design_cannot_be_surer_than_its_smallest_p(assess, row):
    many = assess(*(row(f"I{i}", "pays", 100, (300, 10), smallest_p=0.001) for i in range(3)))
    few = assess(*(row(f"I{i}", "open", 100, (300, 10), smallest_p=0.2) for i in range(3)))
    counts = [{line[0].id: line[1] for line in table(r, "held").rows}["each alone"] for r in (many, few)]
    assert counts == [3, 0]


def test_headline_is_three_sentences_with_numbers(assess, row):
    result = assess(
        row("A", "pays", 100, (300, 10)), row("B", "loses", 50, (0, 0)), row("C", "open", 60), elsewhere=20
    )  # fmt: skip
    assert len(result.headline) == 3
    assert result.headline[1].arg("pays") == 1
    assert result.headline[2].arg("asking") == 1
    assert {e.measure for e in result.key} >= {"organisation_return_year", "paying_share", "recoverable_year"}
