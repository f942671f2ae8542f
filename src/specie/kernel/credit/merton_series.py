r"""Asset value, volatility and drift from a series of share prices, by the iterated form of Merton's model.

Start with some :math:`\sigma_V`; invert the call at each date for :math:`V`; take the volatility of
:math:`\ln V` as the next :math:`\sigma_V`; stop where it stays. It avoids the second of Merton's equations,
which holds only at an instant while leverage moves. For Merton's model the fixed point is the maximum of the
likelihood (Duan, Gauthier & Simonato 2005, GERAD G-2005-06).

References
----------
Vassalou, M. and Xing, Y. (2004). Default risk in equity returns. Journal of Finance 59(2), 831-868.
doi:10.1111/j.1540-6261.2004.00650.x
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from specie.kernel.credit.merton import asset_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

MIN_DATES = 20
"""With fewer the volatility is known to a sixth of itself at best, and the chance of default to nothing."""


class AssetSeries(NamedTuple):
    """What a series of share prices implies; ``(...)`` is the shape of the firms."""

    value: Floats
    """Assets at each date, shape (..., dates)."""
    volatility: Floats
    """Standard deviation of their log return, per root year."""
    volatility_error: Floats
    r"""Its standard error :math:`\sigma / \sqrt{2 (n - 1)}` for n returns."""
    drift: Floats
    r"""Expected growth a year, :math:`\mu`, so that the mean log return is :math:`\mu - \sigma^2/2`."""
    drift_error: Floats
    r"""Its standard error :math:`\sigma / \sqrt{\text{years}}`: a year of prices says little about growth."""
    rounds: int
    converged: NDArray[np.bool_]
    """Whether the volatility moved by less than the tolerance in the last round."""


def iterate_assets(
    equity: ArrayLike,
    debt: ArrayLike,
    rate: ArrayLike,
    dates_per_year: float = 252.0,
    horizon: float = 1.0,
    tolerance: float = 1e-8,
    most_rounds: int = 500,
) -> AssetSeries:
    """Iterate asset values and their volatility until they agree.

    Parameters
    ----------
    equity : array_like, shape (..., dates)
        Market value of all shares, equally spaced in time, oldest first, above 0, at least twenty dates.
    debt, rate : array_like, broadcast to (..., dates)
        Owed at the horizon (at least 0), and the riskless rate a year.
    dates_per_year : float
        Dates to the year, above 0.
    horizon : float
        Years from each date to the day the debt is due.
    tolerance : float
        Relative change of the volatility at which the iteration ends.
    most_rounds : int
        Rounds after which it ends anyway; ``converged`` tells.
    """
    e, d, r = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (equity, debt, rate)))
    _check(e, dates_per_year)
    volatility = _volatility(e, dates_per_year) * e[..., -1] / (e[..., -1] + d[..., -1])
    if not np.all(volatility > 0):
        raise ValueError("a share price that never moves has no volatility to read")
    value, change, rounds = e, np.full(volatility.shape, np.inf), 0
    while rounds < most_rounds and not np.all(change < tolerance):
        value = asset_value(e, volatility[..., None], d, r, horizon)
        new = _volatility(value, dates_per_year)
        change, volatility, rounds = np.abs(new / volatility - 1), new, rounds + 1
    return _summary(value, volatility, dates_per_year, rounds, change < tolerance)


def _summary(
    value: Floats, volatility: Floats, dates_per_year: float, rounds: int, converged: NDArray[np.bool_]
) -> AssetSeries:
    returns = value.shape[-1] - 1
    years = returns / dates_per_year
    growth = np.log(value[..., -1] / value[..., 0]) / years
    return AssetSeries(
        value=value,
        volatility=volatility[()],
        volatility_error=(volatility / np.sqrt(2 * (returns - 1)))[()],
        drift=(growth + volatility**2 / 2)[()],
        drift_error=(volatility / np.sqrt(years))[()],
        rounds=rounds,
        converged=np.asarray(converged),
    )


def _volatility(series: Floats, dates_per_year: float) -> Floats:
    return np.asarray(np.diff(np.log(series), axis=-1).std(axis=-1, ddof=1) * np.sqrt(dates_per_year))


def _check(equity: Floats, dates_per_year: float) -> None:
    if equity.ndim == 0 or equity.shape[-1] < MIN_DATES:
        raise ValueError(f"need at least {MIN_DATES} dates")
    if not (np.all((equity > 0) & np.isfinite(equity)) and dates_per_year > 0):
        raise ValueError("share values and dates to the year are above 0 and finite")
