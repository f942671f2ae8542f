"""The whole analysis: from an empty book to findings, tables and the curve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from time import process_time

import numpy as np
import pytest

from specie.analyses.ruler.claims import ANALYSIS
from specie.analyses.ruler.claims.run import run
from specie.analyses.ruler.claims.words import TERMS
from specie.book import Book
from specie.facts import open_facts
from specie.model import Inputs, Result, Severity, Status

FACTS = open_facts()
Make = Callable[..., Book]


def result_of(book: Book, **params: float) -> Result:
    return run(book, FACTS, Inputs(params=params))


def table(result: Result, id_: str):
    found = next((t for t in result.tables if t.id == id_), None)
    return found and [dict(zip((c.key for c in found.columns), row, strict=True)) for row in found.rows]


def codes(result: Result) -> Counter[str]:
    return Counter(f.code for f in result.findings)


CLAIM = {
    "claim_id": "C-1", "statement": "It saves five hours.", "topic": "hours", "value": 5, "unit": "hours",
    "numerator": "hours", "denominator": "per seat", "definition": "by own account", "window_months": 3,
    "sample_size": 20, "publisher": "Maker", "interest": "Sells it.", "occasion": "Launch.",
}  # fmt: skip


def test_shipped_facts_alone_are_enough(book_of: Make) -> None:
    result = result_of(book_of())
    assert result.status is Status.OK
    assert {t.id for t in result.tables} == {"rivals", "forecasts", "growth"}
    assert result.figures == ()
    assert codes(result)["RUL208"] == 1


def test_rival_readings_of_shipped_figures_are_those_known_as_conflicts(book_of: Make) -> None:
    rows = table(result_of(book_of()), "rivals")
    spoken = Counter(str(row["statement"]) for row in rows)
    assert max(spoken.values()) > 2
    by_company = [row for row in rows if row["table"] == "financials"]
    firms = {row["statement"].arg("company").id for row in by_company}
    assert {"anthropic", "openai", "coreweave", "builder-ai"} <= firms
    bounds = [row for row in by_company if row["statement"].arg("metric").id == "capex"]
    assert bounds == []  # at least 31 and at most 35 billion are a range, no conflict


def test_claims_are_compared_by_source_and_version(book_of: Make) -> None:
    rows = [
        CLAIM,
        CLAIM | {"claim_id": "C-2", "publisher": "Paper", "original": "Maker", "interest": ""},
        CLAIM | {"claim_id": "C-3", "publisher": "Office", "value": 1.5, "interest": "", "version": 1,
                 "published": "2025-01-31"},
        CLAIM | {"claim_id": "C-4", "publisher": "Office", "value": 2, "interest": "", "version": 2,
                 "supersedes": "C-3"},
        CLAIM | {"claim_id": "C-5", "publisher": "Union", "value": 2, "interest": ""},
    ]  # fmt: skip
    result = result_of(book_of(claims=rows))
    assert table(result, "claims")[0]["occasion"] == "Launch."
    shown = {row["id"].id: row for row in table(result, "claims")}
    assert [(shown[f"C-{n}"]["sources"], shown[f"C-{n}"]["agreeing"]) for n in (1, 2, 4, 5)] == [
        (3, 1), (3, 1), (3, 2), (3, 2),
    ]  # fmt: skip
    assert (shown["C-3"]["replaced"], shown["C-3"]["sources"]) == ("C-4", None)
    own = [row for row in table(result, "rivals") if row["table"] == "claims"]
    assert [row["publisher"] for row in own] == ["Office", "Union", "Maker", "Paper"]
    spread = next(e for e in result.find("rival_spread") if e.subject.label == "hours")
    assert spread.point == pytest.approx(2.5)
    one = next(f for f in result.findings if f.code == "RUL202")
    assert (one.message.arg("count").value, one.message.arg("all").value) == (2, 4)


def test_each_fault_of_a_claim_is_found_and_a_whole_claim_has_none(book_of: Make) -> None:
    bare = {"claim_id": "C-2", "statement": "Half of all.", "value": 0.5, "unit": "fraction",
            "publisher": "Somebody", "status": "rumour", "published": "2024-01-31"}  # fmt: skip
    found = codes(result_of(book_of(claims=[bare])))
    assert {"RUL202", "RUL204", "RUL205", "RUL207"} <= set(found)
    whole = [CLAIM | {"interest": ""}, CLAIM | {"claim_id": "C-2", "publisher": "Other", "interest": ""}]
    quiet = result_of(book_of(claims=whole))
    assert not set(codes(quiet)) & {"RUL202", "RUL203", "RUL204", "RUL205", "RUL206", "RUL207"}
    assert not [f for f in quiet.findings if f.severity is not Severity.NOTE]


def test_a_stake_by_the_users_own_deals(book_of: Make) -> None:
    claim = CLAIM | {"company_id": "openai", "publisher": "Nokia"}
    deal = {"deal_id": "D-1", "from_id": "openai", "to_id": "nokia", "instrument": "purchase"}
    with_deal = book_of(claims=[claim], deals=[deal | {"status": "closed"}])
    assert codes(result_of(with_deal))["RUL203"] == 1
    assert table(result_of(with_deal), "relations")[0]["deals"] == 1
    rumoured = book_of(claims=[claim], deals=[deal | {"status": "rumour"}])
    assert codes(result_of(rumoured))["RUL203"] == 0


def chances(p: np.ndarray, happened: np.ndarray) -> list[dict[str, object]]:
    return [
        {"forecast_id": f"F-{n}", "series": "s", "date": "2025-06", "probability": f"{chance:.2f}",
         "statement": "It happens.", "actual": int(came), "publisher": "Oracle"}
        for n, (chance, came) in enumerate(zip(p, happened, strict=True))
    ]  # fmt: skip


def test_overconfidence_is_found_and_right_chances_are_not(book_of: Make) -> None:
    rng = np.random.default_rng(np.random.SeedSequence(5))
    p = rng.choice([0.1, 0.3, 0.7, 0.9], 120)
    happened = rng.uniform(size=120) < p
    right = result_of(book_of(forecasts=chances(p, happened)))
    assert not set(codes(right)) & {"RUL210", "RUL211"}
    (figure,) = right.figures
    assert sum(row["size"] for row in figure.data) == 120
    sure = result_of(book_of(forecasts=chances(np.where(p > 0.5, 0.99, 0.01), rng.uniform(size=120) < 0.5)))
    assert codes(sure)["RUL210"] == codes(sure)["RUL211"] == 1


def test_ranges_that_never_hold_are_too_narrow(book_of: Make) -> None:
    rows = [
        {"forecast_id": f"R-{n}", "series": f"s{n}", "date": "2025", "value": 10, "low": 9, "high": 11,
         "level": 0.9, "actual": 20, "unit": "usd"}
        for n in range(5)
    ]  # fmt: skip
    assert codes(result_of(book_of(forecasts=rows)))["RUL212"] == 1
    held = [row | {"actual": 10} for row in rows]
    assert codes(result_of(book_of(forecasts=held)))["RUL212"] == 0


def test_due_forecasts_and_warnings_without_outcome_are_named(book_of: Make) -> None:
    forecast = {"forecast_id": "F-1", "series": "s", "date": "2025", "value": 3}
    warning = {"warning_id": "W-1", "statement": "It falls.", "speaker": "S", "due": "2026-06"}
    found = codes(result_of(book_of(forecasts=[forecast], warnings=[warning])))
    assert (found["RUL209"], found["RUL213"]) == (1, 1)


def test_parameters_move_the_limits(book_of: Make) -> None:
    rows = [CLAIM, CLAIM | {"claim_id": "C-2", "publisher": "Other", "value": 8}]
    book = book_of(claims=rows)
    own = [f for f in result_of(book, wide=1.7).findings if f.code == "RUL201" and "hours" in f.subject.id]
    assert own == []
    assert codes(result_of(book, stale_days=30))["RUL207"] == 1


def test_a_row_of_the_future_is_not_read(book_of: Make) -> None:
    late = CLAIM | {"claim_id": "C-2", "published": "2027-01-01"}
    assert len(table(result_of(book_of(claims=[CLAIM, late])), "claims")) == 1


@pytest.mark.parametrize(
    "odd", [{"value": ""}, {"value": "", "low": 3}, {"unit": ""}, {"value": -3}, {"value": 0}, {"topic": ""}]
)
def test_odd_claims_are_shown_and_break_nothing(book_of: Make, odd: dict[str, object]) -> None:
    other = CLAIM | {"claim_id": "C-2", "publisher": "Other", "value": 9}
    result = result_of(book_of(claims=[CLAIM | odd, other]))
    assert len(table(result, "claims")) == 2
    assert result.status is Status.OK


def test_everything_is_declared_and_fast(book_of: Make) -> None:
    rows = [CLAIM, CLAIM | {"claim_id": "C-2", "publisher": "Other", "value": 9}]
    book = book_of(claims=rows, forecasts=chances(np.full(12, 0.8), np.arange(12) % 2 == 0))
    result_of(book)
    start = process_time()
    result = result_of(book)
    assert process_time() - start < 1
    assert max(Counter(e.key for e in result.estimates).values()) == 1
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins for e in result.estimates)
    assert all(len(row) == len(t.columns) for t in result.tables for row in t.rows)
    assert all(set(f.roles.values()) <= set(row) for f in result.figures for row in f.data)


def test_every_measure_of_the_shipped_accounts_has_a_word() -> None:
    brought = {term.id for term in TERMS} | {"revenue", "revenue_run_rate"}
    assert {fact.text("metric") for fact in FACTS.rows("financials")} <= brought
