"""Books of one or two companies, and what the analysis says of them."""

from __future__ import annotations

import pytest

from specie.analyses.breaks.stability.run import run
from specie.book import open_book
from specie.facts import open_facts
from specie.model import Inputs

HEAD = {
    "vendors": "vendor_id,company_id,name",
    "financials": "company_id,period_end,period,metric,basis,value,unit,bound,status,source,as_of",
    "rounds": "company_id,date,series,amount_usd,kind,lead,status,source,as_of",
}


@pytest.fixture
def assess(tmp_path):
    """Write the rows given and run the analysis."""

    def of(financials=(), rounds=(), vendors=("v,acme,Acme",), months=6, as_of="2026-10-31", **params):
        policy = f"[policy]\nmin_cash_months = {months}\n" if months else ""
        (tmp_path / "specie.toml").write_text(
            f'[book]\nname = "T"\ncurrency = "USD"\nas_of = {as_of}\n{policy}', "utf-8"
        )
        for table, rows in (("vendors", vendors), ("financials", financials), ("rounds", rounds)):
            (tmp_path / f"{table}.csv").write_text("\n".join((HEAD[table], *rows)) + "\n", "utf-8")
        return run(open_book(tmp_path), open_facts(), Inputs(seed=7, params=params))

    return of


@pytest.fixture
def figure():
    """Make one row of financials of ``acme``."""

    def row(metric, value, end="2026-10-31", period="point", status="", unit="usd", as_of="2026-10-31"):
        return f"acme,{end},{period},{metric},gaap,{value},{unit},=,{status},ledger,{as_of}"

    return row
