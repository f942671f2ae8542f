"""A book with nothing but what a test writes into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from specie.book import Book, open_book

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = {}\n'
HEADERS = {
    "claims": "claim_id,statement,topic,company_id,value,low,high,bound,unit,numerator,denominator,"
    "definition,window_months,sample_size,publisher,original,interest,published,occasion,status,version,supersedes,source,as_of",
    "forecasts": "forecast_id,publisher,interest,series,made_on,date,value,low,high,level,growth,statement,"
    "probability,unit,definition,actual,resolved_on,source,as_of",
    "warnings": "warning_id,statement,speaker,affiliation,interest,said_on,due,probability,actual,"
    "resolved_on,source,as_of",
    "deals": "deal_id,from_id,to_id,instrument,status,source,as_of",
}
FIXED = {"source": "paper", "as_of": "2026-01-31", "published": "2026-01-31", "status": "reported",
         "publisher": "P", "made_on": "2024-12-31", "said_on": "2025-01-31"}  # fmt: skip


@pytest.fixture
def book_of(tmp_path: Path) -> Callable[..., Book]:
    """Write rows given as dictionaries under the headers of their tables, and open the book."""

    def make(as_of: str = "2026-10-31", **tables: list[dict[str, object]]) -> Book:
        (tmp_path / "specie.toml").write_text(TOML.format(as_of), "utf-8")
        (tmp_path / "initiatives.csv").write_text("initiative_id,name\nA,Alpha\n", "utf-8")
        for table, rows in tables.items():
            names = HEADERS[table].split(",")
            lines = [",".join(str((FIXED | row).get(name, "")) for name in names) for row in rows]
            (tmp_path / f"{table}.csv").write_text("\n".join([",".join(names), *lines, ""]), "utf-8")
        return open_book(tmp_path)

    return make
