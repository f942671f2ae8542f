"""The example firm: do the answers agree with what the generator planted?"""

from __future__ import annotations

import pytest

from specie.analyses.pays.effect.run import run
from specie.facts import open_facts
from specie.model import Inputs


@pytest.fixture(scope="module")
def example(example_firm, example_book):
    return example_firm.truth, run(example_book, open_facts(), Inputs(level=0.90, seed=1))


def planted(row):
    """Mean effect on the scale on which it is told."""
    return row.mean_so_far


def test_intervals_hold_what_was_planted(example):
    truth, result = example
    told = {e.subject.id: e for e in result.find("effect")}
    held = {}
    for row in truth.kpis:
        if row.kpi_id in told:
            estimate = told[row.kpi_id]
            held[row.kpi_id] = estimate.low <= planted(row) <= estimate.high
    assert len(held) == 17
    assert sum(held.values()) >= 15, held


def test_no_decided_answer_contradicts_the_truth(example):
    truth, result = example
    answers = {f.subject.id: f.code for f in result.findings if f.code in {"PAY305", "PAY306", "PAY315"}}
    for row in truth.kpis:
        sign = row.effect * (1 if row.better == "higher" else -1)
        if row.kpi_id in answers:
            assert sign != 0, f"{row.kpi_id} has no effect"
            assert (answers[row.kpi_id] == "PAY315") == (sign > 0)
    assert answers["SYN-K03"] == "PAY305"
    assert {"SYN-K01", "SYN-K02", "SYN-K08", "SYN-K13", "SYN-K19"} <= answers.keys()


def test_a_single_pilot_stays_open(example):
    _, result = example
    assert [f.subject.id for f in result.findings if f.code == "PAY301"] == ["SYN-K14"]


def test_self_report_is_called_opinion(example):
    _, result = example
    assert [f.subject.id for f in result.findings if f.code == "PAY312"] == ["SYN-K23"]
