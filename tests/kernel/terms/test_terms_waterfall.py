"""Payoffs by class: worked out by hand, against every decision the classes could take, and for all terms."""

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from specie.kernel.terms.exit_payoff import exit_payoff
from specie.kernel.terms.share_classes import ShareClasses, dividends, share_classes
from specie.kernel.terms.waterfall import ipo, sale

INF = np.inf


def two_rounds(**terms: object) -> ShareClasses:
    """Round A paid 50 for 100 shares, round B 100 for 100; 750 common."""
    return share_classes([100, 100, 750], [50, 100, 0], **({"rank": [1, 1, 9]} | terms))  # type: ignore[arg-type]


def paid(classes: ShareClasses, exit_value: float) -> list[float]:
    return sale(classes)(exit_value)[0].tolist()


def test_the_example_of_two_rounds_by_hand() -> None:
    """Below 150 the two share by what they are owed; A converts at 0.5 a share, at 525; B at 1, at 950."""
    waterfall = sale(two_rounds())
    assert waterfall.at.tolist() == [0, 150, 525, 950]
    assert paid(two_rounds(), 75) == [25, 50, 0]
    assert paid(two_rounds(), 400) == [50, 100, 250]
    assert paid(two_rounds(), 610) == pytest.approx([60, 100, 450])
    assert paid(two_rounds(), 1900) == [200, 200, 1500]


def test_the_senior_class_is_paid_first() -> None:
    assert paid(two_rounds(rank=[2, 1, 9]), 120) == [20, 100, 0]
    assert paid(two_rounds(rank=[1, 2, 9]), 120) == [50, 70, 0]


def test_a_multiple_delays_conversion() -> None:
    waterfall = sale(two_rounds(multiple=[1, 2, 0]))
    assert waterfall.at.tolist() == [0, 250, 625, 1900]


def test_participation_by_hand() -> None:
    """B gets its 100 and then a share as common, up to 2.5 times; it converts where 250 is its part."""
    shares = two_rounds(participating=[False, True, False])
    assert paid(shares, 150 + 85) == pytest.approx([50, 110, 75])
    capped = two_rounds(participating=[False, True, False], cap=[INF, 2.5, INF])
    assert paid(capped, 1e9) == pytest.approx(paid(two_rounds(), 1e9))
    at_cap = sale(capped)
    # 1.5 a common share: B has 100 + 150, A has converted, together 250 + 950 * ... = 1525
    assert at_cap(1525.0)[0].tolist() == pytest.approx([150, 250, 1125])
    assert at_cap(1525 + 85.0)[0].tolist() == pytest.approx([160, 250, 1200])
    assert 2375 in at_cap.at.round(6)


def test_options_exercise_above_their_strike_only() -> None:
    classes = share_classes([100, 50], strike=[0.0, 2.0])
    assert paid(classes, 200) == [200, 0]
    assert paid(classes, 350) == pytest.approx([300, 50])


def test_cumulative_dividends_grow_the_claim() -> None:
    terms = dividends([0.1, 0.1], compounds=[False, True], age=[2, 0])
    classes = share_classes([10, 10, 100], [100, 100, 0], dividends=dividends([0.1, 0.1, 0.0]))
    assert sale(classes, 3.0).payoff[1].tolist() == pytest.approx([130, 130, 0])
    assert terms.owed(np.array([100.0, 100.0]), 3.0).tolist() == pytest.approx([50, 100 * (1.1**3 - 1)])


def test_dividends_kept_on_conversion_are_paid_beside_the_common_shares() -> None:
    lost = share_classes([100, 900], [100, 0], dividends=dividends([0.5, 0.0]))
    kept = share_classes([100, 900], [100, 0], dividends=dividends([0.5, 0.0], kept=True))
    assert sale(lost, 1.0)(10_000)[0].tolist() == pytest.approx([1000, 9000])
    assert sale(kept, 1.0)(10_000)[0].tolist() == pytest.approx([50 + 995, 8955])
    assert ipo(kept, 1.0)(10_000)[0].tolist() == pytest.approx([50 + 995, 8955])


def test_an_ipo_ends_preferences_and_a_ratchet_guarantees_a_multiple() -> None:
    plain, guarded = two_rounds(multiple=[1, 2, 0]), two_rounds(ratchet=[0, 1.25, 0])
    assert ipo(plain)(95)[0].tolist() == pytest.approx([10, 10, 75])
    assert ipo(guarded)(95)[0].tolist() == [0, 95, 0]
    assert ipo(guarded)(975)[0].tolist() == pytest.approx([100, 125, 750])
    assert ipo(guarded)(1900)[0].tolist() == pytest.approx([200, 200, 1500])


def test_a_class_that_loses_by_an_ipo_stops_it_below_its_threshold() -> None:
    payoff = exit_payoff(two_rounds(must_convert=[0, 800, 0]))
    in_sale, tried = payoff([500.0, 799.0, 801.0, 2000.0])
    assert tried[0].tolist() == in_sale[0].tolist()
    assert tried[1].tolist() == in_sale[1].tolist()
    assert tried[2].tolist() == pytest.approx([801 / 9.5, 801 / 9.5, 801 * 75 / 95])
    never = exit_payoff(two_rounds(must_convert=[0, INF, 0]))
    assert never(949.0)[1][0].tolist() == pytest.approx([949 * 100 / 850 * 849 / 949, 100, 849 * 750 / 850])
    assert never(951.0)[1][0].tolist() == pytest.approx([951 / 9.5, 951 / 9.5, 951 * 75 / 95])


def by_brute_force(classes: ShareClasses, exit_value: float) -> list[NDArray[np.float64]]:
    """Payoffs of every Nash equilibrium of the decisions to convert (no options, no dividends)."""
    count = classes.shares.size

    def payoff(decision: tuple[bool, ...]) -> NDArray[np.float64]:
        stay = ~np.array(decision) & (classes.paid > 0)
        claim = np.where(stay, classes.multiple * classes.paid, 0.0)
        limit = np.where(
            stay, np.where(classes.participating, classes.cap * np.maximum(classes.paid, 1e-9), claim), INF
        )
        out, left = np.zeros(count), exit_value
        for rank in np.unique(classes.rank):
            here = np.where(classes.rank == rank, claim, 0.0)
            part = min(1.0, left / here.sum()) if here.sum() > 0 else 0.0
            out += here * part
            left -= (here * part).sum()
        active = (~stay) | classes.participating
        while left > 1e-12 and np.any(active & (out < limit - 1e-9)):
            open_ = active & (out < limit - 1e-9)
            rate = np.where(open_, classes.shares, 0.0) / classes.shares[open_].sum()
            step = min(left, *((limit[i] - out[i]) / rate[i] for i in np.flatnonzero(open_)))
            out += rate * step
            left -= step
        return out

    preferred = np.flatnonzero(classes.paid > 0)
    found = []
    for choice in product((False, True), repeat=preferred.size):
        decision = np.zeros(count, dtype=bool)
        decision[preferred] = choice
        here = payoff(tuple(decision))
        gains = []
        for i in preferred:
            other = decision.copy()
            other[i] = not other[i]
            gains.append(payoff(tuple(other))[i] - here[i])
        if max(gains) <= 1e-7 * max(exit_value, 1):
            found.append(here)
    return found


PREFERRED = st.tuples(
    st.floats(1, 50), st.floats(1, 100), st.sampled_from([1.0, 1.5, 2.0]), st.integers(1, 3), st.booleans(),
    st.sampled_from([2.0, 3.0, INF]),
)  # fmt: skip


def table(rows: list[tuple[float, float, float, int, bool, float]], common: float = 60.0) -> ShareClasses:
    shares, cost, multiple, rank, participating, cap = zip(*rows, strict=True)
    return share_classes(
        [*shares, common], [*cost, 0], [*multiple, 0], rank=[*rank, 9],
        participating=[*participating, False], cap=[*cap, INF],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PREFERRED, min_size=1, max_size=3), st.floats(0, 800))
def test_the_payoff_is_a_nash_equilibrium_of_the_decisions_to_convert(
    rows: list[tuple[float, float, float, int, bool, float]], exit_value: float
) -> None:
    classes = table(rows)
    equilibria = by_brute_force(classes, exit_value)
    mine = sale(classes)(exit_value)[0]
    assert any(np.allclose(mine, other, atol=1e-5) for other in equilibria)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(PREFERRED, min_size=1, max_size=8),
    st.sampled_from([0.0, 1.0, 1.5]),
    st.sampled_from([0.0, 300.0, INF]),
    st.floats(0, 3),
)
@example([(1.0, 1.0, 1.0, 1, False, 2.0)], 1.0, INF, 0.0)
def test_payoffs_add_up_are_never_negative_and_never_fall(
    rows: list[tuple[float, float, float, int, bool, float]], ratchet: float, limit: float, years: float
) -> None:
    plain = table(rows)
    count = plain.shares.size
    on = np.where(plain.paid > 0, 1.0, 0.0)
    classes = share_classes(
        plain.shares, plain.paid, plain.multiple, rank=plain.rank, participating=plain.participating,
        cap=plain.cap, ratchet=ratchet * on, must_convert=np.where(on > 0, limit, 0.0),
        dividends=dividends(0.05 * on, kept=np.arange(count) % 2 == 0),
    )  # fmt: skip
    x = np.linspace(0, 3000, 601)
    for waterfall in (sale(classes, years), ipo(classes, years)):
        values = waterfall(x)
        assert np.allclose(values.sum(axis=1), x, atol=1e-6)
        assert np.all(values >= -1e-9)
        assert np.all(np.diff(values, axis=0) >= -1e-7)
        assert np.allclose(waterfall.slopes.sum(axis=1), 1.0)
    for values in exit_payoff(classes, years)(x):
        assert np.allclose(values.sum(axis=1), x, atol=1e-6)
        assert np.all(values >= -1e-6)


@pytest.mark.parametrize(
    "terms",
    [{"shares": [-1.0]}, {"shares": [0.0]}, {"paid": -1.0}, {"multiple": np.nan}, {"ratchet": INF},
     {"participating": True, "paid": 1.0, "multiple": 2.0, "cap": 1.0}, {"paid": 1.0, "strike": 1.0}],
)  # fmt: skip
def test_terms_that_cannot_be_are_refused(terms: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"number|below|shares|strike"):
        share_classes(**({"shares": [1.0]} | terms))  # type: ignore[arg-type]


def test_a_negative_exit_value_is_refused() -> None:
    with pytest.raises(ValueError, match="exit value"):
        sale(two_rounds())(-1.0)
