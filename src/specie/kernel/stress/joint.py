"""Joint scenarios block by block: the market, who fails and when, everything from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.credit.factors import latent_draws, one_factor, thresholds, uniforms
from specie.kernel.credit.streams import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.credit.factors import FactorModel

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some scenarios; arrays of shape (b, firms) unless said.

    Attributes
    ----------
    rows : slice
    market : (b,) array
        What the market was felt as.
    latent : array
        Student t draws with the model's dependence; low is bad.
    mixing : (b,) array
        The common shock.
    df : float
    """

    rows: slice
    market: Floats
    latent: Floats
    mixing: Floats
    df: float

    def failed(self, pd: ArrayLike) -> Mask:
        """Firms that fail with given chances, (firms,)."""
        return self.latent <= thresholds(pd, self.df)


def joint_blocks(
    model: FactorModel, draws: int, seed: int | np.random.SeedSequence, market: float | None = None
) -> Iterator[Block]:
    """Yield blocks of joint scenarios; with ``market``, the first factor is felt as that in all of them.

    Parameters
    ----------
    model : FactorModel
        The first factor is the market.
    draws : int
        Above 0.
    seed : int or SeedSequence
        The same for every run that is to be compared: common random numbers.
    market : float, optional
    """
    for drawn in latent_draws(model, draws, seed, market):
        yield Block(drawn.rows, drawn.factors[:, 0], drawn.latent, drawn.mixing, model.df)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What scenarios bring beside failures: uniform draws, (b, m), ``slow`` (b,).

    ``dear`` is the chance of a price at most as high, ``step`` and ``month`` where in the year the price
    steps and a supplier that fails does so, ``slow`` how slowly suppliers are replaced.
    """

    dear: Floats
    step: Floats
    month: Floats
    slow: Floats


def beside_blocks(
    suppliers: int, draws: int, seed: int | np.random.SeedSequence, together: float
) -> Iterator[Beside]:
    """Yield uniform draws for prices (with a common part), months of their steps, and weeks to replace.

    Parameters
    ----------
    suppliers : int
        At least 1.
    draws, seed
        As for :func:`joint_blocks`.
    together : float
        Correlation of the prices of two suppliers, 0 to 1.
    """
    model = one_factor(together, suppliers)
    drawn = latent_draws(model, draws, branch(seed, 0))
    for block, (rows, rng) in zip(drawn, chunks(branch(seed, 1), draws), strict=True):
        size = rows.stop - rows.start
        step, month = rng.random((2, size, suppliers))
        yield Beside(uniforms(block.latent), step, month, rng.random(size))


def branch(seed: int | np.random.SeedSequence, number: int) -> np.random.SeedSequence:
    """Return one child of a seed, the same however often it is asked for."""
    root = seed if isinstance(seed, np.random.SeedSequence) else np.random.SeedSequence(seed)
    return np.random.SeedSequence(root.entropy, spawn_key=(*root.spawn_key, number), pool_size=root.pool_size)
