r"""Tokens at unit prices: every row of usage at many price lists, with unit prices looked up once.

A row of usage falls into one cell: a step of days between two changes of price, and a class of length of
input between two thresholds. Within a cell every price is linear in tokens, so

.. math::
    C_k = \sum_c \left( F_c\, p^{f}_{kc} + H_c\, p^{h}_{kc} + O_c\, p^{o}_{kc} \right) / 10^6

with the fresh, cached and output tokens :math:`F_c, H_c, O_c` of cell c and the unit prices of price list k.
The rows are added up into cells once, in chunks, for all price lists together; the price lists are then a
product of small arrays. Cached tokens are part of the input: the fresh ones are the rest, so that no token is
counted twice.

A price list has a lower and an upper price where it changes over the hours of a day and usage is known by
day. A model with another tokenizer makes more or fewer tokens of the same text: :func:`stretched` widens its
cost by a relative spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

CHUNK = 1 << 19
"""Rows added up at a time: memory stays flat."""
FRESH, CACHED, OUTPUT = range(3)
MILLION = 1e6


class Kinds(NamedTuple):
    """Tokens by kind; shapes (n,)."""

    fresh: Floats
    cached: Floats
    output: Floats
    broken: NDArray[np.bool_]
    """Rows with more cached input than input: their cached part is cut to the input."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Cells of days and lengths.

    Attributes
    ----------
    starts : (s,) array of datetime64[D]
        First day of each step but the first, ascending: s changes make s + 1 steps.
    thresholds : (b,) array
        Input tokens of a request above which the next class begins, ascending: b + 1 classes, and one more
        for rows whose number of requests is not known.
    """

    starts: NDArray[np.datetime64]
    thresholds: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """Number of steps and of classes; the last class is that of lengths nobody knows."""
        return self.starts.size + 1, self.thresholds.size + 2


def grid(starts: ArrayLike, thresholds: ArrayLike) -> Grid:
    """Make the grid that holds every change of some price lists."""
    days = np.unique(np.asarray(starts, dtype="datetime64[D]"))
    return Grid(days, np.unique(np.asarray(thresholds, dtype=np.float64)))


def token_kinds(tokens_in: ArrayLike, cached: ArrayLike, tokens_out: ArrayLike) -> Kinds:
    """Split input, of which some was cached, and output into kinds that no token is counted twice in.

    Parameters
    ----------
    tokens_in, cached, tokens_out : (n,) array_like
        Counts; NaN is none. ``cached`` is part of ``tokens_in``.
    """
    all_in, held, out = (
        np.nan_to_num(np.asarray(a, dtype=np.float64)) for a in (tokens_in, cached, tokens_out)
    )
    broken = held > all_in
    held = np.minimum(held, all_in)
    return Kinds(all_in - held, held, out, broken)


def add_up(group: ArrayLike, cell: ArrayLike, kinds: Kinds, shape: tuple[int, int]) -> Floats:
    """Add rows up by group and cell.

    Parameters
    ----------
    group, cell : (n,) array_like of int
        Whose row it is and into which cell it falls.
    kinds : Kinds
        Tokens of the rows.
    shape : tuple of int
        Number of groups g and of cells c.

    Returns
    -------
    (g, c, 3) array of tokens: fresh, cached, output.
    """
    groups, cells = shape
    owner, place = np.asarray(group), np.asarray(cell)
    out = np.zeros((groups * cells, 3))
    for start in range(0, owner.size, CHUNK):
        part = slice(start, start + CHUNK)
        key = owner[part] * cells + place[part]
        for kind, tokens in enumerate((kinds.fresh, kinds.cached, kinds.output)):
            out[:, kind] += np.bincount(key, weights=tokens[part], minlength=groups * cells)
    return out.reshape(groups, cells, 3)


def cost(tokens: Floats, prices: Floats) -> Floats:
    """Price tokens at every price list.

    Parameters
    ----------
    tokens : (g, c, 3) array
        From :func:`add_up`.
    prices : (k, c, 3, 3) array
        Price for a million tokens by list, cell, kind and bound (low, point, high); NaN where a list has no
        price in a cell.

    Returns
    -------
    (g, k, 3) array of money: low, point, high. NaN where a group used a cell that a list has no price for; a
    cell nobody used needs none.
    """
    missing = np.isnan(prices).any(axis=(2, 3))
    used = tokens.any(axis=2)
    out: Floats = np.einsum("gct,kctb->gkb", tokens, np.nan_to_num(prices)) / MILLION
    lacking = np.einsum("gc,kc->gk", used.astype(np.int64), missing.astype(np.int64)) > 0
    out[lacking] = np.nan
    return out


def stretched(amounts: Floats, spread: ArrayLike) -> Floats:
    """Widen costs by a relative spread of tokens.

    Parameters
    ----------
    amounts : (..., k, 3) array
        Low, point and high of k price lists.
    spread : (k,) array_like
        Share by which another tokenizer may make more or fewer tokens; 0 where it is the same.
    """
    by = np.asarray(spread, dtype=np.float64)
    if ((by < 0) | (by >= 1)).any():
        raise ValueError("a spread of tokens lies from 0 up to, not including, 1")
    factor = np.stack([1 - by, np.ones_like(by), 1 + by], axis=-1)
    return amounts * factor
