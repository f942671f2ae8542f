"""Which models of small books by hand end when, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from specie.analyses.breaks.stack.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import PORTFOLIO, Inputs, Result, Severity, Status
from specie.report.language import language

TOML = '[book]\nname = "By hand"\ncurrency = "USD"\nas_of = {as_of}\n'
INITIATIVES = "initiative_id,name\nA,Alpha\nB,Beta\nC,Gamma\n"
STAGES = "initiative_id,stage,entered_on\nA,production,2025-01-01\nB,pilot,2025-01-01\nC,stopped,2025-01-01\n"
VENDORS = "vendor_id,company_id,name,kind\nopenai,openai,OpenAI,model\ncloud,amazon,AWS,cloud\n"
DEPENDENCIES = (
    "initiative_id,layer,vendor_id,model,criticality,substitute,substitute_tested_on\n"
    "A,model_developer,openai,gpt-5-2025-08-07,high,cloud,2026-03-01\n"
    "B,host,cloud,,high,,\n"
    "B,model_developer,anthropic,claude-sonnet-4-5-20250929,high,,\n"
    "C,model_developer,openai,gpt-4-0613,high,,\n"
)
USAGE = (
    "date,initiative_id,provider,model,input_tokens,output_tokens\n"
    "2026-11-01,A,openai,gpt-5-2025-08-07,600,100\n2026-10-01,,openai,gpt-5-2025-08-07,50,50\n"
    "2026-11-02,B,openai,gpt-4.1-2025-04-14,1000,200\n2026-01-01,B,openai,gpt-4-0613,5,5\n"
)
TABLES = {
    "initiatives": INITIATIVES, "stages": STAGES, "vendors": VENDORS, "dependencies": DEPENDENCIES,
    "usage": USAGE,
}  # fmt: skip


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Book]:
    def of(as_of: str = "2026-11-22", **changes: str | None) -> Book:
        (tmp_path / "specie.toml").write_text(TOML.format(as_of=as_of))
        for name, text in {**TABLES, **changes}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text)
        return open_book(tmp_path)

    return of


def assess(book: Book, **params: Any) -> Result:
    return run(book, open_facts(), Inputs(params=params))


def days(result: Result) -> dict[str, float]:
    return {e.subject.id: e.point for e in result.find("days_to_end") if e.point is not None}


def one(result: Result, measure: str) -> Any:
    return next(e for e in result.find(measure, PORTFOLIO.id))


def test_days_by_hand(make) -> None:
    """2026-11-22 to 2026-12-11 are 19 days; Bedrock ends Sonnet 4.5 on 2027-04-08, 137 days later."""
    assert days(assess(make())) == {
        "openai:gpt-5-2025-08-07": 19,
        "aws:claude-sonnet-4-5-20250929": 137,
    }


def test_shares_and_counts_by_hand(make) -> None:
    """Three models are in use, two of them end; 800 of 2,000 tokens are on them."""
    result = assess(make())
    assert one(result, "models_ending").point == 2
    assert one(result, "tokens_ending_share").point == pytest.approx(0.4)


def test_findings_name_the_day_the_replacement_and_the_test(make) -> None:
    found = {f.subject.label: f for f in assess(make()).findings if f.subject.kind == "model"}
    english = language("en")
    soon, later = found["gpt-5-2025-08-07"], found["claude-sonnet-4-5-20250929"]
    assert (soon.code, soon.severity) == ("BRK852", Severity.ALARM)
    assert (later.code, later.severity) == ("BRK852", Severity.WATCH)
    assert "2026-12-11" in english.message(soon.message)
    assert soon.action is not None
    assert later.action is not None
    assert "gpt-5.6-sol" in english.message(soon.action)
    assert "2026-03-01" in english.message(soon.action)
    assert "no substitute was tested" in english.message(later.action)
    assert soon.evidence[0].point == 19


def test_alarm_days_moves_the_line(make) -> None:
    found = {f.subject.label: f.severity for f in assess(make(), alarm_days=18).findings}
    assert found["gpt-5-2025-08-07"] is Severity.WATCH


def test_a_model_past_its_end_is_an_alarm(make) -> None:
    result = assess(make("2026-12-11"))
    assert days(result)["openai:gpt-5-2025-08-07"] == 0
    assert {f.code for f in result.findings if f.subject.label == "gpt-5-2025-08-07"} == {"BRK851"}


def test_nothing_is_known_before_it_was_announced(make) -> None:
    result = assess(make("2026-06-10", usage=None))
    assert days(result) == {}
    assert one(result, "models_ending").point == 0


def test_own_rows_come_first(make) -> None:
    rows = "provider,model,announced,shuts_down\nopenai,gpt-5-2025-08-07,2026-01-01,2028-01-01\n"
    result = assess(make(retirements=rows))
    assert days(result)["openai:gpt-5-2025-08-07"] == (date(2028, 1, 1) - date(2026, 11, 22)).days
    (estimate,) = result.find("days_to_end", "openai:gpt-5-2025-08-07")
    assert estimate.origins[0].place == "retirements.csv"


def test_use_long_ago_and_stopped_initiatives_are_no_use(make) -> None:
    assert not any(name.endswith("gpt-4-0613") for name in days(assess(make())))
    result = assess(make(), recent_days=365)
    assert days(result)["openai:gpt-4-0613"] == -30


def test_a_provider_nothing_is_known_of_is_not_assessed(make) -> None:
    usage = "date,initiative_id,provider,model,input_tokens,output_tokens\n2026-11-01,A,acme,acme-1,1,1\n"
    result = assess(make(usage=usage, dependencies=None))
    assert [f.code for f in result.findings] == ["BRK854"]
    assert one(result, "models_ending").point == 0
    assert result.tables[0].rows[0][3].template == "not assessed"  # type: ignore[union-attr]


def test_models_without_an_end_are_quiet(make) -> None:
    usage = "date,initiative_id,provider,model,input_tokens,output_tokens\n2026-11-01,A,openai,gpt-4.1,1,1\n"
    result = assess(make(usage=usage, dependencies=None))
    assert result.findings == ()
    assert result.status is Status.OK


def test_no_model_at_all_is_not_assessed(make) -> None:
    result = assess(make(usage=None, dependencies="initiative_id,layer,vendor_id\nA,tool,cloud\n"))
    assert result.status is Status.NOT_ASSESSED
    assert result.reason is not None


@pytest.mark.parametrize("params", [{"alarm_days": -1}, {"recent_days": 0}, {"recent_days": 366}])
def test_parameters_that_make_no_sense_are_named(make, params: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(params))):
        assess(make(), **params)


def test_notice_is_an_interval_of_the_providers_in_use(make) -> None:
    told = {e.subject.id: e for e in assess(make()).find("notice_days")}
    assert set(told) == {"openai", "aws"}
    for estimate in told.values():
        assert estimate.low is not None
        assert estimate.high is not None
        assert estimate.low <= estimate.point <= estimate.high
