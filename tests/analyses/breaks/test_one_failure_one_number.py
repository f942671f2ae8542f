"""One event has one number: the failure of a supplier is the same wherever it is told."""

from __future__ import annotations

import pytest

from specie.analyses.breaks.exit.run import run as leave
from specie.analyses.breaks.liquidity.run import run as cash
from specie.analyses.breaks.shocks.run import run as strike
from specie.analyses.pays.roi.run import run as returns
from specie.facts import open_facts
from specie.model import Inputs, Result


@pytest.fixture(scope="module")
def results(example_book) -> dict[str, Result]:
    facts = open_facts()
    given = Inputs(results={"pays/roi": returns(example_book, facts, Inputs())})
    runs = {"shocks": strike, "exit": leave, "liquidity": cash}
    return {name: run(example_book, facts, given) for name, run in runs.items()}


def insolvencies(result: Result) -> dict[str, tuple[float | None, ...]]:
    told = ((e.subject.id.partition("/"), e) for e in result.find("shock_cost_year"))
    return {name: ends(e) for (kind, _, name), e in told if kind == "insolvent"}


def ends(estimate) -> tuple[float | None, ...]:
    sides = (estimate.low, estimate.point, estimate.high)
    return tuple(None if side is None else round(side, 2) for side in sides)


def test_leaving_and_shocks_tell_one_number_for_each_supplier(results):
    told = insolvencies(results["shocks"])
    left = {e.subject.id: ends(e) for e in results["exit"].find("failure_loss")}
    assert len(left) >= 4
    assert left == {name: told[name] for name in left}
    assert all(told[name] == (0, 0, 0) for name in told.keys() - left.keys())  # nothing known of them


def test_cash_counts_the_same_failures(results):
    told = insolvencies(results["shocks"])
    (table,) = [t for t in results["liquidity"].tables if t.id == "failures"]
    assert {row[0].id: ends(row[1]) for row in table.rows} == {k: v for k, v in told.items() if any(v)}


def test_the_scenario_is_the_dearest_of_them(results):
    (once,) = results["liquidity"].find("one_off", "supplier fails")
    dearest = max(insolvencies(results["shocks"]).values(), key=lambda sides: sides[2] or 0.0)
    assert ends(once) == dearest


def test_what_measures_buy_starts_from_the_same_number(results):
    (steps,) = [t for t in results["exit"].tables if t.id == "frontier"]
    dearest = max(sides[2] or 0.0 for sides in insolvencies(results["shocks"]).values())
    assert (steps.rows[0][0].value, steps.rows[0][1].value) == (0, round(dearest))
