"""Failures that come together: marginals, pairs, tails, streams, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtr, stdtrit

from specie.kernel.credit.factors import (
    FactorModel,
    conditional_probability,
    fails,
    latent_draws,
    one_factor,
    thresholds,
    uniforms,
)
from specie.kernel.credit.pairs import joint_probability, tail_dependence
from specie.kernel.credit.streams import CHUNK
from specie.kernel.credit.vasicek import default_counts

MIXED = FactorModel(np.array([[0.6, 0.0], [0.5, 0.4], [0.0, -0.7], [0.0, 0.0]]), 4.0)
PD = np.array([0.01, 0.05, 0.2, 0.5])


def latent(model: FactorModel, draws: int, seed: int, first: float | None = None) -> np.ndarray:
    return np.concatenate([d.latent for d in latent_draws(model, draws, seed, first)])


def test_every_firm_fails_with_its_own_chance() -> None:
    failed = fails(latent(MIXED, 100_000, 1), PD, 4.0)
    assert (np.abs(failed.mean(axis=0) - PD) < 4 * np.sqrt(PD * (1 - PD) / 100_000)).all()


def test_marginals_are_rejected_at_their_rate() -> None:
    rejected = []
    for seed in range(100):
        u = np.sort(uniforms(latent(MIXED, 500, seed)[:, 1], 4.0))
        distance = np.abs(u - (np.arange(500) + 0.5) / 500).max() + 0.5 / 500
        rejected.append(distance > 1.2238 / np.sqrt(500))  # Kolmogorov at 10 %
    assert np.mean(rejected) == pytest.approx(0.1, abs=0.08)


def test_pairs_fail_together_with_the_chance_of_the_copula() -> None:
    failed = fails(latent(MIXED, 200_000, 2), PD, 4.0)
    for i, j in ((0, 1), (0, 2), (1, 2), (0, 3)):
        exact = joint_probability(PD[i], PD[j], MIXED.correlation[i, j], 4.0)
        drawn = (failed[:, i] & failed[:, j]).mean()
        assert drawn == pytest.approx(exact, abs=4 * np.sqrt(exact / 200_000))


def test_a_normal_model_has_the_counts_of_vasicek() -> None:
    failed = fails(latent(one_factor(0.2, 10), 50_000, 3), 0.05).sum(axis=1)
    drawn = np.bincount(failed, minlength=11) / 50_000
    assert drawn == pytest.approx(default_counts(0.05, 0.2, 10), abs=0.008)


def test_without_factors_a_normal_model_is_independent_and_a_fat_one_is_not() -> None:
    for df, together in ((np.inf, 0.0025), (3.0, joint_probability(0.05, 0.05, 0.0, 3.0))):
        failed = fails(latent(FactorModel(np.zeros((2, 0)), df), 100_000, 4), 0.05, df)
        assert failed.all(axis=1).mean() == pytest.approx(together, abs=4 * np.sqrt(together / 100_000))
    assert together > 2 * 0.0025


def test_fat_tails_bring_more_joint_failures_and_the_same_single_ones() -> None:
    normal, fat = (fails(latent(one_factor(0.3, 20, df), 40_000, 5), 0.02, df) for df in (np.inf, 3.0))
    assert normal.mean() == pytest.approx(fat.mean(), abs=0.003)
    assert (fat.sum(axis=1) >= 8).mean() > 2 * (normal.sum(axis=1) >= 8).mean()


@settings(max_examples=30)
@given(st.floats(-0.9, 0.95), st.sampled_from([2.0, 3.5, 10.0]))
def test_pairs_approach_their_tail_dependence(rho: float, df: float) -> None:
    exact = tail_dependence(rho, df)
    assert joint_probability(1e-12, 1e-12, rho, df) / 1e-12 == pytest.approx(exact, rel=0.1, abs=1e-3)


@settings(max_examples=30)
@given(
    st.floats(0.001, 0.999),
    st.floats(0.001, 0.999),
    st.floats(-0.95, 0.95),
    st.sampled_from([1.0, 4.0, 60.0]),
)
def test_joint_chances_keep_their_bounds(p: float, q: float, rho: float, df: float) -> None:
    both = joint_probability(p, q, rho, df)
    assert max(0.0, p + q - 1) - 1e-9 <= both <= min(p, q) + 1e-9
    assert joint_probability(p, 1.0, rho, df) == pytest.approx(p, rel=1e-6)
    assert joint_probability(p, 0.0, rho, df) == 0.0


def test_many_degrees_of_freedom_are_the_normal_copula() -> None:
    assert joint_probability(0.02, 0.05, 0.3, 1e6) == pytest.approx(
        joint_probability(0.02, 0.05, 0.3), rel=1e-4
    )
    assert list(tail_dependence([0.5, 1.0], np.inf)) == [0.0, 1.0]
    assert tail_dependence(1.0, 4.0) == pytest.approx(1.0)


def test_conditional_chances_average_to_the_chance_with_less_noise() -> None:
    drawn = list(latent_draws(MIXED, 40_000, 6))
    given_factors = np.concatenate([conditional_probability(MIXED, PD, d) for d in drawn])
    failed = np.concatenate([fails(d.latent, PD, 4.0) for d in drawn])
    error = given_factors.std(axis=0) / np.sqrt(40_000)
    assert (np.abs(given_factors.mean(axis=0) - PD) < 4 * error + 1e-12).all()
    assert (given_factors.std(axis=0) < failed.std(axis=0)).all()


def test_a_given_fall_has_the_law_of_the_scenarios_in_which_it_came() -> None:
    fall = float(thresholds(0.05, 4.0))
    chosen, others = [], latent(MIXED, 40_000, 7, first=fall)
    for d in latent_draws(MIXED, 400_000, 8):
        chosen.append(d.latent[np.abs(d.factors[:, 0] - fall) < 0.1])
    came = fails(np.concatenate(chosen), PD, 4.0)
    noise = np.sqrt(PD / came.shape[0] + PD / 40_000)
    assert (np.abs(came.mean(axis=0) - fails(others, PD, 4.0).mean(axis=0)) < 6 * noise).all()
    assert fails(others, PD, 4.0)[:, 0].mean() > 3 * PD[0]


def test_one_more_firm_or_scenario_or_a_given_factor_moves_no_other_draw() -> None:
    base = latent(one_factor(0.3, 3, 5.0), CHUNK, 9)
    more = latent(one_factor(0.3, 4, 5.0), CHUNK + 50, 9)
    assert (more[:CHUNK, :3] == base).all()
    sequence = np.random.SeedSequence(9)
    assert (latent(one_factor(0.3, 3, 5.0), CHUNK, sequence) == base).all()
    assert (latent(one_factor(0.3, 3, 5.0), CHUNK, sequence) == base).all()
    free, tied = latent(one_factor(0.0, 2), 100, 9), latent(one_factor(0.0, 2), 100, 9, first=-3.0)
    assert (free == tied).all()


def test_chunks_are_those_of_spawn() -> None:
    child = np.random.SeedSequence(9).spawn(2)[1]
    shock = np.random.Generator(np.random.PCG64(child)).spawn(3)[0]
    second = list(latent_draws(one_factor(0.3, 1, 5.0), CHUNK + 10, 9))[1]
    assert second.mixing == pytest.approx(np.sqrt(5.0 / shock.chisquare(5.0, 10)), rel=1e-15)


@settings(max_examples=40)
@given(st.floats(0.001, 0.999), st.sampled_from([1.5, 4.0, 30.0]))
def test_thresholds_undo_the_law(p: float, df: float) -> None:
    assert thresholds(p, df) == pytest.approx(stdtrit(df, p))
    assert stdtr(df, thresholds(p, df)) == pytest.approx(p)
    assert uniforms(thresholds(p)) == pytest.approx(p)


def test_certain_firms_are_certain() -> None:
    failed = fails(latent(one_factor(0.5, 2, 3.0), 1000, 10), [0.0, 1.0], 3.0)
    assert not failed[:, 0].any()
    assert failed[:, 1].all()


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 1"):
        FactorModel(np.array([[0.9, 0.9]]))
    with pytest.raises(ValueError, match="finite"):
        FactorModel(np.array([[np.nan]]))
    with pytest.raises(ValueError, match="degrees"):
        one_factor(0.2, 3, 0.0)
    with pytest.raises(ValueError, match="share"):
        one_factor(1.2, 3)
    with pytest.raises(ValueError, match="chance"):
        thresholds(1.2)
    with pytest.raises(ValueError, match="can be given"):
        next(latent_draws(FactorModel(np.zeros((2, 0))), 10, 1, first=-1.0))
    with pytest.raises(ValueError, match="own"):
        conditional_probability(one_factor(1.0, 2), 0.1, next(latent_draws(one_factor(1.0, 2), 10, 1)))
    with pytest.raises(ValueError, match="above -1"):
        tail_dependence(-1.0, 4.0)
