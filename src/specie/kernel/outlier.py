"""Values of a series that stand out from their neighbours, judged by medians so that they cannot hide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

MAD_TO_SIGMA = 1.4826  # 1 / the 75 % quantile of the standard normal
MEAN_AD_TO_SIGMA = 1.2533  # sqrt(pi / 2)


@dataclass(frozen=True, slots=True)
class Scores:
    """What was expected of each value and how far it lies from it: both (n,) arrays."""

    expected: Floats
    score: Floats


def neighbour_scores(y: ArrayLike, reach: int = 3) -> Scores:
    r"""Modified z-scores against the median of the neighbours.

    .. math:: e_t = \mathrm{median}(y_{t-r}, \dots, y_{t-1}, y_{t+1}, \dots, y_{t+r}), \quad
              z_t = \frac{(y_t - e_t) - m}{1.4826\,\mathrm{MAD}}

    with m the median and MAD the median absolute deviation of :math:`y_t - e_t`; where more than half of the
    differences are equal, the mean absolute deviation times 1.2533 takes its place. A common threshold is 3.5
    (Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers, ASQC, section 3). Near an end of the series
    the neighbours lie on one side, so a steep trend raises the score there.

    Parameters
    ----------
    y : (n,) array
        Equally spaced series, any unit, n >= 2.
    reach : int
        Neighbours r on either side.

    Returns
    -------
    Scores
        Score 0 everywhere if nothing differs.
    """
    series = np.asarray(y, dtype=float)
    expected = np.array([np.median(_neighbours(series, t, reach)) for t in range(series.size)])
    residual = series - expected
    centred = residual - np.median(residual)
    return Scores(expected, centred / scale if (scale := _scale(centred)) > 0 else np.zeros_like(series))


def _neighbours(series: Floats, t: int, reach: int) -> Floats:
    return np.concatenate([series[max(t - reach, 0) : t], series[t + 1 : t + 1 + reach]])


def _scale(centred: Floats) -> float:
    middle = float(np.median(np.abs(centred)))
    return MAD_TO_SIGMA * middle if middle > 0 else MEAN_AD_TO_SIGMA * float(np.abs(centred).mean())
