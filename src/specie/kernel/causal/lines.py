"""What a test by relabelling needs: how much each unit would add to the estimate under each label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lines:
    """Contributions of M exchangeable units (or groups) under each of C labels.

    A label is a path of treatment ("starts in column 40", "never"). Under the hypothesis that the effect is
    ``tau`` in every treated cell, the statistic of a relabelling ``c`` is the straight line

        T_c(tau) = sum over i of (a[i, c_i] - tau * b[i, c_i]),

    and ``b`` summed over the observed labels is 1, so that the estimate is T(0) of the observed labels.

    Parameters
    ----------
    a : (M, C)
        Contribution from the readings.
    b : (M, C)
        Contribution from an effect of one in the cells that were really treated.
    label : (M,)
        The observed labels, 0 to C - 1.
    """

    a: NDArray[np.float64]
    b: NDArray[np.float64]
    label: NDArray[np.int64]

    def __post_init__(self) -> None:
        if self.a.shape != self.b.shape or self.label.shape != self.a.shape[:1]:
            raise ValueError("a and b have one row for each unit and one column for each label")
        slope = float(self.b[np.arange(self.label.size), self.label].sum())
        if not np.isclose(slope, 1.0, rtol=0.0, atol=1e-8):
            raise ValueError("the observed labels do not recover an effect of one")

    @property
    def point(self) -> float:
        """The estimate: the effect at which the observed statistic is zero."""
        return float(self.a[np.arange(self.label.size), self.label].sum())


@dataclass(frozen=True, slots=True)
class Inverted:
    """One test and its inversion: the interval holds exactly the effects that the test does not reject.

    ``p_value`` is two-sided for no effect; ``smallest_p`` the smallest value this design can give;
    ``low`` and ``high`` are infinite where the design cannot exclude any effect on that side;
    ``assignments`` how many relabellings were compared, all of them where ``enumerated``.
    """

    point: float
    low: float
    high: float
    level: float
    p_value: float
    smallest_p: float
    assignments: int
    enumerated: bool
