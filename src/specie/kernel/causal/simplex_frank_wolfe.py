"""The Frank-Wolfe iteration of the published synthetic difference-in-differences, its stopping rule included.

It stops before the optimum, so published digits can only be had by walking the same way: for Proposition 99
the walk ends at -15.6038, the optimum is at -15.6054.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

FIRST_STEPS = 100
MOST_STEPS = 10_000
BLOCK = 250
KEEP_ABOVE = 0.25
FORBIDDEN = 1e300


def walk_on_simplex(form: Floats, allowed: Flags, least_decrease: Floats) -> Floats:
    r"""Frank-Wolfe with exact line search on :math:`w^\top H w`.

    From even weights 100 steps, then weights of at most a quarter of the largest are set to zero, then up to
    10 000 steps.

    Parameters
    ----------
    form : (B, p, p)
        Symmetric, positive semi-definite.
    allowed : (B, p)
        Coordinates that may be above zero.
    least_decrease : (B,)
        A walk ends at the first step, from its second on, that lowers the form by no more than this.

    Returns
    -------
    (B, p)
        Weights, at least 0, each row sums to 1.

    References
    ----------
    Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), Synthetic difference-in-differences.
    doi:10.1257/aer.20190159
    """
    walled = np.where(allowed[:, None, :], form, FORBIDDEN)
    even = allowed / allowed.sum(axis=1, keepdims=True)
    first = _walk(walled, even, least_decrease, FIRST_STEPS)
    return _walk(walled, _without_small(first), least_decrease, MOST_STEPS)


def _without_small(weight: Floats) -> Floats:
    """Weights of at most a quarter of the largest become zero."""
    kept = np.where(weight <= KEEP_ABOVE * weight.max(axis=1, keepdims=True), 0.0, weight)
    return kept / kept.sum(axis=1, keepdims=True)


def _walk(form: Floats, weight: Floats, least_decrease: Floats, most: int) -> Floats:
    weight = weight.copy()
    live = np.arange(len(weight))
    for done in range(0, most, BLOCK):
        steps = min(BLOCK, most - done)
        block = _block(form[live], weight[live], least_decrease[live], steps, first=done == 0)
        weight[live] = _replay(weight[live], block)
        live = live[~block.ended]
        if not live.size:
            break
    return weight


@dataclass(frozen=True, slots=True)
class _Block:
    """What some steps did: vertex and step length of each (steps, B), and which walks ended."""

    vertex: NDArray[np.int64]
    length: Floats
    ended: Flags


def _block(form: Floats, weight: Floats, least_decrease: Floats, steps: int, *, first: bool) -> _Block:
    """Walk on gradients alone: each step moves the gradient towards one row of the form."""
    b, p = weight.shape
    rows, base = form.reshape(b * p, p), np.arange(b) * p
    corner = np.einsum("bii->bi", form).ravel()
    finite = np.where(weight[:, :, None] > 0, form, 0.0)
    gradient = np.where(form[:, 0, :] == FORBIDDEN, FORBIDDEN, np.einsum("bi,bij->bj", weight, finite))
    value = np.where(weight > 0, weight * gradient, 0.0).sum(axis=1)
    vertex, length = np.empty((steps, b), dtype=np.int64), np.zeros((steps, b))
    going, toward = np.ones(b, dtype=bool), np.empty_like(gradient)
    for step in range(steps):
        at = gradient.argmin(axis=1) + base
        low = gradient.take(at)
        fall, bend = value - low, corner.take(at) - 2.0 * low + value
        size = np.minimum(np.divide(fall, bend, out=np.zeros(b), where=bend > 0), 1.0) * going
        rows.take(at, axis=0, out=toward, mode="clip")
        toward -= gradient
        toward *= size[:, None]
        gradient += toward
        decrease = size * (2.0 * fall - size * bend)
        value -= decrease
        vertex[step], length[step] = at - base, size
        if not first or step > 0:
            going &= decrease > least_decrease
        if not going.any():
            return _Block(vertex[: step + 1], length[: step + 1], ~going)
    return _Block(vertex, length, ~going)


def _replay(weight: Floats, block: _Block) -> Floats:
    """The weights after the steps: each step shrinks all weights and adds its length to one vertex."""
    shrink = np.cumprod((1.0 - block.length)[::-1], axis=0)[::-1]
    after = np.vstack([shrink[1:], np.ones_like(shrink[:1])])
    end = weight * shrink[0][:, None]
    row = np.broadcast_to(np.arange(len(weight)), block.vertex.shape)
    np.add.at(end, (row, block.vertex), after * block.length)
    return end
