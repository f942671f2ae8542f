"""What is missing or wrong is named, and the rest is still said."""

from __future__ import annotations

import pytest

from specie.model import Result, Status


def test_without_returns_there_is_nothing_to_put_together(assess, row):
    result = assess(row("A", "pays", 100, (300, 10)), leave_out=["pays/roi"])
    assert result.status is Status.NOT_ASSESSED
    assert result.reason.arg("analysis") == "pays/roi"


def test_a_failed_return_is_not_read(assess, row):
    failed = Result("pays/roi", Status.FAILED)
    result = assess(row("A", "pays", 100, (300, 10)), results={"pays/roi": failed})
    assert result.status is Status.NOT_ASSESSED


def test_without_effects_spend_and_funnel_the_rest_is_said(assess, row, only):
    rows = [row(f"I{i}", "open", 100, (100.0 + 50 * i, 20.0), worth=(0.8, 1.2)) for i in range(4)]
    full = assess(*rows)
    bare = assess(*rows, leave_out=["pays/effect", "pays/spend", "pays/funnel"])
    assert bare.status is Status.OK
    assert only(bare, "money_in_year").point == 400
    # the range of worth now counts as chance: more is shrunk, never less
    for i in range(4):
        exact, coarse = (only(r, "shrunken_net_year", f"I{i}").assumptions for r in (full, bare))
        kept = [next(m.arg("share").value for m in a if "kept" in m.template) for a in (exact, coarse)]
        assert kept[1] < kept[0]


def test_no_money_and_no_benefit_at_all(assess, row):
    result = assess(row("A", "open", 0, stage="idea"), row("B", "open", 0, stage=""))
    assert result.status is Status.OK
    assert not [e for e in result.estimates if e.measure in {"organisation_return_year", "paying_share"}]
    assert result.headline == ()


def test_money_without_any_measured_benefit_says_so(assess, row, only):
    result = assess(row("A", "open", 100), elsewhere=50)
    assert only(result, "organisation_return_year").point == -150
    assert "no cash benefit" in result.headline[0].template
    assert not [f for f in result.findings if f.code in {"PAY501", "PAY502"}]


def test_an_initiative_with_unpriced_cost_cannot_be_shown_to_pay(assess, row, only):
    result = assess(row("A", "open", 100, (300, 10), priced=False))
    share = only(result, "paying_share")
    assert (share.low, share.high) == (0.0, 1.0)


def test_effects_that_do_not_add_up_to_the_benefit_are_not_used(assess, row, only, effects):
    """Improvements a tenth as large and as uncertain would make the benefit ten times surer than it is."""
    rows = [row(f"I{i}", "open", 100, (100.0 + 50 * i, 20.0)) for i in range(3)]
    other = effects([row(f"I{i}", "open", 100, (10.0 + 5 * i, 2.0)) for i in range(3)])
    again = assess(*rows, results={"pays/effect": other})
    without = assess(*rows, leave_out=["pays/effect"])
    one, same = (only(r, "organisation_return_year") for r in (again, without))
    assert (one.low, one.high) == pytest.approx((same.low, same.high))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wrong_verdicts", 0.0),
        ("wrong_verdicts", 1.5),
        ("false_discoveries", 1.0),
        ("dependence", "none"),
        ("growth_cap", -0.1),
        ("zero_band", -1),
    ],
)
def test_parameters_that_make_no_sense_are_named(assess, row, name, value):
    with pytest.raises(ValueError, match=name):
        assess(row("A", "pays", 100, (300, 10)), **{name: value})


def test_initiatives_without_function_or_approach_are_a_group_of_their_own(assess, row):
    result = assess(row("A", "pays", 100, (300, 10), function="", approach=""))
    functions = next(t for t in result.tables if t.id == "functions")
    assert [line[0].id for line in functions.rows] == ["not stated"]


def test_estimates_are_unique_and_declared(assess, row):
    from specie.analyses.pays.portfolio import ANALYSIS

    rows = [row(f"I{i}", "open", 100, (100.0 + 50 * i, 40.0), approval=10) for i in range(4)]
    result = assess(*rows, row("L", "loses", 50, (0, 0), approval=10), new_business_accounts="4", elsewhere=9)
    keys = [e.key for e in result.estimates]
    assert len(keys) == len(set(keys))
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    severities = {c.id: c.severity for c in ANALYSIS.codes}
    assert all(f.severity is severities[f.code] for f in result.findings)
