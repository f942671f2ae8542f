"""Portfolios drawn with true effects of any shape."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

Draw = Callable[[np.random.Generator, int], np.ndarray]

SHAPES: dict[str, Draw] = {
    "normal": lambda rng, m: rng.normal(size=m),
    "two camps": lambda rng, m: rng.choice([-1.0, 1.0], m),
    "few stars": lambda rng, m: np.where(rng.random(m) < 0.8, -0.5, 2.0),
    "skewed": lambda rng, m: (np.exp(rng.normal(0, 0.8, m)) - np.exp(0.32)) / 1.3,
    "heavy tails": lambda rng, m: rng.standard_t(3, m) / np.sqrt(3),
}


@pytest.fixture(params=sorted(SHAPES))
def shape(request) -> Draw:
    """One shape of the true effects, with mean near zero and variance near one."""
    return SHAPES[request.param]


@pytest.fixture
def portfolio() -> Callable[..., tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Draw true effects, their estimates, and standard errors that differ by a factor of three and more."""

    def draw(rng: np.random.Generator, shape: Draw, m: int, noise: float, uneven: float = 0.6):
        effect = shape(rng, m) - 0.1
        error = noise * np.exp(rng.normal(0, uneven, m))
        return effect, effect + error * rng.normal(size=m), error

    return draw
