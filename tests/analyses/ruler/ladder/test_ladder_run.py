"""The whole analysis from tables on disk: ledger matching, tables lacking, everything declared."""

from collections import Counter
from pathlib import Path

import pytest

from specie.analyses.ruler.ladder import ANALYSIS
from specie.analyses.ruler.ladder.portfolio import read_portfolio
from specie.analyses.ruler.ladder.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Inputs, Result, Status, Term

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = 2026-10-31\n'
TABLES = {
    "initiatives": "initiative_id,name,function,use_case,approach\n"
    "A,Alpha,sales,drafting,buy\nB,Beta,sales,search,build\nC,Gamma,legal,review,build\n",
    "stages": "initiative_id,stage,entered_on,blocked_by\n"
    "A,pilot,2025-01-01,privacy\nA,production,2025-04-01,\nA,scaled,2026-01-01,\n"
    "B,pilot,2026-08-01,\nC,pilot,2025-01-01,\nC,stopped,2025-06-01,economics\n",
    "costs": "date,initiative_id,cost_type,amount,currency\n"
    "2025-02-01,A,labour,1000,USD\n2026-08-15,B,labour,500,USD\n2025-02-01,C,labour,300,USD\n",
    "benefits": "initiative_id,period,amount,currency,cash_class,ledger_account,evidence\n"
    "A,2025-Q3,1200,USD,booked,6100,journal\nA,2025-Q4,700,USD,booked,6100,journal\n"
    "B,2026-Q3,900,USD,unconverted,,hours\nC,2025-Q2,200,USD,released,,letter\n",
    "ledger": "date,account,amount,currency\n"
    "2025-09-30,6100,-1200,USD\n2025-08-31,6100,5000,USD\n2025-12-31,6100,-400,USD\n",
}


def make_book(folder: Path, *leave_out: str, **changes: str) -> Book:
    (folder / "specie.toml").write_text(TOML, "utf-8")
    for table, text in {**TABLES, **changes}.items():
        if table not in leave_out:
            (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def result_of(book: Book) -> Result:
    return run(book, open_facts(), Inputs())


def test_the_portfolio_is_read_as_recorded(tmp_path: Path) -> None:
    a, b, c = read_portfolio(make_book(tmp_path)).members
    assert (a.spent, b.spent, c.spent) == (1000.0, 500.0, 300.0)
    assert (str(a.piloted_on), str(a.produced_on), str(a.scaled_on)) == (
        "2025-01-01",
        "2025-04-01",
        "2026-01-01",
    )
    assert (a.blocks, c.blocks) == (("privacy",), ())
    assert c.stopped
    assert not b.stopped


def test_booked_counts_up_to_the_credits_of_the_ledger(tmp_path: Path) -> None:
    """Q3: 1,200 of 1,200 credited, whatever else is posted; Q4: 400 of 700. Hours are no cash, budget is."""
    a, b, c = read_portfolio(make_book(tmp_path)).members
    assert [x.in_cash for x in a.benefits] == [1200.0, 400.0]
    assert a.returned(claimed=True) == 1900.0
    assert (b.returned(claimed=False), b.returned(claimed=True)) == (0.0, 900.0)
    assert c.returned(claimed=False) == 200.0


def test_two_benefits_share_one_credit(tmp_path: Path) -> None:
    claims = (
        "initiative_id,period,amount,currency,cash_class,ledger_account,evidence\n"
        "A,2025-Q3,900,USD,booked,6100,j\nB,2025-Q3,300,USD,booked,6100,j\n"
    )
    ledger = "date,account,amount,currency\n2025-09-30,6100,-600,USD\n"
    a, b, _ = read_portfolio(make_book(tmp_path, benefits=claims, ledger=ledger)).members
    assert (a.benefits[0].in_cash, b.benefits[0].in_cash) == (450.0, 150.0)


def test_without_a_ledger_booked_is_taken_as_stated_and_said(tmp_path: Path) -> None:
    book = make_book(tmp_path, "ledger")
    assert read_portfolio(book).members[0].returned(claimed=False) == 1900.0
    teneo = next(iter(result_of(book).find("own_rate", "teneo-more-than-cost")))
    assert any("no ledger" in message.template for message in teneo.assumptions)


def test_rates_from_the_tables(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    rates = {e.subject.id: e.point for e in result.find("own_rate")}
    # B is three months old and undecided: it is left out, neither failed nor counted
    assert rates["sp451-projects-scrapped"] == pytest.approx(1 / 2)
    assert rates["gartner-not-in-production"] == pytest.approx(1 / 2)
    assert rates["ibm-ceo-scaled"] == pytest.approx(1 / 2)
    assert rates["teneo-more-than-cost"] == pytest.approx(1 / 2)
    as_counted = {e.subject.id: e.point for e in result.find("own_rate_with_young")}
    assert as_counted["ibm-ceo-scaled"] == pytest.approx(1 / 3)
    assert {e.subject.id: e.point for e in result.find("own_rate_claimed")}["teneo-more-than-cost"] == (
        pytest.approx(2 / 3)
    )
    assert next(iter(result.find("own_level"))).point == pytest.approx(1800 / 1800 - 1)


def test_studies_keep_their_own_interval_and_none_is_invented(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    studies = {e.subject.id: e for e in result.find("study_rate")}
    facts = open_facts()
    for ruler, estimate in studies.items():
        fact = facts.one("rulers", ruler)
        assert fact is not None
        assert fact.number("interval_low") is not None
        assert estimate.point == fact.number("result")
        assert estimate.level == (0.90 if "clopper" in estimate.method else 0.95)
        assert estimate.origins == (fact.origin,)
    assert "sp451-projects-scrapped" not in studies


def test_organisations_get_a_word_and_never_a_rate(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    table = next(t for t in result.tables if t.id == "organisation")
    place = [c.key for c in table.columns].index("own")
    assert {row[place] for row in table.rows} <= {Term("yes"), Term("no")}
    asked = {row[0].id for row in table.rows}
    assert not asked & {e.subject.id for e in result.find("own_rate")}


def test_every_shipped_ruler_is_applied_or_explained(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    tables = {t.id: t for t in result.tables}
    shown = [
        row[0].id for id_ in ("initiatives", "organisation", "spend", "left_out") for row in tables[id_].rows
    ]
    assert sorted(shown) == sorted(f.text("ruler_id") for f in open_facts().rows("rulers"))
    assert all(row[3] is not None for row in tables["left_out"].rows)


def test_one_chart_carries_it(tmp_path: Path) -> None:
    """Verdicts on one axis from the strictest, yours and the study's on every row."""
    (figure,) = result_of(make_book(tmp_path)).figures
    rows = list(dict.fromkeys(row["ruler"] for row in figure.data))
    assert len(rows) >= 8
    for label in rows:
        marks = {row["whose"] for row in figure.data if row["ruler"] == label}
        assert {Term("yours"), Term("the study")} <= marks
    own = [row["share"] for row in figure.data if row["whose"] == Term("yours")]
    assert own == sorted(own)
    assert all(0 <= row["share"] <= 1 for row in figure.data)


def test_constructs_of_one_study_are_kept_apart(tmp_path: Path) -> None:
    table = next(t for t in result_of(make_book(tmp_path)).tables if t.id == "constructs")
    nanda = [row for row in table.rows if row[0].id.startswith("nanda-")]
    assert len(nanda) == 16
    shares = {row[0].id: row[4] for row in nanda}
    assert shares["nanda-task-implemented"].point == 0.05
    assert shares["nanda-task-pilot-to-implemented"].point == 0.25
    assert {row[1].id for row in nanda} == {"organisation", "initiative"}


def test_everything_is_declared(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    assert result.status is Status.OK
    assert result.headline
    assert max(Counter(e.key for e in result.estimates).values()) == 1
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins for e in result.estimates)
    assert all(len(row) == len(table.columns) for table in result.tables for row in table.rows)
    assert all(set(figure.roles.values()) <= set(row) for figure in result.figures for row in figure.data)


def test_stages_alone_are_enough(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, "costs", "benefits", "ledger"))
    assert "sp451-projects-scrapped" in {e.subject.id for e in result.find("own_rate")}
    assert "teneo-more-than-cost" not in {e.subject.id for e in result.find("own_rate")}
    assert any(f.code == "RUL106" for f in result.findings)


def test_benefits_alone_are_enough(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, "stages", "costs", "ledger"))
    assert result.status is Status.OK
    assert not list(result.find("own_rate", "sp451-projects-scrapped"))


def test_claims_beyond_cash_are_found(tmp_path: Path) -> None:
    finding = next(f for f in result_of(make_book(tmp_path)).findings if f.code == "RUL102")
    assert finding.message.arg("claimed").value == 2
    assert finding.message.arg("cash").value == 1
