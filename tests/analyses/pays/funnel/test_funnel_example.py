"""The funnel of the example firm equals a Kaplan-Meier and an Aalen-Johansen written out in plain loops."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest

from specie.analyses.pays.funnel.run import run
from specie.model import Inputs

RANK = {"idea": 0, "approval": 1, "pilot": 2, "production": 3, "scaled": 4, "stopped": 5}
HORIZONS = {"P3M": 91, "P6M": 182, "P12M": 365, "P18M": 547}


@pytest.fixture(scope="module")
def example(example_firm, example_book):
    with (example_firm.folder / "stages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return run(example_book, None, Inputs()), rows, example_book.as_of


def leavings(rows: list[dict[str, str]], stage: str, as_of: date) -> list[tuple[int, str]]:
    """(days, outcome) of everyone who entered the stage, straight from the rows of the file."""
    histories: dict[str, dict[str, date]] = defaultdict(dict)
    for row in rows:
        histories[row["initiative_id"]][row["stage"]] = date.fromisoformat(row["entered_on"])
    found = []
    for history in histories.values():
        if stage in history:
            start = history[stage]
            later = sorted((day, RANK[name]) for name, day in history.items() if RANK[name] > RANK[stage])
            if later:
                found.append(((later[0][0] - start).days, "stopped" if later[0][1] == 5 else "moved_on"))
            else:
                found.append(((as_of - start).days, "here"))
    return found


def by_hand(found: list[tuple[int, str]], horizon: int) -> dict[str, Fraction]:
    """Survival and both incidences at a horizon in exact fractions, one day after the other."""
    survival, shares = Fraction(1), {"moved_on": Fraction(0), "stopped": Fraction(0)}
    for day in range(horizon + 1):
        at_risk = sum(days >= day for days, _ in found)
        left = [outcome for days, outcome in found if days == day and outcome != "here"]
        for outcome in left:
            shares[outcome] += survival / at_risk
        if left:
            survival *= 1 - Fraction(len(left), at_risk)
    return {**shares, "still_there": survival}


@pytest.mark.parametrize("stage", ["idea", "approval", "pilot", "production"])
def test_funnel_equals_the_hand_kaplan_meier(example, stage):
    result, rows, as_of = example
    found = leavings(rows, stage, as_of)
    compared = 0
    for period, horizon in HORIZONS.items():
        expected = by_hand(found, horizon)
        for estimate in result.estimates:
            if (estimate.subject.id, estimate.period) == (stage, period):
                assert estimate.point == pytest.approx(float(expected[estimate.measure]), abs=1e-12)
                assert estimate.low <= estimate.point <= estimate.high
                compared += 1
        told = max(days for days, _ in found) >= horizon or expected["still_there"] == 0
        assert told == any((e.subject.id, e.period) == (stage, period) for e in result.find("moved_on"))
    assert compared >= 6


def test_counts_equal_the_rows(example):
    result, rows, as_of = example
    for stage in ("idea", "approval", "pilot", "production"):
        found = leavings(rows, stage, as_of)
        assert next(result.find("entered", stage)).point == len(found)
        assert next(result.find("moved_on_now", stage)).point == sum(o == "moved_on" for _, o in found)
        assert next(result.find("stopped_now", stage)).point == sum(o == "stopped" for _, o in found)


def test_the_stalled_approval_of_the_example_is_an_alarm(example):
    result, rows, _ = example
    waiting = {row["initiative_id"] for row in rows if row["stage"] == "approval" and row["blocked_by"]}
    moved = {row["initiative_id"] for row in rows if RANK[row["stage"]] > 1}
    alarms = {f.subject.id for f in result.findings if f.code == "PAY203"}
    assert waiting - moved
    assert waiting - moved <= alarms
