"""By cash and rounds: the exact law, simulated cash of known fate, and what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from specie.companies.survival.assess import Settings
from specie.companies.survival.chance import CLOSED, NARROW, OPEN
from specie.kernel.credit.first_passage import run_out_probability
from specie.model import Grade


def figure(metric, value, end="2026-10-31", period="point", basis="gaap", bound="=", status="", unit="usd"):
    """One row of financials of the company ``acme``."""
    return f"acme,{end},{period},{metric},{basis},{value},{unit},{bound},{status},ledger,2026-10-31"


CASH = figure("cash", 120e6)
BURN = figure("cash_burn", 10e6, period="month")
ROUNDS = [
    "acme,2024-10-31,Series A,60000000,primary,closed,press,2026-10-31",
    "acme,2025-10-31,Series B,150000000,primary,closed,press,2026-10-31",
]


def window(found, name):
    (one,) = (w for w in found.windows if w.window == name)
    return one


def test_months_are_cash_over_burn(survive):
    found = survive([CASH, BURN])
    assert tuple(map(float, found.cash.months)) == (pytest.approx(12.0), pytest.approx(12.0))


def test_the_closed_window_is_the_exact_law(survive):
    found = window(survive([CASH, BURN]), CLOSED)
    every = run_out_probability(120.0, -10.0, np.array([2.5, 10.0]), np.array([[12.0], [24.0], [36.0]]))
    assert found.low == pytest.approx(tuple(every.min(axis=1)))
    assert found.high == pytest.approx(tuple(every.max(axis=1)))
    assert found.error == 0.0


def test_the_law_holds_for_simulated_cash(survive):
    """A walk in small steps of known drift and noise runs out as often as is told."""
    found = window(survive([CASH, BURN], settings=Settings(noise=(1.0, 1.0))), CLOSED)
    rng = np.random.default_rng(np.random.SeedSequence(11))
    steps = 60
    cash = 120 + np.cumsum(rng.normal(-10 / steps, 10 / np.sqrt(steps), (4000, 12 * steps)), axis=1)
    share = float((cash.min(axis=1) <= 0).mean())
    assert found.low[0] == pytest.approx(found.high[0])
    assert share == pytest.approx(found.low[0], abs=0.04)


def test_new_money_never_hurts_and_windows_are_ordered(survive):
    found = survive([CASH, BURN], ROUNDS)
    open_, narrow, closed = (window(found, name) for name in (OPEN, NARROW, CLOSED))
    slack = 3 * max(open_.error, narrow.error)
    for k in range(3):
        assert open_.low[k] <= narrow.low[k] + slack
        assert narrow.low[k] <= closed.low[k] + slack
        assert open_.high[k] <= narrow.high[k] + slack
        assert narrow.high[k] <= closed.high[k] + slack
    assert found.chance.basis == "cash and rounds"
    assert found.chance.low[0] == min(w.low[0] for w in found.windows)
    assert found.chance.high[2] == max(w.high[2] for w in found.windows)


def test_a_certain_round_of_known_size_is_found(survive):
    """Without noise: 60m of cash at 10m a month is gone after 6 months, unless a round comes before."""
    rows = [figure("cash", 60e6), BURN]
    yearly = [
        "acme,2023-12-31,Series A,900000000,primary,closed,press,2026-10-31",
        "acme,2024-12-31,Series B,900000000,primary,closed,press,2026-10-31",
        "acme,2025-12-31,Series C,900000000,primary,closed,press,2026-10-31",
    ]
    found = survive(rows, yearly, settings=Settings(noise=(1e-6, 1e-6), paths=64))
    assert window(found, CLOSED).low == (1.0, 1.0, 1.0)
    assert window(found, OPEN).high == (0.0, 0.0, 0.0)  # due in two months, and every year again


def test_same_seed_same_digits(survive):
    first = survive([CASH, BURN], ROUNDS, settings=Settings(seed=5))
    again = survive([CASH, BURN], ROUNDS, settings=Settings(seed=5))
    assert first.windows == again.windows


def test_old_cash_is_carried_to_the_day_of_the_book(survive):
    found = survive([figure("cash", 120e6, end="2026-04-30"), BURN])
    assert float(found.cash.months.low) == pytest.approx(12 - 184 / (365.25 / 12), abs=0.01)


def test_cash_that_would_be_gone_is_none_and_not_negative(survive):
    found = survive([figure("cash", 5e6, end="2026-04-30"), BURN])
    assert float(found.cash.now.low) == 0.0
    assert window(found, CLOSED).low[0] == 1.0


def test_cash_that_nobody_told_is_bounded_by_rounds(survive):
    deals = ["d,big,acme,40000000,=,equity,2025-10-31,committed,press,2026-10-31"]
    found = survive([BURN], ["acme,2025-10-31,Series B,200000000,primary,closed,press,2026-10-31"], deals)
    since = 365 / (365.25 / 12)
    assert not found.cash.stated
    assert float(found.cash.now.low) == pytest.approx((200 - 40 - 10 * since) * 1e6)
    assert float(found.cash.now.high) == pytest.approx((200 - 10 * since) * 1e6)


def test_rumoured_and_lapsed_rounds_bring_no_money(survive):
    rows = [
        "acme,2026-09-30,talks,900000000,primary,rumour,press,2026-10-31",
        "acme,2026-09-30,off,900000000,primary,lapsed,press,2026-10-31",
    ]
    assert survive([BURN], rows).cash is None


def test_a_firm_that_earns_cash_is_not_judged_by_cash(survive):
    found = survive([CASH, figure("free_cash_flow", 5e6, period="quarter")])
    assert float(found.cash.months.low) == float("inf")
    assert not found.windows
    assert found.chance.basis == "base rate"


def test_without_rounds_only_the_scenario_without_money_is_told(survive):
    found = survive([CASH, BURN])
    assert [w.window for w in found.windows] == [CLOSED]
    assert found.chance.basis == "base rate"


def test_what_is_missing_is_named(survive):
    (lack,) = (lack for lack in survive([CASH]).lacks if lack.part == "cash")
    assert "cash_burn" in str(lack.why.arg("items"))


def test_a_rumour_of_cash_is_one(survive):
    found = survive([figure("cash", 120e6, status="rumour"), BURN], ROUNDS)
    assert found.chance.grade is Grade.RUMOUR


def test_a_plan_widens_the_burn_and_is_no_burn_alone(survive):
    plan = figure("cash_burn", 240e6, end="2026-12-31", period="year", basis="guidance")
    assert tuple(map(float, survive([CASH, BURN, plan]).cash.burn.bounds)) == (10e6, 20e6)
    assert survive([CASH, plan]).cash is None
