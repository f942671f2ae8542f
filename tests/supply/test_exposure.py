"""The supply side as arrays: by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from specie.facts import open_facts
from specie.kernel.money import Range
from specie.model import Ref
from specie.supply.chain import read_chain
from specie.supply.contracts import read_contracts
from specie.supply.exposure import price_makers, read_exposure
from specie.supply.outlay import read_outlay
from specie.supply.returns import Return

COSTS = (
    "date,initiative_id,vendor_id,cost_type,amount,currency\n"
    "2026-04-10,A,lab,usage,600,USD\n2026-06-11,A,,labour,50,USD\n2026-06-12,B,cloud,usage,40,USD\n"
    "2026-06-12,B,tool,licence,8,USD\n2026-06-12,C,lab,usage,9,USD\n"
)


@pytest.fixture
def exposure(make_book):
    book = make_book({"costs": COSTS})
    chain = read_chain(book, open_facts())
    returns = {"A": Return(Ref("initiative", "A"), Range(650, 650, 650), Range(100, 900, 2000), 0.9, ())}
    contracts = read_contracts(book, chain.suppliers)
    return read_exposure(chain, contracts, read_outlay(book, chain.suppliers), returns, book.as_of)


def test_names_and_money(exposure):
    assert (exposure.initiatives, exposure.suppliers) == (("A", "B"), ("cloud", "lab", "tool"))
    assert exposure.spend.tolist() == [[0, 600, 0], [40, 0, 8]]
    assert exposure.other.tolist() == [50, 0]
    assert exposure.benefit[0].tolist() == [100, 900, 2000]
    assert np.isnan(exposure.benefit[1]).all()


def test_the_price_is_set_by_who_made_the_model(exposure):
    assert exposure.priced.tolist() == [[0, 600, 0], [0, 40, 8]]  # cloud bills B, lab makes its model
    assert exposure.priced.sum(1).tolist() == exposure.spend.sum(1).tolist()


def test_needs_stops_and_weeks(exposure):
    assert exposure.needed.tolist() == [[False, True, False], [True, True, True]]
    assert not exposure.stops.any()  # A has a tested substitute, B is not critical
    assert exposure.critical.tolist() == [True, False]
    assert exposure.weeks[0, 1].tolist() == [4, 4]
    assert exposure.weeks[1].tolist() == [[26, 52], [6, 52], [26, 52]]
    assert exposure.weeks[0, 0].tolist() == [0, 0]
    assert exposure.move_cost[0].tolist() == [0, 1000, 0]
    assert np.isnan(exposure.move_cost[1]).all()


def test_contracts(exposure):
    assert exposure.ceiling.tolist() == [0.05, 0.0, math.inf]
    assert exposure.protected_months[2] == 0
    assert exposure.protected_months[1] == pytest.approx(184 / (365.25 / 12))
    assert exposure.prepaid.tolist() == [0, 60, 0]  # the prepaid 5 of K5 ended with it
    assert exposure.committed[1].tolist() == [391, 391]  # 1000 less 600 and the 9 of C
    assert exposure.committed[2].tolist() == [0, math.inf]


def test_without_a_tested_substitute_a_critical_need_stops(make_book):
    rows = (
        "initiative_id,layer,vendor_id,criticality,substitute,migration_weeks\nA,host,lab,critical,cloud,4\n"
    )
    book = make_book({"dependencies": rows})
    chain = read_chain(book, open_facts())
    found = read_exposure(chain, (), read_outlay(book), {}, book.as_of)
    assert found.stops[0, found.suppliers.index("lab")]
    assert found.weeks[0, found.suppliers.index("lab")].tolist() == [4, 52]


def test_money_of_a_supplier_that_is_not_in_the_chain_stays_with_it(make_book):
    needs = read_chain(make_book(), open_facts()).of("B")
    assert price_makers("tool", needs) == ("tool",)
    assert price_makers("cloud", needs) == ("lab",)
    assert price_makers("stranger", needs) == ("stranger",)


def test_a_maker_that_sends_invoices_of_its_own_is_not_paid_through_the_host(make_book):
    rows = (
        "initiative_id,layer,vendor_id\nA,invoice_issuer,lab\nA,invoice_issuer,cloud\nA,host,cloud\n"
        "A,model_developer,lab\n"
    )
    needs = read_chain(make_book({"dependencies": rows}), open_facts()).of("A")
    assert price_makers("cloud", needs) == ("cloud",)
    assert price_makers("lab", needs) == ("lab",)


def test_an_empty_book(make_book):
    book = make_book({"dependencies": None, "costs": None, "contracts": None})
    found = read_exposure(read_chain(book, open_facts()), (), read_outlay(book), {}, book.as_of)
    assert (found.spend.shape, found.committed.shape, found.weeks.shape) == ((2, 0), (0, 2), (2, 0, 2))
