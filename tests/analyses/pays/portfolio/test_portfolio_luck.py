"""What is promised over many portfolios: null, coverage, and sums that hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.analyses.pays.portfolio.combine import add
from specie.analyses.pays.portfolio.holding import Benefit, Holding
from specie.analyses.pays.portfolio.shrunk import Part, shrink_returns
from specie.kernel.portfolio.multiple import benjamini_hochberg
from specie.kernel.portfolio.paying_share import identified_share
from specie.model import Ref, Verdict


def holding(name: int, cost: float, benefit: Benefit, reach: float = 0.0) -> Holding:
    return Holding(
        Ref("initiative", str(name)), "sales", "buy", "production", (), Verdict.CANNOT_TELL, cost, 0.0, reach,
        True, benefit, 0.0, None, None, None, None, (),
    )  # fmt: skip


def drawn(rng, returns: np.ndarray, worth: tuple[float, float] = (1.0, 1.0)) -> list[Holding]:
    """Initiatives whose measured return errs by different amounts; the true worth is the declared one."""
    m = returns.size
    cost, error = 100 * np.exp(rng.normal(0, 0.5, m)), 0.5 * np.exp(rng.normal(0, 0.5, m))
    measured = cost * (1 + returns + error * rng.normal(size=m))
    return [
        holding(i, float(c), Benefit(float(b), float(c * e), float(c * e), *worth))
        for i, (c, b, e) in enumerate(zip(cost, measured, error, strict=True))
    ]


def test_null_everything_at_break_even_is_not_said_to_pay():
    rng = np.random.default_rng(1)
    named, wrong, runs = 0, 0, 400
    for _ in range(runs):
        found = drawn(rng, np.zeros(24))
        above, below = [h.p_pays for h in found], [h.p_loses for h in found]
        named += benjamini_hochberg(above, 0.1).rejected.any()
        share = identified_share(above, below)
        wrong += share.low > 0
    assert named / runs <= 0.1 + 3 * np.sqrt(0.09 / runs)
    assert wrong / runs <= 0.025 + 3 * np.sqrt(0.025 / runs)


def test_interval_of_the_paying_share_holds_the_truth_also_when_worths_are_uncertain():
    rng = np.random.default_rng(2)
    hits, runs = 0, 200
    for _ in range(runs):
        returns = rng.choice([-0.8, 0.0, 1.2], 24)
        found = drawn(rng, returns, worth=(0.7, 1.2))
        share = identified_share([h.p_pays for h in found], [h.p_loses for h in found])
        hits += share.low <= (returns > 0).sum() <= share.high
    assert hits / runs >= 0.95


def test_sum_of_all_shrunken_benefits_is_covered():
    rng = np.random.default_rng(3)
    hits, runs = 0, 60
    for _ in range(runs):
        returns = rng.normal(0, 1, 12)
        found = drawn(rng, returns)
        total = add(shrink_returns(found, 0.95).parts.values())
        truth = sum(h.cost * (1 + r) for h, r in zip(found, returns.tolist(), strict=True))
        hits += total.low <= truth <= total.high
    assert hits / runs >= 0.95 - 3 * np.sqrt(0.0475 / runs)


def test_verdicts_of_roi_and_p_values_agree():
    """An interval that lies above zero is a p-value below half the error, worth and cost at their worst."""
    rng = np.random.default_rng(4)
    for _ in range(300):
        point, error = rng.normal(150, 60), rng.uniform(1, 60)
        least, reach = rng.uniform(0.4, 1), rng.uniform(0, 30)
        one = holding(0, 100.0, Benefit(point, error, error, least, 1.3), reach)
        low = (point - 1.959963985 * error) * least - 100 - reach
        high = (point + 1.959963985 * error) * 1.3 - 100
        if point - 1.96 * error > 0:
            assert (low > 0) == (one.p_pays < 0.025)
        if point + 1.96 * error > 0:
            assert (high < 0) == (one.p_loses < 0.025)


parts = st.builds(
    lambda p, d, u, least, most: Part(p, p - d, p + u, least, most, 1.0),
    st.floats(-100, 100), st.floats(0, 50), st.floats(0, 50), st.floats(0.1, 1), st.floats(1, 3),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(parts, min_size=1, max_size=6))
def test_property_a_sum_holds_its_point_and_widens_with_worth(several):
    found = add(several)
    plain = add([Part(p.point, p.low, p.high, 1.0, 1.0, 1.0) for p in several])
    assert found.low <= plain.low + 1e-9 <= plain.point + 1e-6
    assert found.high >= plain.high - 1e-9
    assert found.point == pytest.approx(sum(p.point for p in several), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(parts)
def test_property_one_part_is_outer_interval_arithmetic(part):
    found = add([part])
    ends = [e * f for e in (part.low, part.high) for f in (part.least, part.most, 1.0)]
    assert found.low == pytest.approx(min(ends), abs=1e-6)
    assert found.high == pytest.approx(max(ends), abs=1e-6)
