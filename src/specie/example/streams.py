"""Random numbers: one independent stream for each named thing, so that a change in one moves no other."""

from __future__ import annotations

from zlib import crc32

import numpy as np


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return the generator of a seed and a name; the same pair always gives the same numbers."""
    keys = [crc32(name.encode()) for name in names]
    return np.random.default_rng(np.random.SeedSequence([seed, *keys]))


def walk(rng: np.random.Generator, units: int, times: int, persistence: float) -> np.ndarray:
    """Autocorrelated noise of unit variance, units by times: x[t] = persistence x[t-1] + shock."""
    path = rng.standard_normal((times, units))
    path[1:] *= np.sqrt(1.0 - persistence**2)
    for t in range(1, times):
        path[t] += persistence * path[t - 1]
    return path.T
