"""Altman's Z'': worked by hand, zones that fit their constant, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.credit.altman import EMERGING, PLAIN, Zone, z_double_prime

money = st.floats(-1e6, 1e6)


def test_a_firm_by_hand() -> None:
    score = z_double_prime(20, 30, 10, 60, assets=100, liabilities=40)
    assert score.terms == pytest.approx([6.56 * 0.2, 3.26 * 0.3, 6.72 * 0.1, 1.05 * 1.5])
    assert score.value == pytest.approx(4.537)
    assert score.zone == Zone.SAFE


def test_the_zones_belong_to_the_constant() -> None:
    assert (PLAIN.distress_ends, PLAIN.safe_starts) == (1.10, 2.60)
    assert (EMERGING.distress_ends, EMERGING.safe_starts) == pytest.approx((4.35, 5.85))


def test_ends_of_the_zones_are_grey() -> None:
    equity = np.array([1.10, 2.60, 1.09, 2.61, -4.0]) / 1.05
    zones = z_double_prime(0, 0, 0, equity, assets=1, liabilities=1).zone
    assert list(zones) == [Zone.GREY, Zone.GREY, Zone.DISTRESS, Zone.SAFE, Zone.DISTRESS]


@settings(max_examples=40)
@given(money, money, money, money, st.floats(1.0, 1e6), st.floats(1.0, 1e6))
def test_the_constant_moves_the_score_and_never_the_zone(
    wc: float, re: float, ebit: float, equity: float, assets: float, owed: float
) -> None:
    plain = z_double_prime(wc, re, ebit, equity, assets, owed)
    emerging = z_double_prime(wc, re, ebit, equity, assets, owed, EMERGING)
    assert emerging.value - plain.value == pytest.approx(3.25, abs=1e-7)
    assert emerging.zone == plain.zone
    assert plain.terms.sum() == pytest.approx(plain.value)


@settings(max_examples=40)
@given(money, st.floats(1e-3, 1e3))
def test_the_unit_of_money_does_not_matter(ebit: float, unit: float) -> None:
    one = z_double_prime(5, -3, ebit, 40, 100, 60).value
    assert z_double_prime(*(np.array([5, -3, ebit, 40, 100, 60]) * unit)).value == pytest.approx(one)


@pytest.mark.parametrize("bad", [(0.0, 40.0), (100.0, 0.0), (np.nan, 40.0), (-5.0, 40.0)])
def test_a_balance_sheet_without_totals_is_refused(bad: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        z_double_prime(1, 1, 1, 1, *bad)
