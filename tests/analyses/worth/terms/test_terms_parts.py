"""Cap tables from terms and from rounds, sets of terms, and what is refused with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from specie.analyses.worth.terms import ANALYSIS
from specie.analyses.worth.terms.appraisal import appraise
from specie.analyses.worth.terms.cap_table import CapTable, share_classes_of
from specie.analyses.worth.terms.from_rounds import from_rounds
from specie.analyses.worth.terms.from_terms import from_terms
from specie.analyses.worth.terms.model import Model, model_of
from specie.analyses.worth.terms.own_terms import own_terms
from specie.analyses.worth.terms.plausible import sample, term_sets
from specie.analyses.worth.terms.refusal import CONTRADICTION, MISSING, NOT_VALID, Refused
from specie.analyses.worth.terms.rights import Rights
from specie.book import Book, open_book
from specie.companies.comparable import Comparable
from specie.companies.ledger import read_ledger
from specie.companies.record import Company, Price, Vouch
from specie.companies.span import Span
from specie.facts import open_facts
from specie.model import Origin

TERMS = (
    ""
    "company_id,series,date,kind,shares,price_per_share_usd,strike_usd,liquidation_multiple,seniority,participating,participation_cap,conversion_ratio,dividend_rate,ipo_ratchet,qualified_ipo_price_usd,ipo_veto,anti_dilution,bound,status,source,source_quality,as_of\n"
)
ROUNDS = "company_id,date,series,amount_usd,pre_money_usd,post_money_usd,kind,status,source,as_of\n"
DEFAULTS: dict[str, Any] = {
    "company_id": "nimbus", "kind": "preferred", "status": "closed", "source": "s", "as_of": "2026-03-01",
    "source_quality": "primary", "liquidation_multiple": 1, "seniority": 1, "participating": "false",
    "ipo_ratchet": 0, "ipo_veto": "false", "conversion_ratio": 1, "dividend_rate": 0,
}  # fmt: skip


def row(series: str, day: str, shares: object, price: object = "", **cells: object) -> str:
    """One row of terms; common shares, options and the pool have no rights."""
    base = dict(DEFAULTS)
    if cells.get("kind", "preferred") != "preferred":
        base = {
            k: v
            for k, v in base.items()
            if k in ("company_id", "status", "source", "source_quality", "as_of")
        }
    told = base | {"series": series, "date": day, "shares": shares, "price_per_share_usd": price} | cells
    return ",".join(str(told.get(name, "")) for name in TERMS.strip().split(",")) + "\n"


PAPER = (
    row("A", "2025-01-15", 100_000_000, 0.5)
    + row("B", "2026-02-20", 100_000_000, 1)
    + row("Common", "2024-01-01", 750_000_000, kind="common")
    + row("Pool", "2026-02-20", 50_000_000, kind="pool")
)
"""The published example, in dollars."""


def book_of(folder: Path, **tables: str) -> Book:
    (folder / "specie.toml").write_text('[book]\nname = "T"\ncurrency = "USD"\nas_of = 2026-10-31\n', "utf-8")
    tables.setdefault("initiatives", "initiative_id,name,business_owner,technical_owner\nAI-1,One,A,B\n")
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def built(folder: Path, rows: str, **tables: str) -> CapTable | Refused:
    book = book_of(folder, terms=TERMS + rows, **tables)
    (own,) = own_terms(book)
    return from_terms(own, read_ledger(book, open_facts()))


def table_of(folder: Path, rows: str, **tables: str) -> CapTable:
    table = built(folder, rows, **tables)
    assert isinstance(table, CapTable), table
    return table


def model(**params: float) -> Model:
    return model_of(ANALYSIS.params, params)


def test_the_published_example_from_a_book(tmp_path: Path) -> None:
    table = table_of(tmp_path, PAPER)
    assert table.headline == 1e9
    assert table.newest_class.name == "B"
    appraisal = appraise(table, model())
    assert appraisal.known
    assert appraisal.case.firm == pytest.approx(771.2e6, abs=1e5)
    assert appraisal.case.overvaluation == pytest.approx(0.297, abs=0.001)
    low, high = appraisal.overvaluation()
    assert low < 0.2966 < high
    assert not appraisal.disputed
    assert appraisal.without == {}


def test_rights_of_the_newest_class_are_taken_away_one_by_one(tmp_path: Path) -> None:
    rows = PAPER.replace(
        row("B", "2026-02-20", 100_000_000, 1),
        row("B", "2026-02-20", 100_000_000, 1, liquidation_multiple=2, ipo_ratchet=1.25),
    )
    appraisal = appraise(table_of(tmp_path, rows), model())
    assert set(appraisal.without) == {"multiple", "ratchet"}
    assert all(case.firm > appraisal.case.firm for case in appraisal.without.values())
    assert appraisal.without["multiple"].overvaluation == pytest.approx(0.745, abs=0.001)


def test_what_is_not_known_makes_a_range_and_what_is_known_stays(tmp_path: Path) -> None:
    rows = PAPER.replace(
        row("B", "2026-02-20", 100_000_000, 1), row("B", "2026-02-20", 100_000_000, 1, ipo_ratchet="")
    )
    table = table_of(tmp_path, rows)
    assert [terms.id for terms in table.sets] == [
        "plain preference", "IPO ratchet", "IPO ratchet with a premium",
    ]  # fmt: skip
    appraisal = appraise(table, model())
    assert not appraisal.known
    assert {case.terms.id for case in appraisal.range} == {"plain preference", "IPO ratchet"}
    assert {case.terms.id for case in appraise(table, model(least_prevalence=0.2)).range} == {
        "plain preference"
    }


def test_every_set_of_terms_names_its_source_where_it_states_a_frequency() -> None:
    assert term_sets()[0].prevalence is None
    assert all(terms.source for terms in term_sets() if terms.prevalence is not None)
    assert sample().firms == 135
    known = Rights(1.0, 2, True, None, 0.0, 0.0)
    assert all(terms.applied(known) == known for terms in term_sets())


def test_common_shares_follow_from_a_stated_value(tmp_path: Path) -> None:
    rounds = ROUNDS + "nimbus,2026-02-20,B,100000000,,1000000000,primary,closed,s,2026-03-01\n"
    rows = "".join(line + "\n" for line in PAPER.splitlines() if ",Common," not in line)
    table = table_of(tmp_path, rows, rounds=rounds)
    assert table.classes[-1].shares == pytest.approx(750e6)
    assert len(table.notes) == 1


@pytest.mark.parametrize(
    ("rows", "rounds", "code"),
    [
        (row("B", "2026-02-20", "", 1) + row("Common", "2024-01-01", 9, kind="common"), "", MISSING),
        (row("B", "2026-02-20", 5, "") + row("Common", "2024-01-01", 9, kind="common"), "", MISSING),
        (row("B", "2026-02-20", 5, 1), "", MISSING),
        (
            row("B", "2026-02-20", 5, 1),
            "nimbus,2026-02-20,B,5,,4,primary,closed,s,2026-03-01\n",
            CONTRADICTION,
        ),
        (PAPER, "nimbus,2026-02-20,B,100000000,,900000000,primary,closed,s,2026-03-01\n", CONTRADICTION),
        (PAPER, "nimbus,2026-02-20,B,60000000,,1000000000,primary,closed,s,2026-03-01\n", CONTRADICTION),
        (PAPER + row("B", "2026-02-20", 7, 2), "", CONTRADICTION),
        (
            PAPER + row("C", "2025-06-01", 7, 2, participating="true", participation_cap=0.5),
            "",
            CONTRADICTION,
        ),
        (PAPER + row("C", "2025-06-01", 7, 2, participating="false", participation_cap=3), "", CONTRADICTION),
        (PAPER + row("C", "2025-06-01", 7, 2, strike_usd=1), "", CONTRADICTION),
        (PAPER + row("O", "2025-06-01", 7, kind="option", liquidation_multiple=1), "", CONTRADICTION),
    ],
)
def test_gaps_and_contradictions_are_refused_with_their_reason(
    tmp_path: Path, rows: str, rounds: str, code: str
) -> None:
    tables = {"rounds": ROUNDS + rounds} if rounds else {}
    refused = built(tmp_path, rows, **tables)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_a_floor_on_the_stated_value_contradicts_only_less(tmp_path: Path) -> None:
    header = ROUNDS.strip() + ",post_money_bound\n"
    for value, good in (("900000000", True), ("1100000000", False)):
        rounds = header + f"nimbus,2026-02-20,B,100000000,,{value},primary,closed,s,2026-03-01,>=\n"
        assert isinstance(built(tmp_path, PAPER, rounds=rounds), CapTable) is good


def test_rumours_lapsed_and_later_rows_are_left_out(tmp_path: Path) -> None:
    extra = row("C", "2026-05-01", 5, 3, status="rumour") + row("D", "2026-05-01", 5, 3, status="lapsed")
    (own,) = own_terms(book_of(tmp_path, terms=TERMS + PAPER + extra))
    assert own.left_out == 2
    assert len(own.classes) == 4


def test_a_renewed_row_replaces_the_old_one_and_keeps_the_day_of_issue(tmp_path: Path) -> None:
    table = table_of(tmp_path, PAPER + row("A", "2026-01-01", 100_000_000, 0.5, conversion_ratio=2))
    first = next(c for c in table.classes if c.name == "A")
    assert (first.shares, first.ratio, first.issued.text) == (200e6, 2.0, "2025-01-15")


def test_a_cheaper_round_moves_the_ratio_of_protected_classes_once(tmp_path: Path) -> None:
    rows = (
        row("A", "2025-01-15", 100, 2, anti_dilution="full_ratchet")
        + row("B", "2026-02-20", 100, 1)
        + row("Common", "2024-01-01", 800, kind="common")
    )
    table = table_of(tmp_path, rows)
    assert next(c for c in table.classes if c.name == "A").shares == 200
    assert len(table.notes) == 1
    renewed = rows + row("A", "2026-02-20", 100, 2, anti_dilution="full_ratchet", conversion_ratio=2)
    table = table_of(tmp_path, renewed)
    assert next(c for c in table.classes if c.name == "A").shares == 200
    assert table.notes == ()


def test_thresholds_count_shares_at_the_exit(tmp_path: Path) -> None:
    rows = PAPER.replace(
        row("B", "2026-02-20", 100_000_000, 1),
        row("B", "2026-02-20", 100_000_000, 1, qualified_ipo_price_usd=0.5, ipo_veto=""),
    )
    table = table_of(tmp_path, rows)
    limits = share_classes_of(table, table.sets[0]).must_convert
    assert limits[table.newest] == pytest.approx(0.5 * 950e6)
    vetoed = PAPER.replace(
        row("B", "2026-02-20", 100_000_000, 1), row("B", "2026-02-20", 100_000_000, 1, ipo_veto="true")
    )
    table = table_of(tmp_path, vetoed)
    assert np.isinf(share_classes_of(table, table.sets[0]).must_convert[table.newest])


def price(
    day: str, amount: float | None, post: float | None, kind: str = "primary", bound: str = "="
) -> Comparable:
    on = date.fromisoformat(day)
    vouch = Vouch(Origin("rounds", "2"), "primary", (), "", on, False, False)
    return Comparable(
        Price("acme", Span(on, on, day), f"round of {day}", kind, "closed", "", amount, post, bound, vouch)
    )


ACME = Company("acme", "Acme")


def test_classes_follow_from_priced_rounds() -> None:
    """B took a tenth at 1,000; of the 900 before, A had taken a ninth."""
    table = from_rounds(ACME, [price("2025-01-01", 50.0, 450.0), price("2026-01-01", 100.0, 1000.0)], 0.05)
    assert isinstance(table, CapTable)
    assert [c.shares for c in table.classes] == pytest.approx([100, 100, 750])
    assert [c.paid for c in table.classes] == [100.0, 50.0, 0.0]
    assert (table.pool, table.headline) == (50.0, pytest.approx(1000.0))
    assert {terms.id for terms in table.sets} == {terms.id for terms in term_sets()}


@pytest.mark.parametrize(
    ("company", "chain", "code"),
    [
        (Company("acme", "Acme", listed="ACM"), [price("2026-01-01", 1.0, 9.0)], NOT_VALID),
        (Company("acme", "Acme", "division", priced=False), [], NOT_VALID),
        (ACME, [], NOT_VALID),
        (ACME, [price("2026-01-01", None, 9.0)], NOT_VALID),
        (ACME, [price("2026-01-01", 5.0, 9.0, kind="tender")], NOT_VALID),
        (ACME, [price("2025-01-01", 1.0, 9.0), price("2026-01-01", None, 20.0, kind="market")], NOT_VALID),
        (ACME, [price("2026-01-01", 9.0, 9.0)], CONTRADICTION),
        (ACME, [price("2025-01-01", 9.0, 9.0), price("2026-01-01", 1.0, 20.0)], CONTRADICTION),
    ],
)
def test_firms_without_terms_that_cannot_be_valued(
    company: Company, chain: list[Comparable], code: str
) -> None:
    refused = from_rounds(company, chain, 0.05)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_one_rule_for_every_size_but_the_disputed_ones() -> None:
    """Beyond $100bn the readings of the chance of an IPO part, and the range holds all of them."""
    chain = [price("2025-01-01", 40e9, 300e9), price("2026-01-01", 120e9, 850e9)]
    table = from_rounds(ACME, chain, 0.05)
    assert isinstance(table, CapTable)
    appraisal = appraise(table, model())
    assert appraisal.disputed
    firms = [appraisal.tails[tail].firm for tail in ("clamped", "continued", "certain")]
    assert firms == sorted(firms)
    assert appraisal.firm().high >= firms[-1]


@pytest.mark.parametrize(
    "params",
    [{"volatility": 2.0}, {"volatility_low": 0.0}, {"exit_years": 1.0}, {"pool": 1.0},
     {"marketability_discount": 1.0}, {"risk_free": -0.1}, {"paths": 0}],
)  # fmt: skip
def test_inputs_outside_the_model_are_refused(params: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"ranges|fractions"):
        model(**params)
