"""Staleness and what weakens a row."""

from datetime import date, timedelta

import pytest

from specie.facts import open_facts, schema, table_names
from specie.facts.fact import note_marks

FACTS = open_facts()


def test_policy_of_the_tables() -> None:
    assert {t: schema(t).stale_after_days for t in ("rounds", "financials", "rulers", "analogues")} == {
        "rounds": 180, "financials": 180, "rulers": 1095, "analogues": None,
    }  # fmt: skip


@pytest.mark.parametrize("table", [t for t in table_names() if schema(t).stale_after_days])
def test_stale_the_day_after_the_limit(table: str) -> None:
    fact, limit = FACTS.rows(table)[0], schema(table).stale_after_days
    assert limit is not None
    last = fact.as_of + timedelta(days=limit)
    assert fact.age_days(last) == limit
    assert not fact.stale(last)
    assert fact.stale(last + timedelta(days=1))


def test_history_is_never_stale() -> None:
    assert FACTS.stale("analogues", date(2126, 1, 1)) == ()
    assert len(FACTS.stale("rulers", date(2126, 1, 1))) == 109


def test_marks_follow_from_quality_relay_and_the_words_of_the_note() -> None:
    assert note_marks("Headline seen only; size computed. Do not add.") == (
        "headline_only",
        "computed",
        "do_not_add",
    )
    assert note_marks("") == ()
    burn = next(f for f in FACTS.rows("financials") if f["value"] == 278e9)
    assert "headline_only" in burn.marks
    inside = next(f for f in FACTS.rows("rounds") if f["series"] == "Google strategic")
    assert {"secondary", "relayed", "inferred", "do_not_add"} <= set(inside.marks)


def test_marks_treat_all_companies_alike() -> None:
    for table in ("rounds", "financials", "deals"):
        for fact in FACTS.rows(table):
            assert ("secondary" in fact.marks) == (fact.quality == "secondary")
            assert ("relayed" in fact.marks) == bool(fact.via)


def test_interest_is_carried() -> None:
    ruler = FACTS.one("rulers", "idc-microsoft-any-roi")
    assert ruler is not None
    assert "Copilot" in ruler.interest
