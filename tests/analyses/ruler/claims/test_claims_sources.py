"""Independent sources, rival readings and stakes: worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.analyses.ruler.claims.entry import Entry, amount, bare
from specie.analyses.ruler.claims.missing import missing
from specie.analyses.ruler.claims.own_entries import replaced
from specie.analyses.ruler.claims.relations import Deal, named, stakes
from specie.analyses.ruler.claims.rivals import rivals
from specie.analyses.ruler.claims.shipped_entries import speaker
from specie.analyses.ruler.claims.sources import agree, voices
from specie.companies.record import Company
from specie.model import Message, Origin, Quantity, Term

HERE = Origin("claims.csv", "row 2")
PLAIN = Entry(
    "claims", "C", ("claims", "t"), "It is so.", 5.0, "hours", "d", "P", "paper", date(2026, 1, 1),
    "reported", HERE,
)  # fmt: skip


def entry(id_: str, value: float | None, publisher: str, **changes: object) -> Entry:
    return replace(PLAIN, id=id_, value=value, publisher=publisher, **changes)  # type: ignore[arg-type]


def counts(*entries: Entry) -> list[tuple[int, int]]:
    return [(heard.count, heard.agreeing) for heard in voices(entries)]


def test_two_speakers_are_two_sources_and_agree_within_rounding() -> None:
    assert counts(entry("1", 5.0, "A"), entry("2", 5.05, "B")) == [(2, 2), (2, 2)]
    assert counts(entry("1", 5.0, "A"), entry("2", 5.5, "B")) == [(2, 1), (2, 1)]


def test_a_relay_is_the_source_it_passes_on() -> None:
    assert counts(entry("1", 5.0, "Maker"), entry("2", 5.0, "Magazine", original="maker ")) == [(1, 1)] * 2


def test_relays_of_one_source_count_once_even_without_it() -> None:
    relays = [entry(str(n), 5.0, f"Paper {n}", original="Maker") for n in range(4)]
    assert counts(*relays) == [(1, 1)] * 4


def test_one_document_and_one_speaker_are_one_source() -> None:
    same = "https://example.com/report"
    assert counts(entry("1", 5.0, "A", document=same), entry("2", 5.0, "B", document=same)) == [(1, 1)] * 2
    assert counts(entry("1", 5.0, "A"), entry("2", 5.0, " a")) == [(1, 1)] * 2


def test_links_go_through_others() -> None:
    """A and B share a document, B and C a speaker: one source, and D is another."""
    chain = [
        entry("1", 1.0, "A", document="https://x.org/1"),
        entry("2", 1.0, "B", document="https://x.org/1"),
        entry("3", 1.0, "b", document="https://x.org/2"),
        entry("4", 1.0, "D"),
    ]
    assert counts(*chain) == [(2, 2)] * 4


@given(
    st.lists(st.tuples(st.sampled_from("ABCD"), st.floats(0.1, 100)), min_size=1, max_size=8), st.randoms()
)
def test_order_of_rows_does_not_matter(rows: list[tuple[str, float]], random: object) -> None:
    entries = [entry(str(n), value, who) for n, (who, value) in enumerate(rows)]
    heard = dict(zip(entries, voices(entries), strict=True))
    random.shuffle(entries)  # type: ignore[attr-defined]
    assert dict(zip(entries, voices(entries), strict=True)) == heard
    assert {v.count for v in heard.values()} == {len({who for who, _ in rows})}
    assert all(1 <= v.agreeing <= v.count for v in heard.values())


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ({"value": 10.0, "bound": ">="}, {"value": 31.0}, True),
        ({"value": 10.0, "bound": ">="}, {"value": 9.0}, False),
        ({"value": 35.0, "bound": "<="}, {"value": 31.0, "bound": ">="}, True),
        ({"value": None, "low": 1.1, "high": 2.1}, {"value": 2.0}, True),
        ({"value": 1.6, "low": 1.1, "high": 2.1}, {"value": 2.5}, False),
        ({"value": -1.0}, {"value": -1.01}, True),
    ],
)
def test_bounds_and_ranges_exclude_only_what_they_exclude(
    one: dict[str, object], other: dict[str, object], both: bool
) -> None:
    first, second = replace(PLAIN, **one), replace(PLAIN, **other)  # type: ignore[arg-type]
    assert agree(first, second) is both
    assert agree(second, first) is both
    assert agree(first, first)


def test_what_a_statement_leaves_possible() -> None:
    assert replace(PLAIN, bound=">=").possible == (5.0, inf)
    assert replace(PLAIN, bound="<=").possible == (-inf, 5.0)
    assert replace(PLAIN, value=None, low=1.0).possible == (1.0, inf)
    assert replace(PLAIN, value=None).figures == ()


def test_rivals_exclude_each_other_and_lie_apart_by_a_factor() -> None:
    rows = [entry("1", 2.0, "A"), entry("2", 5.0, "B", definition="other"), entry("3", 2.02, "C")]
    (group,) = rivals([*rows, entry("4", 7.0, "D", topic=("claims", "u"))], {})
    assert [e.id for e in group.entries] == ["1", "3", "2"]
    assert group.factor == pytest.approx(2.5)
    assert (group.voices.count, group.voices.agreeing) == (3, 2)
    assert group.why == Term("other definitions")
    assert group.estimate is not None
    assert group.estimate.point == pytest.approx(2.5)


def test_no_rivals_where_nothing_contradicts() -> None:
    """Equal figures, other units, replaced versions and statements without a figure are no rivals."""
    assert rivals([entry("1", 5.0, "A"), entry("2", 5.0, "B")], {}) == []
    assert rivals([entry("1", 5.0, "A"), entry("2", 0.4, "B", unit="fraction")], {}) == []
    assert rivals([entry("1", 5.0, "A"), entry("2", 9.0, "A")], {"1": "2"}) == []
    assert rivals([entry("1", 5.0, "A"), entry("2", None, "B")], {}) == []


def test_figures_on_both_sides_of_zero_have_no_factor() -> None:
    (group,) = rivals([entry("1", -0.94, "A", unit="fraction"), entry("2", 0.4, "B", unit="fraction")], {})
    assert group.factor is None
    assert group.estimate is None


def test_a_later_version_takes_the_place_of_an_earlier_one_only() -> None:
    first = entry("1", 1.0, "A", version=1)
    newer = entry("2", 2.0, "A", version=2, supersedes="1")
    backwards = entry("3", 3.0, "A", said_on=date(2025, 1, 1), supersedes="2")
    itself = entry("4", 4.0, "A", supersedes="4")
    assert replaced([first, newer, backwards, itself]) == {"1": "2"}


COMPANIES = {
    "big": Company("big", "Big Cloud"),
    "lab": Company("lab", "Lab (with extras)"),
    "lab-cloud": Company("lab-cloud", "Lab Cloud"),
}


def test_companies_are_found_as_whole_words_the_longest_first() -> None:
    assert named("Big Cloud and Lab", COMPANIES) == ("big", "lab")
    assert named("Lab Cloud", COMPANIES) == ("lab-cloud",)
    assert named("Labour, Big, cloudy; lab", COMPANIES) == ()


def test_a_stake_is_the_speaker_itself_or_a_binding_deal_either_way() -> None:
    deals = [Deal("big", "lab", "equity", HERE), Deal("lab", "big", "compute_contract", HERE)]
    found = stakes([entry("1", 1.0, "Research of Big Cloud", company="lab")], COMPANIES, deals)
    assert [(s.reason.arg("giver").id, s.reason.arg("instrument").id) for s in found] == [  # type: ignore[union-attr]
        ("lab", "compute_contract"),
        ("big", "equity"),
    ]
    (own,) = stakes([entry("1", 1.0, "Lab", company="lab")], COMPANIES, deals)
    assert own.reason.template == "{speaker} speaks of itself"
    assert stakes([entry("1", 1.0, "Somebody", company="lab")], COMPANIES, deals) == ()
    assert stakes([entry("1", 1.0, "Big Cloud")], COMPANIES, deals) == ()
    said = entry("1", 1.0, "Big Cloud", statement="Lab grows.")
    assert {s.subject.id for s in stakes([said], COMPANIES, deals)} == {"lab"}


def test_a_stake_of_the_original_counts_not_of_the_relay() -> None:
    deals = [Deal("big", "lab", "equity", HERE)]
    relay = entry("1", 1.0, "Daily Paper", original="Big Cloud", company="lab")
    assert len(stakes([relay], COMPANIES, deals)) == 1


def test_what_a_claim_leaves_out() -> None:
    assert missing(replace(PLAIN, unit="fraction", definition="")) == (
        "numerator", "denominator", "definition", "window_months", "sample_size",
    )  # fmt: skip
    whole = replace(PLAIN, window_months=3.0, sample="12")
    assert missing(whole) == ()
    assert missing(replace(PLAIN, value=None, unit="")) == ()
    assert missing(replace(PLAIN, unit="")) == ("unit", "window_months", "sample_size")


def test_who_speaks_in_a_document() -> None:
    assert speaker("https://www.Example.com/a/b") == "example.com"
    assert speaker("https://github.com/Somebody/notes") == "github.com/somebody"
    assert speaker("annual report 2025") == "annual report 2025"


def test_units_of_figures() -> None:
    assert amount(3, "usd") == Quantity(3, "USD")
    assert amount(3, "ratio") == Quantity(3, "x")
    assert amount(3, "fraction") == Quantity(3, "fraction")
    assert isinstance(amount(3, "GW of capacity"), Message)
    assert bare("It is so.") == "It is so"
    assert bare(Term("yes")) == Term("yes")
