"""Small books with a plan: teams, weeks, a planted effect."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from specie.book import open_book
from specie.kernel.causal.noise import Memory, ar1_noise

FIRST = date(2025, 1, 6)
"""A Monday; week 0."""


def week(number: int) -> date:
    return FIRST + timedelta(weeks=number)


def iso(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


@pytest.fixture
def firm(tmp_path):
    """Write a book: 12 teams, 60 weeks, half of them from week 20 by lot; anything can be changed."""

    def write(
        *,
        effect: float = 0.0,
        treated: int = 6,
        units: int = 12,
        weeks: int = 60,
        start: int = 20,
        as_of: int = 60,
        assigned: str = "randomised",
        plan: dict[str, str] | None = None,
        kpi: dict[str, str] | None = None,
        owners: tuple[str, str] = ("Head", "Lead"),
        stages: str = "",
        seed: int = 1,
        outcomes: bool = True,
    ):
        noise = ar1_noise((1, units, weeks), Memory(1.0, 0.3), seed)[0]
        chosen = np.random.default_rng(np.random.SeedSequence(seed)).permutation(units)[:treated]
        y = 20.0 + np.arange(units)[:, None] / 2 + noise
        y[chosen, start:] += effect
        (tmp_path / "specie.toml").write_text(
            f'[book]\nname = "Gates"\ncurrency = "USD"\nas_of = {week(as_of) - timedelta(days=1)}\n', "utf-8"
        )
        (tmp_path / "initiatives.csv").write_text(
            "initiative_id,name,business_owner,technical_owner\n"
            f"AI-01,Reading,{owners[0]},{owners[1]}\nAI-02,Other,Head,Lead\n",
            "utf-8",
        )
        metric = {"better": "higher", "scale": "level", "unit": "pages"} | (kpi or {})
        (tmp_path / "kpis.csv").write_text(
            "kpi_id,initiative_id,name,unit,better,scale\n"
            f"K-1,AI-01,Pages,{metric['unit']},{metric['better']},{metric['scale']}\n"
            "K-2,AI-02,Else,pages,higher,level\n",
            "utf-8",
        )
        row = {
            "initiative_id": "AI-01", "registered_on": week(18).isoformat(), "kpi_id": "K-1",
            "baseline": "23", "minimum_effect": "0.5", "decide_on": week(50).isoformat(),
            "stop_rule": "stop if nothing", "tranche": "1000", "currency": "USD",
        } | (plan or {})  # fmt: skip
        (tmp_path / "plans.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
        lines = [
            f"AI-01,u{i:02d},{week(start).isoformat() if i in chosen else ''},{assigned}"
            for i in range(units)
        ]
        (tmp_path / "rollout.csv").write_text(
            "initiative_id,unit_id,treated_on,assigned\n" + "\n".join(lines) + "\n", "utf-8"
        )
        (tmp_path / "stages.csv").write_text(
            "initiative_id,stage,entered_on,blocked_by\n"
            + (stages or f"AI-01,pilot,{week(start).isoformat()},\n"),
            "utf-8",
        )
        if outcomes:
            rows = [f"K-1,u{i:02d},{iso(week(t))},{y[i, t]:.6f}" for i in range(units) for t in range(weeks)]
            (tmp_path / "outcomes.csv").write_text(
                "kpi_id,unit_id,period,value\n" + "\n".join(rows) + "\n", "utf-8"
            )
        return open_book(tmp_path)

    return write
