"""A price in two parts: what today's earnings are worth without growth, and the rest, paid for growth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from specie.kernel.growth import Bounds

if TYPE_CHECKING:
    from specie.kernel.valuation.paths import Floats, Numbers


class Split(NamedTuple):
    """A price and its two parts, each within bounds."""

    in_place: Bounds
    """Value of today's earnings kept for ever without growth, money."""
    growth: Bounds
    """Present value of growth opportunities, money; negative where growth would destroy value."""
    share: Bounds
    """Growth opportunities as a share of the price, at most 1."""


def growing_perpetuity(payment: Numbers, rate: Numbers, growth: Numbers) -> Floats:
    r"""Price of payments that grow for ever: :math:`P = D_1 / (r - g)`.

    Parameters
    ----------
    payment : array_like, shape (...)
        Payment of the next year, money.
    rate, growth : array_like, shape (...)
        Required return r and growth g a year, fractions with g below r.

    Returns
    -------
    ndarray, shape (...)
        Money.

    References
    ----------
    Gordon, M. J., & Shapiro, E. (1956). Management Science 3(1).
    """
    r, g = np.asarray(rate, dtype=np.float64), np.asarray(growth, dtype=np.float64)
    if not np.all(g < r):
        raise ValueError("growth must stay below the required return")
    return np.asarray(payment, dtype=np.float64) / (r - g)


def split(price: Bounds, earnings: Bounds, rate: Bounds) -> Split:
    r"""Split a price: :math:`P = E / r + PVGO`, with bounds of price, earnings and required return.

    Parameters
    ----------
    price : Bounds, shape (...)
        Price of all shares, or of one, above 0.
    earnings : Bounds, shape (...)
        Earnings a year for the same shares, above 0 throughout: a firm without earnings has no assets in
        place by this reading, and the caller has to say so.
    rate : Bounds, shape (...)
        Required return a year, above 0.

    Returns
    -------
    Split
        Assets in place, growth opportunities, and their share of the price.

    Raises
    ------
    ValueError
        Earnings, price or return that may be zero or less.

    References
    ----------
    Brealey, R., Myers, S., & Allen, F. (2020). Principles of Corporate Finance, 13th ed. McGraw-Hill, ch. 4.
    Miller, M., & Modigliani, F. (1961). Journal of Business 34(4).
    """
    if not all(np.all(np.asarray(figure.low) > 0) for figure in (price, earnings, rate)):
        raise ValueError("price, earnings and required return must be above zero")
    in_place = Bounds(earnings.low / rate.high, earnings.high / rate.low)
    growth = Bounds(price.low - in_place.high, price.high - in_place.low)
    # Not growth over price: where the price has no upper end its share of earnings in place has none below.
    least, most = np.divide(in_place.high, price.low), np.divide(in_place.low, price.high)
    share = Bounds(np.subtract(1.0, least), np.subtract(1.0, most))
    return Split(in_place, growth, share)
