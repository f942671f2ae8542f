"""Payoffs by kind of exit on common segments: what a sale pays, what an IPO pays, and who can stop it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.terms.waterfall import ipo, sale

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.terms.share_classes import ShareClasses
    from specie.kernel.terms.waterfall import Waterfall

    Floats: TypeAlias = NDArray[np.float64]
    Bools: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ExitPayoff:
    """Payoffs ``level + slope * x`` of each class on segments of the exit value ``x``.

    ``edges`` (segments,) are where they start, the last has no end; ``level`` and ``slope`` have shape
    (2, segments, classes), sale first, then the attempt at an IPO. Where ``blocked`` (segments,), a class
    with the right to it stops the IPO, and the attempt pays what a sale pays.
    """

    edges: Floats
    level: Floats
    slope: Floats
    blocked: Bools

    def __call__(self, exit_value: ArrayLike) -> tuple[Floats, Floats]:
        """Return what a sale and an attempted IPO pay, each of shape (values, classes)."""
        x = np.atleast_1d(np.asarray(exit_value, dtype=np.float64))
        place = np.searchsorted(self.edges, x, side="right") - 1
        both = self.level[:, place] + self.slope[:, place] * x[:, None]
        return both[0], both[1]


def exit_payoff(classes: ShareClasses, years: float = 0.0, edges: ArrayLike = ()) -> ExitPayoff:
    """Put the payoffs of a sale and of an IPO on one set of segments.

    Parameters
    ----------
    classes : ShareClasses
    years : float
        Time from now, in which dividends run up.
    edges : array_like
        Exit values at which segments shall start as well.

    Returns
    -------
    ExitPayoff
        An IPO below the value from which a class must convert is stopped where that class would get more in
        a sale; the firm is then sold, as in Gornall and Strebulaev (2020).

    References
    ----------
    Gornall, W., Strebulaev, I. A. (2020). Squaring venture capital valuations with reality. Journal of
    Financial Economics 135(1), 120-143. doi:10.1016/j.jfineco.2018.04.015
    """
    both = (sale(classes, years), ipo(classes, years))
    limits = classes.must_convert[np.isfinite(classes.must_convert)]
    starts = _distinct(both[0].at, both[1].at, limits, np.asarray(edges, dtype=np.float64))
    if np.any(classes.must_convert > 0):
        starts = _distinct(starts, _crossings(starts, both))
    level, slope = _lines(starts, both)
    blocked = _blocked(starts, level, slope, classes.must_convert)
    level[1, blocked], slope[1, blocked] = level[0, blocked], slope[0, blocked]
    return ExitPayoff(starts, level, slope, blocked)


def _distinct(*several: Floats) -> Floats:
    """Put values in order; two that differ by rounding are one."""
    values = np.sort(np.concatenate(several))
    return values[np.concatenate([[True], np.diff(values) > 1e-12 * values[1:]])]


def _lines(starts: Floats, both: tuple[Waterfall, Waterfall]) -> tuple[Floats, Floats]:
    values = np.stack([waterfall(starts) for waterfall in both])
    inner = np.diff(values, axis=1) / np.diff(starts)[:, None]
    last = np.stack([waterfall.slope for waterfall in both])[:, None]
    slope = np.concatenate([inner, last], axis=1)
    return values - slope * starts[:, None], slope


def _crossings(starts: Floats, both: tuple[Waterfall, Waterfall]) -> Floats:
    """Exit values inside segments at which a class is indifferent between the two."""
    level, slope = _lines(starts, both)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = -(level[1] - level[0]) / (slope[1] - slope[0])
    ends = np.append(starts[1:], np.inf)
    inside = (at > starts[:, None]) & (at < ends[:, None])
    return at[inside]


def _blocked(starts: Floats, level: Floats, slope: Floats, must_convert: Floats) -> Bools:
    middle = np.append((starts[1:] + starts[:-1]) / 2, 2 * starts[-1] + 1.0)
    gain = level[1] - level[0] + (slope[1] - slope[0]) * middle[:, None]
    loses = gain < -1e-9 * np.maximum(middle, 1.0)[:, None]
    return np.any(loses & (middle[:, None] < must_convert), axis=1)
