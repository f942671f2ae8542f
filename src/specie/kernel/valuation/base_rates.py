"""Where a growth rate stands among firms of one size: between printed shares, no curve assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from specie.kernel.growth import Bounds

if TYPE_CHECKING:
    from collections.abc import Sequence


class Reached(NamedTuple):
    """Share of the firms of one class that grew at least so fast."""

    growth: float
    """Compound growth a year, fraction."""
    share: float
    """Share of the cases that reached it, fraction."""
    rounding: float = 0.0
    """How far rounding of the printed figures may have moved the share, either way."""


def real_growth(nominal: float, inflation: float) -> float:
    """Take inflation out of a growth rate: ``(1 + g) / (1 + i) - 1``.

    Parameters
    ----------
    nominal, inflation : float
        Fractions a year, inflation above -1.

    Returns
    -------
    float
        Real growth a year.
    """
    return (1 + nominal) / (1 + inflation) - 1


def nominal_growth(real: float, inflation: float) -> float:
    """Put inflation back into a growth rate: ``(1 + g)(1 + i) - 1``.

    Parameters
    ----------
    real, inflation : float
        Fractions a year.

    Returns
    -------
    float
        Nominal growth a year.
    """
    return (1 + real) * (1 + inflation) - 1


def share_reaching(growth: float, table: Sequence[Reached]) -> Bounds:
    """Bound the share of firms that grew at least so fast.

    Fewer firms reach more: the share at the next printed growth above is a floor, the one at the next below a
    ceiling. Nothing is read between them, and above the highest printed growth the floor is zero.

    Parameters
    ----------
    growth : float
        Compound growth a year, in the terms of the table (real or nominal).
    table : sequence of Reached
        Printed shares of one class of firms and one number of years, at least one.

    Returns
    -------
    Bounds
        Fractions from 0 to 1.
    """
    if not table:
        raise ValueError("no printed shares")
    below = [row for row in table if row.growth <= growth]
    above = [row for row in table if row.growth >= growth]
    high = min((row.share + row.rounding for row in below), default=1.0)
    low = max((row.share - row.rounding for row in above), default=0.0)
    return Bounds(np.float64(max(0.0, low)), np.float64(min(1.0, max(high, low))))
