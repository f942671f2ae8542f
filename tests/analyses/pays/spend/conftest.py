"""Small books by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from specie.analyses.pays.spend.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Inputs, Result

TOML = """[book]
name = "By hand"
currency = "USD"
as_of = {as_of}
fiscal_year_start = "{fiscal}"
{more}
"""
INITIATIVES = "initiative_id,name,function\nA,Alpha,finance\nB,Beta,sales\nC,Gamma,\n"
FOCUS = (
    "BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,"
    "BillingPeriodStart,BillingPeriodEnd,InvoiceIssuerName,ProviderName,PublisherName,ServiceName,"
    "SubAccountId,BillingAccountId,Tags\n"
)

MakeBook = Callable[..., Book]


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Write tables and bills into a folder and open it."""

    def make(
        tables: Mapping[str, str], *, bills: Mapping[str, str] | None = None, as_of: str = "2026-06-30",
        fiscal: str = "01-01", more: str = "",
    ) -> Book:  # fmt: skip
        (tmp_path / "specie.toml").write_text(TOML.format(as_of=as_of, fiscal=fiscal, more=more))
        for name, text in {"initiatives": INITIATIVES, **tables}.items():
            (tmp_path / f"{name}.csv").write_text(text)
        if bills:
            (tmp_path / "bills").mkdir(exist_ok=True)
            for name, rows in bills.items():
                (tmp_path / "bills" / f"{name}.csv").write_text(FOCUS + rows)
        return open_book(tmp_path)

    return make


@pytest.fixture
def assess() -> Callable[..., Result]:
    """Run the analysis on a book."""

    def of(book: Book, **params: Any) -> Result:
        return run(book, open_facts(), Inputs(level=0.90, seed=7, params=params))

    return of


@pytest.fixture
def charge() -> Callable[..., str]:
    """Write one FOCUS row."""
    return focus_row


def focus_row(
    day: str, billed: str, *, effective: str | None = None, currency: str = "USD", account: str = "",
    issuer: str = "Nimbus Inc", category: str = "Usage", service: str = "Model API",
) -> str:  # fmt: skip
    """One FOCUS row."""
    return (
        f"{billed},{effective or billed},{currency},{category},{day} 00:00:00,{day} 01:00:00,"
        f"{day[:7]}-01 00:00:00,{day[:7]}-28 00:00:00,{issuer},Nimbus,Nimbus,{service},{account},1,\n"
    )
