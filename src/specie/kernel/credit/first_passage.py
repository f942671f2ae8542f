r"""When cash runs out: the first time a Brownian motion with drift falls to zero, in closed form.

Cash follows :math:`dX = \mu\,dt + \sigma\,dW` from :math:`x`, and :math:`\tau` is the first time it is 0.
With :math:`a = (-x - \mu t)/(\sigma\sqrt t)` and :math:`b = (-x + \mu t)/(\sigma\sqrt t)`

.. math:: P(\tau \le t) = \Phi(a) + e^{-2\mu x/\sigma^2}\,\Phi(b),

the inverse Gaussian law where cash is burnt (:math:`\mu < 0`); where it is earned the chance of ever running
out is :math:`e^{-2\mu x/\sigma^2} < 1`. As :math:`-2\mu x/\sigma^2 = (b^2 - a^2)/2`, the second term is
:math:`\tfrac12 e^{-a^2/2}\,\mathrm{erfcx}(-b/\sqrt2)`, which neither overflows nor cancels.

Units are the caller's: money and months give a drift in money a month and a volatility in money per root
month.

References
----------
Giner, G. and Smyth, G. K. (2016). statmod: probability calculations for the inverse Gaussian distribution.
The R Journal 8(1), 339-351. doi:10.32614/RJ-2016-024
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from scipy.special import erfcx, ndtr

from specie.kernel.credit.newton import bracket, rising_root

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_ROOT_2, _ROOT_2PI = np.sqrt(2.0), np.sqrt(2 * np.pi)
_DRIFTLESS = 1e-7
"""Below this drift, in units of the noise, the formula without drift is nearer than the quotient with it."""


class _Ends(NamedTuple):
    """Both standardised distances and both terms of the law at one time."""

    a: Floats
    b: Floats
    direct: Floats
    reflected: Floats


def run_out_probability(cash: ArrayLike, drift: ArrayLike, volatility: ArrayLike, time: ArrayLike) -> Floats:
    """Return the chance that cash has run out by a time.

    Parameters
    ----------
    cash : array_like, shape (...)
        Money now, at least 0; none at all has run out already.
    drift : array_like, shape (...)
        Money gained (lost where negative) per unit of time.
    volatility : array_like, shape (...)
        Money per root of the unit of time, at least 0.
    time : array_like, shape (...)
        At least 0; may be infinite.
    """
    x, mu, sigma, t = _checked(cash, drift, volatility, time)
    ends = _ends(x, mu, sigma, t)
    chance = np.where(_noisy(x, sigma, t), ends.direct + ends.reflected, _certain(x, mu, t))
    return np.where(np.isinf(t) & (sigma > 0) & (x > 0), _ever(x, mu, sigma), np.minimum(chance, 1.0))[()]


def survival_probability(cash: ArrayLike, drift: ArrayLike, volatility: ArrayLike, time: ArrayLike) -> Floats:
    r"""Return the chance that cash has not run out by a time, exact also where it is tiny.

    Where :math:`a > 0` it is :math:`\tfrac12 e^{-a^2/2}\,[\mathrm{erfcx}(a/\sqrt2) -
    \mathrm{erfcx}(-b/\sqrt2)]`.

    Parameters
    ----------
    cash, drift, volatility, time : array_like, shape (...)
        As in :func:`run_out_probability`.
    """
    x, mu, sigma, t = _checked(cash, drift, volatility, time)
    a, b, _, reflected = _ends(x, mu, sigma, t)
    far = a > 0
    scaled = erfcx(np.where(far, a, 0.0) / _ROOT_2) - erfcx(-np.where(far, np.minimum(b, 0.0), 0.0) / _ROOT_2)
    left = np.where(far, np.exp(-(a**2) / 2) * scaled / 2, ndtr(-a) - reflected)
    chance = np.where(_noisy(x, sigma, t), np.clip(left, 0.0, 1.0), 1 - _certain(x, mu, t))
    return np.where(np.isinf(t) & (sigma > 0) & (x > 0), 1 - _ever(x, mu, sigma), chance)[()]


def run_out_density(cash: ArrayLike, drift: ArrayLike, volatility: ArrayLike, time: ArrayLike) -> Floats:
    r"""Return the density of the time cash runs out, :math:`\frac{x}{\sigma t^{3/2}}\,\varphi(a)`.

    Parameters
    ----------
    cash, drift, volatility, time : array_like, shape (...)
        As in :func:`run_out_probability`, with cash, volatility and time above 0.
    """
    x, mu, sigma, t = _checked(cash, drift, volatility, time)
    if not np.all((x > 0) & (sigma > 0) & (t > 0)):
        raise ValueError("a density needs cash, volatility and time above 0")
    a = (-x - mu * t) / (sigma * np.sqrt(t))
    return (x / (sigma * t**1.5) * np.exp(-(a**2) / 2) / _ROOT_2PI)[()]


def expected_time(cash: ArrayLike, drift: ArrayLike) -> Floats:
    r"""Return the expected time to running out: :math:`x / |\mu|` where cash is burnt, else infinite.

    Parameters
    ----------
    cash, drift : array_like, shape (...)
        As in :func:`run_out_probability`; the volatility does not move the mean.
    """
    x, mu, _, _ = _checked(cash, drift, 0.0, 0.0)
    burnt = mu < 0
    with np.errstate(over="ignore"):
        due = np.where(burnt, x / np.where(burnt, -mu, 1.0), np.inf)
    return np.where(x == 0, 0.0, due)[()]


def time_within(cash: ArrayLike, drift: ArrayLike, volatility: ArrayLike, horizon: ArrayLike) -> Floats:
    r"""Return the expected time with cash up to a horizon, :math:`E[\min(\tau, T)]`.

    Stopping the martingale :math:`X_t - \mu t` at :math:`\min(\tau, T)` gives :math:`T\,P(\tau > T) +
    \frac{x}{-\mu}[\Phi(a) - e^{-2\mu x/\sigma^2}\Phi(b)]`; the last part is the time of those that run out,
    and has the limit :math:`2 x \varphi(a) \sqrt T/\sigma - 2 x^2 \Phi(a) / \sigma^2` without drift.

    Parameters
    ----------
    cash, drift, volatility : array_like, shape (...)
        As in :func:`run_out_probability`.
    horizon : array_like, shape (...)
        At least 0 and finite.
    """
    x, mu, sigma, t = _checked(cash, drift, volatility, horizon)
    if not np.all(np.isfinite(t)):
        raise ValueError("the horizon is finite; the mean over all time is expected_time")
    a, _, direct, reflected = _ends(x, mu, sigma, t)
    noise = np.where(sigma > 0, sigma, 1.0)
    still = np.abs(mu) * np.maximum(x / noise**2, np.sqrt(t) / noise) < _DRIFTLESS
    with_drift = x * (reflected - direct) / np.where(still, 1.0, mu)
    density = np.exp(-(a**2) / 2) / _ROOT_2PI
    without = 2 * x * density * np.sqrt(t) / noise - 2 * (x / noise) ** 2 * direct
    noisy = t * survival_probability(x, mu, sigma, t) + np.where(still, without, with_drift)
    certain = np.minimum(t, expected_time(x, mu))
    return np.where(_noisy(x, sigma, t), np.clip(noisy, 0.0, t), certain)[()]


def run_out_quantile(
    cash: ArrayLike, drift: ArrayLike, volatility: ArrayLike, probability: ArrayLike
) -> Floats:
    """Return the time by which cash has run out with a given chance; infinite where it never gets that far.

    Feeding uniform draws as ``probability`` draws times of running out.

    Parameters
    ----------
    cash, drift, volatility : array_like, shape (...)
        As in :func:`run_out_probability`.
    probability : array_like, shape (...)
        Within [0, 1].
    """
    x, mu, sigma, _ = _checked(cash, drift, volatility, 0.0)
    x, mu, sigma, p = np.broadcast_arrays(x, mu, sigma, np.asarray(probability, dtype=np.float64))
    if not np.all((p >= 0) & (p <= 1)):
        raise ValueError("a chance lies within [0, 1]")
    ever = run_out_probability(x, mu, sigma, np.inf)
    solvable = (x > 0) & (sigma > 0) & (p > 0) & (p < ever)
    found = _solved(*(np.where(solvable, v, s) for v, s in ((x, 1.0), (mu, -1.0), (sigma, 1.0), (p, 0.5))))
    fixed = np.where((sigma > 0) & (x > 0), np.inf, expected_time(x, mu))
    return np.where(solvable, found, np.where((p == 0) | (x == 0), 0.0, fixed))[()]


def _solved(x: Floats, mu: Floats, sigma: Floats, p: Floats) -> Floats:
    """Root in log time of the log chance, or of the log survival where that is the smaller part."""

    def excess(log_t: Floats) -> tuple[Floats, Floats]:
        t = np.exp(np.clip(log_t, -700.0, 700.0))
        chance = run_out_probability(x, mu, sigma, t)
        left = survival_probability(x, mu, sigma, t)
        slope = run_out_density(x, mu, sigma, t) * t
        late = p > 0.5
        return (
            np.where(late, np.log1p(-p) - np.log(left), np.log(chance) - np.log(p)),
            slope / np.where(late, left, chance),
        )

    start = np.log(x) - np.log(np.maximum(np.abs(mu), sigma**2 / x))
    return np.exp(rising_root(excess, *bracket(excess, start), start))


def _ends(x: Floats, mu: Floats, sigma: Floats, t: Floats) -> _Ends:
    noisy = _noisy(x, sigma, t)
    spread = np.where(noisy, sigma * np.sqrt(np.where(noisy, t, 1.0)), 1.0)
    years = np.where(noisy, t, 0.0)
    a, b = (-x - mu * years) / spread, (-x + mu * years) / spread
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        near = np.exp(-(a**2) / 2) * erfcx(-np.minimum(b, 0.0) / _ROOT_2) / 2
        ahead = np.exp(-2 * np.maximum(mu, 0.0) * x / np.where(noisy, sigma, 1.0) ** 2) * ndtr(b)
    return _Ends(a, b, ndtr(a), np.where(b <= 0, near, ahead))


def _noisy(x: Floats, sigma: Floats, t: Floats) -> NDArray[np.bool_]:
    return (sigma > 0) & (t > 0) & np.isfinite(t) & (x > 0)


def _certain(x: Floats, mu: Floats, t: Floats) -> Floats:
    """Chance without noise: 0 or 1."""
    due = expected_time(x, mu)
    return np.where(x == 0, 1.0, ((due <= t) & np.isfinite(due)).astype(np.float64))


def _ever(x: Floats, mu: Floats, sigma: Floats) -> Floats:
    return np.exp(-2 * np.maximum(mu, 0.0) * x / np.where(sigma > 0, sigma, 1.0) ** 2)


def _checked(
    cash: ArrayLike, drift: ArrayLike, volatility: ArrayLike, time: ArrayLike
) -> tuple[Floats, Floats, Floats, Floats]:
    x, mu, sigma, t = np.broadcast_arrays(
        *(np.asarray(v, dtype=np.float64) for v in (cash, drift, volatility, time))
    )
    if not np.all((x >= 0) & (sigma >= 0) & (t >= 0) & np.isfinite(x + mu + sigma)):
        raise ValueError("cash, volatility and time are at least 0, and all but time are finite")
    return x, mu, sigma, t
