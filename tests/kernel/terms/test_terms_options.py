"""The option-pricing method by hand and against the payoff integral; anti-dilution by hand."""

from math import erf, exp, log, sqrt

import numpy as np
import pytest

from specie.kernel.terms.anti_dilution import adjusted_ratio
from specie.kernel.terms.contingent_claim import valuation
from specie.kernel.terms.exit_value import AtFixedTime
from specie.kernel.terms.ipo_chance import NEVER
from specie.kernel.terms.option_pricing import OptionPricing, call, marketable, tranches
from specie.kernel.terms.share_classes import dividends, share_classes


def textbook_call(s: float, k: float, v: float, r: float, t: float) -> float:
    def normal(z: float) -> float:
        return (1 + erf(z / sqrt(2))) / 2

    d1 = (log(s / k) + (r + v * v / 2) * t) / (v * sqrt(t))
    return s * normal(d1) - k * exp(-r * t) * normal(d1 - v * sqrt(t))


def test_a_textbook_call() -> None:
    """Hull: 42, 40, 20 %, 10 %, half a year: 4.76."""
    assert float(call(42, 40, 0.2, 0.1, 0.5)) == pytest.approx(4.76, abs=0.005)
    assert float(call(42, 0, 0.2, 0.1, 0.5)) == pytest.approx(42)


def test_one_preferred_and_common_by_hand() -> None:
    """Preferred paid 10 for 4 of 10 shares: first 10 to it, then common alone up to 25, then 40 to 60."""
    classes = share_classes([4, 6], [10, 0], [1, 0], rank=[1, 2])
    table = tranches(classes)
    assert table.at.tolist() == [0, 10, 25]
    assert table.share.tolist() == pytest.approx(np.array([[1, 0], [0, 1], [0.4, 0.6]]))
    inputs = (0.6, 0.04, 3.0)
    lower, upper = (textbook_call(20, k, *inputs) for k in (10, 25))
    values = OptionPricing(classes, *inputs)(20.0)[0]
    assert values.tolist() == pytest.approx([20 - lower + 0.4 * upper, lower - 0.4 * upper])


def test_calls_and_the_payoff_integral_are_the_same_number() -> None:
    classes = share_classes(
        [10, 20, 15, 60, 8], [30, 40, 90, 0, 0], [1, 1, 1.5, 0, 0], rank=[3, 2, 1, 9, 9],
        participating=[False, True, False, False, False], cap=[np.inf, 3, np.inf, np.inf, np.inf],
        strike=[0, 0, 0, 0, 1.5], dividends=dividends([0, 0, 0.06, 0, 0]),
    )  # fmt: skip
    method = OptionPricing(classes, 0.7, 0.03, 2.5)
    integral = valuation(classes, NEVER, AtFixedTime(0.7, 0.03, 2.5))
    firms = [20.0, 150.0, 900.0]
    assert np.allclose(method(firms), integral(firms), rtol=1e-11)
    assert method(firms).sum(axis=1).tolist() == pytest.approx(firms)


def test_backsolve_gives_the_price_back() -> None:
    classes = share_classes([100, 100, 750], [50, 100, 0], [1, 1, 0], rank=[1, 1, 9])
    method = OptionPricing(classes, 0.9, 0.025, 4.0)
    found = method.backsolve(1, 100.0, 1000.0)
    assert found is not None
    assert method(found.firm)[0, 1] == pytest.approx(100, rel=1e-10)
    assert found.values.sum() == pytest.approx(found.firm)
    assert found.firm < 771  # without any IPO every preference is kept, so the firm is worth less


@pytest.mark.parametrize("inputs", [(0, 0.02, 1), (0.5, -0.1, 1), (0.5, 0.02, 0)])
def test_inputs_that_cannot_be_are_refused(inputs: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="volatility"):
        OptionPricing(share_classes([1.0]), *inputs)


def test_a_discount_is_an_option_and_has_no_default() -> None:
    assert marketable([100.0, 50.0], 0.25).tolist() == [75, 37.5]
    with pytest.raises(ValueError, match="discount"):
        marketable(1.0, 1.0)


SALE = {"new_price": 5.0, "new_shares": 100.0, "shares_before": 900.0}


def test_anti_dilution_by_hand() -> None:
    """Paid 10, sold at 5: 100 new shares bring what 50 had brought at 10, so 1000 / 950."""
    assert adjusted_ratio(10, 1, "none", **SALE) == 1
    assert adjusted_ratio(10, 1, "full_ratchet", **SALE) == 2
    assert adjusted_ratio(10, 1, "weighted_average", **SALE) == pytest.approx(1000 / 950)
    assert adjusted_ratio(4, 1, "full_ratchet", **SALE) == 1
    assert adjusted_ratio(10, 2, "full_ratchet", **SALE) == 2


def test_weighted_average_lies_between_nothing_and_the_full_ratchet() -> None:
    for price in (1.0, 4.0, 9.0):
        terms = SALE | {"new_price": price}
        low, middle, high = (
            adjusted_ratio(10, 1, p, **terms) for p in ("none", "weighted_average", "full_ratchet")
        )
        assert low < middle < high
    with pytest.raises(ValueError, match="above 0"):
        adjusted_ratio(0, 1, "none", **SALE)
