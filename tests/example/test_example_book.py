"""The example through the front door: a clean book whose store adds up to the truth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from specie.model import Level

CENT = Decimal("0.01")
FIELDS = ("month", "source", "initiative_id", "function", "stage", "vendor_id", "cost_type")


@pytest.fixture(scope="module")
def book(example_book):
    return example_book


def test_the_book_has_no_error(book):
    assert [problem for problem in book.problems if problem.level is Level.ERROR] == []
    assert all(source.rows_set_aside == 0 for source in book.sources.values())
    assert all(source.rows_read == source.rows_used for source in book.sources.values())


STORIES = {
    ("benefits.csv", "ledger_account"): "claim never booked",
    ("initiatives.csv", "technical_owner"): "no technical owner",
}


def test_warnings_are_stories_that_the_example_tells(book, written):
    for problem in book.problems:
        if problem.level is Level.WARNING:
            (initiative_id,) = written.truth.told(STORIES[problem.file, problem.column])
            assert written.rows(problem.file)[problem.row - 2]["initiative_id"] == initiative_id


def test_the_book_says_that_it_is_synthetic(book, written):
    assert book.info.synthetic
    assert book.as_of == written.truth.as_of
    assert book.info.name == written.truth.name


def test_the_ledger_of_spend_is_the_truth_to_the_cent(book, written):
    names = ", ".join(f"coalesce({name}, '') AS {name}" for name in FIELDS[2:])
    sql = f"SELECT month, source, {names}, sum(amount_book) AS amount FROM spend_ledger GROUP BY ALL"
    found = {tuple(row[name] for name in FIELDS): row["amount"] for row in book.select(sql)}
    truth = written.truth.total(*FIELDS)
    assert set(found) == set(truth)
    assert {key for key in truth if found[key].quantize(CENT) != truth[key].quantize(CENT)} == set()


def test_bills_by_developer_are_the_truth(book, written):
    """One developer is above the limit though no invoice is."""
    sql = """SELECT {} AS name, sum(billed_cost_book) AS money FROM bill_lines
             WHERE charge_date >= $since GROUP BY ALL"""
    shares = {}
    for column in ("developer", "invoice_issuer"):
        rows = book.select(sql.format(column), since="2025-11-01")
        total = sum(row["money"] for row in rows)
        shares[column] = max(row["money"] / total for row in rows)
    assert shares["invoice_issuer"] < Decimal("0.40") < shares["developer"]
