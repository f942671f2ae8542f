"""The numbers of the funnel on journeys made by hand: truth worked out in comments, odd histories, null."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import beta

from specie.analyses.pays.funnel.approaches import apart, sides
from specie.analyses.pays.funnel.journey import Journey, Spell
from specie.analyses.pays.funnel.passage import HERE, MOVED_ON, STOPPED_HERE, passage
from specie.analyses.pays.funnel.run import assess
from specie.analyses.pays.funnel.scope import Scope, make_scope
from specie.analyses.pays.funnel.settings import read_settings
from specie.analyses.pays.funnel.waiting import blocks, limits, stays, waits
from specie.model import Bound, Inputs, Origin, Ref, Severity

AS_OF = date(2026, 9, 30)
ORIGINS = (Origin("stages.csv", "rows"),)
FIRST = date(2024, 1, 1)


def journey(name: str, *steps: tuple, approach: str | None = "buy", owners: bool = True) -> Journey:
    """Make a journey from steps (stage, day[, blocked_by[, note]]); days count from ``FIRST``."""
    days = [FIRST + timedelta(days=step[1]) for step in steps]
    spells = tuple(
        Spell(step[0], day, left, *step[2:])
        for step, day, left in zip(steps, days, [*days[1:], None], strict=False)
    )
    owner = "Somebody" if owners else None
    return Journey(Ref("initiative", name, f"Name of {name}"), approach, owner, owner, spells)


def scope(*journeys: Journey, as_of: date = AS_OF, **params: float | int | str) -> Scope:
    return make_scope(journeys, as_of, read_settings(Inputs(params=params)), ORIGINS)


def piloted(name: str, *, lasted: int, then: str | None, approach: str | None = "buy") -> Journey:
    """A pilot that lasted so many days and then ended as told, or is still running at ``AS_OF``."""
    start = (AS_OF - FIRST).days - lasted if then is None else 0
    steps = [("pilot", start)] + ([(then, lasted)] if then else [])
    return journey(name, *steps, approach=approach)


# Ten pilots. Worked by hand (t days, n at risk, S survival just before):
#   t     n   event        S before     moved on                         stopped
#   60   10   production   1            0.1                              0
#   90    9   stopped      0.9          0.1                              0.9 * 1/9 = 0.1
#   100   8   still there (too young)
#   150   7   production   0.8          0.1 + 0.8/7      = 0.2142857     0.1
#   200   6   still there (too young)
#   240   5   production   0.6857143    0.2142857 + 0.1371429 = 0.3514286
#   300   4   stopped      0.5485714    0.3514286        0.1 + 0.1371429 = 0.2371429
#   340   3   still there (too young)
#   360   2   scaled       0.4114286    0.3514286 + 0.2057143 = 0.5571429
#   500   1   still there
# At 12 months (365 days): moved on 0.5571429, stopped 0.2371429, still there 0.2057143; naive 4/10.
TEN = (
    piloted("A", lasted=60, then="production"),
    piloted("B", lasted=90, then="stopped"),
    piloted("C", lasted=100, then=None),
    piloted("D", lasted=150, then="production"),
    piloted("E", lasted=200, then=None),
    piloted("F", lasted=240, then="production"),
    piloted("G", lasted=300, then="stopped"),
    piloted("H", lasted=340, then=None),
    piloted("I", lasted=360, then="scaled"),
    piloted("J", lasted=500, then=None),
)


def test_truth_equals_the_hand_table():
    result = assess(scope(*TEN))

    def point(measure: str, period: str) -> float:
        (estimate,) = (e for e in result.find(measure, "pilot") if e.period == period)
        return estimate.point

    assert point("moved_on", "P12M") == pytest.approx(0.1 + 0.8 / 7 + 0.1371428571 + 0.2057142857)
    assert point("stopped", "P12M") == pytest.approx(0.2371428571)
    assert point("still_there", "P12M") == pytest.approx(0.2057142857)
    assert point("moved_on", "P3M") == pytest.approx(0.1)  # 3 months are 91 days: after the stop at 90
    assert point("stopped", "P3M") == pytest.approx(0.1)
    assert point("moved_on", "P6M") == pytest.approx(0.2142857143)
    assert point("naive_share", AS_OF.isoformat()) == pytest.approx(0.4)
    assert next(result.find("entered", "pilot")).point == 10
    assert next(result.find("still_there_now", "pilot")).point == 4


def test_interval_is_the_effective_sample_clopper_pearson():
    # With F = 39/70 the delta-method variance in fractions is 65931/1715000, so the effective size is
    # F (1 - F) / V = 6.418, below the 7 whose fate at 365 days is known (6 that left, J still in sight).
    estimate = next(e for e in assess(scope(*TEN)).find("moved_on", "pilot") if e.period == "P12M")
    share = 39 / 70
    size = share * (1 - share) / (65931 / 1715000)
    hits = size * share
    assert estimate.low == pytest.approx(beta.ppf(0.05, hits, size - hits + 1))
    assert estimate.high == pytest.approx(beta.ppf(0.95, hits + 1, size - hits))


def test_median_without_an_upper_end_is_a_floor():
    # Half have left by day 300, yet the interval has no upper end: all that is certain is at least 90 days.
    median = next(assess(scope(*TEN)).find("median_days", "pilot"))
    assert (median.point, median.low, median.high, median.bound) == (None, 90, None, Bound.AT_LEAST)


def test_headline_shows_the_naive_rate_beside_the_corrected_one():
    message = assess(scope(*TEN)).headline[0]
    assert message.arg("pilots") == 10
    assert message.arg("reached") == 4
    assert message.arg("young") == 3  # C, E and H; J has been there for longer than twelve months
    assert message.arg("rate").point == pytest.approx(0.5571428571)
    assert message.arg("naive").value == pytest.approx(0.4)


def test_a_horizon_nobody_was_followed_for_is_not_told():
    result = assess(scope(*TEN))
    assert not [e for e in result.find("moved_on", "pilot") if e.period == "P18M"]
    row = next(row for row in table(result, "horizons").rows if row[1].value == 18)
    assert row[2].template == "cannot tell yet"


def table(result, name):
    return next(t for t in result.tables if t.id == name)


def test_skipped_stages_count_as_moved_on_and_are_not_entered():
    one = journey("A", ("idea", 0), ("pilot", 30), ("scaled", 90))
    found = scope(one).passages
    assert [found[s].entered for s in ("idea", "approval", "pilot", "production")] == [1, 0, 1, 0]
    assert found["idea"].leavings[0].days == 30
    assert (found["pilot"].leavings[0].days, found["pilot"].leavings[0].outcome) == (60, MOVED_ON)


def test_stepping_back_does_not_stop_the_clock():
    one = journey("A", ("pilot", 0), ("approval", 50), ("pilot", 80), ("production", 200))
    found = scope(one).passages
    assert (found["pilot"].leavings[0].days, found["pilot"].leavings[0].outcome) == (200, MOVED_ON)
    assert (found["approval"].leavings[0].days, found["approval"].leavings[0].outcome) == (30, MOVED_ON)
    assert waits(scope(one))[0].days == 30


def test_same_day_stages_and_a_stage_entered_today():
    today = (AS_OF - FIRST).days
    one = journey("A", ("idea", 0), ("approval", 0), ("pilot", 0))
    new = journey("B", ("pilot", today))
    found = scope(one, new)
    assert found.passages["idea"].leavings[0].days == 0
    assert found.passages["approval"].leavings[0].outcome == MOVED_ON
    assert found.pilots.leavings[1].days == 0
    assert found.pilots.leavings[1].outcome == HERE
    assert assess(found).headline


def test_after_a_stop_the_first_stop_counts():
    one = journey("A", ("pilot", 0), ("stopped", 40), ("pilot", 100), ("production", 160))
    assert (scope(one).pilots.leavings[0].days, scope(one).pilots.leavings[0].outcome) == (40, STOPPED_HERE)
    assert one.revived
    assert one.active


def test_delayed_entry_leaves_out_what_ended_before_recording_began():
    # B ended before day 100 and is in the book by luck; A is seen from its 100th day on.
    start, as_of = FIRST, FIRST + timedelta(days=400)
    ones = (journey("A", ("pilot", 0), ("production", 150)), journey("B", ("pilot", 0), ("stopped", 60)))
    found = passage("pilot", ones, as_of, start + timedelta(days=100))
    assert [leaving.journey.initiative.id for leaving in found.leavings] == ["A"]
    assert found.incidence.subjects.entry.tolist() == [100]


def closed_pilots(*days: int) -> list[Journey]:
    return [piloted(f"C{i}", lasted=d, then="production") for i, d in enumerate(days)]


def test_stall_limit_is_the_upper_quantile_of_closed_stays():
    # Closed stays 10, 20, 30, 40, 50: the 80th percentile by linear interpolation is 42.
    slow = piloted("SLOW", lasted=43, then=None)
    quick = piloted("QUICK", lasted=42, then=None)
    found = scope(*closed_pilots(10, 20, 30, 40, 50), slow, quick)
    assert limits(found)["pilot"] == pytest.approx(42)
    assert {
        stay.journey.initiative.id: stay.stalled for stay in stays(found) if stay.spell.stage == "pilot"
    } == {
        "SLOW": True,
        "QUICK": False,
    }
    finding = next(f for f in assess(found).findings if f.code == "PAY201")
    assert (finding.subject.id, finding.severity) == ("SLOW", Severity.WATCH)
    assert [e.measure for e in finding.evidence] == ["days_in_stage", "stall_limit"]


def test_too_few_closed_stays_give_no_limit_but_a_named_blocker_still_stands():
    blocked = journey("A", ("pilot", 0, "integration"))
    found = scope(*closed_pilots(10, 20, 30, 40), blocked, journey("B", ("pilot", 0)))
    assert limits(found)["pilot"] is None
    assert [f.subject.id for f in assess(found).findings if f.code in {"PAY201", "PAY202"}] == ["A"]


def test_an_overdue_approval_is_one_alarm_and_not_three():
    today = (AS_OF - FIRST).days
    quick = [journey(f"Q{i}", ("approval", 0), ("pilot", 10)) for i in range(6)]
    late = journey("LATE", ("approval", today - 91, "legal"))
    fine = journey("FINE", ("approval", today - 9, None))
    codes = [
        (f.code, f.severity) for f in assess(scope(*quick, late, fine)).findings if f.subject.id == "LATE"
    ]
    assert codes == [("PAY203", Severity.ALARM)]
    assert not [f for f in assess(scope(*quick, late, fine)).findings if f.subject.id == "FINE"]


def test_days_lost_to_approval_add_up():
    today = (AS_OF - FIRST).days
    done = journey("DONE", ("approval", 0, "privacy"), ("pilot", 70))
    open_one = journey("OPEN", ("approval", today - 30, "legal"))
    plain = journey("PLAIN", ("approval", 0), ("pilot", 20))
    result = assess(scope(done, open_one, plain))
    assert next(result.find("approval_days", "all")).point == 70 + 30 + 20
    assert next(result.find("approval_days_waiting", "all")).point == 30
    assert next(result.find("approval_blocked_days", "privacy")).point == 70
    assert [row[0].id for row in table(result, "approvals").rows] == ["OPEN", "DONE", "PLAIN"]
    assert [(b.blocker, b.open, b.days) for b in blocks(scope(done, open_one, plain))] == [
        ("legal", True, 30),
        ("privacy", False, 70),
    ]


def test_every_initiative_is_counted_once_somewhere():
    members = (*TEN, journey("NONE"), journey("IDEA", ("idea", 10)), journey("OLD", ("stopped", 5)))
    result = assess(scope(*members))
    here = sum(e.point for e in result.find("here_now")) + next(result.find("no_stage")).point
    assert here == len(members)
    for stage in ("idea", "approval", "pilot", "production"):
        parts = [
            next(result.find(m, stage)).point for m in ("moved_on_now", "stopped_now", "still_there_now")
        ]
        assert sum(parts) == next(result.find("entered", stage)).point


def test_missing_owners_stages_and_reasons_are_named():
    nameless = journey("A", ("pilot", 0), owners=False)
    silent = journey("B", ("pilot", 0), ("stopped", 9))
    told = journey("C", ("pilot", 0), ("stopped", 9, "economics"))
    noted = journey("D", ("pilot", 0), ("stopped", 9, None, "the vendor closed"))
    found = {f.code: f for f in assess(scope(nameless, silent, told, noted, journey("E"))).findings}
    assert found["PAY204"].message.arg("names") == "A"
    assert found["PAY205"].message.arg("names") == "E"
    assert found["PAY208"].message.arg("names") == "B"
    stopped = {row[0].id: row for row in table(assess(scope(silent, told, noted)), "stopped").rows}
    assert stopped["C"][4].id == "economics"
    assert stopped["D"][5] == "the vendor closed"


def test_approaches_that_overlap_are_not_ranked():
    members = [piloted(f"B{i}", lasted=100, then="production", approach="build") for i in range(4)]
    members += [piloted(f"P{i}", lasted=100, then="stopped", approach="partner") for i in range(2)]
    members += [piloted(f"Q{i}", lasted=500, then=None, approach="buy") for i in range(2)]
    result = assess(scope(*members))
    codes = [f.code for f in result.findings]
    assert "PAY206" in codes
    assert "PAY207" not in codes


def test_approaches_far_apart_differ_with_the_caveat_and_no_verdict():
    members = [piloted(f"B{i}", lasted=100, then="production", approach="build") for i in range(12)]
    members += [piloted(f"P{i}", lasted=100, then="stopped", approach="partner") for i in range(12)]
    found = [f for f in assess(scope(*members)).findings if f.code in {"PAY206", "PAY207"}]
    assert [(f.code, f.subject.id) for f in found] == [("PAY207", "build")]
    assert "drew lots" in found[0].message.arg("caveat").template


def test_null_equal_approaches_are_rarely_told_apart():
    rng = np.random.default_rng(np.random.SeedSequence(5))
    told, runs = 0, 60
    for _ in range(runs):
        members = []
        for number in range(30):
            lasted, seen = rng.exponential(300), rng.uniform(100, 700)
            then = None if seen < lasted else ("production", "stopped")[int(rng.integers(2))]
            approach = ("build", "buy", "partner")[number % 3]
            members.append(piloted(f"N{number}", lasted=int(min(lasted, seen)), then=then, approach=approach))
        told += bool(apart(sides(scope(*members))))
    assert told / runs <= 0.10


@pytest.mark.parametrize(
    "members", [(), (journey("A"),), (journey("A", ("scaled", 0)),), (journey("A", ("stopped", 0)),)]
)
def test_hardly_any_data_still_has_an_answer(members):
    result = assess(scope(*members))
    assert result.headline[0].template == "No initiative has entered a pilot yet."
    assert not list(result.find("moved_on"))


def test_few_pilots_say_so():
    result = assess(scope(*TEN[:3]))
    estimate = next(result.find("moved_on", "pilot"))
    assert any("read the interval" in a.template for a in estimate.assumptions)
    assert "PAY209" in [f.code for f in result.findings]


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        ({"horizons": "3;6"}, "horizons"),
        ({"horizons": "0,6"}, "horizons"),
        ({"stall_quantile": 1.0}, "stall_quantile"),
        ({"main_horizon": 0}, "main_horizon"),
        ({"observed_from": "soon"}, "soon"),
    ],
)
def test_parameters_that_make_no_sense_are_named(params, fault):
    with pytest.raises(ValueError, match=fault):
        read_settings(Inputs(params=params))


def test_every_estimate_is_declared_unique_and_has_a_denominator():
    from specie.analyses.pays.funnel import ANALYSIS

    result = assess(scope(*TEN, journey("L", ("approval", 0, "legal"))))
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert len({e.key for e in result.estimates}) == len(result.estimates)
    assert all(e.denominator and e.origins for e in result.estimates)


def test_figures_name_fields_that_their_data_have():
    for figure in assess(scope(*TEN, journey("L", ("approval", 0, "legal")))).figures:
        for row in figure.data:
            assert set(figure.roles.values()) <= set(row)
        assert set(figure.titles) <= set(figure.data[0])


@pytest.mark.parametrize("quantile", [0.5, 0.8])
def test_a_longer_memory_only_adds_followed_days(quantile):
    later = scope(*TEN, as_of=AS_OF + timedelta(days=100), stall_quantile=quantile)
    now = scope(*TEN, stall_quantile=quantile)
    for name in ("A", "C"):
        days = [
            next(x.days for x in s.pilots.leavings if x.journey.initiative.id == name) for s in (now, later)
        ]
        assert days[1] - days[0] == (0 if name == "A" else 100)
