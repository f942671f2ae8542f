"""Small books by hand: one metric, units by weeks, and who started when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from specie.analyses.pays.effect.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Inputs, Result

TOML = """[book]
name = "By hand"
currency = "USD"
as_of = 2026-06-30
{more}
"""
INITIATIVES = "initiative_id,name,function\nA,Alpha,finance\nB,Beta,sales\n"
KPIS = "kpi_id,initiative_id,name,unit,better,scale,value_per_unit,value_low,value_high,currency,cash_class\n"
FIRST = date(2025, 1, 6)

MakeBook = Callable[..., Book]


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Write tables into a folder and open it."""

    def make(tables: Mapping[str, str], *, more: str = "") -> Book:
        (tmp_path / "specie.toml").write_text(TOML.format(more=more))
        for name, text in {"initiatives": INITIATIVES, **tables}.items():
            (tmp_path / f"{name}.csv").write_text(text)
        return open_book(tmp_path)

    return make


@pytest.fixture
def assess() -> Callable[..., Result]:
    """Run the analysis on a book."""

    def of(book: Book, **params: Any) -> Result:
        return run(book, open_facts(), Inputs(level=0.90, seed=7, params=params))

    return of


def monday(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def kpi(scale: str = "level", better: str = "higher", value: str = "2.0,1.0,3.0") -> str:
    return f"{KPIS}K,A,Metric,points,{better},{scale},{value},USD,booked\n"


def outcomes(y: np.ndarray, *, weight: float | None = None, kpi_id: str = "K") -> str:
    """Readings of units u00, u01 ... by week; NaN is an empty cell."""
    head = "kpi_id,unit_id,period,value" + (",weight\n" if weight else "\n")
    tail = f",{weight}" if weight else ""
    rows = [
        f"{kpi_id},u{n:02d},{iso_week(monday(t))},{'' if np.isnan(v) else repr(float(v))}{tail}\n"
        for n, row in enumerate(y)
        for t, v in enumerate(row)
    ]
    return head + "".join(rows)


def rollout(starts: Sequence[int | None], assigned: str = "staggered") -> str:
    """Units start on the Monday of a week, or never."""
    head = "initiative_id,unit_id,treated_on,assigned\n"
    return head + "".join(
        f"A,u{n:02d},{monday(start) if start is not None else ''},{assigned}\n"
        for n, start in enumerate(starts)
    )


def noisy(units: int, weeks: int, seed: int, sd: float = 1.0) -> np.ndarray:
    """Unit levels, a common path and independent noise."""
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    level, path = rng.normal(50, 5, (units, 1)), rng.normal(0, 1, (1, weeks)).cumsum(axis=1)
    return level + path + rng.normal(0, sd, (units, weeks))


def lift(y: np.ndarray, starts: Sequence[int | None], effect: float) -> np.ndarray:
    """Add an effect from each unit's start on."""
    y = y.copy()
    for row, start in zip(y, starts, strict=True):
        if start is not None:
            row[start:] += effect
    return y


def tables(
    y: np.ndarray, starts: Sequence[int | None], assigned: str = "staggered", **kpi_: str
) -> dict[str, str]:
    """One metric with ten cases behind every reading, and its roll-out."""
    return {"kpis": kpi(**kpi_), "outcomes": outcomes(y, weight=10.0), "rollout": rollout(starts, assigned)}


@pytest.fixture(scope="session")
def books() -> SimpleNamespace:
    """How to write small books."""
    return SimpleNamespace(
        monday=monday, kpi=kpi, outcomes=outcomes, rollout=rollout, noisy=noisy, lift=lift, tables=tables
    )
