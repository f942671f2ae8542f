"""``specie.toml``: what it may say, and every fault of it in one go."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from specie.book import BookError, BookNotFound, Policy, open_book

GOOD = """[book]
name = "Example Holdings"
currency = "twd"
as_of = 2026-09-30
fiscal_year_start = "04-01"
synthetic = true
[policy]
ai_share_of_it_budget = 0.15
max_vendor_share = 0.40
hurdle_rate = 0.10
confidence = 0.95
min_cash_months = 6
max_tail_loss = 500000
[bills]
initiative_tag = "initiative"
[bills.accounts]
"51738928782" = "AI-01"
[bills.vendors]
"Amazon Web Services, Inc." = "aws"
[outcomes]
covariates = ["size"]
"""


def faults(error: BookError) -> list[tuple[int | None, str]]:
    return [(p.row, p.code) for p in error.problems]


def test_everything_is_read(opened: Any) -> None:
    book = opened(settings=GOOD)
    assert (book.info.name, book.currency, book.as_of) == ("Example Holdings", "TWD", date(2026, 9, 30))
    assert book.fiscal_year_start == (4, 1)
    assert book.policy == Policy(0.15, 0.40, 0.10, 0.95, 6.0, 500000.0)
    assert book.settings.bills.accounts == {"51738928782": "AI-01"}
    assert book.settings.bills.vendors == {"Amazon Web Services, Inc.": "aws"}
    assert book.info.synthetic
    assert not [p for p in book.problems if p.file == "specie.toml" and p.code.startswith("CFG")]


def test_defaults(opened: Any) -> None:
    book = opened(settings='[book]\ncurrency = "USD"\nas_of = 2026-09-30\n')
    assert book.policy == Policy(None, None, None, 0.90, None)
    assert book.fiscal_year_start == (1, 1)
    assert book.info.name == Path(book.info.path).name


def test_no_folder_and_no_settings_say_so(tmp_path: Path) -> None:
    with pytest.raises(BookNotFound) as missing:
        open_book(tmp_path / "nothing")
    assert faults(missing.value) == [(None, "CFG010")]
    with pytest.raises(BookNotFound) as empty:
        open_book(tmp_path)
    assert faults(empty.value) == [(None, "CFG010")]


def test_a_syntax_error_has_its_line(opened: Any) -> None:
    with pytest.raises(BookError) as error:
        opened(settings='[book]\ncurrency = "USD"\nas_of = 30 September\n')
    assert faults(error.value) == [(3, "CFG001")]


def test_settings_in_another_encoding(opened: Any) -> None:
    with pytest.raises(BookError) as error:
        opened({"specie.toml": '[book]\nname = "專案"\n'.encode("cp950")})
    assert faults(error.value) == [(2, "CFG001")]


def test_currency_and_date_are_required_and_both_are_named(opened: Any) -> None:
    with pytest.raises(BookError) as error:
        opened(settings='[book]\nname = "x"\n')
    assert [p.column for p in error.value.problems] == ["book.currency", "book.as_of"]
    with pytest.raises(BookError) as error:
        opened(settings='[book]\ncurrency = "dollar"\nas_of = "2026-02-30"\n')
    assert faults(error.value) == [(2, "CFG005"), (3, "CFG006")]


def test_a_date_in_quotes_is_read(opened: Any) -> None:
    assert opened(settings='[book]\ncurrency = "USD"\nas_of = "2026-09-30"\n').as_of == date(2026, 9, 30)


def test_faults_that_do_not_stop_the_book_are_all_named(opened: Any) -> None:
    text = """[book]
currency = "USD"
as_of = 2026-09-30
fiscal_year_start = "13-01"
nmae = "x"
synthetic = "yes"
[policy]
max_vendor_share = 40
hurdle_rate = "ten"
confidence = 1
min_cash_months = -1
max_tail_loss = -5
[polcy]
a = 1
[read]
encoding = "klingon"
[bills]
accounts = "x"
[outcomes]
covariates = "size"
"""
    book = opened(settings=text)
    found = {(p.row, p.code) for p in book.problems if p.file == "specie.toml"}
    assert found >= {
        (4, "CFG006"), (5, "CFG002"), (6, "CFG003"), (8, "CFG007"), (9, "CFG003"), (10, "CFG007"),
        (11, "CFG007"), (12, "CFG007"),
        (13, "CFG002"), (16, "CFG008"), (18, "CFG003"), (20, "CFG003"),
    }  # fmt: skip
    hints = {p.row: p.hint for p in book.problems if p.code == "CFG002"}
    assert hints[5].arg("name") == "name"
    assert hints[13].arg("name") == "policy"
    assert book.policy == Policy()


def test_a_section_that_is_no_section(opened: Any) -> None:
    book = opened(settings='policy = 3\n[book]\ncurrency = "USD"\nas_of = 2026-09-30\n')
    assert [(p.row, p.code) for p in book.problems if p.file == "specie.toml"] == [(1, "CFG003")]


def test_covariates_become_columns(opened: Any) -> None:
    text = "kpi_id,unit_id,period,value,size\nK-1,u1,2026-01,1,7.5\n"
    kpis = "kpi_id,initiative_id,name,better,scale\nK-1,AI-01,One,higher,level\n"
    book = opened({"outcomes.csv": text, "kpis.csv": kpis}, settings=GOOD)
    assert book.select("SELECT size FROM outcomes") == [{"size": 7.5}]


def test_errors_travel_between_processes(tmp_path: Path) -> None:
    with pytest.raises(BookError) as error:
        open_book(tmp_path)
    copy = pickle.loads(pickle.dumps(error.value))
    assert copy.problems == error.value.problems
