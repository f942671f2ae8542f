r"""How often a market fell how far, and what a fall of given depth says of a factor that firms hang on.

The chance that a year brings a fall of at least depth d is read off a record of falls over T years,

.. math:: p(d) = \#\{d_k \ge d\} / T,

between the depths of the record straight in :math:`\ln p`; no deeper than the deepest and no shallower than
the shallowest of them. A year felt as x (Student t, low is bad) falls by the depth that has the chance
:math:`t_\nu(x)`, and by nothing where falls are less often than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.credit.factors import thresholds, uniforms

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Falls of one market over some years; make it with :func:`record`.

    Attributes
    ----------
    depth : (k,) array
        Depths as parts of the price, rising, each once.
    chance : (k,) array
        Chance that a year brings a fall at least so deep, falling.
    """

    depth: Floats
    chance: Floats


def record(depths: ArrayLike, years: float) -> Record:
    """Set up a record.

    Parameters
    ----------
    depths : array_like, shape (k,)
        Depth of each fall, between 0 and 1.
    years : float
        Years over which every fall of that size was recorded; more than there are falls.
    """
    found = np.sort(np.asarray(depths, dtype=np.float64))
    if found.ndim != 1 or not found.size or not np.all((found > 0) & (found < 1)):
        raise ValueError("a fall is a part of the price between 0 and 1, and one is needed")
    if not years > found.size:
        raise ValueError(f"{found.size} falls in {years:g} years: more than one a year")
    depth = np.unique(found)
    return Record(depth, (found[None, :] >= depth[:, None]).sum(axis=1) / years)


def chance_of(of: Record, depth: ArrayLike) -> Floats:
    """Return the chance that a year brings a fall of at least a depth, shape of ``depth``."""
    return np.exp(np.interp(np.asarray(depth, dtype=np.float64), of.depth, np.log(of.chance)))


def felt_as(of: Record, depth: ArrayLike, df: float = np.inf) -> Floats:
    """Return what the market's factor is felt as in a year with a fall of a depth."""
    return thresholds(chance_of(of, depth), df)


def fall_in(of: Record, felt: ArrayLike, df: float = np.inf) -> Floats:
    """Return the fall of each year, 0 where it brings none; shape of ``felt``."""
    x = np.asarray(felt, dtype=np.float64)
    falls = x <= thresholds(of.chance[0] * (1 + 1e-9), df)
    fall = np.zeros(x.shape)
    chance = np.log(np.maximum(uniforms(x[falls], df), 1e-300))
    # interp needs rising places: chances rise as depths fall.
    fall[falls] = np.interp(chance, np.log(of.chance[::-1]), of.depth[::-1])
    return fall


def reached(depth: ArrayLike, months: float, horizon: ArrayLike) -> Floats:
    r"""Return how deep a fall is by a month: :math:`1 - (1 - d)^{\min(t, T)/T}`, the same part every month.

    Parameters
    ----------
    depth : array_like, shape (...)
        Whole depth, at least 0 and below 1.
    months : float
        Months from peak to trough, at least 0; at once where it is 0.
    horizon : array_like, shape (...)
        Months since the peak.
    """
    d, t = np.asarray(depth, dtype=np.float64), np.asarray(horizon, dtype=np.float64)
    if not np.all((d >= 0) & (d < 1)) or months < 0:
        raise ValueError("a depth is at least 0 and below 1, months are at least 0")
    part = np.minimum(t / months, 1.0) if months > 0 else np.ones_like(t)
    return 1 - (1 - d) ** part
