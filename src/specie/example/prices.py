"""Dated token prices, read from the small table beside this file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from specie.example.firm import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.example.clock import Clock

MICRO = 1_000_000
KINDS = ("input", "cached", "output")


@dataclass(frozen=True, slots=True)
class Step:
    """Prices from a day on, in millionths of a USD for a million tokens; cached is None where not listed."""

    since: date
    input: int
    cached: int | None
    output: int

    def blend(self, cached_share: float, output_ratio: float) -> float:
        """USD for one input token and the output that goes with it."""
        share = 0.0 if self.cached is None else cached_share
        micro = (1 - share) * self.input + share * (self.cached or 0) + output_ratio * self.output
        return micro / MICRO / MICRO


@cache
def steps() -> Mapping[tuple[str, str], tuple[Step, ...]]:
    """Price steps of each model on each price list, oldest first."""
    found: dict[tuple[str, str], list[Step]] = {}
    for row in _rows():
        input_, cached, output = (_micro(row[kind]) for kind in KINDS)
        step = Step(date.fromisoformat(row["since"]), input_ or 0, cached, output or 0)
        found.setdefault((row["price_list"], row["model"]), []).append(step)
    return {key: tuple(sorted(rows, key=lambda row: row.since)) for key, rows in found.items()}


def _rows() -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(shipped("prices.csv").splitlines()))


@cache
def source() -> str:
    """Which release the prices were read from, and when it was checked."""
    row = next(_rows())
    return f"{row['source']}, checked {row['checked_on']}"


def _micro(text: str) -> int | None:
    return int(Decimal(text) * MICRO) if text else None


def on(price_list: str, model: str, day: date) -> Step:
    """The prices that hold on a day; the oldest known ones before the first step."""
    rows = steps()[price_list, model]
    return max((row for row in rows if row.since <= day), key=lambda row: row.since, default=rows[0])


def daily(price_list: str, model: str, kind: str, clock: Clock) -> np.ndarray:
    """The price of one kind of token on every day, in millionths for a million tokens; 0 where not listed."""
    path = np.zeros(clock.length, dtype=np.int64)
    for row in steps()[price_list, model]:
        path[max(0, clock.index(row.since)) :] = getattr(row, kind) or 0
    return path
