"""The chance that a firm fails by some day, within bounds, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.companies.record import weaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from specie.companies.record import Reported
    from specie.model import Grade, Message, Origin

    Floats: TypeAlias = NDArray[np.float64]

HORIZONS = (12, 24, 36)
"""Months ahead."""
SHARE_PRICE, CASH, BASE_RATE = "share price", "cash and rounds", "base rate"
"""What a chance may rest on, the firmest first: words of the vocabulary."""
OPEN, NARROW, CLOSED = "open", "narrow", "closed"
"""Windows for new money: scenarios, not observations."""
WINDOWS = (OPEN, NARROW, CLOSED)


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance by horizon; ``low`` and ``high`` enclose what the inputs and assumptions leave possible."""

    basis: str
    low: tuple[float, ...]
    high: tuple[float, ...]
    grade: Grade
    origins: tuple[Origin, ...]
    rests: Message
    """The facts behind it, with their days."""
    assumptions: tuple[Message, ...] = ()
    window: str = ""
    """The scenario it holds in; empty where it holds in none alone."""
    error: float = 0.0
    """Greatest Monte Carlo error, one standard deviation; the bounds are widened by it."""
    level: float = 1.0
    figures: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that cannot be worked out, the fact it lacks, and the table to add."""

    part: str
    """A word of the vocabulary: share price, balance sheet, cash, customers, investors, company."""
    why: Message
    table: str = "financials"


def nested(values: ArrayLike) -> Floats:
    """Make chances by horizon rise: who failed by the first day has failed by the second; shape (3, ...)."""
    return np.maximum.accumulate(np.clip(np.asarray(values, dtype=np.float64), 0.0, 1.0), axis=0)


def ends_of(values: ArrayLike, axis: int = 1) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the least and the greatest chance by horizon over every corner, shape (3, corners)."""
    every = nested(values)
    return tuple(map(float, every.min(axis=axis))), tuple(map(float, every.max(axis=axis)))


def widest(chances: Sequence[Chance], rests: Message) -> Chance:
    """Join chances of one basis under several scenarios: from the least to the greatest."""
    first = chances[0]
    return replace(
        first,
        low=tuple(min(c.low[k] for c in chances) for k in range(len(HORIZONS))),
        high=tuple(max(c.high[k] for c in chances) for k in range(len(HORIZONS))),
        grade=weaker(*(c.grade for c in chances)),
        origins=tuple(dict.fromkeys(o for c in chances for o in c.origins)),
        rests=rests,
        assumptions=tuple(dict.fromkeys(a for c in chances for a in c.assumptions)),
        window="",
        error=max(c.error for c in chances),
        level=min(c.level for c in chances),
        figures=tuple(dict.fromkeys(f for c in chances for f in c.figures)),
    )
