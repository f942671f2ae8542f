"""By the share price: Merton's own numbers, the iterated form, and what has no answer."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from specie.companies.ledger import Ledger
from specie.companies.record import Company, Price, Reported, Vouch
from specie.companies.span import Span
from specie.companies.survival.declared import volatility_of
from specie.companies.survival.market import by_share_price
from specie.companies.survival.quotes import Closely, Closes
from specie.kernel.credit.merton import default_probability, equity_value, solve_assets
from specie.model import Grade, Origin


def figure(metric, value, end="2026-10-31", period="point", basis="gaap", bound="=", status="", unit="usd"):
    """One row of financials of the company ``acme``."""
    return f"acme,{end},{period},{metric},{basis},{value},{unit},{bound},{status},ledger,2026-10-31"


DEBT, VALUE = figure("total_debt", 10e9), figure("market_cap", 3e9, basis="press")


ACME = Company("acme", "Acme", "lab", "ACME")


def test_the_reference_lies_within_what_the_declared_volatility_leaves(survive):
    """E 3, sigma 0.8, D 10, r 5 %: V 12.3954, sigma 0.212305, PD 12.697 %; drift and volatility widen it."""
    assets = solve_assets(3.0, 0.8, 10.0, 0.05)
    assert (assets.value, assets.volatility) == (
        pytest.approx(12.3954, abs=1e-4),
        pytest.approx(0.212305, abs=1e-6),
    )
    assert default_probability(*assets, 10.0, 0.05) == pytest.approx(0.12697, abs=1e-5)
    found = survive([DEBT, VALUE], listed=True)
    assert found.market is not None
    assert not found.market.iterated
    assert found.chance is found.market.chance
    assert volatility_of("").low < 0.8 < volatility_of("").high
    assert found.chance.low[0] < 0.127 < found.chance.high[0] + 0.02
    assert found.chance.grade is Grade.MODELLED


def test_bounds_are_the_corners(survive):
    found = survive([DEBT, VALUE], listed=True).chance
    low = solve_assets(3.0, volatility_of("").low, 10.0, 0.0475)
    assert found.low[0] == pytest.approx(float(default_probability(*low, 10.0, 0.0884)), rel=1e-9)


def test_chances_never_fall_with_the_horizon(survive):
    found = survive([DEBT, VALUE], listed=True).chance
    assert list(found.low) == sorted(found.low)
    assert list(found.high) == sorted(found.high)


def test_more_debt_is_never_safer(survive):
    much = survive([DEBT, VALUE], listed=True).chance
    little = survive([figure("total_debt", 1e9), VALUE], listed=True).chance
    assert little.high[0] < much.high[0]
    assert little.low[0] <= much.low[0]


def _closes(days, volatility, seed=7):
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    steps = rng.normal(0, volatility / np.sqrt(252), days - 1)
    prices = 30.0 * np.exp(np.concatenate([[0.0], np.cumsum(steps)]))
    first = date(2026, 10, 30) - timedelta(days=days - 1)
    return [(first + timedelta(days=k), f"{p:.4f}") for k, p in enumerate(prices)]


def test_daily_closes_bring_the_volatility_themselves(survive):
    found = survive([figure("total_debt", 1e9), figure("market_cap", 3e9, basis="press", end="2026-10-30")],
                    closes=_closes(250, 0.30), listed=True)  # fmt: skip
    assert found.market.iterated
    # 3 of equity over 1 of debt: assets of about 4 at 0.75 of the share's volatility.
    near, far = (float(default_probability(4.0 - 0.046, s, 1.0, 0.0475)) for s in (0.19, 0.28))
    assert near <= found.chance.high[0] <= max(far, 1e-9) * 1.5
    assert found.chance.level == pytest.approx(0.90)


def test_shares_times_the_last_close_is_the_market_value(survive):
    rows = [figure("total_debt", 1e9), figure("shares_outstanding", 1e8, unit="shares", end="2026-06-30")]
    closes = _closes(120, 0.3)
    found = survive(rows, closes=closes, listed=True)
    assert found.market.iterated
    with_value = survive(
        [rows[0], figure("market_cap", 1e8 * float(closes[-1][1]), basis="press", end="2026-10-30")],
        closes=closes,
        listed=True,
    )
    assert found.chance.high[0] == pytest.approx(with_value.chance.high[0], rel=1e-6)


def test_an_old_market_value_is_carried_on_by_closes(survive):
    closes = _closes(200, 0.3)
    day, close = closes[100]
    rows = [figure("total_debt", 1e9), figure("market_cap", 1e8 * float(close), end=day.isoformat())]
    found = survive(rows, closes=closes, listed=True)
    shares = [rows[0], figure("shares_outstanding", 1e8, unit="shares")]
    assert found.chance.high[0] == pytest.approx(
        survive(shares, closes=closes, listed=True).chance.high[0], rel=1e-6
    )


def test_few_or_old_or_dead_closes_fall_back(survive):
    rows = [figure("total_debt", 1e9), figure("market_cap", 3e9, basis="press", end="2026-10-30")]
    assert not survive(rows, closes=_closes(10, 0.3), listed=True).market.iterated
    flat = [(day, "30.0") for day, _ in _closes(60, 0.3)]
    assert not survive(rows, closes=flat, listed=True).market.iterated


def test_without_debt_there_is_nothing_to_default_on(survive):
    found = survive([figure("total_debt", 0), VALUE], listed=True)
    assert found.market is None
    assert any("owes nothing" in lack.why.template for lack in found.lacks)
    assert found.chance.basis == "base rate"


@pytest.mark.parametrize("rows", [[DEBT], [VALUE], []])
def test_what_is_missing_is_named(survive, rows):
    found = survive(rows, listed=True)
    (lack,) = (lack for lack in found.lacks if lack.part == "share price")
    given = " ".join(rows)
    items = str(lack.why.arg("items"))
    assert ("total_debt" in items) == ("total_debt" not in given)
    assert ("market_cap" in items) == ("market_cap" not in given)


def test_a_value_below_zero_or_a_year_old_is_no_value(survive):
    assert survive([DEBT, figure("market_cap", -3e9)], listed=True).market is None
    assert survive([DEBT, figure("market_cap", 3e9, end="2025-06-30")], listed=True).market is None


def test_a_floor_on_debt_says_so(survive):
    found = survive([figure("total_debt", 10e9, bound=">="), VALUE], listed=True).chance
    assert any("floor" in a.template for a in found.assumptions)


def test_a_rumour_weakens_the_grade(survive):
    found = survive([figure("total_debt", 10e9, status="rumour"), VALUE], listed=True)
    assert found.chance.grade is Grade.RUMOUR
    assert found.rumoured


def test_the_truth_lies_within_the_range_at_its_rate():
    """Assets of known volatility and drift, seen through their owners' call: the chance is found again.

    The range holds the volatility at 90 %; of 40 draws it may miss a few, and never by much.
    """
    sigma, drift, debt, days = 0.30, 0.06, 2.0, 252
    first = date(2026, 10, 30) - timedelta(days=days - 1)
    calendar = tuple(first + timedelta(days=k) for k in range(days))
    held = 0
    for seed in range(40):
        rng = np.random.default_rng(np.random.SeedSequence(seed))
        steps = rng.normal((drift - sigma**2 / 2) / 252, sigma / np.sqrt(252), days - 1)
        assets = 4.0 * np.exp(np.concatenate([[0.0], np.cumsum(steps)]))
        shares = equity_value(assets, sigma, debt, 0.0475)
        known = Closely({"acme": Closes(calendar, shares, (Origin("p"),))}, {})
        found = by_share_price(_ledger(float(shares[-1]), debt), ACME, known, 0.90)
        truth = float(default_probability(assets[-1], sigma, debt, drift))
        held += found.chance.low[0] <= truth <= found.chance.high[0]
    assert held >= 33


def _ledger(value, debt):
    day = date(2026, 10, 30)
    span, vouch = Span(day, day, "2026-10-30"), Vouch(Origin("t"), "", (), "", day, own=True, stale=False)
    price = Price("acme", span, "market value", "market", "reported", "", None, value, "=", vouch)
    owed = Reported("acme", span, "point", "total_debt", "gaap", "", debt, "=", vouch)
    none = frozenset[str]()
    return Ledger(date(2026, 10, 31), {}, (ACME,), none, (price,), (), 0, 0, (owed,))
