"""A book with nothing but what a test puts in, on the shipped facts or on none of a made-up company."""

from __future__ import annotations

import pytest

from specie.book import open_book
from specie.companies.survival.assess import Settings, assess
from specie.facts import open_facts

HEAD = {
    "financials": "company_id,period_end,period,metric,basis,value,unit,bound,status,source,as_of",
    "rounds": "company_id,date,series,amount_usd,kind,status,source,as_of",
    "deals": "deal_id,from_id,to_id,amount_usd,amount_bound,instrument,signed,status,source,as_of",
}
AS_OF = "2026-10-31"


@pytest.fixture
def survive(tmp_path):
    """Assess the company ``acme`` of a book made of the rows given."""

    def made(
        financials=(),
        rounds=(),
        deals=(),
        closes=(),
        company="acme",
        listed=False,
        settings=None,
        as_of=AS_OF,
    ):
        for old in tmp_path.glob("*.csv"):
            old.unlink()
        (tmp_path / "specie.toml").write_text(
            f'[book]\nname = "T"\ncurrency = "USD"\nas_of = {as_of}\n', "utf-8"
        )
        (tmp_path / "vendors.csv").write_text(f"vendor_id,company_id,name\nv,{company},Acme\n", "utf-8")
        for table, rows in (("financials", financials), ("rounds", rounds), ("deals", deals)):
            if rows:
                (tmp_path / f"{table}.csv").write_text("\n".join((HEAD[table], *rows)) + "\n", "utf-8")
        if listed:
            head = "holding_id,company_id,ticker,quantity,price,currency,share_class"
            (tmp_path / "holdings.csv").write_text(f"{head}\nh,acme,ACME,1,1,USD,common\n", "utf-8")
        if closes:
            lines = [f"ACME,{day},{close}" for day, close in closes]
            (tmp_path / "prices.csv").write_text("\n".join(("ticker,date,close", *lines)) + "\n", "utf-8")
        found = assess(open_book(tmp_path), open_facts(), settings or Settings())
        return found.of(company)

    return made
