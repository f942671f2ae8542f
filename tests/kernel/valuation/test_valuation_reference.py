"""The forward model against published valuations, driver by driver and cell by cell.

Inputs and results of both workbooks are Damodaran's own cells (AlphabetApr2018.xlsx, value date 1 March 2018;
NVIDIA2023.xlsx, 1 June 2023). The workbooks were not at hand: the cells were transcribed in a public
repository, HE-1234/research-and-valuation, tools/valuation/tests/fixtures/damodaran_workbooks.json at commit
01ca1f0d8e0b74bbe0f05d0b76fe9863a0a666be, read on 2026-11-22. Nothing here was fitted to the results.
"""

from __future__ import annotations

import numpy as np
import pytest

from specie.kernel.growth import Bounds
from specie.kernel.valuation.cash_flow import operations, terminal_value
from specie.kernel.valuation.equity import treasury_stock
from specie.kernel.valuation.firm import Business, Setting, business_plan, value_of
from specie.kernel.valuation.growth_options import growing_perpetuity, split
from specie.kernel.valuation.paths import growth_path, margin_path, revenue_path, settling_path
from specie.kernel.valuation.plan import plan, together

ALPHABET = Business(
    revenue=110_855.0,
    growth=0.12,
    growth_years=5.0,
    start_margin=0.2787223916250659,
    margin=0.2787223916250659,
    margin_years=10.0,
    sales_to_capital=2.030311355311355,
)
ALPHABET_SETTING = Setting(
    terminal_growth=0.0275,
    cost_of_capital=0.08260222022798078,
    stable_cost_of_capital=0.08,
    stable_return=0.12,
    tax=0.243,
    stable_tax=0.25,
    cash=101_871.0 - 60_000.0 * (0.25 - 0.15),  # cash abroad would be taxed on its way home
    debt=3_969.0 + 7_620.500877893198,  # and leases
)
SHARES = 703.0


def test_alphabet_of_april_2018_is_worth_968_92_a_share() -> None:
    value = value_of(business_plan(ALPHABET, 0.0275, lag=0), ALPHABET_SETTING)
    assert value.operations == pytest.approx(596_872.1914199158, rel=1e-12)
    assert value.going.present == pytest.approx(213_889.62134566368, rel=1e-12)
    assert value.going.terminal == pytest.approx(382_982.570074252, rel=1e-12)
    assert value.equity == pytest.approx(681_153.6905420226, rel=1e-12)
    assert value.equity / SHARES == pytest.approx(968.9241686230762, rel=1e-12)
    assert treasury_stock(value.equity, SHARES, 0.0, 0.0) == pytest.approx(968.92, abs=0.005)


def test_alphabets_paths_are_those_of_the_sheet() -> None:
    growth = growth_path(0.12, 5.0, 0.0275, 10)[:, 0]
    assert growth == pytest.approx([0.12] * 5 + [0.1015, 0.083, 0.0645, 0.046, 0.0275])
    tax = settling_path(0.243, 0.25, 10)[:, 0]
    assert tax == pytest.approx([0.243] * 5 + [0.2444, 0.2458, 0.2472, 0.2486, 0.25])
    made = business_plan(ALPHABET, 0.0275, lag=0)
    assert made.revenue[-1, 0] == pytest.approx(266_635.2344501806, rel=1e-12)
    assert made.reinvestment[[0, 5, 9], 0] == pytest.approx(
        [6_552.0, 9_766.721374126084, 3_514.8416035628916], rel=1e-9
    )


def test_a_year_between_capital_and_sales_is_worth_what_the_transcriber_found() -> None:
    """Not Damodaran's figure: his sheet of 2018 has no lag; the transcriber gives 969.85 for one year."""
    value = value_of(business_plan(ALPHABET, 0.0275, lag=1), ALPHABET_SETTING)
    assert value.equity / SHARES == pytest.approx(969.85, abs=0.005)


def _market(now: float, later: float, part: float) -> np.ndarray:
    """His market rows: to a point in year five, then on to year ten, in straight lines."""
    five = now + part * (later - now)
    return np.array(
        [now + (five - now) * t / 5 for t in range(1, 6)]
        + [five + (later - five) * t / 5 for t in range(1, 6)]
    )


def _late_margins(start: float, target: float, years: int) -> np.ndarray:
    """His sheet of 2023 takes the first year as given and converges from the second."""
    path = margin_path(start, target, float(years), 10)
    path[0] = start
    return path


def test_nvidia_of_june_2023_in_three_segments_is_worth_237_55_a_share() -> None:
    growth = np.concatenate([np.full(5, 0.15), 0.15 - (0.15 - 0.036) * np.arange(1, 6) / 5])[:, None]
    rest = revenue_path(14_028.0, growth, 0.036, 1)
    share = 0.75 - (0.75 - 0.60) * np.arange(1, 11) / 10
    chips = _market(15_000.0, 325_000.0, 2 / 5) * share
    cars = _market(20_000.0, 200_000.0, 2 / 3) * (0.03 + (0.15 - 0.03) * np.arange(1, 11) / 10)
    margins = _late_margins(0.35, 0.40, 5)
    sales = [rest] + [
        np.concatenate([[start], path, [path[-1] * 1.036]])[:, None]
        for start, path in ((11_250.0, chips), (600.0, cars))
    ]
    tax, rate = settling_path(0.10, 0.25, 10), settling_path(0.12207881611852436, 0.0885, 10)
    plans = [plan(path, margins, 1.15, lag=1) for path in sales]
    parts = [float(operations(p, tax, rate, 0.036, 0.20).value[0]) for p in plans]
    assert parts == pytest.approx([106_977.82973423702, 417_458.7133006073, 58_568.23679427567], rel=1e-12)
    whole = value_of(
        together(*plans),
        Setting(0.036, 0.12207881611852436, 0.0885, 0.20, 0.10, 0.25, cash=15_320.0 + 505.0, debt=12_080.0),
    )
    assert whole.operations == pytest.approx(583_004.77982912, rel=1e-12)
    assert whole.equity / 2_470 == pytest.approx(237.5505181494413, rel=1e-12)


def test_growth_opportunities_of_the_textbook() -> None:
    """Brealey, Myers & Allen: r 15 %, dividend 5, growth 10 %, earnings 8.33: 100 = 55.56 + 44.44."""
    price = float(growing_perpetuity(5.0, 0.15, 0.10))
    assert price == pytest.approx(100.0)
    parts = split(*(Bounds(np.float64(x), np.float64(x)) for x in (price, 8.33, 0.15)))
    assert float(parts.in_place.low) == pytest.approx(55.53, abs=0.01)
    exact = split(*(Bounds(np.float64(x), np.float64(x)) for x in (100.0, 25 / 3, 0.15)))
    assert float(exact.in_place.low) == pytest.approx(55.56, abs=0.005)
    assert float(exact.growth.low) == pytest.approx(44.44, abs=0.005)
    assert float(exact.share.high) == pytest.approx(0.4444, abs=5e-5)


def test_growth_opportunities_of_the_second_reference() -> None:
    """A price of 72, earnings of 3.50 and 7.5 %: 25.33 of it is for growth."""
    parts = split(*(Bounds(np.float64(x), np.float64(x)) for x in (72.0, 3.50, 0.075)))
    assert float(parts.growth.low) == pytest.approx(25.33, abs=0.005)


def test_terminal_value_is_the_growing_perpetuity_of_what_is_left_after_growth_is_paid_for() -> None:
    income, tax, growth, earned, rate = 100.0, 0.25, 0.03, 0.12, 0.08
    paid = income * (1 - tax) * (1 - growth / earned)
    assert terminal_value(np.array([income]), tax, growth, earned, rate) == pytest.approx(
        paid / (rate - growth)
    )
    without = terminal_value(np.array([income]), tax, 0.0, earned, rate)
    no_excess = terminal_value(np.array([income]), tax, growth, rate, rate)
    assert no_excess == pytest.approx(without)  # growth that earns its cost adds nothing
