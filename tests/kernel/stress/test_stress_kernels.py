"""Market falls, price steps, standstill of an enterprise, and tails gathered block by block."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.credit.contributions import euler_contributions
from specie.kernel.credit.factors import one_factor
from specie.kernel.credit.tail import normal_tail, student_tail
from specie.kernel.credit.vasicek import conditional_probability, loss_quantile
from specie.kernel.stress.enterprise import (
    CAUSES,
    Supply,
    Year,
    stopped_by,
    supply_losses,
    without_need,
)
from specie.kernel.stress.gather import gather
from specie.kernel.stress.joint import beside_blocks, branch, joint_blocks
from specie.kernel.stress.market import chance_of, fall_in, felt_as, reached, record
from specie.kernel.stress.prices import Steps, price_ratio

FALLS = record([0.2, 0.3, 0.5, 0.3], 40.0)
STEPS = Steps((1.17, 1.75, 2.0), (0.29, 0.63, 0.85), 22, 41, 14)


# the market


def test_the_chance_of_a_fall_is_the_count_over_the_years():
    assert FALLS.depth.tolist() == [0.2, 0.3, 0.5]
    assert chance_of(FALLS, [0.2, 0.3, 0.5]) == pytest.approx([4 / 40, 3 / 40, 1 / 40])
    assert chance_of(FALLS, 0.4) == pytest.approx(np.sqrt(3 / 40 * 1 / 40))
    assert chance_of(FALLS, [0.01, 0.9]) == pytest.approx([4 / 40, 1 / 40]), "not beyond the record"


@pytest.mark.parametrize("df", [4.0, np.inf])
def test_a_fall_given_comes_back_as_felt(df):
    depths = np.array([0.2, 0.25, 0.4, 0.5])
    assert fall_in(FALLS, felt_as(FALLS, depths, df), df) == pytest.approx(depths)
    assert fall_in(FALLS, [0.0, 1.0], df).tolist() == [0, 0]


def test_a_fall_of_months_reaches_the_same_part_every_month():
    assert reached(0.75, 24, 12) == pytest.approx(0.5)
    assert reached(0.75, 6, [3, 6, 12]) == pytest.approx([0.5, 0.75, 0.75])
    assert reached(0.4, 0, 1) == 0.4


@pytest.mark.parametrize(("depths", "years"), [([0.2, 1.0], 9), ([], 9), ([0.2, 0.3], 2), ([-0.1], 9)])
def test_an_impossible_record_is_refused(depths, years):
    with pytest.raises(ValueError, match="fall"):
        record(depths, years)


# prices


def test_steps_come_as_often_and_as_far_as_recorded():
    u = (np.arange(100_000) + 0.5) / 100_000
    ratio = price_ratio(STEPS, u)
    assert (ratio > 1).mean() == pytest.approx(22 / 77, abs=1e-4)
    assert (ratio < 1).mean() == pytest.approx(41 / 77, abs=1e-4)
    assert np.quantile(ratio[ratio > 1], [0.1, 0.5, 0.9]) == pytest.approx([1.17, 1.75, 2.0], rel=1e-3)
    assert np.quantile(ratio[ratio < 1], [0.1, 0.5, 0.9]) == pytest.approx([0.29, 0.63, 0.85], rel=1e-3)
    assert (np.diff(ratio) >= -1e-12).all()


def test_a_record_without_steps_leaves_prices_alone_and_wrong_ones_are_refused():
    still = Steps((1.1, 1.2, 1.3), (0.5, 0.6, 0.7), 0, 0, 1)
    assert (price_ratio(still, np.linspace(0, 1, 9)) == 1).all()
    with pytest.raises(ValueError, match="rise"):
        Steps((0.9, 1.2, 1.3), (0.5, 0.6, 0.7), 1, 1, 1)
    with pytest.raises(ValueError, match="cut"):
        Steps((1.1, 1.2, 1.3), (0.5, 0.6, 1.7), 1, 1, 1)
    with pytest.raises(ValueError, match="counts"):
        Steps((1.1, 1.2, 1.3), (0.5, 0.6, 0.7), 0, 0, 0)


# the enterprise


def two_by_two() -> Supply:
    """One initiative worth 520 a year stops with either supplier, one worth 52 with the second."""
    return Supply(
        priced=np.array([1200.0, 240.0]), ceiling=np.array([0.1, np.inf]), protected=np.array([6.0, 0.0]),
        benefit=np.array([520.0, 52.0]), stops=np.array([[True, True], [False, True]]),
        weeks=np.array([[[2.0, 4.0], [10.0, 10.0]], [[0.0, 0.0], [5.0, 5.0]]]),
        spend=np.array([[1040.0, 0.0], [0.0, 104.0]]), move=np.array([7.0, 9.0]),
        prepaid=np.array([100.0, 0.0]), critical=np.array([True, False]),
    )  # fmt: skip


def year(failed, ratio=(1.0, 1.0), when=(0.0, 0.0), step=(0.0, 0.0), slow=0.5) -> Year:
    one = [np.atleast_2d(np.array(v, dtype=float)) for v in (when, ratio, step)]
    return Year(np.atleast_2d(np.array(failed)), one[0], one[1], one[2], np.array([slow]))


def test_one_failure_by_hand():
    """Three weeks at 10 a week of benefit, 20 a week not paid, 7 to move, 80 of 100 prepaid gone."""
    (found,) = supply_losses(two_by_two(), year([True, False]), lost=0.8)
    assert dict(zip(CAUSES, found[:, 0].tolist(), strict=True)) == pytest.approx(
        {"price": 0, "benefit": 30, "saved": -60, "move": 7, "prepaid": 80}
    )
    assert not found[:, 1].any()


def test_two_failures_charge_the_slowest_and_nothing_twice():
    (found,) = supply_losses(two_by_two(), year([True, True]))
    assert found[1].tolist() == [0, 10 * 10 + 5 * 1]
    assert found[2].tolist() == [0, -5 * 2]


def test_a_rise_is_capped_while_the_contract_protects_and_a_cut_comes_through():
    """Step at month 2 by half: four months at a tenth, six at a half, of 100 a month; the other halves."""
    (found,) = supply_losses(two_by_two(), year([False, False], ratio=(1.5, 0.5), step=(2, 0)))
    assert found[0] == pytest.approx([100 * (4 * 0.1 + 6 * 0.5), -120])


def test_who_has_failed_charges_no_price_any_more():
    (found,) = supply_losses(two_by_two(), year([False, True], ratio=(1.0, 2.0), when=(0, 3)))
    assert found[0, 1] == pytest.approx(20 * 3)


def test_null_nothing_happens_nothing_is_lost():
    assert not supply_losses(two_by_two(), year([False, False])).any()


def test_critical_work_and_a_substitute_that_stands_ready():
    supply = two_by_two()
    assert stopped_by(supply).tolist() == [True, True]
    ready = without_need(supply, 0, 0)
    assert stopped_by(ready).tolist() == [False, True]
    (found,) = supply_losses(ready, year([True, False]))
    assert not found[1].any()


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_it_is_the_plain_loop(seed):
    rng = np.random.default_rng(seed)
    n, m, s = 5, 3, 20
    low = rng.uniform(0, 20, (n, m))
    supply = Supply(
        rng.uniform(0, 99, m), rng.choice([0.05, np.inf], m), rng.uniform(0, 14, m), rng.uniform(0, 99, n),
        rng.random((n, m)) < 0.5, np.stack([low, low + rng.uniform(0, 9, (n, m))], axis=2),
        rng.uniform(0, 9, (n, m)), rng.uniform(0, 9, m), rng.uniform(0, 9, m), rng.random(n) < 0.5,
    )  # fmt: skip
    drawn = Year(
        rng.random((s, m)) < 0.5, rng.uniform(0, 12, (s, m)), rng.uniform(0.5, 2, (s, m)),
        rng.uniform(0, 12, (s, m)), rng.random(s),
    )  # fmt: skip
    found = supply_losses(supply, drawn, 0.7)
    for k in range(s):
        takes = supply.weeks[..., 0] + (supply.weeks[..., 1] - supply.weeks[..., 0]) * drawn.slow[k]
        takes = np.where(supply.stops & drawn.failed[k], takes, 0.0)
        benefit = (supply.benefit * takes.max(axis=1)).sum() / 52
        who = takes.argmax(axis=1)
        saved = (supply.spend[np.arange(n), who] * takes.max(axis=1)).sum() / 52
        assert found[k, 1].sum() == pytest.approx(benefit)
        assert found[k, 2].sum() == pytest.approx(-saved)
        assert found[k, 3] == pytest.approx(drawn.failed[k] * supply.move)
        assert found[k, 4] == pytest.approx(drawn.failed[k] * supply.prepaid * 0.7)


@given(st.integers(0, 10**6), st.integers(0, 2))
@settings(max_examples=20, deadline=None)
def test_one_more_failure_never_brings_benefit_back(seed, more):
    rng = np.random.default_rng(seed)
    supply, failed = two_by_two(), rng.random((30, 2)) < 0.4
    worse = failed.copy()
    worse[:, more % 2] = True
    still = np.ones((30, 2))
    slow = rng.random(30)
    mild, hard = (
        supply_losses(supply, Year(f, np.zeros((30, 2)), still, still, slow)) for f in (failed, worse)
    )
    assert (hard[:, [1, 3, 4]].sum(axis=(1, 2)) >= mild[:, [1, 3, 4]].sum(axis=(1, 2)) - 1e-9).all()


# tails, block by block


def blocks_of(parts, size):
    return [parts[k : k + size] for k in range(0, len(parts), size)]


@pytest.mark.parametrize("size", [97, 1000, 5000])
def test_parts_add_up_and_are_those_of_all_draws_at_once(size):
    rng = np.random.default_rng(2)
    parts = rng.standard_t(4, (5000, 3)) * [1, 2, 3] + rng.standard_normal((5000, 1))
    found, whole = gather(blocks_of(parts, size), 5000, 0.95), euler_contributions(parts, 0.95)
    assert found.part_es == pytest.approx(whole.es, rel=1e-9)
    assert found.part_mean == pytest.approx(whole.mean, abs=1e-12)
    assert found.part_error == pytest.approx(whole.es_error, rel=0.02)
    assert found.part_es.sum() == pytest.approx(found.tail.es)
    assert found.part_mean.sum() == pytest.approx(found.mean)


def test_ties_at_the_edge_share_and_the_parts_still_add_up():
    parts = np.zeros((4000, 2))
    parts[::100] = [3.0, 1.0]
    found = gather(blocks_of(parts, 512), 4000, 0.95)
    assert found.tail.es == pytest.approx(4 * 0.01 / 0.05)
    assert found.part_es == pytest.approx([0.6, 0.2])
    assert gather([np.zeros((50, 2))], 50, 0.95).part_es.tolist() == [0, 0]


def test_another_number_of_rows_than_said_is_refused():
    with pytest.raises(ValueError, match="more than"):
        gather([np.ones((5, 1))], 4, 0.9)
    with pytest.raises(ValueError, match="3 scenarios"):
        gather([np.ones((3, 1))], 4, 0.9)


# published references, through the analysis' own draws


def test_expected_shortfall_of_normal_and_t_draws():
    """N(0,1) at 97.5 %: 2.337803; t4 of unit scale at 95 %: VaR 2.131847, ES 3.202870."""
    assert float(normal_tail(0.975).es) == pytest.approx(2.337803, abs=5e-7)
    assert float(student_tail(0.95, 4).var) == pytest.approx(2.131847, abs=5e-7)
    assert float(student_tail(0.95, 4).es) == pytest.approx(3.202870, abs=5e-7)
    alone = one_factor(1.0, 1)
    normal = gather((-b.market[:, None] for b in joint_blocks(alone, 400_000, 1)), 400_000, 0.975)
    assert abs(normal.tail.es - 2.337803) < 3 * normal.tail.es_error
    fat = one_factor(1.0, 1, 4.0)
    t4 = gather((-b.market[:, None] for b in joint_blocks(fat, 400_000, 2)), 400_000, 0.95)
    assert abs(t4.tail.es - 3.202870) < 3 * t4.tail.es_error
    assert t4.tail.var_low <= 2.131847 <= t4.tail.var_high


def test_the_share_that_fails_follows_vasicek():
    """PD 2 %, rho 0.1, 99.9 %: 12.8237 % of a large even portfolio."""
    assert float(loss_quantile(0.02, 0.1, 0.999)) == pytest.approx(0.128237, abs=5e-7)
    draws = 200_000
    blocks = joint_blocks(one_factor(0.1, 1), draws, 3)
    found = gather((conditional_probability(0.02, 0.1, b.market)[:, None] for b in blocks), draws, 0.999)
    assert found.mean == pytest.approx(0.02, abs=4 * found.mean_error)
    assert found.tail.var_low <= 0.128237 <= found.tail.var_high
    shares = (b.failed(0.02).mean(axis=1)[:, None] for b in joint_blocks(one_factor(0.1, 200), 16_384, 3))
    many = gather(shares, 16_384, 0.99)
    # 200 firms are a little more spread than infinitely many.
    assert many.tail.var_low - 0.01 <= float(loss_quantile(0.02, 0.1, 0.99)) <= many.tail.var_high


def test_each_firm_fails_by_its_own_chance():
    model, pd = one_factor(0.3, 3, 4.0), np.array([0.0, 0.1, 0.5])
    failed = np.concatenate([b.failed(pd) for b in joint_blocks(model, 20_000, 4)])
    assert failed.mean(axis=0) == pytest.approx(pd, abs=0.012)


def test_given_a_fall_more_firms_fail_and_the_seed_gives_the_same_digits():
    model, pd = one_factor(0.3, 4, 4.0), 0.05
    free = np.concatenate([b.failed(pd) for b in joint_blocks(model, 9000, 5)])
    fallen = np.concatenate([b.failed(pd) for b in joint_blocks(model, 9000, 5, -2.5)])
    assert fallen.mean() > 2 * free.mean()
    again = np.concatenate([b.failed(pd) for b in joint_blocks(model, 9000, 5, -2.5)])
    assert (fallen == again).all()


def test_prices_move_together_as_asked_and_apart_from_failures():
    dear = np.concatenate([b.dear for b in beside_blocks(2, 20_000, branch(7, 1), 0.5)])
    assert np.corrcoef(dear.T)[0, 1] == pytest.approx(6 / np.pi * np.arcsin(0.25), abs=0.02)
    assert dear.mean() == pytest.approx(0.5, abs=0.01)
    latent = np.concatenate([b.latent for b in joint_blocks(one_factor(0.5, 2), 20_000, branch(7, 0))])
    assert abs(np.corrcoef(dear[:, 0], latent[:, 0])[0, 1]) < 0.02
