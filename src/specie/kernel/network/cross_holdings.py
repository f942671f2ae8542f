r"""Equity cross-holdings by look-through: worth to owners outside, and cascades of failures.

Firm i owns the part :math:`C_{ij}` of firm j; the part :math:`\hat C_{jj} = 1 - \sum_i C_{ij}` is held
outside. With real assets :math:`e` (net of debts, without shares in one another) book and market values are

.. math:: V = e + C V = (I - C)^{-1} e, \qquad v = \hat C V = A e, \quad A = \hat C (I - C)^{-1}.

Book values count an asset once for each firm on the way to its owners; market values, what the owners
outside hold, count it once: the columns of the dependency matrix A sum to 1. A firm whose market value
falls below its threshold fails and loses real assets, which may bring down the next.

References
----------
Elliott, M., Golub, B. and Jackson, M. O. (2014). Financial networks and contagion. American Economic
Review 104(10), 3115-3153. doi:10.1257/aer.104.10.3115
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.network.amounts import between_firms, per_firm, scenarios

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

ROUNDING = 1e-12
CHUNK = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Holdings:
    """Who owns which part of whom, seen through; make it with :func:`holdings`.

    Attributes
    ----------
    parts : (n, n) array
        Part of firm j (column) that firm i (row) owns directly.
    outside : (n,) array
        Part of each firm that nobody in the network owns.
    gross : (n, n) array
        :math:`(I - C)^{-1}`: book value of firm i that comes from one unit of real assets of firm j.
    dependency : (n, n) array
        :math:`A`: part of the real assets of firm j that owners of firm i outside the network hold in the
        end.
    """

    parts: Floats
    outside: Floats
    gross: Floats
    dependency: Floats

    def book(self, real: ArrayLike) -> Floats:
        """Book values (S, n) of real assets (S, n): worth of all shares of a firm, those held inside too."""
        return scenarios("real", real, len(self.parts)) @ self.gross.T

    def market(self, real: ArrayLike) -> Floats:
        """Market values (S, n) of real assets (S, n): worth to owners outside; sums to the real assets."""
        return scenarios("real", real, len(self.parts)) @ self.dependency.T


@dataclass(frozen=True, slots=True, eq=False)
class Cascade:
    """What is left after failures; arrays of shape (S, n), money in the unit of the real assets.

    Attributes
    ----------
    market, book : array
        Values after all costs of failure.
    cost : array
        Real assets lost by failing.
    wave : array of int16
        0 for firms that do not fail, 1 for those below their threshold at once, k for those brought down
        by failures of waves before k.
    """

    market: Floats
    book: Floats
    cost: Floats
    wave: NDArray[np.int16]


def holdings(parts: ArrayLike) -> Holdings:
    """See through cross-holdings.

    Parameters
    ----------
    parts : array_like, shape (n, n)
        Part (0 to 1) of firm j (column) that firm i (row) owns; none of itself: take treasury shares out
        first.

    Raises
    ------
    ValueError
        A part that is negative, NaN or of oneself; a firm of which more than the whole is owned; a circle
        of firms that belong to one another entirely, so that nobody outside owns them. Each with its place.
    """
    owned = between_firms("parts", parts)
    if owned.ndim != 2:
        raise ValueError(f"parts has shape {owned.shape}: (n, n) is needed")
    held = owned.sum(axis=0)
    _refuse(held > 1 + ROUNDING, held, "more than the whole of it is owned")
    outside = np.where(held > 1 - ROUNDING, 0.0, 1 - held)
    _refuse(
        ~_reaches_outside(owned, outside > 0), held, "owned in a circle that nobody outside owns any part of"
    )
    gross = np.asarray(np.linalg.inv(np.eye(len(owned)) - owned), dtype=np.float64)
    return Holdings(owned, outside, gross, outside[:, None] * gross)


def cascade(
    of: Holdings, real: ArrayLike, threshold: ArrayLike, cost: ArrayLike, *, chunk: int = CHUNK
) -> Cascade:
    r"""Let firms fail in waves until no more do.

    In each wave :math:`v = A (e - b)` with :math:`b_i = \min(\beta_i, e_i)` for the firms failed so far;
    those with :math:`v_i < \underline v_i` fail next. Starting with none failed, this ends at the
    equilibrium with the fewest failures. A failure destroys no more than the firm's own real assets.

    Parameters
    ----------
    of : Holdings
    real : array_like, shape (S, n) or (n,)
        Real assets net of debts, at least 0.
    threshold : array_like, shape () or (n,)
        Market value below which a firm fails.
    cost : array_like, shape () or (n,)
        Real assets a failure destroys, at least 0; no more than there are.
    chunk : int
        Scenarios solved together.

    Raises
    ------
    ValueError
        Negative equity (real assets below 0), NaN, another shape; with the place.
    """
    firms = len(of.parts)
    have = scenarios("real", real, firms)
    line, loss = per_firm("threshold", threshold, firms), per_firm("cost", cost, firms)
    if chunk < 1:
        raise ValueError(f"chunk is {chunk}: at least 1 is needed")
    lost, wave = np.zeros(have.shape), np.zeros(have.shape, dtype=np.int16)
    for start in range(0, len(have), chunk):
        now = slice(start, start + chunk)
        wave[now] = _waves(of, have[now], line, loss)
        lost[now] = np.where(wave[now] > 0, np.minimum(loss, have[now]), 0.0)
    left = have - lost
    return Cascade(left @ of.dependency.T, left @ of.gross.T, lost, wave)


def _waves(of: Holdings, real: Floats, line: Floats, loss: Floats) -> NDArray[np.int16]:
    """Wave in which each firm fails, (S, n); only scenarios with a new failure are looked at again."""
    wave = np.zeros(real.shape, dtype=np.int16)
    # A value short of its threshold by rounding is no failure.
    limit = line - ROUNDING * (line + 1e-300)
    active, number = np.arange(len(real)), 0
    while active.size:
        number += 1
        failed = wave[active] > 0
        left = real[active] - np.where(failed, np.minimum(loss, real[active]), 0.0)
        fresh = ~failed & (left @ of.dependency.T < limit)
        wave[active] = np.where(fresh, number, wave[active])
        active = active[fresh.any(axis=1)]
    return wave


def _reaches_outside(owned: Floats, outside: Mask) -> Mask:
    """Firms of which a part, seen through their owners, is held outside."""
    reached = outside
    for _ in owned:
        reached = reached | ((owned > 0) & reached[:, None]).any(axis=0)
    return reached


def _refuse(wrong: Mask, held: Floats, why: str) -> None:
    firms = np.flatnonzero(wrong)
    if firms.size:
        named = ", ".join(f"firm {i} (owned {held[i]:.6g})" for i in firms)
        raise ValueError(f"parts[:, {firms[0]}]: {named}: {why}")
