"""A firm with two initiatives, two suppliers and three positions, small enough to work out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from specie.analyses.breaks.stress.run import run
from specie.book import open_book
from specie.facts import open_facts
from specie.model import Estimate, Grade, Inputs, Origin, Ref, Result, Status

HERE = (Origin("test", as_of=date(2026, 10, 1)),)
TABLES = {
    "initiatives": "initiative_id,name\nAI-1,One\nAI-2,Two\n",
    "vendors": "vendor_id,company_id,name,kind\nv1,acme,Acme,model\nv2,beta,Beta,model\n",
    "dependencies": (
        "initiative_id,layer,vendor_id,criticality,substitute,substitute_tested_on,migration_weeks,"
        "migration_cost,currency\n"
        "AI-1,model_developer,v1,critical,v2,,26,7000,USD\n"
        "AI-2,model_developer,v2,low,v1,2026-09-01,2,500,USD\n"
    ),
    "costs": (
        "date,initiative_id,vendor_id,cost_type,amount,currency\n"
        "2026-06-30,AI-1,v1,usage,120000,USD\n"
        "2026-06-30,AI-2,v2,usage,24000,USD\n"
    ),
    "budgets": "period,scope,amount,currency\n2026,it,1000000,USD\n",
    "cash": "date,cash,monthly_outflow,currency\n2026-10-31,1000000,50000,USD\n",
    "holdings": (
        "holding_id,company_id,ticker,quantity,price,currency,share_class\n"
        "H1,,AAA,100,10,USD,common\nH2,acme,,50,,USD,Series B\nH3,,ZZZ,10,5,USD,common\n"
    ),
    "prices": "ticker,date,close\nAAA,2026-10-30,12\n",
}
POLICY = "[policy]\nai_share_of_it_budget = 0.15\nmin_cash_months = 6\n"


def range_of(measure, kind, name, low, high, point=None, unit="fraction", period="next 12 months"):
    return Estimate(
        measure, Ref(kind, name), period, point, low, high, 1.0, unit, "test", Grade.MODELLED, HERE
    )


@pytest.fixture
def stability():
    """Make the result of the analysis of stability: company, low, high, point."""

    def make(*chances):
        made = tuple(
            range_of("failure_probability", "company", name, low, high, point)
            for name, low, high, point in chances
        )
        return Result("breaks/stability", Status.OK, made)

    return make


@pytest.fixture
def returns():
    """Make the result of the return on initiatives: the cash benefit of the first one."""

    def make(low=520_000.0, point=520_000.0, high=520_000.0):
        made = (
            range_of("cost_year", "initiative", "AI-1", 0, 0, 0, "USD"),
            range_of("hard_benefit_year", "initiative", "AI-1", low, high, point, "USD"),
        )
        return Result("pays/roi", Status.OK, made)

    return make


@pytest.fixture
def result_of(tmp_path):
    def make(results=None, *, policy=POLICY, leave=(), tables=None, seed=0, **params):
        settings = f'[book]\nname = "T"\ncurrency = "USD"\nas_of = 2026-10-31\n{policy}'
        (tmp_path / "specie.toml").write_text(settings, "utf-8")
        for old in tmp_path.glob("*.csv"):
            old.unlink()
        for name, text in {**TABLES, **(tables or {})}.items():
            if name not in leave:
                (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        given = {"draws": 3000, "presets": "dotcom-nasdaq", **params}
        found = {r.analysis: r for r in (results or [])}
        return run(open_book(tmp_path), open_facts(), Inputs(seed=seed, params=given, results=found))

    return make
