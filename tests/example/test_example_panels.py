"""Simple comparisons of means find the planted effects, and miss them where they must."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from math import log, sqrt
from statistics import fmean, stdev

import pytest

from specie.example import truth
from specie.example.build import build


class Panel:
    """A metric read from the files: value by unit and week, and the first treated day of each unit."""

    def __init__(self, written, kpi_id):
        kpi = written.truth.kpi(kpi_id)
        self.values, self.cluster = defaultdict(dict), {}
        for row in written.rows("outcomes.csv"):
            if row["kpi_id"] == kpi_id and row["value"]:
                value = float(row["value"])
                self.cluster[row["unit_id"]] = row["cluster_id"]
                year, week = row["period"].split("-W")
                monday = date.fromisocalendar(int(year), int(week), 1)
                logs = kpi.scale in {"log", "count"}
                self.values[row["unit_id"]][monday] = log(max(value, 0.5)) if logs else value
        self.start = {
            row["unit_id"]: date.fromisoformat(row["treated_on"]) if row["treated_on"] else None
            for row in written.rows("rollout.csv")
            if row["initiative_id"] == kpi.initiative_id
        }

    def means(self, units, since, until):
        cells = (
            [value for monday, value in self.values[unit].items() if since <= monday < until]
            for unit in units
        )
        return [fmean(own) for own in cells if own]

    def started(self, since, until):
        return [unit for unit, day in self.start.items() if day and since <= day < until]

    def never(self):
        return [unit for unit, day in self.start.items() if day is None]

    def gains(self, units, before, after):
        """After minus before, averaged over the units of each cluster, whose noise moves together."""
        own = defaultdict(list)
        for unit in units:
            first, last = self.means([unit], *before), self.means([unit], *after)
            if first and last:
                own[self.cluster[unit]].append(last[0] - first[0])
        return [fmean(gains) for gains in own.values()]


def _difference(left, right):
    """Difference of two means and its standard error."""
    error = (
        sqrt(stdev(left) ** 2 / len(left) + stdev(right) ** 2 / len(right)) if len(left) > 1 else stdev(right)
    )
    return fmean(left) - fmean(right), error


FIRST = (date(2024, 11, 1), date(2025, 1, 20))
LAST = (date(2026, 7, 1), date(2026, 11, 1))


def test_randomised_teams_differ_by_the_planted_effect(written):
    """First wave at full effect against those who had not started, before and after taken out."""
    panel, kpi = Panel(written, "SYN-K01"), written.truth.kpi("SYN-K01")
    wave = panel.started(date(2025, 1, 1), date(2025, 4, 1))
    rest = [unit for unit in panel.start if unit not in wave]
    assert len(wave) == 20
    window = (date(2025, 4, 14), date(2025, 8, 4))
    found, error = _difference(panel.gains(wave, FIRST, window), panel.gains(rest, FIRST, window))
    assert abs(found - kpi.effect) < 3 * error
    assert found < -3 * error
    plain, plain_error = _difference(panel.means(wave, *window), panel.means(rest, *window))
    assert abs(plain - kpi.effect) < 3 * plain_error


@pytest.mark.parametrize(
    "kpi_id", ["SYN-K02", "SYN-K03", "SYN-K06", "SYN-K08", "SYN-K13", "SYN-K16", "SYN-K19"]
)
def test_before_and_after_against_never_treated_finds_the_effect(written, kpi_id):
    panel, kpi = Panel(written, kpi_id), written.truth.kpi(kpi_id)
    treated = panel.started(date(2025, 1, 27), date(2026, 5, 1))
    found, error = _difference(panel.gains(treated, FIRST, LAST), panel.gains(panel.never(), FIRST, LAST))
    assert abs(found - kpi.effect_of_treated) < 3.5 * error
    assert found * kpi.effect > 0


@pytest.mark.parametrize("kpi_id", ["SYN-K09", "SYN-K10"])
def test_where_nothing_is_planted_nothing_is_found(written, kpi_id):
    panel = Panel(written, kpi_id)
    treated = panel.started(date(2025, 1, 27), date(2026, 5, 1))
    found, error = _difference(panel.gains(treated, FIRST, LAST), panel.gains(panel.never(), FIRST, LAST))
    assert abs(found) < 3 * error
    assert (written.truth.kpi(kpi_id).value_to_date, written.truth.kpi(kpi_id).effect) == (0, 0)


def test_chosen_teams_look_better_though_nothing_happened(written):
    panel, kpi = Panel(written, "SYN-K10"), written.truth.kpi("SYN-K10")
    treated = panel.started(date(2025, 1, 27), date(2026, 5, 1))
    naive, error = _difference(panel.means(treated, *LAST), panel.means(panel.never(), *LAST))
    assert naive > 5 * error
    assert abs(naive - kpi.selection_gap) < 3 * error


def test_better_teams_are_larger_so_staff_tells_part_of_the_choice(written):
    staff = {r["unit_id"]: int(r["staff"]) for r in written.rows("outcomes.csv") if r["kpi_id"] == "SYN-K10"}
    panel = Panel(written, "SYN-K10")
    chosen = [staff[unit] for unit in panel.started(date(2024, 1, 1), date(2027, 1, 1))]
    gap, error = _difference(chosen, [staff[unit] for unit in panel.never()])
    assert gap > 2 * error


def test_staff_belongs_to_the_unit_whatever_is_read(written):
    seen = defaultdict(set)
    for row in written.rows("outcomes.csv"):
        if row["staff"]:
            seen[row["unit_id"], row["period"]].add(row["staff"])
    assert all(len(values) == 1 for values in seen.values())


def test_one_country_alone_is_treated_and_moves(written):
    panel, kpi = Panel(written, "SYN-K14"), written.truth.kpi("SYN-K14")
    (unit,) = panel.started(date(2024, 1, 1), date(2027, 1, 1))
    found, spread = _difference(panel.gains([unit], FIRST, LAST), panel.gains(panel.never(), FIRST, LAST))
    assert abs(found - kpi.effect) < 3.5 * spread
    assert abs(kpi.selection_gap) < 3


def test_harm_is_harm(written):
    kpi = written.truth.kpi("SYN-K03")
    assert kpi.better == "lower"
    assert kpi.effect_of_treated > 0
    assert kpi.value_year < 0


def test_cells_are_missing_but_not_many(written):
    cells = defaultdict(lambda: [0, 0])
    for row in written.rows("outcomes.csv"):
        cells[row["kpi_id"]][0] += 1
        cells[row["kpi_id"]][1] += not row["value"]
    shares = {kpi_id: empty / count for kpi_id, (count, empty) in cells.items()}
    assert all(0.002 < share < 0.12 for share in shares.values())
    counts = defaultdict(set)
    for row in written.rows("outcomes.csv"):
        counts[row["kpi_id"], row["unit_id"]].add(row["period"])
    assert any(len(weeks) < 103 for weeks in counts.values()), "some units open late"


def test_noise_persists_and_units_differ(written):
    panel = Panel(written, "SYN-K13")
    pairs = []
    for unit in panel.never() or list(panel.values)[:5]:
        own = [panel.values[unit][monday] for monday in sorted(panel.values[unit])]
        mean = fmean(own)
        pairs += [(a - mean, b - mean) for a, b in pairwise(own)]
    assert sum(a * b for a, b in pairs) / sum(a * a for a, _ in pairs) > 0.2
    levels = panel.means(list(panel.values), *FIRST)
    assert stdev(levels) > 0.03


@pytest.mark.parametrize("scale", ["level", "log", "share", "count"])
def test_every_scale_has_a_metric(written, scale):
    assert any(kpi.scale == scale for kpi in written.truth.kpis)


def test_planted_effects_average_to_those_declared():
    """Over seeds, the effect of the treated units centres on the declared one: no seed is doctored."""
    seeds = [truth(seed) for seed in range(101, 107)]
    for kpi_id, tolerance in (("SYN-K01", 0.006), ("SYN-K13", 0.010), ("SYN-K19", 0.0006)):
        found = [own.kpi(kpi_id).effect_of_treated for own in seeds]
        assert abs(fmean(found) - seeds[0].kpi(kpi_id).effect) < tolerance


def test_vendors_of_a_side_can_be_swapped_without_changing_what_is_true():
    """No effect, benefit, stage or verdict depends on who the supplier is."""
    one, other = build(11, lean=0).truth, build(11, lean=1).truth
    assert one.roles["D1"] == other.roles["D2"]
    assert one.kpis == other.kpis
    assert one.stages == other.stages
    assert one.claims == other.claims
    assert [row.pays for row in one.initiatives] == [row.pays for row in other.initiatives]
    assert one.total(source="costs") == other.total(source="costs")
    ratio = float(one.total(source="bills")[()] / other.total(source="bills")[()])
    assert abs(ratio - 1) < 0.03
