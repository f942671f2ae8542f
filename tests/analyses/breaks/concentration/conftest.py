"""Small books by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from specie.analyses.breaks.concentration.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Inputs, Result

TOML = '[book]\nname = "By hand"\ncurrency = "USD"\nas_of = {as_of}\n{more}\n'
TABLES = {
    "initiatives": "initiative_id,name\nA,Alpha\nB,Beta\nC,Gamma\nD,Delta\n",
    "vendors": (
        "vendor_id,company_id,name,kind,region,critical\n"
        "cloud,,Cloud One,cloud,US,true\ncloud2,,Cloud Two,cloud,EU,\n"
        "lab1,,Lab One,model,US,\nlab2,,Lab Two,model,EU,\n"
    ),
}
FOCUS = (
    "BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,"
    "BillingPeriodStart,BillingPeriodEnd,InvoiceIssuerName,ProviderName,PublisherName,ServiceName,"
    "SubAccountId,BillingAccountId\n"
)
DEPENDENCIES = (
    "initiative_id,layer,vendor_id,model,criticality,substitute,substitute_tested_on,migration_weeks,"
    "migration_cost\n"
)


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Book]:
    """Write tables, dependencies and bills into a folder and open it; accounts are initiative ids."""

    def make(
        tables: Mapping[str, str] | None = None, *, bills: str = "", dependencies: str = "",
        as_of: str = "2026-06-30", limit: float | None = 0.40,
    ) -> Book:  # fmt: skip
        accounts = "\n".join(f'"{i}" = "{i}"' for i in "ABCD")
        policy = "" if limit is None else f"[policy]\nmax_vendor_share = {limit}\n"
        toml = TOML.format(as_of=as_of, more=f"{policy}[bills.accounts]\n{accounts}")
        (tmp_path / "specie.toml").write_text(toml)
        written = {**TABLES, **(tables or {})}
        if dependencies:
            written["dependencies"] = DEPENDENCIES + dependencies
        for name, text in written.items():
            (tmp_path / f"{name}.csv").write_text(text)
        if bills:
            (tmp_path / "bills").mkdir(exist_ok=True)
            (tmp_path / "bills" / "all.csv").write_text(FOCUS + bills)
        return open_book(tmp_path)

    return make


@pytest.fixture
def assess() -> Callable[..., Result]:
    """Run the analysis on a book."""

    def of(book: Book, **params: Any) -> Result:
        return run(book, open_facts(), Inputs(params=params))

    return of


@pytest.fixture
def bill() -> Callable[..., str]:
    """Write one FOCUS row: who bills, how much, for which initiative, and what it states of the rest."""

    def row(
        issuer: str, amount: float, account: str = "", *, host: str | None = None,
        publisher: str | None = None, category: str = "Usage", day: str = "2026-06-05",
    ) -> str:  # fmt: skip
        return (
            f"{amount},{amount},USD,{category},{day} 00:00:00,{day} 01:00:00,2026-06-01 00:00:00,"
            f"2026-07-01 00:00:00,{issuer},{host or issuer},{publisher or issuer},API,{account},1\n"
        )

    return row
