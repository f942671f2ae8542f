"""Forecast of a short monthly series with an honest interval: exponential smoothing with drift.

The model (single source of error) for ``t = 1..n`` is::

    y[t] = l[t-1] + b + e[t]          e[t] ~ N(0, sigma**2)
    l[t] = l[t-1] + b + alpha * e[t]

``alpha = 0`` is a straight line with noise, ``alpha = 1`` a random walk with drift; the Theta method that won
the M3 competition is this model with the drift set to half the slope of the line (Hyndman & Billah 2003,
doi:10.1016/S0169-2070(01)00143-1). Given ``alpha`` the errors are linear in ``(l[0], b)`` (Hyndman, Koehler,
Ord & Snyder 2008, doi:10.1007/978-3-540-71918-2, section 5.2), so with flat priors on both and ``1/sigma``
on the scale the posterior is a Student t in closed form, and ``alpha`` has the marginal likelihood::

    p(y | alpha) ~ det(X'X)**(-1/2) * SSR**(-(n-2)/2)

Averaging over a grid of ``alpha`` carries the uncertainty of every parameter into the interval; plugging in
the best ``alpha`` would make it too narrow for the 12 to 36 points a spend series has.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
from scipy.special import stdtr

from specie.kernel.smoothing import regressions

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Grid: TypeAlias = tuple[Floats, Floats]  # smoothing parameters and their prior probabilities

Scale: TypeAlias = Literal["auto", "level", "log"]

MIN_POINTS = 6
MIN_POINTS_LOG = 12  # with fewer, the uncertainty of a compounding drift makes sums over a year absurd
_NODES = 35
GRID = np.append(np.sin(np.pi * (np.arange(_NODES) + 0.5) / (2 * _NODES)) ** 2, 1.0)
PRIOR = np.append(np.full(_NODES, 5 / 6 / _NODES), 1 / 6)
_ROUNDING = 64 * np.finfo(float).eps
_BISECTIONS = 54


class Refused(StrEnum):
    """Why a series is not forecast."""

    TOO_FEW_POINTS = "too few points"
    NOT_FINITE = "not finite"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No forecast, and why: ``points`` were given, ``needed`` is the least that is accepted."""

    reason: Refused
    points: int
    needed: int = MIN_POINTS


@dataclass(frozen=True, slots=True)
class Smoothed:
    """Posterior of exponential smoothing with drift on a grid of ``alpha``.

    Attributes
    ----------
    alpha, weight : (k,) array
        Smoothing parameters and their posterior probabilities (sum 1).
    level, drift : (k,) array
        Posterior mean of the last level ``l[n]`` and of the drift per step, on the working scale.
    sigma2 : (k,) array
        Residual variance ``SSR / df`` on the working scale.
    spread : (k, 2, 2) array
        Covariance of (level, drift) divided by ``sigma**2``.
    df : int
        Degrees of freedom of the Student t, ``n - 2``.
    log : bool
        The working scale is ``log(y)``.
    flat : bool
        The series has no residual variation at all: every interval has width zero.
    """

    alpha: Floats
    weight: Floats
    level: Floats
    drift: Floats
    sigma2: Floats
    spread: Floats
    df: int
    log: bool
    flat: bool


def smooth(y: ArrayLike, *, alphas: ArrayLike | None = None, scale: Scale = "auto") -> Smoothed | Refusal:
    """Fit exponential smoothing with drift to an equally spaced series.

    Parameters
    ----------
    y : (n,) array
        The series, oldest first, any unit, ``n >= 6``.
    alphas : (k,) array, optional
        Equally likely values of the smoothing parameter in [0, 1]; one value fixes it. By default a prior of
        5/6 on the arcsine law Beta(1/2, 1/2) at Chebyshev nodes and 1/6 on the random walk, ``alpha = 1``:
        a uniform prior gives the two ends no weight, and its 90 % interval holds a random walk 12 months
        ahead only 80 % of the time.
    scale : {"auto", "level", "log"}
        Scale on which the model is linear. ``auto`` takes logs of a series of at least twelve positive values
        if the marginal likelihood of ``g * log(y)``, with ``g`` the geometric mean of ``y``, is higher than
        that of ``y``. The factor is the Jacobian that makes both comparable
        (Box & Cox 1964, doi:10.1111/j.2517-6161.1964.tb00553.x).

    Returns
    -------
    Smoothed or Refusal
        A refusal, not an exception, for fewer than six points or values that are not finite.
    """
    series = np.asarray(y, dtype=float)
    if series.size < MIN_POINTS:
        return Refusal(Refused.TOO_FEW_POINTS, series.size)
    if not np.isfinite(series).all():
        return Refusal(Refused.NOT_FINITE, series.size)
    grid = _grid(alphas)
    log = scale == "log" or (scale == "auto" and prefers_log(series, grid))
    return _posterior(np.log(series) if log else series, grid, log=log)


def prefers_log(y: ArrayLike, grid: Grid = (GRID, PRIOR)) -> bool:
    """Whether the Box-Cox comparison of marginal likelihoods favours the log scale of a positive series."""
    series = np.asarray(y, dtype=float)
    if series.size < MIN_POINTS_LOG or (series <= 0).any() or np.ptp(series) == 0:
        return False
    geometric = np.exp(np.log(series).mean())
    return _log_evidence(geometric * np.log(series), grid) > _log_evidence(series, grid)


def quantiles(fit: Smoothed, horizon: int, probabilities: ArrayLike, *, floor: float | None = None) -> Floats:
    """Quantiles of the predictive mixture of Student t for each of the next steps.

    Given ``alpha``, ``y[n+h]`` is a Student t with ``n - 2`` degrees of freedom around ``l[n] + h b`` with
    squared scale ``sigma2 * (1 + (h-1) alpha**2 + g' S g)``, ``g = (1, h)`` and ``S`` the spread of (l, b).

    Parameters
    ----------
    fit : Smoothed
    horizon : int
        Number of steps ahead.
    probabilities : (p,) array
        In (0, 1).
    floor : float, optional
        A value the quantity cannot fall below (0 for gross spend); quantiles are censored there.

    Returns
    -------
    (p, horizon) array
        In the unit of the series.
    """
    mean, deviation = _predictive(fit, horizon)
    levels = np.atleast_1d(np.asarray(probabilities, dtype=float))
    found = np.array([_mixture_quantile(fit, mean, deviation, p) for p in levels])
    return _to_unit(fit, found, floor)


def paths(
    fit: Smoothed, horizon: int, n_paths: int, rng: np.random.Generator, *, floor: float | None = None
) -> Floats:
    """Draw whole future paths, so that sums over months and dates of first crossing get intervals.

    Each path draws ``alpha``, then ``sigma``, then (level, drift), then the errors; within a path the months
    are therefore dependent, as they must be for a sum.

    Returns
    -------
    (n_paths, horizon) array
        In the unit of the series.
    """
    pick = rng.choice(fit.alpha.size, size=n_paths, p=fit.weight)
    sigma = np.sqrt(fit.sigma2[pick] * fit.df / rng.chisquare(fit.df, n_paths))
    shift = (
        np.einsum("pij,pj->pi", _root(fit.spread)[pick], rng.standard_normal((n_paths, 2))) * sigma[:, None]
    )
    errors = rng.standard_normal((n_paths, horizon)) * sigma[:, None]
    earlier = np.cumsum(errors, axis=1) - errors
    steps = np.arange(1, horizon + 1)
    line = (fit.level[pick] + shift[:, 0])[:, None] + steps * (fit.drift[pick] + shift[:, 1])[:, None]
    return _to_unit(fit, line + errors + fit.alpha[pick][:, None] * earlier, floor)


def first_crossing(cumulative: ArrayLike, limit: float) -> NDArray[np.int64]:
    """Step (from 1) at which each path first exceeds a limit; 0 where it never does.

    Parameters
    ----------
    cumulative : (n_paths, horizon) array
    limit : float
    """
    above = np.asarray(cumulative, dtype=float) > limit
    if not above.shape[1]:
        return np.zeros(above.shape[0], dtype=np.int64)
    return np.where(above.any(axis=1), above.argmax(axis=1) + 1, 0)


def _grid(alphas: ArrayLike | None) -> Grid:
    if alphas is None:
        return GRID, PRIOR
    chosen = np.atleast_1d(np.asarray(alphas, dtype=float))
    return chosen, np.full(chosen.size, 1 / chosen.size)


def _posterior(series: Floats, grid: Grid, *, log: bool) -> Smoothed:
    alphas, prior = grid
    centre, unit = float(series[0]), float(np.ptp(series)) or 1.0
    fits = regressions((series - centre) / unit, alphas)
    weight = prior * np.exp(fits.evidence - fits.evidence.max())
    tiny = series.size * (_ROUNDING * max(1.0, float(np.abs(series).max()) / unit)) ** 2
    flat = bool((fits.ssr <= tiny).any())
    df = series.size - 2
    return Smoothed(
        alpha=alphas,
        weight=weight / weight.sum(),
        level=centre + unit * fits.theta[:, 0],
        drift=unit * fits.theta[:, 1],
        sigma2=np.zeros_like(weight) if flat else unit**2 * fits.ssr / df,
        spread=fits.spread,
        df=df,
        log=log,
        flat=flat,
    )


def _log_evidence(series: Floats, grid: Grid) -> float:
    """Log marginal likelihood averaged over alpha, up to a constant that depends on n alone."""
    alphas, prior = grid
    return float(np.logaddexp.reduce(np.log(prior) + regressions(series - series[0], alphas).evidence))


def _root(spread: Floats) -> Floats:
    """Square root of (level, drift) covariances; Cholesky would refuse alpha = 1 (level known)."""
    drift = np.sqrt(spread[:, 1, 1])
    tilt = spread[:, 0, 1] / drift
    alone = np.sqrt(np.maximum(spread[:, 0, 0] - tilt**2, 0.0))
    return np.stack(
        [np.stack([alone, tilt], axis=1), np.stack([np.zeros_like(drift), drift], axis=1)], axis=1
    )


def _predictive(fit: Smoothed, horizon: int) -> tuple[Floats, Floats]:
    steps = np.arange(1, horizon + 1, dtype=float)
    mean = fit.level[:, None] + steps * fit.drift[:, None]
    design = np.stack([np.ones(horizon), steps], axis=1)
    parameters = np.einsum("hi,kij,hj->kh", design, fit.spread, design)
    ahead = 1 + (steps - 1) * fit.alpha[:, None] ** 2
    return mean, np.sqrt(fit.sigma2[:, None] * (ahead + parameters))


def _mixture_quantile(fit: Smoothed, mean: Floats, deviation: Floats, p: float) -> Floats:
    """Bisect the mixture's distribution function; all steps ahead at once."""
    if fit.flat:
        return fit.weight @ mean
    reach = 4.0
    low, high = (mean - reach * deviation).min(axis=0), (mean + reach * deviation).max(axis=0)
    while not (_cdf(fit, mean, deviation, low) < p).all() or not (_cdf(fit, mean, deviation, high) > p).all():
        reach *= 4.0
        low, high = (mean - reach * deviation).min(axis=0), (mean + reach * deviation).max(axis=0)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = _cdf(fit, mean, deviation, middle) < p
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def _cdf(fit: Smoothed, mean: Floats, deviation: Floats, at: Floats) -> Floats:
    return fit.weight @ stdtr(fit.df, (at - mean) / deviation)


def _to_unit(fit: Smoothed, values: Floats, floor: float | None) -> Floats:
    # A Student t on the log scale has no mean and can draw beyond the largest float: cap, do not overflow.
    unit = np.exp(np.minimum(values, 700.0)) if fit.log else values
    return unit if floor is None else np.maximum(unit, floor)
