"""Bad tables are refused with file, row and column; faults between cells are all named."""

import shutil
from pathlib import Path

import pytest

from specie.facts import check, open_facts
from specie.facts.read import FactsError

SHIPPED = open_facts().folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in SHIPPED.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def _edit(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("table", "old", "new", "place"),
    [
        ("rounds", "anthropic,2021-05-28", "anthropic,2021-05-32", "rounds.csv:2 date"),
        ("rounds", ",124000000,", ",12x,", "rounds.csv:2 amount_usd"),
        ("rounds", ",124000000,", ",-1,", "rounds.csv:2 amount_usd"),
        ("rounds", ",124000000,", ",nan,", "rounds.csv:2 amount_usd"),
        ("rounds", "primary,closed", "primary,done", "rounds.csv:2 status"),
        ("rounds", ",124000000,", ",124000000,,", "rounds.csv:2 has 16 cells"),
        ("rounds", "company_id,date", "company,date", "rounds.csv:1 columns"),
        ("companies", "US,true", "US,yes", "companies.csv:2 priced"),
        ("companies", "2026-05-28", "2026-05", "companies.csv:2 as_of"),
        ("rulers", "2025-01/2025-06", "2025-06/2025-01", "rulers.csv:2 fielded"),
        ("rulers", "Project NANDA,The", ",The", "rulers.csv:2 publisher"),
    ],
)
def test_a_cell_that_does_not_fit(folder: Path, table: str, old: str, new: str, place: str) -> None:
    _edit(folder, table, old, new)
    with pytest.raises(FactsError, match=place):
        open_facts(folder).rows(table)


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("rounds", "900000000000,965000000000", "800000000000,965000000000", "post_money_usd"),
        ("rounds", "anthropic,2021-05-28", "anthropik,2021-05-28", "company_id"),
        ("rulers", "0.4644,0.7218", "0.4644,0.5", "interval_low"),
        ("rulers", "0.4644,0.7218", "0.4644,", "interval_low"),
        ("shocks", "0.189,0.482,0.862", "0.189,0.982,0.862", "typical"),
        ("analogues", "0.7793", "0.5", "drawdown"),
        ("rounds", ",18400000000,=", ",18400000000,", "post_money_bound"),
        ("rounds", "Series D (conflicting report)", "Series D again", "note"),
        ("zombies", "nanda-internal-build", "nanda-nowhere", "ruler_id"),
        ("deals", "d002", "d001", None),
    ],
)
def test_a_fault_between_cells(folder: Path, table: str, old: str, new: str, column: str | None) -> None:
    _edit(folder, table, old, new)
    problems = check(open_facts(folder))
    assert any(p.file == f"facts/{table}.csv" and p.column == column for p in problems)


def test_another_digest_for_other_facts(folder: Path) -> None:
    _edit(folder, "rounds", ",124000000,", ",124000001,")
    assert open_facts(folder).digest != open_facts().digest


def test_unknown_table() -> None:
    with pytest.raises(KeyError):
        open_facts().rows("prices")
