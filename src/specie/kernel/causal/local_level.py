"""Effect on one series: what a local level with controls expected, and what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.causal.series_mixture import Mixture, Regressed, Whitened, posterior, regress

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

RATIOS = np.geomspace(1e-6, 100.0, 60)
"""Variance of a step of the level over that of a reading: from none that could be seen to a random walk."""
PRIOR_SCALE = 0.5
"""Scale of the half-Cauchy prior of the ratio's root."""


@dataclass(frozen=True, slots=True, eq=False)
class SeriesEffect:
    """Mean effect on one series after its start, with the readings that were expected without it.

    Attributes
    ----------
    effect, low, high : float
        Mean of reading minus expected reading after the start, with its interval.
    level : float
        Probability of the interval.
    p_value : float
        Twice the smaller probability of an effect on one side of zero.
    expected : (T1,)
        Readings expected after the start; NaN where a control is missing.
    error : (T1,)
        Standard deviation of a reading around it.
    ratio : float
        Mean variance of a step of the level over that of a reading.
    coefficient : (P,)
        Mean weights of the controls.
    before, after : int
        Readings used.
    """

    effect: float
    low: float
    high: float
    level: float
    p_value: float
    expected: Floats
    error: Floats
    ratio: float
    coefficient: Floats
    before: int
    after: int


def local_level_effect(
    y: Floats,
    start: int,
    controls: Floats | None = None,
    *,
    level: float = 0.95,
    step: float | None = None,
) -> SeriesEffect:
    r"""Mean effect after ``start`` on a series that wanders.

    .. math:: y_t = \mu_t + x_t^\top \beta + \varepsilon_t, \qquad \mu_{t+1} = \mu_t + \eta_t, \qquad
        \varepsilon_t \sim N(0, \sigma^2), \quad \eta_t \sim N(0, q \sigma^2)

    fitted to the readings before the start by the Kalman filter with diffuse first level and coefficients,
    and run on without readings after it. Everything that is not known widens the interval: the level, the
    coefficients and :math:`\sigma` exactly (which gives Student's t for each q), q by averaging over a grid
    with its marginal likelihood and a half-Cauchy prior of :math:`\sqrt q` with scale 0.5.

    Parameters
    ----------
    y : (T,)
        Readings; NaN is missing.
    start : int
        First treated column.
    controls : (T, P), optional
        Series that the treatment did not touch. A reading with a missing control is not used.
    level : float
        Probability of the interval.
    step : float, optional
        Standard deviation of a step of the level over that of the readings before, where it shall be given
        rather than learnt: 0.01 is what the models of Brodersen and others take for granted.

    Returns
    -------
    SeriesEffect

    Raises
    ------
    ValueError
        Nothing was read after the start, or too little before it for the number of controls.

    References
    ----------
    Harvey (1989), Forecasting, structural time series models and the Kalman filter, section 3.4 (regression)
    de Jong (1991), The diffuse Kalman filter. doi:10.1214/aos/1176348139
    Brodersen, Gallusser, Koehler, Remy & Scott (2015). doi:10.1214/14-AOAS788
    Gelman (2006), for the prior. doi:10.1214/06-BA117A
    """
    independent = _independent(np.empty((y.size, 0)) if controls is None else controls, y, start)
    usable: Flags = np.asarray(np.isfinite(independent.x).all(axis=1))
    seen = np.isfinite(y) & usable
    if not seen[start:].any() or not seen[:start].any():
        raise ValueError("a series needs readings before and after its start")
    centre = float(y[:start][seen[:start]].mean())
    series = _Series(
        np.where(seen, y - centre, 0.0),
        np.column_stack([np.ones(y.size), np.where(usable[:, None], independent.x, 0.0)]),
        seen,
        start,
    )
    ratio = RATIOS if step is None else _given_ratio(series, step)
    filtered = _filter(series, ratio)
    fit = regress(filtered.past)
    weight = posterior(fit.log_evidence, -np.log1p(ratio / PRIOR_SCALE**2) + 0.5 * np.log(ratio))
    mixture = _mean_effect(series, filtered, fit, weight)
    low, high = mixture.interval(level)
    expected, error = _path(series, filtered, fit, weight)
    return SeriesEffect(
        mixture.mean,
        low,
        high,
        level,
        mixture.p_value(),
        np.where(usable[start:], expected + centre, np.nan),
        error,
        float(weight @ ratio),
        weight @ fit.coefficient[:, 1:] @ independent.back,
        int(seen[:start].sum()),
        int(seen[start:].sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Series:
    """Centred readings (T,), regressors (T, R) of which the first is one, and what may be used (T,)."""

    y: Floats
    x: Floats
    seen: Flags
    start: int


@dataclass(frozen=True, slots=True, eq=False)
class _Independent:
    """Controls (T, R) turned into independent ones of size 1 before the start, and the way back (R, P)."""

    x: Floats
    back: Floats


def _independent(controls: Floats, y: Floats, start: int) -> _Independent:
    """Leave out what is constant or a sum of others before the start, which no reading there can weigh."""
    known = np.isfinite(controls[:start]).all(axis=1) & np.isfinite(y[:start])
    past = controls[:start][known]
    if not len(past) or controls.shape[1] == 0:
        return _Independent(np.zeros((y.size, 0)), np.zeros((0, controls.shape[1])))
    mean, spread = past.mean(axis=0), past.std(axis=0)
    scale = np.where(spread > 1e-12 * (1 + np.abs(mean)), spread, np.inf)
    _, size, turn = np.linalg.svd((past - mean) / scale / np.sqrt(len(past)), full_matrices=False)
    kept = size > 1e-8
    back = turn[kept] / size[kept, None] / scale
    return _Independent((controls - mean) @ back.T, back)


@dataclass(frozen=True, slots=True, eq=False)
class _Filtered:
    """The filter at the start, for each of K ratios.

    ``past`` is the whitened past. ``level`` (K, 1 + R) is the level that the readings and the regressors
    would have by themselves, ``variance`` (K,) its variance in units of the error variance.
    """

    past: Whitened
    level: Floats
    variance: Floats
    ratio: Floats


def _filter(series: _Series, ratio: Floats) -> _Filtered:
    """Run readings and regressors through the same filter, which leaves a regression of innovations."""
    data = np.column_stack([series.y, series.x])
    level, variance = np.zeros((ratio.size, data.shape[1])), np.zeros(ratio.size)
    rows: list[Floats] = []
    log_spread = np.zeros(ratio.size)
    for t in range(series.start):
        if series.seen[t]:
            total = variance + 1.0
            innovation = data[t] - level
            rows.append(innovation / np.sqrt(total)[:, None])
            log_spread += np.log(total)
            level = level + (variance / total)[:, None] * innovation
            variance = variance / total
        variance = variance + ratio
    past = np.stack(rows, axis=1)
    return _Filtered(Whitened(past[:, :, 0], past[:, :, 1:], log_spread), level, variance, ratio)


def _given_ratio(series: _Series, step: float) -> Floats:
    """(1,) ratio at which a step of the level has this size; its error variance depends on the ratio."""
    variance = regress(_filter(series, RATIOS).past).variance
    past = series.y[: series.start][series.seen[: series.start]]
    return np.atleast_1d(np.interp((step * past.std()) ** 2, RATIOS * variance, RATIOS))


def _mean_effect(series: _Series, at: _Filtered, fit: Regressed, weight: Floats) -> Mixture:
    """Mean of reading minus expected reading over the readings after the start."""
    seen = series.seen[series.start :]
    share = seen / seen.sum()
    still = share[::-1].cumsum()[::-1]  # what a step of the level in a period still moves
    apart = share @ series.x[series.start :] - at.level[:, 1:]
    expected = at.level[:, 0] + (apart * fit.coefficient).sum(axis=1)
    wander = at.variance + at.ratio * (still[1:] ** 2).sum()
    unknown = np.einsum("ki,kij,kj->k", apart, fit.spread, apart)
    scale = np.sqrt(fit.variance * (1.0 / seen.sum() + wander + unknown))
    return Mixture(weight, share @ series.y[series.start :] - expected, scale, fit.freedom)


def _path(series: _Series, at: _Filtered, fit: Regressed, weight: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of every reading after the start, had there been no effect."""
    x = series.x[series.start :]
    apart = x - at.level[:, None, 1:]
    expected = at.level[:, :1] + np.einsum("kti,ki->kt", apart, fit.coefficient)
    wander = at.variance[:, None] + at.ratio[:, None] * np.arange(len(x))
    unknown = np.einsum("kti,kij,ktj->kt", apart, fit.spread, apart, optimize=True)
    variance = fit.variance[:, None] * (1.0 + wander + unknown) * fit.freedom / max(fit.freedom - 2, 1)
    mean = weight @ expected
    return mean, np.sqrt(weight @ (variance + (expected - mean) ** 2))
