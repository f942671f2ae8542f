"""The gates of the example firm against what its generator planted, and against the published effects."""

from __future__ import annotations

import numpy as np
import pytest

from specie.analyses.pays.effect.run import run as run_effect
from specie.analyses.pays.gates.comparison import compare
from specie.analyses.pays.gates.history import read_histories, read_history, read_metrics
from specie.analyses.pays.gates.judge import judge, published
from specie.analyses.pays.gates.scope import make_scope
from specie.analyses.pays.gates.settings import read_settings
from specie.example import load_truth
from specie.model import Inputs


@pytest.fixture(scope="module")
def example(example_firm, example_book):
    effects = run_effect(example_book, None, Inputs(seed=3))
    settings = read_settings(Inputs(seed=3, params={"simulations": 40}))
    return example_book, effects, make_scope(example_book, settings, effects), load_truth(example_firm.folder)


def test_answers_agree_with_what_was_planted(example):
    _, _, scope, truth = example
    planted = {kpi.kpi_id: kpi for kpi in truth.kpis}
    told = 0
    for gate in scope.gates:
        kpi = planted[gate.plan.kpi_id]
        improvement = gate.ruler.to_unit(gate.metric.sign * kpi.effect_of_treated)
        if gate.answer.answer.value == "fund":
            assert improvement >= abs(gate.plan.minimum_effect)
        if gate.answer.answer.value == "stop" and gate.answer.rule.value != "already stopped":
            assert improvement < abs(gate.plan.minimum_effect)
        told += gate.answer.answer.value in {"fund", "stop"}
    assert told >= 4, "gates of the example that could be decided are decided"


def test_the_effect_by_all_readings_is_the_published_one(example):
    """Both analyses read the same tables apart; on the same readings they must give the same numbers."""
    book, effects, scope, _ = example
    compared = 0
    for gate in scope.gates:
        told = published(effects, gate.metric.ref.id, gate.metric.sign, 0.95)
        own = judge(compare(read_history(book, gate.metric)), gate.metric.sign, 0.95, 3)
        if told is None or own is None:
            assert told is own is None
            continue
        assert own.method == told.method
        assert (own.treated, own.smallest_p) == (told.treated, pytest.approx(told.smallest_p))
        for end in ("point", "low", "high", "p_value"):
            assert getattr(own, end) == pytest.approx(getattr(told, end), rel=1e-6, abs=1e-9), gate.plan
        compared += 1
    assert compared >= 6


def test_the_baseline_and_the_memory_of_the_readings_are_told(example):
    _, _, scope, _ = example
    strong = [gate.strength for gate in scope.gates if gate.strength is not None]
    assert len(strong) >= 6
    for one in strong:
        assert 0 < one.low <= one.detectable <= one.high
        assert 0 <= one.ar < 1


def test_metrics_read_together_are_those_read_alone(example):
    book, *_ = example
    metrics = read_metrics(book)
    together = read_histories(book, metrics.values())
    assert len(together) >= 10
    for name, metric in metrics.items():
        alone = read_history(book, metric)
        if alone is None:
            assert name not in together
            continue
        assert together[name].units.tolist() == alone.units.tolist()
        np.testing.assert_array_equal(together[name].value, alone.value)
        np.testing.assert_array_equal(together[name].treated_on, alone.treated_on)
