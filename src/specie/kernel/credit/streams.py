"""Random numbers in chunks of fixed size, so that serial, processes and cluster give the same digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 8192
"""Draws a chunk; part of what a seed means, so not to be changed lightly."""


def chunks(seed: int | np.random.SeedSequence, draws: int) -> Iterator[tuple[slice, np.random.Generator]]:
    """Yield the rows of each chunk with a generator of its own.

    The generators are those of ``SeedSequence.spawn``, made without counting up the sequence that is given:
    the same seed yields the same numbers however often and in whichever order chunks are asked for.

    Parameters
    ----------
    seed : int or SeedSequence
        At least 0.
    draws : int
        Rows in all, above 0.
    """
    if draws < 1:
        raise ValueError("need at least one draw")
    root = seed if isinstance(seed, np.random.SeedSequence) else np.random.SeedSequence(seed)
    for number, start in enumerate(range(0, draws, CHUNK)):
        child = np.random.SeedSequence(
            root.entropy, spawn_key=(*root.spawn_key, number), pool_size=root.pool_size
        )
        yield slice(start, min(start + CHUNK, draws)), np.random.Generator(np.random.PCG64(child))
