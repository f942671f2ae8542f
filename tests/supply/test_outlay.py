"""Money by initiative, supplier and kind: by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from specie.facts import open_facts
from specie.supply.chain import read_chain
from specie.supply.outlay import TO_SUPPLIERS, read_outlay


@pytest.fixture
def book(make_book):
    return make_book()


def test_the_year_and_the_rate_of_the_last_three_whole_months(book):
    outlay = read_outlay(book)
    assert outlay.sum(initiative="A", supplier="lab") == Decimal("420")
    assert outlay.sum(initiative="A", supplier="lab", rate=True) == 300 * 4
    assert (outlay.recent.start, outlay.recent.end) == (date(2026, 4, 1), date(2026, 6, 1))
    assert outlay.year.period == "2025-07-01/2026-06-30"


def test_all_lines_add_up_to_the_ledger_to_the_cent(book):
    outlay = read_outlay(book)
    (row,) = book.select("SELECT sum(amount_book) AS s FROM spend_ledger WHERE date >= DATE '2025-07-01'")
    assert outlay.sum() == row["s"] == Decimal("817.05")


def test_vendors_of_one_company_are_one_supplier(book):
    outlay = read_outlay(book, read_chain(book, open_facts()).suppliers)
    assert outlay.table()["A", "lab"] == Decimal("720.05")
    assert ("A", "lab-eu") not in outlay.table()


def test_only_what_a_supplier_is_paid_for_is_in_the_table(book):
    outlay = read_outlay(book)
    assert set(outlay.table()) == {("A", "lab"), ("A", "lab-eu"), ("B", "cloud")}
    assert outlay.sum(kinds=TO_SUPPLIERS) == Decimal("767.05")


def test_money_without_an_initiative_is_named(book):
    (gap,) = read_outlay(book).gaps
    assert (gap.table, gap.rows) == ("bills", 1)


def test_an_unfinished_month_does_not_make_the_rate(make_book):
    outlay = read_outlay(make_book(as_of="2026-06-20"))
    assert (outlay.recent.start, outlay.recent.end) == (date(2026, 3, 1), date(2026, 5, 1))
    assert outlay.sum(initiative="A", supplier="lab", rate=True) == 1200


def test_a_young_ledger_is_scaled_by_the_months_it_has(make_book):
    rows = "date,initiative_id,vendor_id,cost_type,amount,currency\n2026-06-10,A,lab,usage,10,USD\n"
    assert read_outlay(make_book({"costs": rows})).sum(rate=True) == 120


def test_no_money_at_all(make_book):
    outlay = read_outlay(make_book({"costs": None}))
    assert (outlay.lines, outlay.recent) == ((), None)


def test_months_must_make_sense(book):
    with pytest.raises(ValueError, match="recent_months"):
        read_outlay(book, recent_months=0)
