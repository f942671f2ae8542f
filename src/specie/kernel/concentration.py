"""How concentrated money is among suppliers: HHI, Hill numbers, top share, and bands.

The Herfindahl-Hirschman index of shares ``s[i]`` is ``sum(s[i]**2)`` (Hirschman 1964, American Economic
Review 54(5), 761), from ``1/m`` for m equal holders to 1 for one holder; times 10,000 it is in "points", as
antitrust authorities print it. Its inverse is the number of equal holders that would be as concentrated: the
Hill number of order 2 (Hill 1973, doi:10.2307/1934352). For money whose holder is not known see
:mod:`specie.kernel.allocation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

POINTS = 10_000.0


class Band(StrEnum):
    """Reading of an HHI."""

    LOW = "not concentrated"
    MODERATE = "moderately concentrated"
    HIGH = "highly concentrated"


@dataclass(frozen=True, slots=True)
class Bands:
    """Thresholds in points, and who published them.

    The defaults are those of merger review. They were made for shares of a market, not for the suppliers of
    one buyer: a point of orientation to be replaced by the user's own.
    """

    moderate: float = 1000.0
    high: float = 1800.0
    source: str = (
        "U.S. Department of Justice and Federal Trade Commission, Merger Guidelines, 18 December 2023, "
        "Guideline 1; https://www.justice.gov/atr/herfindahl-hirschman-index"
    )

    def of(self, points: float) -> Band:
        """Band of an HHI in points; a threshold itself belongs to the lower band."""
        if points > self.high:
            return Band.HIGH
        return Band.MODERATE if points > self.moderate else Band.LOW


def shares(amounts: ArrayLike) -> Floats:
    """Shares of a total.

    Parameters
    ----------
    amounts : (m,) array
        Money per holder, none negative, sum above zero.

    Raises
    ------
    ValueError
        A negative or infinite amount, or nothing to share: a share would have no meaning.
    """
    money = np.asarray(amounts, dtype=float)
    if not np.isfinite(money).all() or (money < 0).any():
        raise ValueError("amounts must be finite and not negative")
    total = float(money.sum())
    if total <= 0:
        raise ValueError("no amount to share")
    return money / total


def hhi(amounts: ArrayLike) -> float:
    """Herfindahl-Hirschman index ``sum(s**2)`` in (0, 1]; multiply by ``POINTS`` for points."""
    return float((shares(amounts) ** 2).sum())


def effective_number(amounts: ArrayLike, order: float = 2.0) -> float:
    """Hill number: how many equal holders would be as concentrated.

    ``(sum(s**q))**(1/(1-q))``; order 0 counts holders, 1 is the exponential of Shannon's entropy, 2 the
    inverse HHI, infinity the inverse of the top share.
    """
    share = shares(amounts)
    share = share[share > 0]
    if np.isinf(order):
        return float(1 / share.max())
    if order == 1:
        return float(np.exp(-(share * np.log(share)).sum()))
    return float((share**order).sum() ** (1 / (1 - order)))


def top_share(amounts: ArrayLike, holders: int = 1) -> float:
    """Share of the largest ``holders`` together (the concentration ratio CR-k)."""
    return float(np.sort(shares(amounts))[::-1][:holders].sum())
