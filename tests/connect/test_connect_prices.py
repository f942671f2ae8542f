"""Prices: a folder of CSV files always, other sources by one interface; market values from known shares."""

from __future__ import annotations

from datetime import date

import pytest

from specie.book import open_book
from specie.companies.ledger import read_ledger
from specie.connect.fetch.fetcher import FetchError
from specie.connect.prices import provider as providers
from specie.connect.prices.close import Close
from specie.connect.prices.connect import connect_prices, held
from specie.connect.prices.csv_folder import CsvFolder
from specie.connect.prices.provider import UnknownProviderError, provider
from specie.facts import open_facts

DAY = date(2026, 10, 31)
HOLDINGS = "holding_id,company_id,ticker,quantity\nH1,quillstone,QSYN,10\n"
FINANCIALS = (
    "company_id,period_end,period,metric,basis,gross_net,value,unit,bound,status,source,"
    "source_quality,note,via,as_of\n"
)


def shares(count=200_000_000, day="2026-08-01", bound="="):
    return f"quillstone,{day},point,shares_outstanding,gaap,,{count},shares,{bound},,s,primary,,,{day}\n"


@pytest.fixture
def closes(tmp_path):
    folder = tmp_path / "closes"
    folder.mkdir()

    def write(text, name="a.csv"):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(folder)

    return write


@pytest.fixture
def bring(book_folder, english):
    (book_folder / "holdings.csv").write_text(HOLDINGS)
    (book_folder / "financials.csv").write_text(FINANCIALS + shares())

    def run(source, *asked, **options):
        source = CsvFolder(source) if isinstance(source, str) else source
        return connect_prices(
            asked, open_book(book_folder), open_facts(), source, book_folder, english, **options
        )

    return run


GOOD = (
    "ticker,date,close,currency,source\nqsyn,2026-10-29,40,USD,exchange\nQSYN,2026-10-30,41.5,USD,exchange\n"
)


def test_a_close_and_the_market_value_it_makes(bring, closes, book_folder):
    done = bring(closes(GOOD))
    assert [(c.entry.table, c.kind, c.entry.value) for c in done.changes] == [
        ("prices", "added", 41.5),
        ("financials", "added", 8_300_000_000),
    ]
    book = open_book(book_folder)
    assert not [p for p in book.problems if p.file in ("prices.csv", "financials.csv")]
    (price,) = [p for p in read_ledger(book, open_facts()).prices if p.company == "quillstone"]
    assert (price.post, price.on.text, price.kind) == (8_300_000_000, "2026-10-30", "market")
    assert "2026-08-01" in str(price.vouch.note)


def test_a_second_run_changes_nothing(bring, closes, book_folder):
    source = closes(GOOD)
    bring(source)
    before = {p.name: p.read_bytes() for p in book_folder.iterdir() if p.is_file()}
    done = bring(source)
    assert {c.kind for c in done.changes} == {"kept"}
    assert {p.name: p.read_bytes() for p in book_folder.iterdir() if p.is_file()} == before


def test_tickers_are_those_of_the_holdings(bring, opened):
    assert held(opened()) == ("QSYN",)


def test_the_last_close_by_the_day_within_a_week(bring, closes):
    source = closes(GOOD)
    assert bring(source, day=date(2026, 10, 29), dry=True).changes[0].entry.value == 40
    for day in (date(2026, 10, 28), date(2026, 6, 1)):
        done = bring(source, day=day, dry=True)
        assert [p.code for p in done.problems] == ["SRC304"]
        assert not done.changes


def test_another_currency_makes_no_market_value(bring, closes):
    done = bring(closes(GOOD.replace("USD", "TWD")))
    assert [c.entry.table for c in done.changes] == ["prices"]
    assert [p.code for p in done.problems] == ["SRC305"]


@pytest.mark.parametrize(
    "rows", ["", shares(day="2025-12-01"), shares(bound=">="), shares().replace("quillstone", "other")]
)
def test_without_a_fresh_count_of_shares_there_is_no_market_value(bring, closes, book_folder, rows):
    (book_folder / "financials.csv").write_text(FINANCIALS + rows)
    done = bring(closes(GOOD))
    assert [c.entry.table for c in done.changes] == ["prices"]
    assert [p.code for p in done.problems] == ["SRC306"]


def test_the_users_price_stays(bring, closes, book_folder):
    (book_folder / "prices.csv").write_text("ticker,date,close\nQSYN,2026-10-30,99\n")
    done = bring(closes(GOOD))
    assert [p.code for p in done.problems] == ["SRC401"]
    assert (book_folder / "prices.csv").read_text() == "ticker,date,close\nQSYN,2026-10-30,99\n"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",2026-10-30,5,USD", "ticker"),
        ("QSYN,30/10/2026,5,USD", "date"),
        ("QSYN,2026-10-30,five,USD", "close"),
        ("QSYN,2026-10-30,0,USD", "close"),
        ("QSYN,2026-10-30,-5,USD", "close"),
        ("QSYN,2026-10-30,nan,USD", "close"),
        ("QSYN,2026-10-30,inf,USD", "close"),
        ("QSYN,2026-10-30,5,", "currency"),
        ("QSYN,2026-10-30,5,US$", "currency"),
        ("QSYN,2026-10-30,5", "currency"),
    ],
)
def test_a_bad_row_is_named_with_its_place(closes, row, column):
    source = CsvFolder(closes(f"ticker,date,close,currency\n{row}\n"))
    assert source.close("QSYN", DAY) is None
    (named,) = source.problems
    assert (named.code, named.file, named.row, named.column) == ("SRC302", "a.csv", 2, column)


def test_two_closes_of_one_day_leave_neither(bring, closes):
    closes(GOOD)
    done = bring(closes("ticker,date,close,currency\nQSYN,2026-10-30,42,USD\n", "b.csv"))
    assert [p.code for p in done.problems] == ["SRC303", "SRC304"]
    assert not done.changes


@pytest.mark.parametrize(
    "content",
    [
        b"ticker,date\nQSYN,2026-10-30\n",
        b"",
        b"\xff\xfe\xff",
        b'ticker,date,close,currency\n"' + b"x" * 200_000,
    ],
)
def test_a_file_that_cannot_be_read_is_named(closes, content):
    source = CsvFolder(closes(content))
    assert source.close("QSYN", DAY) is None
    assert [(p.code, p.file) for p in source.problems] == [("SRC301", "a.csv")]


@pytest.mark.parametrize("there", [True, False])
def test_an_empty_or_missing_folder_is_named(tmp_path, there):
    if there:
        (tmp_path / "none").mkdir()
    with pytest.raises(FetchError) as caught:
        CsvFolder(str(tmp_path / "none")).close("QSYN", DAY)
    assert caught.value.kind == ("missing" if there else "unreadable")


class Failing:
    problems = ()

    def close(self, ticker, day):
        raise FetchError("http", ticker, status=429)


class Fixed:
    problems = ()

    def __init__(self, where):
        self.where = where

    def close(self, ticker, day):
        return Close(ticker, day, 7.0, "USD", self.where)


def test_a_source_that_fails_is_named(bring):
    assert [p.code for p in bring(Failing()).problems] == ["SRC106"]


def test_another_package_can_offer_a_source(bring, monkeypatch):
    class Point:
        name = "house"

        def load(self):
            return Fixed

    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [Point()] if group == providers.GROUP else []
    )
    done = bring(provider("house", "desk"))
    assert [c.entry.value for c in done.changes] == [7.0, 1_400_000_000]
    assert done.changes[1].entry.cells["source"] == "desk"
    with pytest.raises(UnknownProviderError) as caught:
        provider("other", "")
    assert caught.value.known == ("csv", "house")
