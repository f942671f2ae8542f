"""A graph of three invented firms beside the shipped ones, small enough to work out by hand."""

from __future__ import annotations

import pytest

from specie.analyses.breaks.contagion.run import run
from specie.book import open_book
from specie.facts import open_facts
from specie.model import Inputs

DEALS = (
    "deal_id,from_id,to_id,amount_usd,amount_bound,instrument,signed,start,end,status,source,as_of\n"
    "t1,alpha,beta,30000000,=,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
    "t2,gamma,beta,40000000,=,debt,2026-01-15,,,committed,https://a.example,2026-02-01\n"
    "t3,beta,gamma,40000000,=,purchase,2026-01-01,2026-01-01,2030-01-01,committed,https://a.example,"
    "2026-02-01\n"
    "t4,omega,alpha,40000000,=,equity,2026-01-15,,,closed,https://a.example,2026-02-01\n"
)
WORTH = (
    "company_id,period_end,period,metric,basis,value,unit,source,as_of\n"
    "alpha,2026-06-30,point,market_cap,gaap,100000000,usd,https://a.example,2026-08-01\n"
    "beta,2026-06-30,point,market_cap,gaap,60000000,usd,https://a.example,2026-08-01\n"
    "gamma,2026-06-30,point,market_cap,gaap,50000000,usd,https://a.example,2026-08-01\n"
    "gamma,2025-12-31,year,revenue,gaap,50000000,usd,https://a.example,2026-03-01\n"
)
VENDORS = "vendor_id,company_id,name,kind\nv1,gamma,Gamma,cloud\n"


@pytest.fixture
def result_of(tmp_path):
    def make(deals: str = DEALS, financials: str = WORTH, vendors: str = VENDORS, **params):
        settings = '[book]\nname = "T"\ncurrency = "USD"\nas_of = 2026-10-31\n'
        (tmp_path / "specie.toml").write_text(settings, "utf-8")
        (tmp_path / "initiatives.csv").write_text("initiative_id,name\nAI-1,One\n", "utf-8")
        for name, text in (("deals", deals), ("financials", financials), ("vendors", vendors)):
            if text:
                (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return run(open_book(tmp_path), open_facts(), Inputs(params=params))

    return make
