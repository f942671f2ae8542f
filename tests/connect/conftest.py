"""The recorded company facts, and small books to bring them into."""

from __future__ import annotations

import importlib.util
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from specie.book import open_book
from specie.book.schema import all_schemas
from specie.report.language import language

RECORDED = Path(__file__).parent / "recorded"
AS_OF = date(2026, 10, 31)


@pytest.fixture(scope="session")
def recorded() -> Path:
    return RECORDED


@pytest.fixture
def document() -> dict:
    """A fresh copy of the synthetic company facts; tests may break it."""
    return json.loads((RECORDED / "CIK0009999991.json").read_text())


@pytest.fixture(scope="session")
def truth() -> dict[str, float]:
    return json.loads((RECORDED / "truth.json").read_text())


@pytest.fixture(scope="session")
def make():
    """The script that made the recorded facts."""
    spec = importlib.util.spec_from_file_location("recorded_make", RECORDED / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Path:
    """An empty book of the day of the recorded facts, with the tables that connectors look at."""
    folder = tmp_path_factory.mktemp("empty") / "book"
    folder.mkdir()
    settings = f'[book]\nname = "Test"\ncurrency = "USD"\nas_of = {AS_OF}\n'
    (folder / "specie.toml").write_text(settings, "utf-8")
    for schema in all_schemas():
        if schema.table in {"financials", "holdings", "prices"}:
            (folder / f"{schema.table}.csv").write_bytes((",".join(schema.names) + "\r\n").encode())
    return folder


@pytest.fixture
def book_folder(empty, tmp_path) -> Path:
    """A copy that a test may fill and break."""
    return Path(shutil.copytree(empty, tmp_path / "book"))


@pytest.fixture
def opened(book_folder):
    return lambda: open_book(book_folder)


@pytest.fixture(scope="session")
def english():
    return language("en").message
