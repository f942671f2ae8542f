r"""Altman's Z'': four ratios of one balance sheet, and the zones that belong to the constant in use.

.. math:: Z'' = c + 6.56\,X_1 + 3.26\,X_2 + 6.72\,X_3 + 1.05\,X_4

with :math:`X_1` working capital, :math:`X_2` retained earnings and :math:`X_3` earnings before interest and
tax, each to total assets, and :math:`X_4` book equity to total liabilities. Without a constant the zones end
at 1.10 and 2.60; the form for emerging markets adds 3.25, and its zones end at 4.35 and 5.85. The two sets
differ by exactly the constant: a score read against the other set's zones lands in the wrong one, so a score
carries its own.

References
----------
Altman, E. I. (2018). Applications of distress prediction models: what have we learned after 50 years from the
Z-score models? International Journal of Financial Studies 6(3), 70. doi:10.3390/ijfs6030070

Altman, E. I., Iwanicz-Drozdowska, M., Laitinen, E. K. and Suvas, A. (2017). Financial distress prediction in
an international context. Journal of International Financial Management & Accounting 28(2), 131-171.
doi:10.1111/jifm.12053
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

WEIGHTS = (6.56, 3.26, 6.72, 1.05)
_DISTRESS_ENDS, _SAFE_STARTS = 1.10, 2.60


class Zone(IntEnum):
    """Which firms a score resembles; ordered from worst to best."""

    DISTRESS = 0
    GREY = 1
    SAFE = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """A constant and the ends of the zones that fit it."""

    constant: float

    @property
    def distress_ends(self) -> float:
        """Scores below are in distress."""
        return _DISTRESS_ENDS + self.constant

    @property
    def safe_starts(self) -> float:
        """Scores above are safe."""
        return _SAFE_STARTS + self.constant


PLAIN = Scale(0.0)
EMERGING = Scale(3.25)


class ZScore(NamedTuple):
    """Scores with the scale they are on."""

    terms: Floats
    """Weighted ratios, shape (..., 4); with the constant they add up to the score."""
    scale: Scale

    @property
    def value(self) -> Floats:
        """The scores on their scale, shape (...)."""
        return (self._sum + self.scale.constant)[()]

    @property
    def zone(self) -> NDArray[np.int64]:
        """Zones as in :class:`Zone`, shape (...); the same whichever constant is shown."""
        return ((self._sum >= _DISTRESS_ENDS).astype(np.int64) + (self._sum > _SAFE_STARTS))[()]

    @property
    def _sum(self) -> Floats:
        return np.asarray(self.terms.sum(axis=-1))


def z_double_prime(
    working_capital: ArrayLike,
    retained_earnings: ArrayLike,
    ebit: ArrayLike,
    equity: ArrayLike,
    assets: ArrayLike,
    liabilities: ArrayLike,
    scale: Scale = PLAIN,
) -> ZScore:
    """Score firms from one balance sheet each.

    Parameters
    ----------
    working_capital, retained_earnings, ebit, equity : array_like, shape (...)
        Current assets less current liabilities; earnings kept since the start; earnings before interest and
        tax of a year; book value of equity. Any sign, one unit of money for all.
    assets, liabilities : array_like, shape (...)
        Totals, above 0.
    scale : Scale
        :data:`PLAIN` (zones 1.10 and 2.60) or :data:`EMERGING` (adds 3.25; zones 4.35 and 5.85).
    """
    given = (working_capital, retained_earnings, ebit, equity, assets, liabilities)
    x1, x2, x3, x4, total, owed = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in given))
    if not np.all((total > 0) & (owed > 0) & np.isfinite(x1 + x2 + x3 + x4 + total + owed)):
        raise ValueError("total assets and liabilities are above 0, and every figure is finite")
    ratios = np.stack([x1 / total, x2 / total, x3 / total, x4 / owed], axis=-1)
    return ZScore(ratios * np.array(WEIGHTS), scale)
