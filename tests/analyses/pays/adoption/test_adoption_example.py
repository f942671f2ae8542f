"""Adoption of the example firm against what its generator planted, and against sums straight from its"
" files."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta

import pytest

from specie.analyses.pays.adoption.run import run
from specie.example.firm import declared, firm
from specie.facts import open_facts
from specie.model import Inputs, Severity

YEAR = (date(2025, 11, 1), date(2026, 10, 31))
NOW = (date(2026, 8, 2), date(2026, 10, 31))
THEN = (date(2026, 5, 3), date(2026, 8, 1))


@pytest.fixture
def folder(example_firm):
    return example_firm


@pytest.fixture
def truth(example_firm):
    return example_firm.truth


@pytest.fixture(scope="module")
def result(example_book):
    return run(example_book, open_facts(), Inputs(seed=3))


def rows(folder, name):
    with (folder[0] / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def within(row, window):
    return window[0] <= date.fromisoformat(row["date"]) <= window[1]


def point(result, measure, subject, period=None):
    found = [e for e in result.find(measure, subject) if period in (None, e.period)]
    return found[0].point


def period(window):
    return f"{window[0].isoformat()}/{window[1].isoformat()}"


@pytest.mark.parametrize("initiative", [i for i in firm().initiatives if i.seats], ids=lambda i: i.id)
def test_seats_are_those_planted(result, initiative):
    seats = initiative.seats
    assert point(result, "seat_use", initiative.id, period(YEAR)) == pytest.approx(seats.active, abs=0.05)
    assert point(result, "seats_paid", initiative.id) == seats.bought[-1].seats
    months = [date(2025 + (10 + n) // 12, (10 + n) % 12 + 1, 1) for n in range(12)]
    bought = [max((s for s in seats.bought if s.since <= m), key=lambda s: s.since).seats for m in months]
    money = sum(bought) * seats.price
    assert point(result, "seat_money", initiative.id) == pytest.approx(money, abs=0.01)
    share = point(result, "seat_use", initiative.id, period(YEAR))
    assert point(result, "idle_seat_money", initiative.id) == pytest.approx(money * (1 - share), abs=0.01)


def test_idle_seats_are_found_where_the_story_is_told(result, truth):
    found = {f.subject.id: f for f in result.findings if f.code == "PAY702"}
    assert set(truth.told("seats little used")) <= set(found)
    assert {found[id_].severity for id_ in truth.told("seats little used")} == {Severity.ALARM}
    assert all(f.evidence for f in found.values())


def test_use_by_kind_adds_up_to_the_files(result, folder, truth):
    used = [row for row in rows(folder, "usage.csv") if within(row, YEAR)]
    general = set(truth.told("general-purpose"))
    kinds = defaultdict(int)
    for row in used:
        kind = "outside any initiative"
        if row["initiative_id"]:
            word = "general-purpose" if row["initiative_id"] in general else "for one task"
            kind = f"official, {word}"
        kinds[kind, "requests"] += int(row["requests"] or 0)
        kinds[kind, "tokens"] += int(row["input_tokens"] or 0) + int(row["output_tokens"] or 0)
        kinds[kind, "seats"] += int(row["seats"] or 0)
    for (kind, what), total in kinds.items():
        assert point(result, f"use_{what}", kind) == total, (kind, what)
    months = {(2025, 11), (2025, 12)} | {(2026, n) for n in range(1, 11)}
    outside = sum(
        row.amount
        for row in truth.spend
        if not row.initiative_id
        and row.cost_type in ("usage", "licence")
        and (row.month.year, row.month.month) in months
    )
    assert point(result, "use_money", "outside any initiative") == pytest.approx(float(outside), abs=0.01)
    for what in ("requests", "tokens", "seats", "money"):
        assert sum(e.point for e in result.find(f"use_share_{what}")) == pytest.approx(1.0)


def test_reach_equals_the_rollout_file(result, folder, truth):
    units = defaultdict(list)
    for row in rows(folder, "rollout.csv"):
        units[row["initiative_id"]].append(row["treated_on"])
    stopped = {s.initiative_id for s in truth.stages if s.stage == "stopped"}
    for id_, starts in units.items():
        wanted = 0.0 if id_ in stopped else sum(map(bool, starts)) / len(starts)
        assert point(result, "reach", id_) == pytest.approx(wanted), id_
    live = [s for id_, s in units.items() if id_ not in stopped]
    wanted = sum(bool(day) for s in live for day in s) / sum(map(len, live))
    assert point(result, "reach", "all") == pytest.approx(wanted)


def test_stalls_are_those_where_managers_chose_and_nobody_followed(result, folder):
    assigned = {row["initiative_id"]: row["assigned"] for row in rows(folder, "rollout.csv")}
    stalled = {f.subject.id for f in result.findings if f.code == "PAY704"}
    assert stalled
    assert {assigned[id_] for id_ in stalled} == {"chosen"}
    held = next(f for f in result.findings if f.code == "PAY705")
    assert held.severity is Severity.NOTE


def test_depth_equals_a_plain_loop(result, folder):
    starts = [
        date.fromisoformat(row["treated_on"])
        for row in rows(folder, "rollout.csv")
        if row["initiative_id"] == "SYN-06" and row["treated_on"]
    ]
    own = [row for row in rows(folder, "usage.csv") if row["initiative_id"] == "SYN-06"]
    each = []
    for window in (THEN, NOW):
        requests = sum(int(row["requests"]) for row in own if within(row, window))
        days = [window[0] + timedelta(days=n) for n in range(91)]
        each.append(requests / sum(sum(s <= day for s in starts) for day in days) * 7)
    assert point(result, "depth", "SYN-06") == pytest.approx(each[1])
    assert point(result, "depth_change", "SYN-06") == pytest.approx(each[1] / each[0] - 1)


def test_acceptance_is_what_was_planted_under_every_denominator(result):
    terms = next(i for i in firm().initiatives if i.id == "SYN-05").seats.suggestions
    per_accepted, per_other = terms.lines * terms.shorter, terms.lines
    taken = terms.accepted * per_accepted
    shown = terms.shown * (taken + (1 - terms.accepted) * per_other)
    wanted = {
        "accepted_of_shown": terms.accepted,
        "accepted_of_decided": terms.accepted / (terms.accepted + terms.rejected),
        "kept_of_accepted": terms.kept,
        "kept_of_shown": terms.accepted * terms.kept,
        "lines_of_suggested": terms.shown * taken / shown,
        "lines_of_written": terms.shown * taken / (terms.shown * taken + terms.own_lines),
        "accepted_per_seat": terms.shown * terms.accepted,
    }
    for measure, rate in wanted.items():
        assert next(result.find(measure)).point == pytest.approx(rate, rel=0.01), measure
    table = next(t for t in result.tables if t.id == "acceptance")
    assert len(table.rows) == len(wanted)
    assert [f.code for f in result.findings].count("PAY708") == 1


def test_the_survey_finds_the_learning_gap_that_was_planted(result):
    terms = declared("plain.toml")["survey"]
    scores = {e.subject.id: e for e in result.find("barrier_score")}
    assert set(scores) == set(terms["barriers"])
    for barrier, mean in terms["higher"].items():
        assert scores[barrier].low <= mean <= scores[barrier].high
    first = next(f for f in result.findings if f.code == "PAY710")
    assert first.severity is Severity.WATCH
    assert first.evidence[0].subject.id == max(terms["higher"], key=terms["higher"].get)
    ranks = {e.subject.id: e for e in result.find("barrier_rank")}
    assert ranks["unclear benefit"].high - ranks["unclear benefit"].low >= 2


def test_published_figures_come_with_their_wording_and_nothing_is_invented(result):
    table = next(t for t in result.tables if t.id == "published")
    shipped = {row.message("numerator_definition"): row for row in open_facts().rows("rulers")}
    assert len(table.rows) == 4
    for publisher, wording, *_, caution, source in table.rows:
        assert shipped[wording].text("publisher") == publisher
        assert shipped[wording].source == source
        assert shipped[wording].remark == caution
    assert "no published ranking" in table.note.template


def test_every_estimate_is_unique_and_has_an_origin(result):
    keys = [e.key for e in result.estimates]
    assert len(keys) == len(set(keys))
    assert all(e.origins and e.denominator is not None for e in result.estimates)
    assert all(result_key in result.estimates for result_key in result.key)
