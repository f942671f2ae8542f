"""Contracts on the book's day: by hand."""

from __future__ import annotations

import math
from datetime import date

import pytest

from specie.supply.contracts import contract_gaps, read_contracts

DAY = date(2026, 6, 30)


@pytest.fixture
def contracts(make_book):
    return {c.id: c for c in read_contracts(make_book())}


def test_what_is_left_of_a_commitment_is_what_was_not_paid_since_it_began(contracts):
    one = contracts["K1"]  # 1000 committed, 100 + 200 paid to lab since January; 300.05 went to lab-eu
    assert (float(one.paid), one.left.low, one.left.point) == (300.0, 700.0, 700.0)


def test_a_payment_may_have_drawn_on_another_contract_of_the_vendor(contracts):
    two, three = contracts["K2"].left, contracts["K3"].left  # 47 paid in June; K3 takes 20 at most
    assert (two.low, two.point, two.high) == (453.0, None, 473.0)
    assert (three.low, three.high) == (0.0, 20.0)


def test_without_a_first_day_what_is_left_is_open_and_after_the_end_nothing(contracts):
    assert contracts["K4"].left.high == math.inf
    assert contracts["K5"].left.high == 0


def test_days(contracts):
    assert contracts["K1"].runs(DAY)
    assert not contracts["K5"].runs(DAY)
    assert contracts["K4"].runs(DAY)
    assert contracts["K1"].months_left(DAY) == pytest.approx(184 / (365.25 / 12))
    assert contracts["K1"].notice_by() == date(2026, 10, 2)
    assert contracts["K3"].notice_by() is None
    assert contracts["K1"].protected_until(DAY) == date(2026, 12, 31)
    assert contracts["K5"].protected_until(DAY) is None  # protected until March
    assert contracts["K3"].protected_until(DAY) is None  # no protection known


def test_gaps_name_no_end_no_start_and_prepaid_money_after_the_end(make_book):
    book = make_book()
    gaps = list(contract_gaps(book, read_contracts(book)))
    told = [str(dict(gap.message.args)["contract"]) for gap in gaps]
    assert sorted(told) == ["K4", "K4", "K5"]


def test_a_contract_that_ends_before_it_starts_is_counted_and_not_used(make_book):
    rows = "contract_id,vendor_id,starts_on,ends_on,committed\nX,lab,2026-05-01,2026-01-01,100\n"
    book = make_book({"contracts": rows})
    assert read_contracts(book) == ()
    (gap,) = contract_gaps(book, ())
    assert (gap.table, gap.rows) == ("contracts", 1)
    assert "DAT104" in {problem.code for problem in book.problems}
