"""Present value and payback against spreadsheets and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.money_flows import accrued, payback_months, present_value

flows = st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=40)


def test_yearly_flows_have_the_textbook_present_value():
    """-10,000 now and 3,000, 4,200, 6,800 after one, two and three years at 10 %: 1,307.29 (1,188.44 at NPV's
    own convention, in which the first flow is discounted too)."""
    monthly = np.zeros(37)
    monthly[[0, 12, 24, 36]] = -10_000, 3_000, 4_200, 6_800
    assert present_value(monthly, 0.10) == pytest.approx(1_307.287754, abs=1e-6)
    assert present_value(monthly, 0.10) / 1.10 == pytest.approx(1_188.443412, abs=1e-6)


@given(flows)
def test_without_a_rate_it_is_the_sum(amounts):
    assert present_value(amounts, 0.0) == pytest.approx(sum(amounts), rel=1e-9, abs=1e-6)


@given(flows, flows, st.floats(-0.5, 2.0))
def test_present_values_add_up_and_scale(first, second, rate):
    size = min(len(first), len(second))
    a, b = np.array(first[:size]), np.array(second[:size])
    both = present_value(a + b, rate)
    scale = np.abs(a).sum() + np.abs(b).sum() + 1
    assert abs(both - present_value(a, rate) - present_value(b, rate)) < 1e-9 * scale * 2**size
    assert present_value(3 * a, rate) == pytest.approx(3 * present_value(a, rate))


def test_a_rate_at_which_everything_is_lost_is_refused():
    with pytest.raises(ValueError, match="rate"):
        present_value([1.0], -1.0)


@pytest.mark.parametrize(
    ("amounts", "months"),
    [
        ([-100, 50, 50], 3.0),
        ([-100, 50, 100], 2.5),
        ([-100, 60, 60], 2 + 40 / 60),
        ([-100, 10], None),
        ([10, 20], 0.0),
        ([0, 0, -10, 20], 3.5),
        ([-10, 20, -30, 40], 3.5),  # made up once, fell again, made up for good
        ([-10, 20, -30], None),
    ],
)
def test_payback_by_hand(amounts, months):
    found = payback_months(amounts)
    assert found == (None if months is None else pytest.approx(months))


@given(flows, st.floats(0.01, 100))
def test_payback_does_not_know_the_currency(amounts, rate):
    scaled = payback_months(np.array(amounts) * rate)
    plain = payback_months(amounts)
    if plain is None or scaled is None:
        assert abs(sum(amounts)) < 1e-3 or plain == scaled
    else:
        assert scaled == pytest.approx(plain, abs=1e-3) or min(abs(np.cumsum(amounts))) < 1e-3


@given(flows)
def test_more_money_never_pays_back_later(amounts):
    richer = np.array(amounts)
    richer[0] += 10.0
    plain, better = payback_months(amounts), payback_months(richer)
    if plain is not None:
        assert better is not None
        assert better <= plain + 1e-9


def test_an_amount_is_spread_evenly_over_the_days_of_each_part():
    earlier, within = np.array([10.0, 20.0, 0.0]), np.array([0.0, 10.0, 30.0])
    assert accrued(70.0, 40.0, earlier, within) == pytest.approx([10.0, 20.0 + 10.0, 30.0])
    assert accrued(70.0, 40.0, np.zeros(3), within) == pytest.approx([0.0, 17.5, 52.5])
    assert accrued(30.0, 0.0, earlier, np.zeros(3)) == pytest.approx([10.0, 20.0, 0.0])
    assert accrued(70.0, 40.0, np.zeros(3), np.zeros(3)) == pytest.approx([0.0, 0.0, 0.0])


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_nothing_is_lost_when_it_is_spread(whole, recent):
    earlier, within = np.array([3.0, 30.0, 12.0, 0.0]), np.array([0.0, 0.0, 18.0, 31.0])
    assert accrued(whole, recent, earlier, within).sum() == pytest.approx(whole, abs=1e-6)
