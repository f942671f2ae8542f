r"""Equity as a call on what the firm owns: value and risk of its assets, distance to and chance of default.

A firm owes :math:`D` in :math:`T` years. Its assets follow :math:`dV = \mu V\,dt + \sigma_V V\,dW`, and its
owners keep what is left, so

.. math::

    E = V \Phi(d_1) - D e^{-rT} \Phi(d_2), \qquad \sigma_E E = \sigma_V V \Phi(d_1),

with :math:`d_1 = [\ln(V/D) + (r + \sigma_V^2/2) T] / (\sigma_V \sqrt T)` and
:math:`d_2 = d_1 - \sigma_V \sqrt T`.

References
----------
Merton, R. C. (1974). On the pricing of corporate debt: the risk structure of interest rates. Journal of
Finance 29(2), 449-470. doi:10.1111/j.1540-6261.1974.tb03058.x
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from scipy.special import log_ndtr, ndtr

from specie.kernel.credit.newton import bracket, rising_root

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_ROOT_2PI = np.sqrt(2 * np.pi)


class Assets(NamedTuple):
    """What a firm owns, as its share price implies; both of the broadcast shape of the inputs."""

    value: Floats
    """In the unit of the equity."""
    volatility: Floats
    """Standard deviation of the log return, per root year."""


def solve_assets(
    equity: ArrayLike,
    equity_volatility: ArrayLike,
    debt: ArrayLike,
    rate: ArrayLike,
    horizon: ArrayLike = 1.0,
) -> Assets:
    r"""Return the asset value and volatility that solve both of Merton's equations.

    With :math:`e = E e^{rT}/D` and :math:`z = d_2` the second equation gives
    :math:`s = \sigma_V\sqrt T = \sigma_E\sqrt T\, e / (e + \Phi(z))`, and the first becomes

    .. math:: s z + s^2/2 + \ln\Phi(z + s) - \ln(e + \Phi(z)) = 0.

    It has exactly one root: along the assets that give :math:`E`, the implied :math:`\sigma_E` rises with
    :math:`\sigma_V` at the rate :math:`V \Phi(d_1)\,\mathrm{Var}(Z \mid Z < d_1) / E > 0`, from zero without
    bound. The root is bracketed and found by Newton's method with halving as the fallback.

    Parameters
    ----------
    equity : array_like, shape (...)
        Market value of all shares, above 0.
    equity_volatility : array_like, shape (...)
        Volatility of the share, per root year, above 0.
    debt : array_like, shape (...)
        Face value owed at the horizon, at least 0; without debt the assets are the equity.
    rate : array_like, shape (...)
        Riskless rate, continuously compounded, a year.
    horizon : array_like, shape (...)
        Years, above 0.
    """
    e, sigma, d, r, t = _checked(equity, equity_volatility, debt, rate, horizon)
    owes = d > 0
    strike = np.where(owes, d, 1.0) * np.exp(-r * t)
    unit, spread = e / strike, sigma * np.sqrt(t)
    safest = spread * unit / (1 + unit)
    start = (np.log1p(unit) - safest**2 / 2) / safest

    def excess(z: Floats) -> tuple[Floats, Floats]:
        return _excess(z, unit, spread)

    z = rising_root(excess, *bracket(excess, start), start)
    s = spread * unit / (unit + ndtr(z))
    value, volatility = strike * np.exp(s * z + s**2 / 2), s / np.sqrt(t)
    return Assets(np.where(owes, value, e)[()], np.where(owes, volatility, sigma)[()])


def equity_value(
    assets: ArrayLike, volatility: ArrayLike, debt: ArrayLike, rate: ArrayLike, horizon: ArrayLike = 1.0
) -> Floats:
    """Return what the owners' call on the assets is worth: the first of Merton's equations.

    Parameters
    ----------
    assets, volatility : array_like, shape (...)
        Value of the assets and its volatility per root year, above 0.
    debt, rate, horizon : array_like, shape (...)
        As in :func:`solve_assets`.
    """
    v, sigma, d, r, t = _checked(assets, volatility, debt, rate, horizon)
    owes = d > 0
    strike = np.where(owes, d, 1.0) * np.exp(-r * t)
    with np.errstate(divide="ignore", invalid="ignore"):
        call = strike * np.exp(_log_call(np.log(v / strike), sigma * np.sqrt(t))[0])
    return np.where(owes, call, v)[()]


def asset_value(
    equity: ArrayLike, volatility: ArrayLike, debt: ArrayLike, rate: ArrayLike, horizon: ArrayLike = 1.0
) -> Floats:
    r"""Return the assets whose call is worth the equity, at a known asset volatility.

    The log of the call is concave and rising in :math:`\ln V`, and :math:`E < V < E + D e^{-rT}` bounds it.

    Parameters
    ----------
    equity : array_like, shape (...)
        Above 0.
    volatility : array_like, shape (...)
        Asset volatility per root year, above 0.
    debt, rate, horizon : array_like, shape (...)
        As in :func:`solve_assets`.
    """
    e, sigma, d, r, t = _checked(equity, volatility, debt, rate, horizon)
    owes = d > 0
    strike = np.where(owes, d, 1.0) * np.exp(-r * t)
    target, spread = np.log(e / strike), sigma * np.sqrt(t)

    def excess(x: Floats) -> tuple[Floats, Floats]:
        log_call, elasticity = _log_call(x, spread)
        return log_call - target, elasticity

    high = np.logaddexp(target, 0.0)
    return np.where(owes, strike * np.exp(rising_root(excess, target, high, high)), e)[()]


def distance_to_default(
    assets: ArrayLike, volatility: ArrayLike, debt: ArrayLike, drift: ArrayLike, horizon: ArrayLike = 1.0
) -> Floats:
    r"""Return by how many standard deviations the assets are expected to end above the debt.

    :math:`\mathrm{DD} = [\ln(V/D) + (\mu - \sigma_V^2/2) T] / (\sigma_V \sqrt T)`; with the riskless rate as
    the drift it is :math:`d_2`. Without debt it is infinite.

    Parameters
    ----------
    assets, volatility : array_like, shape (...)
        Value of the assets and its volatility per root year, above 0.
    debt : array_like, shape (...)
        At least 0.
    drift : array_like, shape (...)
        Expected growth of the assets a year: the riskless rate for the risk-neutral law, or the assets' own.
    horizon : array_like, shape (...)
        Years, above 0.
    """
    v, sigma, d, mu, t = _checked(assets, volatility, debt, drift, horizon)
    with np.errstate(divide="ignore"):
        return ((np.log(v) - np.log(d) + (mu - sigma**2 / 2) * t) / (sigma * np.sqrt(t)))[()]


def default_probability(
    assets: ArrayLike, volatility: ArrayLike, debt: ArrayLike, drift: ArrayLike, horizon: ArrayLike = 1.0
) -> Floats:
    r"""Return the chance that the assets end below the debt, :math:`\Phi(-\mathrm{DD})`.

    Risk-neutral where the drift is the riskless rate, physical where it is the assets' own. The normal law
    understates small chances: read distances beyond four as "far", not as their probability.

    Parameters
    ----------
    assets, volatility, debt, drift, horizon : array_like, shape (...)
        As in :func:`distance_to_default`.
    """
    return ndtr(-distance_to_default(assets, volatility, debt, drift, horizon))


def _excess(z: Floats, unit: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Left side of the joined equation and its slope."""
    holders = unit + ndtr(z)
    s = spread * unit / holders
    density = np.exp(-(z**2) / 2) / _ROOT_2PI
    falls = -s * density / holders
    d1 = z + s
    hazard = np.exp(-(d1**2) / 2 - log_ndtr(d1)) / _ROOT_2PI
    value = s * z + s**2 / 2 + log_ndtr(d1) - np.log(holders)
    return value, s + (z + s) * falls + hazard * (1 + falls) - density / holders


def _log_call(x: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Log of a call per unit of discounted strike, and its slope, at ``x`` the log of assets per strike."""
    d1 = x / spread + spread / 2
    receive, pay = x + log_ndtr(d1), log_ndtr(d1 - spread)
    log_call = receive + np.log(-np.expm1(np.minimum(pay - receive, 0.0)))
    return log_call, np.exp(receive - log_call)


def _checked(
    value: ArrayLike, volatility: ArrayLike, debt: ArrayLike, rate: ArrayLike, years: ArrayLike
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    v, s, d, r, t = np.broadcast_arrays(
        *(np.asarray(x, dtype=np.float64) for x in (value, volatility, debt, rate, years))
    )
    if not np.all((v > 0) & (s > 0) & (d >= 0) & (t > 0) & np.isfinite(v + s + d + r + t)):
        raise ValueError("value, volatility and horizon are above 0, debt is at least 0, and all are finite")
    return v, s, d, r, t
