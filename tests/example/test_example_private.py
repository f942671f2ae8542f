"""The stake in a private company: invented, with a cap table that adds up and sources that do not agree."""

from __future__ import annotations

from datetime import date

import pytest

from specie.analyses.worth.terms.run import run
from specie.book import open_book
from specie.companies.comparable import chains, comparables
from specie.companies.ledger import read_ledger
from specie.facts import open_facts
from specie.model import Inputs


@pytest.fixture(scope="module")
def book(written):
    return open_book(written.folder)


def test_valuation_facts_are_of_invented_firms_alone(written):
    real = {fact.text("company_id") for fact in open_facts().rows("companies")}
    for table in ("rounds", "financials", "terms"):
        rows = written.rows(f"{table}.csv")
        assert {row["company_id"] for row in rows} == {"syn-robotics"}
        assert "syn-robotics" not in real
        assert all("(synthetic)" in row["source"] for row in rows)


def test_shares_times_price_is_the_stated_price_of_all(written):
    terms = written.rows("terms.csv")
    shares = sum(int(row["shares"]) for row in terms)
    stated = {row["post_money_usd"] for row in written.rows("rounds.csv") if row["series"] == "Series C"}
    assert f"{shares * 15}" in stated
    for row in written.rows("rounds.csv"):
        own = next(t for t in terms if t["series"] == row["series"])
        assert float(own["shares"]) * float(own["price_per_share_usd"]) == float(row["amount_usd"])


def test_sources_that_disagree_widen_the_price_and_guidance_is_read(book):
    ledger = read_ledger(book, open_facts())
    newest = chains(comparables(ledger)[0])["syn-robotics"][-1]
    assert tuple(map(float, newest.bounds)) == (1.2e9, 1.35e9)
    assert newest.stated is None
    plans = [r for r in ledger.revenues if r.company == "syn-robotics" and r.basis == "guidance"]
    assert [r.end.end for r in plans] == [date(2028, 12, 31)]


def test_the_stake_is_worth_less_than_the_newest_price(book):
    result = run(book, open_facts(), Inputs())
    fair = next(e for e in result.find("holding_fair_value"))
    headline = next(e for e in result.find("holding_headline"))
    assert fair.high < headline.point
    rights = [f for f in result.findings if f.code == "WOR402"]
    assert rights
    for finding in rights:  # a right that moves nothing hides nothing
        assert abs(finding.message.arg("more").value) > 1e5
