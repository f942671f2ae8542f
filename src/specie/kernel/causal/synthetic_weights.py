"""Weights over donors and over earlier periods that make up a synthetic control."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.causal.simplex import least_on_simplex
from specie.kernel.causal.simplex_frank_wolfe import walk_on_simplex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

TINY = 1e-6
"""Ridge, in units of the noise, where none is wanted but the solution shall be one."""
STOP = 1e-5
"""Decrease of the root mean squared error, in units of the noise, at which the published iteration ends."""
CHUNK = 2_000_000
"""Numbers held at once in the forms of many targets."""


class Estimator(StrEnum):
    """Which weights a control is made with."""

    SYNTHETIC_DID = "synthetic_did"
    DEMEANED = "demeaned_synthetic_control"
    SYNTHETIC = "synthetic_control"
    DID = "difference_in_differences"


class Solver(StrEnum):
    """The optimum itself, or where the published iteration stops on its way there."""

    EXACT = "exact"
    PUBLISHED = "frank_wolfe"


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticWeights:
    """For each of B targets: weights over J donors, and over the periods before.

    Attributes
    ----------
    unit : (B, J)
        At least 0, rows sum to 1; 0 where a donor is the target itself or of its group.
    time : (B, T0)
        At least 0, rows sum to 1.
    """

    unit: Floats
    time: Floats


def synthetic_weights(
    target: Floats, before: Floats, after: Floats, allowed: Flags, estimator: Estimator, solver: Solver
) -> SyntheticWeights:
    r"""Fit every target by its donors, and the periods after by those before.

    With :math:`x` the readings before, :math:`\bar z` the donors' mean after, :math:`\sigma` the standard
    deviation of the donors' first differences before and :math:`\zeta = T_1^{1/4} \sigma`,

    .. math::
        \hat\omega &= \arg\min_{\omega_0, \omega \in \Delta} \sum_t \big(\omega_0
            + \sum_i \omega_i x_{it} - x_{jt}\big)^2 + T_0 \zeta^2 \|\omega\|^2 \\
        \hat\lambda &= \arg\min_{\lambda_0, \lambda \in \Delta} \sum_i \big(\lambda_0
            + \sum_t \lambda_t x_{it} - \bar z_i\big)^2 + J (10^{-6} \sigma)^2 \|\lambda\|^2

    Synthetic control leaves out the intercept and the ridge and takes no difference over time (its demeaned
    form keeps the intercept); difference-in-differences weighs all alike.

    Parameters
    ----------
    target : (B, T0)
        Readings of the targets before.
    before : (J, T0)
        Readings of the donors before.
    after : (J, T1)
        Readings of the donors after.
    allowed : (B, J)
        Donors of each target, at least one.
    estimator : Estimator
        Which weights.
    solver : Solver
        How they are found.

    References
    ----------
    Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021). doi:10.1257/aer.20190159
    Abadie, Diamond & Hainmueller (2010). doi:10.1198/jasa.2009.ap08746
    Ferman & Pinto (2021), Synthetic controls with imperfect pretreatment fit. doi:10.3982/QE1596
    """
    unit, time = np.empty(allowed.shape), np.empty(target.shape)
    width = max(1, CHUNK // max(allowed.shape[1], target.shape[1]) ** 2)
    for first in range(0, len(target), width):
        part = slice(first, first + width)
        noise = noise_level(before, allowed[part])
        unit[part] = _unit_weights(
            target[part], before, allowed[part], noise, after.shape[1], estimator, solver
        )
        time[part] = _time_weights(before, after, allowed[part], noise, estimator, solver)
    return SyntheticWeights(unit, time)


def noise_level(before: Floats, allowed: Flags) -> Floats:
    """(B,) standard deviation of the first differences of each target's donors."""
    steps = np.diff(before, axis=1)
    count = allowed.sum(axis=1) * steps.shape[1]
    total, square = allowed @ steps.sum(axis=1), allowed @ (steps**2).sum(axis=1)
    spread = square - total**2 / np.maximum(count, 1)
    return np.sqrt(np.maximum(spread, 0.0) / np.maximum(count - 1, 1))


def _even(allowed: Flags) -> Floats:
    return allowed / allowed.sum(axis=1, keepdims=True)


def _unit_weights(
    target: Floats,
    before: Floats,
    allowed: Flags,
    noise: Floats,
    after: int,
    estimator: Estimator,
    solver: Solver,
) -> Floats:
    if estimator is Estimator.DID or allowed.shape[1] == 1:
        return _even(allowed)
    common = before.mean(axis=0)  # weights that sum to 1 cancel it; without it the form keeps its digits
    target, before = target - common, before - common
    if estimator is not Estimator.SYNTHETIC:
        target = target - target.mean(axis=1, keepdims=True)
        before = before - before.mean(axis=1, keepdims=True)
    zeta = noise * (after**0.25 if estimator is Estimator.SYNTHETIC_DID else TINY)
    cross = target @ before.T
    own = (target**2).sum(axis=1)
    form = (before @ before.T)[None] - cross[:, :, None] - cross[:, None, :] + own[:, None, None]
    return _minimise(form, allowed, before.shape[1], zeta, noise, solver)


def _time_weights(
    before: Floats, after: Floats, allowed: Flags, noise: Floats, estimator: Estimator, solver: Solver
) -> Floats:
    periods = before.shape[1]
    if estimator is Estimator.SYNTHETIC:
        return np.zeros((len(allowed), periods))
    every = np.ones((len(allowed), periods), dtype=bool)
    if estimator is not Estimator.SYNTHETIC_DID or periods == 1:
        return _even(every)
    change = before - after.mean(axis=1, keepdims=True)
    change = change - change.mean(axis=0)
    count = allowed.sum(axis=1)
    mean = allowed @ change / count[:, None]
    outer = (change[:, :, None] * change[:, None, :]).reshape(len(change), -1)
    form = (allowed @ outer).reshape(-1, periods, periods)
    form -= count[:, None, None] * mean[:, :, None] * mean[:, None, :]
    near = least_on_simplex((change.T @ change)[None], every[:1]) > 0  # nearly the same donors for all
    return _minimise(form, every, count, TINY * noise, noise, solver, near & every)


def _minimise(
    form: Floats,
    allowed: Flags,
    rows: int | NDArray[np.int64],
    zeta: Floats,
    noise: Floats,
    solver: Solver,
    near: Flags | None = None,
) -> Floats:
    """Add the ridge and solve; ``rows`` is the number of squared errors in the form."""
    width = form.shape[1]
    form[:, np.arange(width), np.arange(width)] += (rows * zeta**2)[:, None]
    if solver is Solver.PUBLISHED:
        return walk_on_simplex(form, allowed, rows * (STOP * noise) ** 2)
    return least_on_simplex(form, allowed, near)
