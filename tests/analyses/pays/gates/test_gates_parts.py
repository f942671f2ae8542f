"""The ruler between units and scales, the rules in their order, and the panel a history makes."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.analyses.pays.gates.comparison import Scale, compare
from specie.analyses.pays.gates.history import History, Metric
from specie.analyses.pays.gates.judge import Judged, Watched, judge, watch
from specie.analyses.pays.gates.plan import Plan
from specie.analyses.pays.gates.rule import Evidence, decide
from specie.analyses.pays.gates.scale import Ruler
from specie.kernel.causal.noise import Memory, ar1_noise
from specie.model import Ref

DAY = date(2026, 6, 1)


def plan(**change) -> Plan:
    parts = {
        "row": 2, "initiative": Ref("initiative", "A"), "kpi_id": "K", "registered_on": date(2026, 1, 1),
        "baseline": 10.0, "minimum_effect": 1.0, "decide_on": DAY, "stop_rule": "x", "tranche": 5,
        "began_on": date(2026, 2, 1), "stopped_on": None, "moved_on": None, "blocked_by": None,
        "stage": "pilot", "business_owner": "B", "technical_owner": "T", "critical": 0, "untested": 0,
    }  # fmt: skip
    return Plan(**(parts | change))


def evidence(low, high, *, bar=1.0, day=DAY, smallest_p=0.001, watched=None) -> Evidence:
    judged = Judged((low + high) / 2, low, high, 0.95, 0.5, smallest_p, 5, 5, "imputation")
    return Evidence(day, readings=True, judged=judged, watched=watched, bar=bar)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1.0, 2.0, ("fund", "interval above the minimum")),
        (0.2, 2.0, ("hold", "effect shown, minimum not")),
        (-0.2, 2.0, ("hold", "interval holds zero")),
        (-0.2, 0.9, ("stop", "interval below the minimum")),
        (-2.0, -0.1, ("stop", "interval on the wrong side")),
    ],
)
def test_rules_at_the_date(low, high, expected):
    outcome = decide(plan(), evidence(low, high))
    assert (outcome.answer.value, outcome.rule.value) == expected


def test_what_all_looks_say_counts_more_than_the_interval_of_one():
    not_yet = Watched(5, 5, shown=False, missed=False, harm=False, first_shown=0)
    assert decide(plan(), evidence(1.2, 2, watched=not_yet)).rule.value == "shown at one look, not over all"
    shown = Watched(5, 5, shown=True, missed=False, harm=False, first_shown=3)
    assert decide(plan(), evidence(1.2, 2, watched=shown)).answer.value == "fund"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"stopped_on": date(2026, 5, 1)}, "already stopped"),
        ({"began_on": None}, "nobody has started"),
        ({"began_on": DAY + timedelta(days=1)}, "nobody has started"),
        ({"decide_on": DAY + timedelta(days=1)}, "decision date not reached"),
        ({"decide_on": None}, "no decision date"),
        ({"registered_on": DAY + timedelta(days=1)}, "written after the decision"),
        ({"technical_owner": None}, "owner missing"),
        ({"blocked_by": "legal"}, "blocked"),
    ],
)
def test_conditions_come_before_money(change, rule):
    outcome = decide(plan(**change), evidence(1.5, 2.0))
    assert outcome.rule.value == rule
    assert outcome.answer.value != "fund"


def test_a_design_that_cannot_decide_says_so_whatever_the_interval():
    assert decide(plan(), evidence(5, 9, smallest_p=0.083)).rule.value == "design cannot decide"


@given(st.sampled_from(list(Scale)), st.floats(0.1, 1e4), st.sampled_from([-1, 1]), st.floats(1e-6, 0.99))
def test_ruler_there_and_back(scale, base, sign, share):
    ruler = Ruler(scale, base, sign)
    change = share * base
    assert ruler.to_unit(ruler.to_scale(change)) == pytest.approx(change, rel=1e-9)
    assert ruler.to_scale(change) > 0
    assert ruler.to_scale(0.0) == 0.0


def test_ruler_by_hand_and_at_its_limits():
    # From 7.4 minutes, 0.35 fewer: log(7.4 / 7.05) = 0.04845.
    assert Ruler(Scale.LOG, 7.4, -1).to_scale(0.35) == pytest.approx(math.log(7.4 / 7.05))
    assert Ruler(Scale.LOG, 7.4, -1).to_scale(7.4) == math.inf
    assert Ruler(Scale.RATIO, 20.0, 1).to_scale(5.0) == 0.25
    assert math.isnan(Ruler(Scale.LOG, 0.0, 1).to_scale(1.0))
    assert Ruler(Scale.LEVEL, math.nan, 1).to_scale(1.0) == 1.0


def history(
    value, treated_on, *, scale="level", assigned="chosen", left_on=None, cluster=None, cases=None
) -> History:
    n, t = value.shape
    first = np.datetime64("2025-01-06") + 7 * np.arange(t)
    metric = Metric(Ref("kpi", "K"), Ref("initiative", "A"), "x", 1, scale)
    nat = np.full(n, np.datetime64("NaT", "D"))
    return History(
        metric, "weeks", first, first + 6, np.array([f"u{i}" for i in range(n)], dtype=object),
        np.array(cluster or [None] * n, dtype=object), np.array([assigned] * n, dtype=object),
        np.array(treated_on, dtype="M8[D]"), nat if left_on is None else np.array(left_on, dtype="M8[D]"),
        value, np.ones_like(value) if cases is None else cases, np.empty((0, n, t)),
    )  # fmt: skip


def test_a_start_within_a_week_counts_from_the_next_one_and_leaving_ends_it():
    value = np.arange(18.0).reshape(3, 6)
    found = compare(history(value, ["2025-01-15", "NaT", "2025-01-20"], left_on=["2025-02-05", "NaT", "NaT"]))
    panel = {
        tuple(row): (a, b)
        for row, a, b in zip(found.panel.y, found.panel.start, found.panel.stop, strict=True)
    }
    assert panel[tuple(value[0])] == (2, 4)  # week of 01-20 is column 2; 02-05 lies in column 4
    assert panel[tuple(value[1])] == (6, 6)
    assert panel[tuple(value[2])] == (2, 6)
    assert found.begun == 2
    assert sorted(found.rows.tolist()) == [0, 1, 2]


def test_units_never_read_untreated_drop_out_and_those_never_read_treated_compare():
    value = np.arange(24.0).reshape(4, 6)
    value[2, 3:] = np.nan
    found = compare(history(value, ["2024-12-01", "2025-01-27", "2025-01-27", "NaT"]))
    assert sorted(found.rows.tolist()) == [1, 2, 3]
    assert sorted(found.panel.start.tolist()) == [3, 6, 6]
    assert math.isnan(found.early_mean), "somebody was treated before the first reading"


def test_groups_that_start_together_are_carriers():
    value = np.random.default_rng(1).normal(size=(6, 8))
    days = ["2025-01-27", "2025-02-05", "NaT", "NaT", "2025-02-10", "2025-02-10"]
    found = compare(history(value, days, cluster=["a", "a", "b", "b", "c", "c"]))
    assert np.unique(found.panel.group).size == 3
    by_group = {g: set(found.panel.start[found.panel.group == g].tolist()) for g in range(3)}
    assert sorted(map(sorted, by_group.values())) == [[3], [5], [8]]


def test_what_was_known_on_a_day():
    known = history(np.arange(12.0).reshape(2, 6), ["2025-01-20", "NaT"]).until(date(2025, 1, 19))
    assert known.first.size == 2
    assert np.isnat(known.treated_on).all()
    ahead = history(np.arange(12.0).reshape(2, 6), ["2025-01-20", "NaT"]).ahead(date(2025, 3, 2))
    assert ahead.first.size == 8
    assert np.isnan(ahead.value[:, 6:]).all()


def test_scales():
    value = np.full((2, 6), 50.0) + np.arange(6)
    assert compare(history(value, ["2025-01-27", "NaT"], scale="log")).panel.y[0, 0] == pytest.approx(
        math.log(50)
    )
    assert compare(history(value, ["2025-01-27", "NaT"], scale="count")).scale is Scale.LOG
    few = np.where(np.arange(6) % 2, 0.0, 90.0) * np.ones((2, 1))
    assert compare(history(few, ["2025-01-27", "NaT"], scale="count")).scale is Scale.RATIO
    zero = np.where(np.arange(6) % 2, 0.0, 2.0) * np.ones((2, 1))
    assert compare(history(zero, ["2025-01-27", "NaT"], scale="count")).scale is Scale.LEVEL


def test_null_with_no_effect_and_no_minimum_nothing_is_decided_more_often_than_promised():
    runs, decided = 60, 0
    for seed, noise in enumerate(ar1_noise((runs, 10, 40), Memory(1.0, 0.5), 3)):
        days = ["2025-03-31" if i in (seed % 10, (seed + 3) % 10, 5, 7) else "NaT" for i in range(10)]
        found = compare(history(noise, days, assigned="randomised"))
        watched = watch(found, 40 - found.begun, 4, 0.0, 1, 0.95, 1)
        day = plan().decide_on
        evidence = Evidence(day, readings=True, judged=judge(found, 1, 0.95, 1), watched=watched, bar=0.0)
        decided += decide(plan(), evidence).answer.value in {"fund", "stop"}
    assert decided / runs <= 0.05 + 2.6 * (0.05 * 0.95 / runs) ** 0.5
