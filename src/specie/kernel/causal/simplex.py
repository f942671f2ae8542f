"""Least squares on the simplex, many small problems at once: weights of a synthetic control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]
    Integers: TypeAlias = NDArray[np.int64]

PATIENCE = 3
RIDGE_FLOOR = 1e-9
TOLERANCE = 1e-9


def least_on_simplex(form: Floats, allowed: Flags, near: Flags | None = None) -> Floats:
    r"""Minimise B quadratic forms over the simplex, exactly.

    .. math:: \hat w_b = \arg\min_w w^\top H_b w \quad\text{with}\quad w \ge 0,\; 1^\top w = 1.

    A fit of a target ``y`` by columns ``X`` has this form on the simplex, since there
    :math:`Xw - y = (X - y 1^\top) w`. The solution is that of the linear complementarity problem
    :math:`v \ge 0,\ (H + 11^\top)v - 1 \ge 0` with :math:`v^\top((H + 11^\top)v - 1) = 0`, divided by its
    sum; it is found by block principal pivoting, with Murty's single exchanges where blocks come no nearer.

    Parameters
    ----------
    form : (B, p, p)
        Symmetric, positive semi-definite. A ridge of 1e-9 of its mean diagonal is added, so that the
        solution is one.
    allowed : (B, p)
        Coordinates that may be above zero; at least one in each row.
    near : (B, p), optional
        Coordinates that are above zero in a similar problem, where the search starts.

    Returns
    -------
    (B, p)
        Weights, at least 0, each row sums to 1.

    References
    ----------
    Júdice & Pires (1994), A block principal pivoting algorithm for large-scale strictly monotone linear
    complementarity problems, Computers & Operations Research 21(5).
    """
    matrix = _bordered(form, allowed)
    found = np.zeros(allowed.shape)
    state = _State.begin(allowed if near is None else near & allowed)
    for _ in range(20 * allowed.shape[1] + 50):
        live = state.live
        value = _solve_free(matrix[live], state.free)
        found[live] = np.maximum(value, 0.0)
        wrong = _violations(matrix[live], value, state.free, allowed[live])
        if not wrong.any():
            break
        state = state.exchange(wrong)
    return found / found.sum(axis=1, keepdims=True)


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """Problems not solved yet: which, their free coordinates, fewest violations so far, patience left."""

    live: Integers
    free: Flags
    fewest: Integers
    patience: Integers

    @classmethod
    def begin(cls, free: Flags) -> _State:
        count, width = free.shape
        return cls(np.arange(count), free, np.full(count, width + 1), np.full(count, PATIENCE))

    def exchange(self, wrong: Flags) -> _State:
        """Exchange every wrong coordinate while that helps, else the last one alone, which cannot cycle."""
        count = wrong.sum(axis=1)
        patience = np.where(count < self.fewest, PATIENCE, self.patience - 1)
        last = wrong.shape[1] - 1 - np.argmax(wrong[:, ::-1], axis=1)
        alone = np.arange(wrong.shape[1]) == last[:, None]
        free = self.free ^ (wrong & (alone | (patience[:, None] >= 0)))
        left = count > 0
        return _State(self.live[left], free[left], np.minimum(self.fewest, count)[left], patience[left])


def _bordered(form: Floats, allowed: Flags) -> Floats:
    """``H`` scaled to a mean diagonal of one, with the floor of its ridge, plus one everywhere."""
    p = form.shape[1]
    diagonal = np.einsum("bii->bi", form)
    size = np.where(allowed, diagonal, 0.0).sum(axis=1) / allowed.sum(axis=1)
    matrix = form / np.where(size > 0, size, 1.0)[:, None, None] + 1.0
    matrix[:, np.arange(p), np.arange(p)] += RIDGE_FLOOR
    return matrix


def _solve_free(matrix: Floats, free: Flags) -> Floats:
    """Solve ``matrix @ v = 1`` on the free coordinates of each problem, zero elsewhere."""
    width = max(1, int(free.sum(axis=1).max()))
    order = np.argsort(~free, axis=1, kind="stable")[:, :width]
    real = np.take_along_axis(free, order, axis=1)
    row = np.arange(len(free))[:, None]
    part = matrix[row[:, :, None], order[:, :, None], order[:, None, :]]
    part *= real[:, :, None] & real[:, None, :]
    part[:, np.arange(width), np.arange(width)] += ~real
    value = np.zeros(free.shape)
    value[row, order] = np.linalg.solve(part, real[..., None].astype(np.float64))[..., 0] * real
    return value


def _violations(matrix: Floats, value: Floats, free: Flags, allowed: Flags) -> Flags:
    """Free coordinates below zero, and fixed ones at which the form still falls."""
    slack = (matrix @ value[..., None])[..., 0] - 1.0
    below = value < -TOLERANCE * np.abs(value).max(axis=1, keepdims=True)
    return (free & below) | (~free & allowed & (slack < -TOLERANCE))
