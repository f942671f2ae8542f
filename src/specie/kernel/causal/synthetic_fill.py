"""A complete panel for methods that need one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.causal.two_way import fit_two_way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Readings and exposure in the periods in which anything was read, K of T.

    Attributes
    ----------
    y : (N, K)
        Readings; where one is missing, the unit's plus the period's effect.
    exposed : (N, K)
        1 in treated cells, 0 in others; where a reading is missing, filled by the same rule, so that
        ``y - tau * exposed`` is the panel of ``y - tau * treated``, filled.
    kept : (T,)
        Periods in which anything was read.
    """

    y: Floats
    exposed: Floats
    kept: Flags

    def column(self, at: int) -> int:
        """Where a column of the panel is found among the kept ones, or the next kept one after it."""
        return int(self.kept[:at].sum())


@lru_cache(maxsize=2)
def filled(panel: Panel) -> Filled:
    """Fill missing cells by the additive model over all that were read, alike for treated and untreated.

    Every path and every estimator of a panel asks for the same one, so the last are kept.

    Raises
    ------
    ValueError
        A unit without any reading.
    """
    seen = np.isfinite(panel.y)
    if not seen.any(axis=1).all():
        raise ValueError("a unit has no reading at all")
    kept: Flags = np.asarray(seen.any(axis=0))
    exposed = panel.exposed.astype(np.float64)[:, kept]
    y, seen = panel.y[:, kept], seen[:, kept]
    if not seen.all():
        y, exposed = (np.where(seen, part, _additive(part, seen, panel.weight)) for part in (y, exposed))
    return Filled(y, exposed, kept)


def _additive(values: Floats, seen: Flags, weight: Floats) -> Floats:
    return fit_two_way(values, seen, weight).fitted
