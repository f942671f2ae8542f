"""The shocks of the example firm: every trace adds up, every kind is there, owners are those of the book."""

from __future__ import annotations

from decimal import Decimal

import pytest

from specie.analyses.breaks.shocks.run import run
from specie.analyses.breaks.shocks.scope import make_scope
from specie.analyses.breaks.shocks.settings import read_settings
from specie.analyses.breaks.shocks.view import make_view
from specie.analyses.breaks.shocks.words import KINDS
from specie.facts import open_facts
from specie.model import Inputs, Status


@pytest.fixture(scope="module")
def view(example_book):
    return make_view(make_scope(example_book, open_facts(), Inputs(), read_settings(Inputs())))


@pytest.fixture(scope="module")
def result(example_book):
    return run(example_book, open_facts(), Inputs())


def test_every_kind_of_shock_strikes_somebody(view):
    assert {shock.kind for shock in view.shocks} == set(KINDS)
    assert len({shock.id for shock in view.shocks}) == len(view.shocks)


def test_every_trace_adds_up_to_the_cent(view, result):
    for shock in view.shocks:
        (cost,) = result.find("shock_cost_year", shock.id)
        typical = sum((step.money.typical for step in shock.steps), Decimal(0))
        assert Decimal(repr(cost.point)).quantize(Decimal("0.01")) == typical
        by_initiative = sum((one.money.typical for one in view.after[shock.id]), Decimal(0))
        of_none = sum((s.money.typical for s in shock.steps if s.initiative is None), Decimal(0))
        assert by_initiative + of_none == typical


def test_a_rise_of_everybody_is_the_rise_of_all_money_by_use_that_no_contract_caps(view):
    rises = sum((shock.money.typical for shock in view.of("price_rise")), Decimal(0))
    cuts = sum((shock.money.typical for shock in view.of("price_cut")), Decimal(0))
    paid = sum(money for one in view.scope.live for money in view.scope.payees(one.id).values())
    assert float(cuts) == pytest.approx(float(paid) * (0.63 - 1), abs=1)
    assert 0 < float(rises) < float(paid) * 0.75  # Anthropic, Amazon and Microsoft are capped


def test_it_answers_without_published_returns_and_says_what_is_open(result):
    assert result.status is Status.OK
    assert "BRK308" in {finding.code for finding in result.findings}
    assert not list(result.find("net_cash_after"))
