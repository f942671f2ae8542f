"""The example firm, from its raw tables on: what is told of the portfolio holds what its generator knows."""

from __future__ import annotations

import pytest

from specie.engine.runner import run
from specie.model import PORTFOLIO, Status

ONCE = {"integration", "change", "wind_down"}


@pytest.fixture(scope="module")
def example(example_firm, example_book):
    return example_firm.truth, run(example_book, ["pays/portfolio"])["pays/portfolio"]


def told(result, measure, subject=PORTFOLIO.id):
    (found,) = [e for e in result.estimates if (e.measure, e.subject.id) == (measure, subject)]
    return found


def in_use(truth):
    return [
        i for i in truth.initiatives if i.stage in {"pilot", "production", "scaled"} or i.pays is not None
    ]


def test_return_of_the_whole_holds_the_truth(example):
    truth, result = example
    assert result.status is Status.OK
    spent = sum(row.amount for row in truth.spend if str(row.month) >= "2025-11")
    assert told(result, "money_in_year").point == pytest.approx(float(spent), abs=0.01)
    net = float(sum(i.cash_year for i in truth.initiatives) - spent)
    for measure in ("organisation_return_year", "organisation_return_declared_year"):
        found = told(result, measure)
        assert found.low <= net <= found.high


def test_interval_of_the_paying_share_holds_the_truth(example):
    truth, result = example
    share = told(result, "paying_share")
    true = sum(bool(i.pays) for i in in_use(truth)) / len(in_use(truth))
    assert share.point is None
    assert share.low <= true <= share.high
    assert share.high - share.low < 0.6


def test_functions_hold_the_truth(example):
    truth, result = example
    held = missed = 0
    for function, spend in {
        f: float(sum(r.amount for r in truth.spend if r.function == f and str(r.month) >= "2025-11"))
        for f in {i.function for i in truth.initiatives}
    }.items():
        found = list(result.find("group_net_year", function))
        if found:
            net = sum(float(i.cash_year) for i in truth.initiatives if i.function == function) - spend
            inside = found[0].low - 1 <= net <= found[0].high + 1
            held, missed = held + inside, missed + (not inside)
    assert held >= 6
    assert missed <= 1


def test_shrunken_nets_hold_the_truth_and_nothing_that_pays_is_to_be_cut(example):
    truth, result = example
    covered = []
    for initiative in truth.initiatives:
        for found in result.find("shrunken_net_year", initiative.initiative_id):
            net = float(initiative.cash_year - initiative.cost_year)
            covered.append(found.low - 1 <= net <= found.high + 1)
    assert len(covered) >= 12
    assert sum(covered) >= len(covered) - 1
    moves = next(t for t in result.tables if t.id == "moves")
    cut = {line[1].id for line in moves.rows if line[0].id in {"stop or change", "turn hours into cash"}}
    assert cut
    assert not any(truth.initiative(name).pays for name in cut)


def test_money_recovered_is_what_the_losers_truly_lose(example):
    truth, result = example
    moves = next(t for t in result.tables if t.id == "moves")
    cut = {line[1].id for line in moves.rows if line[0].id in {"stop or change", "turn hours into cash"}}
    once = sum(
        float(row.amount)
        for row in truth.spend
        if row.initiative_id in cut and row.cost_type in ONCE and str(row.month) >= "2025-11"
    )
    lost = -sum(float(truth.initiative(n).cash_year - truth.initiative(n).cost_year) for n in cut) - once
    found = told(result, "recoverable_year")
    assert found.low <= lost <= found.high
    bounds = told(result, "misallocation_year")
    assert bounds.low <= lost <= bounds.high


def test_waiting_has_a_price_where_money_comes_back(example):
    truth, result = example
    days = {s.initiative_id: 0 for s in truth.stages}
    for spell in truth.stages:
        if spell.stage == "approval":
            days[spell.initiative_id] += spell.days
    worth = 0.0
    for initiative in truth.initiatives:
        if initiative.pays:
            net = float(initiative.cash_year - initiative.cost_year)
            worth += net * days[initiative.initiative_id] / 365
    found = told(result, "lost_by_waiting")
    assert found.low <= worth <= found.high


def test_every_table_has_rows_and_every_figure_data(example):
    _, result = example
    expected = {"whole", "moves", "candidates", "verdicts", "held", "shrunken", "functions", "approaches",
                "approvals", "blockers"}  # fmt: skip
    assert {t.id for t in result.tables} >= expected
    assert {f.id for f in result.figures} == {"shrunken", "whole", "functions", "money_by_verdict"}
    assert all(f.data for f in result.figures)
    assert len(result.headline) == 3


def test_figures_are_drawn_in_both_languages(example):
    from specie.report.chart import spec_of
    from specie.report.language import language

    _, result = example
    for figure in result.figures:
        for code in ("en", "zh-Hant"):
            spec, _ = spec_of(figure, language(code))
            assert spec
