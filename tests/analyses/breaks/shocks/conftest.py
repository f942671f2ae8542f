"""A book small enough to trace by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from specie.analyses.breaks.shocks.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Estimate, Grade, Inputs, Origin, Ref, Result, Status

TOML = '[book]\nname = "By hand"\ncurrency = "{currency}"\nas_of = 2026-06-30\n'
TABLES = {
    "initiatives": (
        "initiative_id,name,business_owner,technical_owner\nA,Alpha,Ann,Tom\nB,Beta,Ben,\nC,Gamma,Cat,Tim\n"
    ),
    "stages": "initiative_id,stage,entered_on\nA,pilot,2025-01-01\nB,pilot,2025-03-01\nC,pilot,2025-01-01\n",
    "vendors": (
        "vendor_id,company_id,name,kind,region,critical\n"
        "lab,,Lab One,model,US,\nlab2,,Lab Two,model,FR,\ncloud,,Cloud,cloud,US,\ntool,,Tool Inc.,tool,US,\n"
    ),
    "dependencies": (
        "initiative_id,layer,vendor_id,model,criticality,substitute,substitute_tested_on,migration_weeks,"
        "migration_cost\n"
        "A,invoice_issuer,lab,,critical,,,,\n"
        "A,model_developer,lab,claude-sonnet-4-0,critical,lab2,2026-05-01,10,1000\n"
        "B,invoice_issuer,cloud,,medium,,,,\nB,model_developer,lab,my-own-model,medium,,,,\n"
        "C,tool,tool,,low,,,,\n"
    ),
    "costs": (
        "date,initiative_id,vendor_id,cost_type,amount,currency\n"
        "2026-04-10,A,lab,usage,1200,USD\n2026-06-11,A,,labour,50,USD\n2026-06-12,B,cloud,usage,240,USD\n"
        "2026-06-12,C,tool,licence,600,USD\n"
    ),
    "contracts": (
        "contract_id,vendor_id,starts_on,ends_on,committed,prepaid,price_protection,notice_days\n"
        "K1,lab,2025-07-01,2026-12-30,2000,100,0.10,30\n"
    ),
    "usage": (
        "date,initiative_id,provider,model,input_tokens,cached_input_tokens,output_tokens,requests,seats\n"
        "2026-06-01,A,anthropic,claude-sonnet-4-5,2000000,1000000,100000,100,\n"
        "2026-06-01,C,tool,Toolbox,,,,,2\n2026-06-02,C,tool,Toolbox,,,,,4\n"
    ),
}
HALF = 183 / (365.25 / 12)
"""Months until K1 ends."""


def estimate(measure: str, who: str, low: float, point: float, high: float) -> Estimate:
    """One estimate as pays/roi publishes it."""
    origin = (Origin("costs.csv"),)
    return Estimate(
        measure, Ref("initiative", who), "y", point, low, high, 0.9, "USD", "outer", Grade.B, origin
    )


ROI = {
    "pays/roi": Result(
        "pays/roi",
        Status.OK,
        (
            estimate("cost_year", "A", 1250, 1250, 1250),
            estimate("hard_benefit_year", "A", 1200, 2400, 3600),
            estimate("cost_year", "B", 240, 240, 240),
            estimate("cost_year", "C", 600, 600, 600),
            estimate("hard_benefit_year", "C", 700, 800, 900),
        ),
    )
}


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Book]:
    """Write the tables above, some replaced or left out (None), into a folder and open it."""

    def of(changes: Mapping[str, str | None] | None = None, *, currency: str = "USD") -> Book:
        (tmp_path / "specie.toml").write_text(TOML.format(currency=currency))
        for name, text in {**TABLES, **(changes or {})}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text)
        return open_book(tmp_path)

    return of


@pytest.fixture
def assess() -> Callable[..., Result]:
    """Run the analysis on a book."""

    def of(book: Book, results: Mapping[str, Result] = ROI, **params: Any) -> Result:
        return run(book, open_facts(), Inputs(params=params, results=results))

    return of
