"""Small books by hand for what the enterprise runs on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from specie.book import Book, open_book

TOML = '[book]\nname = "By hand"\ncurrency = "USD"\nas_of = {as_of}\n'
TABLES = {
    "initiatives": (
        "initiative_id,name,function,approach,business_owner,technical_owner\n"
        "A,Alpha,sales,build,Ann,Tom\nB,Beta,finance,buy,Ben,\nC,Gamma,sales,buy,Cat,Tim\n"
    ),
    "stages": (
        "initiative_id,stage,entered_on\nA,pilot,2025-01-01\nA,production,2025-06-01\n"
        "B,pilot,2025-03-01\nC,pilot,2025-01-01\nC,stopped,2025-12-01\n"
    ),
    "vendors": (
        "vendor_id,company_id,name,kind,region,critical\n"
        "lab,anthropic,Lab One,model,US,true\nlab-eu,anthropic,Lab One EU,model,FR,\n"
        "cloud,amazon,Cloud,cloud,US,\ntool,,Tool Inc.,tool,US,\n"
    ),
    "dependencies": (
        "initiative_id,layer,vendor_id,model,criticality,substitute,substitute_tested_on,migration_weeks,"
        "migration_cost\n"
        "A,invoice_issuer,lab,,critical,,,,\nA,host,lab,,critical,,,,\n"
        "A,model_developer,lab,one,critical,cloud,2026-05-01,4,1000\n"
        "B,invoice_issuer,cloud,,medium,,,,\nB,model_developer,lab-eu,two,medium,,,6,\nB,tool,tool,,low,,,,\n"
        "C,model_developer,lab,one,critical,,,,\n"
    ),
    "costs": (
        "date,initiative_id,vendor_id,cost_type,amount,currency\n"
        "2025-08-15,A,lab,usage,120,USD\n2026-04-10,A,lab,usage,100,USD\n2026-05-10,A,lab,usage,200,USD\n"
        "2026-06-10,A,lab-eu,usage,300.05,USD\n2026-06-11,A,,labour,50,USD\n2026-06-12,B,cloud,licence,40,USD\n"
        "2026-06-13,,cloud,usage,7,USD\n2024-01-01,A,lab,usage,999,USD\n"
    ),
    "contracts": (
        "contract_id,vendor_id,starts_on,ends_on,committed,prepaid,price_protection,notice_days,region\n"
        "K1,lab,2026-01-01,2026-12-31,1000,60,0.0,90,US\n"
        "K2,cloud,2026-01-01,2027-12-31,500,,0.05,30,US\nK3,cloud,2026-06-01,2026-11-30,20,,,,\n"
        "K4,tool,,,80,,,,\nK5,tool,2025-01-01,2026-03-31,80,5,0.0,,\n"
    ),
}


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Book]:
    """Write the tables above, some replaced or left out (None), into a folder and open it."""

    def make(changes: Mapping[str, str | None] | None = None, *, as_of: str = "2026-06-30") -> Book:
        (tmp_path / "specie.toml").write_text(TOML.format(as_of=as_of))
        for name, text in {**TABLES, **(changes or {})}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text)
        return open_book(tmp_path)

    return make
