"""Values of classes: the published example, its table of terms, simulation, and what must not matter."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.terms import contingent_claim
from specie.kernel.terms.break_even import BreakEven, break_even
from specie.kernel.terms.contingent_claim import valuation
from specie.kernel.terms.exit_value import AtExponentialTime, AtFixedTime
from specie.kernel.terms.ipo_chance import NEVER, IpoChance, published_chance
from specie.kernel.terms.share_classes import ShareClasses, dividends, share_classes
from specie.kernel.terms.simulation import simulated

INF = np.inf
CHANCE = published_chance(unit=1e6)
EXIT = AtExponentialTime(0.9, 0.025, 4.0)


def table(common: float = 750.0, raised: tuple[float, float] = (50, 100), **terms: object) -> ShareClasses:
    """The published example in millions: A at 450 after the money, B at 1,000, pool of what is missing."""
    shares = [raised[0] * 2, raised[1], common]
    return share_classes(shares, [*raised, 0], **({"multiple": [1, 1, 0], "rank": [1, 1, 9]} | terms))  # type: ignore[arg-type]


def fair(
    classes: ShareClasses, exit_value: AtExponentialTime = EXIT, chance: IpoChance = CHANCE
) -> BreakEven:
    found = break_even(valuation(classes, chance, exit_value), 1, float(classes.paid[1]), 1000.0)
    assert found is not None
    assert found.unique
    return found


def too_high(classes: ShareClasses, **inputs: object) -> tuple[float, float]:
    """Overvaluation of the headline of 1,000 and of a common share at the price of 1."""
    found = fair(classes, **inputs)  # type: ignore[arg-type]
    return 1000 / found.firm - 1, float(classes.shares[-1] / found.values[-1]) - 1


def test_the_published_baseline() -> None:
    found = fair(table())
    assert found.firm == pytest.approx(771.2, abs=0.05)
    assert found.values[1] == pytest.approx(100, rel=1e-10)
    firm, common = too_high(table())
    assert firm == pytest.approx(0.297, abs=0.0005)
    assert common == pytest.approx(0.282, abs=0.0006)


@pytest.mark.parametrize(
    ("terms", "firm", "common"),
    [
        ({"multiple": [1, 1.25, 0]}, 0.420, 0.427),
        ({"multiple": [1, 1.5, 0]}, 0.569, 0.609),
        ({"multiple": [1, 2, 0]}, 0.942, 1.096),
        ({"rank": [2, 1, 9]}, 0.357, 0.346),
        ({"rank": [1, 2, 9]}, 0.233, 0.216),
        ({"participating": [False, True, False]}, 0.531, 0.564),
        ({"participating": [False, True, False], "cap": [INF, 2.5, INF]}, 0.502, 0.528),
        ({"ratchet": [0, 1, 0]}, 0.563, 0.602),
        ({"ratchet": [0, 1.25, 0]}, 0.745, 0.835),
        ({"ratchet": [0, 1.5, 0]}, 0.968, 1.137),
    ],
)
def test_each_term_of_the_newest_class(terms: dict[str, object], firm: float, common: float) -> None:
    """To the third digit, and at that value a simulation of decisions class by class gives the price back."""
    classes = table(**terms)
    assert too_high(classes) == pytest.approx((firm, common), abs=0.0006)
    value, error = newest_by_decisions(classes, fair(classes).firm)
    assert abs(value - 100) < 4 * error
    assert error < 0.2


def newest_by_decisions(classes: ShareClasses, firm: float) -> tuple[float, float]:
    """Value of round B and its error: exits drawn one by one, each class deciding for itself what is best."""
    rng = np.random.default_rng(11)
    time, normal = rng.exponential(4.0, 150_000), rng.standard_normal(150_000)
    x = firm * np.exp((0.025 - 0.9**2 / 2) * time + 0.9 * np.sqrt(time) * normal)
    ratio = np.clip(np.log(x / 32) / np.log(1000 / 32), 0, None)
    likely = np.where(x < 1000, 0.65 * ratio, np.clip(0.65 + 0.1 * np.log10(x / 1000), None, 0.85))
    all_in = classes.shares[1] / classes.shares.sum() * x
    promised = classes.ratchet[1] * classes.paid[1]
    listed = np.maximum(all_in, np.minimum(x, promised))
    drawn = np.exp(-0.025 * time) * (likely * listed + (1 - likely) * sold(classes, x) - all_in)
    return float(drawn.mean() + all_in[0] / x[0] * firm), float(drawn.std() / np.sqrt(x.size))


def sold(classes: ShareClasses, x: np.ndarray) -> np.ndarray:
    """What round B gets in a sale: the decisions of A and B from which neither would move."""
    outcomes = {(a, b): decided(classes, x, a, b) for a in (False, True) for b in (False, True)}
    answer = np.full(x.shape, np.nan)
    for (a, b), (first, second) in outcomes.items():
        content = (first >= outcomes[not a, b][0] - 1e-9) & (second >= outcomes[a, not b][1] - 1e-9)
        answer = np.where(np.isnan(answer) & content, second, answer)
    assert not np.isnan(answer).any()
    return answer


def decided(classes: ShareClasses, x: np.ndarray, a: bool, b: bool) -> tuple[np.ndarray, np.ndarray]:
    """What A and B get when they convert or not; only B may participate."""
    owed = classes.multiple[:2] * classes.paid[:2] * ~np.array([a, b])
    if classes.rank[0] == classes.rank[1]:
        part = np.minimum(1, x / max(owed.sum(), 1e-12))
        first, second = owed[0] * part, owed[1] * part
    elif classes.rank[0] < classes.rank[1]:
        first = np.minimum(x, owed[0])
        second = np.minimum(x - first, owed[1])
    else:
        second = np.minimum(x, owed[1])
        first = np.minimum(x - second, owed[0])
    left = x - first - second
    weight = classes.shares * np.array([a, b or classes.participating[1], True])
    most = np.inf if b or not classes.participating[1] else (classes.cap[1] - classes.multiple[1]) * 100
    to_second = np.minimum(left * weight[1] / weight.sum(), most)
    to_first = (left - to_second) * weight[0] / (weight[0] + weight[2])
    return first + to_first, second + to_second


def test_the_size_of_the_pool_does_not_move_the_common_shares() -> None:
    none, five, ten = (too_high(table(common)) for common in (800.0, 750.0, 700.0))
    assert none[1] == pytest.approx(five[1], abs=5e-4)
    assert ten[1] == pytest.approx(five[1], abs=5e-4)
    assert none[0] < five[0] < ten[0]


def test_overvaluation_rises_with_what_the_newest_class_is_promised() -> None:
    for name, levels in {"multiple": (1, 1.25, 1.5, 2, 3), "ratchet": (0, 0.5, 1, 1.25, 1.5, 2)}.items():
        values = [too_high(table(**{name: [0, level, 0]})) for level in levels]
        assert all(a < b for a, b in pairwise(values)), name
    junior, equal, senior = (too_high(table(rank=rank)) for rank in ([1, 2, 9], [1, 1, 9], [2, 1, 9]))
    assert junior < equal < senior
    assert too_high(table(must_convert=[0, 1000, 0])) > too_high(table(must_convert=[0, 500, 0]))


def test_it_is_not_monotone_in_volatility() -> None:
    values = [too_high(table(), exit_value=AtExponentialTime(v, 0.025, 4.0))[0] for v in (0.3, 0.8, 2.0)]
    assert values[0] < values[1] > values[2]


def test_common_shares_alone_are_worth_their_part() -> None:
    """Null: without any rights there is nothing to overvalue, whatever the volatility."""
    plain = share_classes([100, 100, 800], [0, 0, 0])
    for volatility in (0.2, 0.9, 2.0):
        values = valuation(plain, CHANCE, AtExponentialTime(volatility, 0.025, 4.0))([1000.0])[0]
        assert values.tolist() == pytest.approx([100, 100, 800])


SPREAD = st.floats(0.2, 2.5), st.floats(0.0, 0.1), st.floats(0.3, 12)
CLASS = st.tuples(
    st.floats(1, 50), st.floats(1, 100), st.sampled_from([1.0, 2.0]), st.integers(1, 3), st.booleans(),
    st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 200.0, INF]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(CLASS, min_size=1, max_size=6), st.floats(1, 1e5), *SPREAD)
def test_values_add_up_to_the_firm(
    rows: list[tuple[float, float, float, int, bool, float, float]],
    firm: float, volatility: float, rate: float, mean: float,
) -> None:  # fmt: skip
    shares, paid, multiple, rank, participating, ratchet, limit = zip(*rows, strict=True)
    classes = share_classes(
        [*shares, 80], [*paid, 0], [*multiple, 0], rank=[*rank, 9], participating=[*participating, False],
        ratchet=[*ratchet, 0], must_convert=[*limit, 0],
    )  # fmt: skip
    for exit_value in (AtExponentialTime(volatility, rate, mean), AtFixedTime(volatility, rate, mean)):
        values = valuation(classes, CHANCE, exit_value)([firm])[0]
        assert values.sum() == pytest.approx(firm, rel=1e-9)
        assert np.all(values >= -1e-9 * firm)


def test_simulation_agrees_with_the_closed_form() -> None:
    classes = table(
        multiple=[1, 1.5, 0], rank=[2, 1, 9], participating=[True, False, False], ratchet=[0, 1.25, 0],
        must_convert=[INF, 600, 0],
    )  # fmt: skip
    for exit_value in (EXIT, AtFixedTime(0.6, 0.03, 3.0)):
        rate = exit_value.rate
        drawn = simulated(
            classes, CHANCE, exit_value, 800.0, rate=rate, paths=200_000, rng=np.random.default_rng(7)
        )
        exact = valuation(classes, CHANCE, exit_value)([800.0])[0]
        assert np.all(np.abs(drawn.values - exact) < 4 * drawn.errors)
        assert np.all(drawn.errors < 0.2)


def test_growing_claims_agree_with_simulation_and_with_the_closed_form_without_growth() -> None:
    growing = table(dividends=dividends([0.0, 0.08, 0.0], age=[0, 1, 0]))
    drawn = simulated(growing, CHANCE, EXIT, 800.0, rate=0.025, paths=3000, rng=np.random.default_rng(3))
    values = valuation(growing, CHANCE, EXIT)([800.0])[0]
    assert np.all(np.abs(values - drawn.values) < 4 * drawn.errors)
    assert values[1] > valuation(table(), CHANCE, EXIT)([800.0])[0][1]
    still = contingent_claim._over_time(EXIT, lambda _: contingent_claim._expected(table(), CHANCE, 0.0))
    assert still([800.0])[0] == pytest.approx(valuation(table(), CHANCE, EXIT)([800.0])[0], rel=1e-5)


def test_moments_against_numerical_integration() -> None:
    """The density of the exit value is a mixture of lognormal densities over exponential times."""
    at = np.array([0.0, 0.2, 1.0, 3.0, np.inf])
    exact = EXIT.moments(np.array([1.5]), at)[:, 0]
    nodes, weights = np.polynomial.legendre.leggauss(400)
    root = (nodes + 1) / 2 * 6
    weight = weights * 3 * 2 * root * np.exp(-(root**2))
    mixed = sum(
        w * AtFixedTime(0.9, 0.025, 4 * u * u).moments(np.array([1.5]), at)[:, 0]
        for w, u in zip(weight, root, strict=True)
    )
    assert mixed == pytest.approx(exact, abs=1e-6)
    assert exact[1, -1] == pytest.approx(1.5)


def test_the_scale_of_money_does_not_matter_once_the_chance_is_in_it() -> None:
    small = fair(table()).firm
    big = share_classes([1e8, 1e8, 7.5e8], [5e7, 1e8, 0], [1, 1, 0], rank=[1, 1, 9])
    found = break_even(valuation(big, published_chance(), EXIT), 1, 1e8, 1e9)
    assert found is not None
    assert found.firm == pytest.approx(small * 1e6, rel=1e-9)


def test_a_far_guess_finds_the_same_value() -> None:
    values = valuation(table(), CHANCE, EXIT)
    for guess in (1e-3, 1.0, 1e9):
        found = break_even(values, 1, 100.0, guess)
        assert found is not None
        assert found.firm == pytest.approx(771.236, abs=1e-3)


def test_no_value_of_the_firm_makes_an_impossible_price_fair() -> None:
    nothing = share_classes([0.0, 100.0], [0.0, 0.0])
    assert break_even(valuation(nothing, NEVER, EXIT), 0, 5.0, 100.0) is None


def test_several_break_even_values_are_all_reported() -> None:
    class Wavy:
        def __call__(self, firm: object) -> np.ndarray:
            x = np.atleast_1d(np.asarray(firm, dtype=float))
            return (x + 80 * np.sin(x / 20))[:, None]

    found = break_even(Wavy(), 0, 100.0, 100.0)
    assert found is not None
    assert not found.unique
    assert found.firm < found.highest


def test_the_published_chance_and_its_three_readings() -> None:
    knots = [16e6, 32e6, 1e9, 1e10, 1e11]
    for tail in ("clamped", "continued", "certain"):
        assert published_chance(tail)(knots[:-1]) == pytest.approx([0, 0, 0.65, 0.75])  # type: ignore[arg-type]
    beyond = [1e12, 1e13]
    assert published_chance("clamped")(beyond) == pytest.approx([0.85, 0.85])
    assert published_chance("continued")(beyond) == pytest.approx([0.95, 1.0])
    assert published_chance("certain")(beyond) == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("inputs", [(0.0, 0.02, 4.0), (0.9, 0.02, 0.0), (0.9, -0.1, 4.0), (INF, 0.02, 4.0)])
def test_inputs_that_cannot_be_are_refused(inputs: tuple[float, float, float]) -> None:
    for kind in (AtExponentialTime, AtFixedTime):
        with pytest.raises(ValueError, match="volatility"):
            kind(*inputs)


def test_prices_and_firms_of_zero_are_refused() -> None:
    values = valuation(table(), CHANCE, EXIT)
    with pytest.raises(ValueError, match="above 0"):
        values([0.0])
    with pytest.raises(ValueError, match="above 0"):
        break_even(values, 1, 0.0, 100.0)
    with pytest.raises(ValueError, match="knots"):
        IpoChance(np.array([2.0, 1.0]), np.array([0.1, 0.2]))
    with pytest.raises(ValueError, match="probability"):
        IpoChance(np.array([1.0]), np.array([1.2]))
